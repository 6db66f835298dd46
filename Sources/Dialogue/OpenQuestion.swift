import Booking

/// The question that waits for an answer; it has the first claim on what is said next.
public enum OpenQuestion: Hashable, Sendable, Codable {
    /// A field of the form on top.
    case field(Field)
    /// Which of the offers on the table.
    case offer
    /// Yes or no to the read-back.
    case confirm
    /// The one-time code.
    case code
    /// Which of several things was meant.
    case choice(Choosing, [Option])
    /// Yes or no to something else.
    case yesNo(Proposal)

    /// What a choice decides.
    public enum Choosing: String, Hashable, Sendable, Codable {
        case department, doctor, campus, when, patient, appointment, waitlist
    }

    /// What a yes or no is about.
    public enum Proposal: String, Hashable, Sendable, Codable {
        /// Go on with the form that was set aside.
        case resume
        /// Take the place kept instead of a visit that a stopped clinic took away.
        case stop
        /// Take the place that the waitlist keeps.
        case place
    }

    /// One of several things that may have been meant.
    public struct Option: Hashable, Sendable, Codable {
        /// Its value.
        public var value: FieldValue
        /// How it is shown.
        public var label: Reply

        /// Makes an option.
        public init(value: FieldValue, label: Reply) {
            self.value = value
            self.label = label
        }
    }
}
