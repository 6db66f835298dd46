import CivilCalendar

/// A booking core with its waitlist, the day of the visit, and what staff and the clock do; each call by itself.
///
/// The signatures are those of ``Waitlist``, ``VisitDay``, ``ClinicControl`` and ``StopOfferDesk``, as far as histories
/// need them.
public protocol WholeDesk: BookingDesk {
    /// Joins the waitlist; see ``Waitlist``.
    func join(_ request: WaitRequest, now: Instant) throws -> Result<WaitlistEntry, WaitlistRefusal>

    /// Leaves the waitlist; see ``Waitlist``.
    func leave(_ request: WaitlistAnswer, now: Instant) throws -> Result<WaitlistEntry, WaitlistRefusal>

    /// Takes the place that is kept for an entry; see ``Waitlist``.
    func accept(_ request: WaitlistAnswer, now: Instant) throws -> Result<Appointment, WaitlistRefusal>

    /// The entries of an account that wait or have an offer, the oldest first.
    func waitlist(of account: AccountID, now: Instant) throws -> [WaitlistEntry]

    /// Reports a patient; see ``VisitDay``.
    func checkIn(
        _ visit: VisitReference, by actor: VisitActor, consent: Consent?, now: Instant
    ) throws -> Result<CheckIn, CheckInRefusal>

    /// Everybody who waits for a clinic, in the order in which they are called.
    func queue(of session: ClinicSessionID, now: Instant) throws -> [QueuePlace]

    /// Calls the next patient of a clinic in; `nil` when nobody waits.
    func callNext(in session: ClinicSessionID, by actor: VisitActor, now: Instant) throws -> Appointment?

    /// Takes a visit one step further; see ``VisitDay``.
    func step(
        _ appointment: AppointmentID, by step: VisitStep, actor: VisitActor, reason: String, now: Instant
    ) throws -> Result<Appointment, VisitRefusal>

    /// Marks booked visits as missed whose clinic and its grace are over; how many.
    func markNoShows(now: Instant) throws -> Int

    /// Stops a clinic session; see ``ClinicControl``.
    func stopClinic(
        _ session: ClinicSessionID, offerHours: Int, order: StaffOrder, now: Instant
    ) throws -> Result<StopReport, ClinicRefusal>

    /// Carries out the next steps of the oldest stop that is not done; `nil` where there is none.
    func carryOnOldestStop(limit: Int, now: Instant) throws -> StopReport?

    /// Suspends, resumes or restores a clinic session; see ``ClinicControl``.
    func changeClinic(
        _ session: ClinicSessionID, by event: ClinicSessionEvent, order: StaffOrder, now: Instant
    ) throws -> Result<ClinicSession, ClinicRefusal>

    /// Adds places to a slot; see ``ClinicControl``.
    func addCapacity(
        _ places: Int, to slot: SlotID, order: StaffOrder, now: Instant
    ) throws -> Result<Slot, ClinicRefusal>

    /// Offers to an account whose clinics were stopped; see ``StopOfferDesk``.
    func stopOffers(of account: AccountID, now: Instant) throws -> [StopOffer]

    /// Takes the place of an offer; see ``StopOfferDesk``.
    func acceptStopOffer(
        _ offer: StopOfferID, account: AccountID, consent: Consent, now: Instant
    ) throws -> Result<Appointment, BookingRefusal>

    /// Gives the place of an offer back; see ``StopOfferDesk``.
    func declineStopOffer(_ offer: StopOfferID, account: AccountID, now: Instant) throws

    /// What the clock does from time to time: ends holds, offers places to the waitlist, ends what waited in vain.
    func sweep(now: Instant) throws
}
