/// The state of a conversation as a client sees it: the `state` object of the HTTP contract (DESIGN §3).
///
/// Times are local ISO instants of the hospital (`YYYY-MM-DDTHH:MM:SS`); money is fen.
public struct ConversationView: Hashable, Sendable, Codable {
    /// Language of the conversation, `zh` or `en`.
    public var lang: String
    /// The form being filled, such as `book`; `nil` when none.
    public var form: String?
    /// What is known, by field name.
    public var fields: [String: FieldView]
    /// The open question; `nil` when none.
    public var awaiting: Awaiting?
    /// What is on the table.
    public var offers: [OfferView]
    /// The appointment that this turn committed or changed.
    public var appointment: AppointmentView?

    /// A code with the name that goes with it.
    public struct Coded: Hashable, Sendable, Codable {
        /// The catalogue's code.
        public var code: String
        /// The name in the conversation's language.
        public var name: String

        /// Makes a pair.
        public init(code: String, name: String) {
            self.code = code
            self.name = name
        }
    }

    /// A known field.
    public struct FieldView: Hashable, Sendable, Codable {
        /// The value as text: a code, an ISO span, a word; several are joined by `|`.
        public var value: String
        /// The words it came from.
        public var text: String
        /// `stated`, `assumed` or `repaired`.
        public var certainty: String

        /// Makes a field.
        public init(value: String, text: String, certainty: String) {
            self.value = value
            self.text = text
            self.certainty = certainty
        }
    }

    /// The open question.
    public struct Awaiting: Hashable, Sendable, Codable {
        /// `field`, `offer`, `confirm`, `code` or `choice`.
        public var kind: String
        /// The field asked for.
        public var field: String?
        /// The options, as shown.
        public var options: [String]?

        /// Makes a question.
        public init(kind: String, field: String? = nil, options: [String]? = nil) {
            self.kind = kind
            self.field = field
            self.options = options
        }
    }

    /// A proposal on the table.
    public struct OfferView: Hashable, Sendable, Codable {
        /// Its number, from 1.
        public var n: Int
        /// The slot's id.
        public var slot: String
        /// The doctor.
        public var practitioner: Coded
        /// The department.
        public var department: Coded
        /// The campus.
        public var campus: Coded
        /// Start, local.
        public var start: String
        /// End, local.
        public var end: String
        /// Fee in fen.
        public var fee_fen: Int
        /// What of the wish it gives up.
        public var gives_up: [String]

        /// Makes a proposal.
        public init(
            n: Int, slot: String, practitioner: Coded, department: Coded, campus: Coded, start: String, end: String,
            fee_fen: Int, gives_up: [String]
        ) {
            self.n = n
            self.slot = slot
            self.practitioner = practitioner
            self.department = department
            self.campus = campus
            self.start = start
            self.end = end
            self.fee_fen = fee_fen
            self.gives_up = gives_up
        }
    }

    /// An appointment.
    public struct AppointmentView: Hashable, Sendable, Codable {
        /// Its id.
        public var id: String
        /// Its status.
        public var status: String
        /// The patient's name, masked but for the first character.
        public var patient: String
        /// The doctor.
        public var practitioner: Coded
        /// The department.
        public var department: Coded
        /// The campus.
        public var campus: Coded
        /// Start, local.
        public var start: String
        /// End, local.
        public var end: String
        /// Fee in fen.
        public var fee_fen: Int
        /// The visit code.
        public var visit_code: String
        /// The signed text of the QR code that a kiosk verifies offline; `nil` where the visit is not to come or the desk
        /// signs nothing.
        public var visit_pass: String?

        /// Makes an appointment.
        public init(
            id: String, status: String, patient: String, practitioner: Coded, department: Coded, campus: Coded,
            start: String, end: String, fee_fen: Int, visit_code: String
        ) {
            self.id = id
            self.status = status
            self.patient = patient
            self.practitioner = practitioner
            self.department = department
            self.campus = campus
            self.start = start
            self.end = end
            self.fee_fen = fee_fen
            self.visit_code = visit_code
        }
    }

    /// Makes a view.
    public init(
        lang: String, form: String? = nil, fields: [String: FieldView] = [:], awaiting: Awaiting? = nil,
        offers: [OfferView] = [], appointment: AppointmentView? = nil
    ) {
        self.lang = lang
        self.form = form
        self.fields = fields
        self.awaiting = awaiting
        self.offers = offers
        self.appointment = appointment
    }
}
