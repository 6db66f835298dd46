/// What a person wants with an utterance; the names are those that `frontdesk parse` prints.
public enum Intent: String, Hashable, Sendable, Codable, CaseIterable {
    case book, reschedule, cancel
    case queryAvailability = "query_availability"
    case queryDoctor = "query_doctor"
    case queryDepartment = "query_department"
    case queryAppointment = "query_appointment"
    case price, location, hours, rules, preparation, triage, emergency
    case registerPatient = "register_patient"
    /// To be told and offered a place when one comes free, and to want that no longer.
    case waitlist
    case leaveWaitlist = "leave_waitlist"
    /// What became of one's waiting: the place in line, whether there is news.
    case waitlistStatus = "waitlist_status"
    /// To be told when the places of a clinic are released.
    case releaseAlert = "release_alert"
    /// On the day: to say that one is there, how long the queue is, and the code to show.
    case checkIn = "check_in"
    case queueStatus = "queue_status"
    case visitCode = "visit_code"
    /// To object to a missed visit on record, and to ask why one may not book.
    case appeal
    case myRestrictions = "my_restrictions"
    case affirm, deny, inform, correct, alternatives, select, any
    case unknownAnswer = "unknown_answer"
    case acknowledge, abort, undo
    case startOver = "start_over"
    case repeatLast = "repeat"
    case slower, help, why, human, greet, thanks, goodbye
    case outOfScope = "out_of_scope"
}

/// An intent with how sure the reader is and the rule that found it.
public struct ScoredIntent: Hashable, Sendable, Codable {
    /// The intent.
    public var intent: Intent
    /// 0...1; comparable within one utterance only.
    public var confidence: Double
    /// Name of the rule, for the trace.
    public var rule: String

    /// Makes a scored intent.
    public init(intent: Intent, confidence: Double, rule: String) {
        self.intent = intent
        self.confidence = confidence
        self.rule = rule
    }
}
