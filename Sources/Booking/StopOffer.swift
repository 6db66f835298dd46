import CivilCalendar

/// A stop of one clinic session with everything that follows from it.
public typealias StopPlanID = Identifier<StopPlan>
/// What one patient of a stopped clinic is offered.
public typealias StopOfferID = Identifier<StopOffer>

/// What a patient whose clinic was stopped is told: the visit that is lost and the one place kept instead.
public struct StopOffer: Hashable, Sendable, Codable {
    /// Its id.
    public var id: StopOfferID
    /// Who booked.
    public var account: AccountID
    /// The visit that was cancelled.
    public var visit: Appointment
    /// The place kept instead; `nil` where there was none, or where it was not taken in time.
    public var slot: Slot?
    /// Until when it is kept.
    public var until: Instant?
    /// The fee to give back, in fen.
    public var refundFen: Int

    /// Makes an offer.
    public init(
        id: StopOfferID, account: AccountID, visit: Appointment, slot: Slot?, until: Instant?, refundFen: Int
    ) {
        self.id = id
        self.account = account
        self.visit = visit
        self.slot = slot
        self.until = until
        self.refundFen = refundFen
    }
}

/// The offers of stopped clinics, as their patients meet them.
public protocol StopOfferDesk {
    /// Offers of an account that were neither taken nor declined and whose lost visit is still to come, by visit.
    func stopOffers(of account: AccountID, now: Instant) throws -> [StopOffer]

    /// Books the place of an offer with the rights of the lost visit: quotas, release and cut-off were met by that one.
    /// Taking an offer again gives the same appointment.
    func acceptStopOffer(
        _ offer: StopOfferID, account: AccountID, consent: Consent, now: Instant
    ) throws -> Result<Appointment, BookingRefusal>

    /// Gives the place of an offer back; the offer is not made again.
    func declineStopOffer(_ offer: StopOfferID, account: AccountID, now: Instant) throws
}
