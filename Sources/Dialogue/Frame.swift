import Booking
import CivilCalendar

/// A form being filled: what is known, what was offered and what was refused.
public struct Frame: Hashable, Sendable, Codable {
    /// Which form.
    public var form: Form
    /// What is known.
    public var fields: [Field: FieldRecord] = [:]
    /// What is on the table; at most three.
    public var offers: [PlacedOffer] = []
    /// The offer that was taken and awaits the read-back or its yes.
    public var chosen: PlacedOffer?
    /// Slots that were offered and refused; never offered again.
    public var refused: [SlotID] = []
    /// Earlier or later than what was on the table: narrows the search until another time is said.
    public var bounds: [TimeConstraint] = []
    /// Why the wish could not be met as it was said.
    public var conflict: ConflictReason?
    /// The reason that was told for the wish as it stands; it is not told twice.
    public var toldConflict: ConflictReason?
    /// The appointment that is moved or cancelled.
    public var target: BookedVisit?
    /// Appointments among which one is to be chosen; at most five.
    public var visits: [BookedVisit] = []
    /// Departments that were proposed for a complaint, until one is settled.
    public var suggested: [DepartmentCode]?
    /// Whether the doctor seen last is wished and not looked up yet.
    public var wantsLastDoctor = false
    /// Whether the core said that the target may be cancelled or moved.
    public var isCancellable = false
    /// The question a query form is about.
    public var topic: Topic?
    /// What could not be had and can be waited for.
    public var unmet: WaitWish?
    /// What is waited for instead of taken.
    public var waitsFor: WaitPurpose?
    /// What is to become of an entry on the waitlist.
    public var waitlistAct: WaitlistAct?
    /// Whether it was looked up that the patient may book at all.
    public var clearance: Clearance?
    /// For whom else the same is to be booked afterwards, in this order.
    public var companions: [Relation]?
    /// Who was booked just before in the same errand and is not meant again.
    public var bookedBefore: [PatientID]?
    /// Whether the read-back got a no and it was asked what is wrong.
    public var wasDenied: Bool?
    /// The turn in which it was opened.
    public var openedTurn: Int
    /// The turn in which it was last on top.
    public var touchedTurn: Int

    /// Makes an empty form.
    public init(form: Form, turn: Int) {
        self.form = form
        openedTurn = turn
        touchedTurn = turn
    }

    /// Whether it serves the form beneath it and has no purpose of its own.
    var isHelper: Bool { form == .identify || form == .register }
}

/// A proposal as the dialogue remembers it: what is needed to say it again and to take it.
public struct PlacedOffer: Hashable, Sendable, Codable {
    /// The slot.
    public var slot: SlotID
    /// The doctor.
    public var practitioner: PractitionerCode
    /// The department.
    public var department: DepartmentCode
    /// The campus.
    public var campus: CampusCode
    /// The day.
    public var date: CivilDate
    /// First minute of the day.
    public var startMinute: Int
    /// End minute of the day, exclusive.
    public var endMinute: Int
    /// Fee in fen.
    public var feeFen: Int
    /// What of the wish it gives up.
    public var givesUp: [Sacrifice]

    /// Remembers an offer.
    public init(_ offer: Offer) {
        let session = offer.slot.session
        slot = offer.slot.id
        practitioner = session.practitioner
        department = session.department
        campus = session.campus
        date = session.date
        startMinute = offer.slot.startMinute
        endMinute = offer.slot.endMinute
        feeFen = session.feeFen
        givesUp = offer.givesUp
    }
}

/// An appointment as the dialogue remembers it while it is talked about.
public struct BookedVisit: Hashable, Sendable, Codable {
    /// Its id.
    public var id: AppointmentID
    /// Who is seen.
    public var patient: PatientID
    /// The patient's name.
    public var patientName: String
    /// The doctor.
    public var practitioner: PractitionerCode
    /// The department.
    public var department: DepartmentCode
    /// The campus.
    public var campus: CampusCode
    /// The day.
    public var date: CivilDate
    /// First minute of the day.
    public var startMinute: Int
    /// Fee in fen.
    public var feeFen: Int

    /// Remembers an appointment.
    public init(_ appointment: Appointment) {
        id = appointment.id
        patient = appointment.patient.id
        patientName = appointment.patient.name
        let session = appointment.slot.session
        practitioner = session.practitioner
        department = session.department
        campus = session.campus
        date = session.date
        startMinute = appointment.slot.startMinute
        feeFen = session.feeFen
    }
}

/// What a question is about that the desk answers from its files.
public enum Topic: String, Hashable, Sendable, Codable, CaseIterable {
    case price, location, preparation, doctor, department, availability
}

/// How far it is known that a patient is not restricted.
public enum Clearance: String, Hashable, Sendable, Codable {
    /// It was looked up while nobody knew yet which of several patients is meant.
    case account
    /// It was looked up for the patient.
    case patient
}

/// What somebody waits for.
public enum WaitPurpose: String, Hashable, Sendable, Codable {
    /// A place that comes free.
    case place
    /// The release of places.
    case release
}

/// What is to become of an entry on the waitlist.
public enum WaitlistAct: String, Hashable, Sendable, Codable {
    /// Say how it stands.
    case tell
    /// Take it back.
    case leave
    /// Not be told of a release any more.
    case dropAlert = "drop_alert"
}

/// A place that the waitlist keeps for somebody, as the dialogue remembers it.
public struct KeptPlace: Hashable, Sendable, Codable {
    /// The entry it is kept for.
    public var entry: WaitlistEntryID
    /// The place.
    public var place: PlacedOffer
    /// Who would be seen.
    public var patientName: String
    /// Whether an appointment would be given up for it.
    public var replaces: Bool
    /// Until when it is kept.
    public var until: Instant

    /// Remembers an offer; `nil` where the entry has none.
    public init?(_ entry: WaitlistEntry) {
        guard let offer = entry.offer else { return nil }
        self.entry = entry.id
        place = PlacedOffer(Offer(slot: offer.slot, givesUp: []))
        patientName = entry.patient.name
        replaces = entry.replaces != nil
        until = offer.until
    }
}
