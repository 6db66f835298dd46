/// The shapes of bodies, as JSON Schema.
enum Schemas {
    static let text: JSONValue = ["type": "string"]
    static let whole: JSONValue = ["type": "integer"]
    static let flag: JSONValue = ["type": "boolean"]
    static let date: JSONValue = ["type": "string", "format": "date"]
    /// A wall-clock moment of the hospital, without a zone.
    static let moment: JSONValue = ["type": "string", "pattern": "^\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d$"]
    static let texts: JSONValue = ["type": "array", "items": ["type": "string"]]

    /// A reference to a named shape.
    static func reference(_ name: String) -> JSONValue {
        ["$ref": .string("#/components/schemas/\(name)")]
    }

    /// An object with one member, a list of a named shape.
    static func list(_ member: String, of name: String) -> JSONValue {
        object([(member, ["type": "array", "items": reference(name)])])
    }

    /// Something or `null`.
    static func optional(_ schema: JSONValue) -> JSONValue {
        ["anyOf": [schema, ["type": "null"]]]
    }

    /// A text out of a list.
    static func oneOf(_ words: String...) -> JSONValue {
        ["type": "string", "enum": .array(words.map { .string($0) })]
    }

    /// An object with these members and no others; the ones in `optional` may be missing.
    static func object(_ members: [(String, JSONValue)], optional: Set<String> = []) -> JSONValue {
        [
            "type": "object",
            "properties": .object(members.map { .init(name: $0.0, value: $0.1) }),
            "required": .array(members.filter { !optional.contains($0.0) }.map { .string($0.0) }),
            "additionalProperties": false,
        ]
    }

    /// Every named shape.
    static let all: [JSONValue.Member] = (conversationShapes + catalogueShapes + staffShapes + visitDayShapes).map {
        JSONValue.Member(name: $0.0, value: $0.1)
    }

    private static func list(_ element: JSONValue) -> JSONValue {
        ["type": "array", "items": element]
    }

    private static let conversationShapes: [(String, JSONValue)] = [
        (
            "Opening",
            [
                "type": "object",
                "properties": ["lang": oneOf("zh", "en"), "channel": oneOf("http", "widget", "rasa", "line", "repl")],
            ]
        ),
        (
            "OpenedConversation",
            object([("id", text), ("token", text), ("replies", list(reference("Reply")))])
        ),
        (
            "Message",
            [
                "type": "object",
                "properties": [
                    "text": text, "message_id": ["type": "string", "minLength": 1, "maxLength": 200],
                    "device": ["type": "string", "minLength": 1, "maxLength": 100],
                ],
                "required": ["text", "message_id"],
            ]
        ),
        (
            "Turn",
            object(
                [
                    ("turn", whole), ("replies", list(reference("Reply"))), ("state", reference("State")),
                    ("waiting", reference("Waiting")),
                ], optional: ["waiting"])
        ),
        (
            "Waiting",
            object(
                [
                    ("ahead", optional(whole)), ("seconds", optional(whole)), ("sold_out", flag),
                    ("receipt", reference("ReleaseReceipt")),
                ], optional: ["receipt"])
        ),
        (
            "ReleaseReceipt",
            object([("release", text), ("number", whole), ("token", text), ("seal", text)])
        ),
        (
            "ReleaseNotice",
            object([("release", text), ("at", whole), ("order", oneOf("arrival", "draw")), ("commitment", text)])
        ),
        (
            "ReleaseRecord",
            object([
                ("notice", reference("ReleaseNotice")), ("seed", text), ("drawn", whole), ("arrivals", texts),
            ])
        ),
        (
            "Releases",
            object([("coming", list(reference("ReleaseNotice"))), ("over", list(reference("ReleaseRecord")))])
        ),
        (
            "SlotCounts",
            object([
                ("version", whole), ("whole", flag),
                (
                    "counts",
                    list(
                        object([
                            ("slot", text), ("free", whole),
                            ("status", oneOf("open", "full", "unreleased", "stopped", "past")),
                        ]))
                ),
            ])
        ),
        (
            "Reply",
            object(
                [
                    ("text", text), ("speech", text), ("choices", list(object([("label", text), ("say", text)]))),
                    ("card", object([("title", text), ("rows", list(texts))])),
                ], optional: ["speech", "choices", "card"])
        ),
        (
            "State",
            object([
                ("lang", oneOf("zh", "en")), ("form", optional(text)),
                (
                    "fields",
                    ["type": "object", "additionalProperties": reference("Field")]
                ),
                (
                    "awaiting",
                    optional(
                        object(
                            [
                                ("kind", oneOf("field", "offer", "confirm", "code", "choice")), ("field", text),
                                ("options", texts),
                            ], optional: ["field", "options"]))
                ),
                ("offers", list(reference("Offer"))), ("appointment", optional(reference("Appointment"))),
            ])
        ),
        (
            "Field",
            object([("value", text), ("text", text), ("certainty", oneOf("stated", "assumed", "repaired"))])
        ),
        (
            "Offer",
            object([
                ("n", whole), ("slot", text), ("practitioner", reference("Coded")), ("department", reference("Coded")),
                ("campus", reference("Coded")), ("start", moment), ("end", moment), ("fee_fen", whole),
                ("gives_up", texts),
            ])
        ),
        (
            "Appointment",
            object(
                [
                    ("id", text), ("status", text), ("patient", text), ("practitioner", reference("Coded")),
                    ("department", reference("Coded")), ("campus", reference("Coded")), ("start", moment),
                    ("end", moment),
                    ("fee_fen", whole), ("visit_code", text), ("visit_pass", text),
                ], optional: ["visit_pass"])
        ),
        ("Coded", object([("code", text), ("name", text)])),
        ("Events", object([("events", list(reference("Event"))), ("last", whole)])),
        (
            "Event",
            object([("number", whole), ("kind", oneOf("reply", "push")), ("replies", list(reference("Reply")))])
        ),
        (
            "RasaMessage",
            [
                "type": "object",
                "properties": ["sender": text, "message": text, "metadata": ["type": "object"]],
            ]
        ),
        (
            "RasaAnswer",
            object(
                [
                    ("recipient_id", text), ("text", text),
                    ("buttons", list(object([("title", text), ("payload", text)]))),
                    ("custom", ["type": "object"]),
                ], optional: ["buttons", "custom"])
        ),
        ("Alive", object([("status", oneOf("ok"))])),
        (
            "Ready",
            object([("status", oneOf("ready", "not ready")), ("storage", flag), ("problem", optional(text))])
        ),
        (
            "Problem",
            object(
                [("type", text), ("title", text), ("status", whole), ("detail", text), ("instance", text)],
                optional: ["instance"])
        ),
    ]

    private static let names = object([("zh", text), ("en", text)])

    private static let catalogueShapes: [(String, JSONValue)] = [
        (
            "Department",
            object([
                ("code", text), ("name", text), ("names", names), ("aliases", texts), ("group", optional(text)),
                ("is_group", flag), ("places", list(object([("campus", reference("Coded")), ("place", text)]))),
                ("min_age", optional(whole)), ("max_age", optional(whole)), ("sex", optional(oneOf("male", "female"))),
                ("about", text), ("preparation", text),
            ])
        ),
        (
            "Practitioner",
            object([
                ("code", text), ("name", text), ("names", names),
                ("title", oneOf("chief", "associate_chief", "attending", "resident")), ("sex", oneOf("male", "female")),
                ("departments", list(reference("Coded"))), ("specialties", text), ("fee_fen", whole),
                ("languages", texts),
            ])
        ),
        (
            "ClinicSession",
            object(
                [
                    ("id", text), ("practitioner", reference("Coded")), ("instead_of", reference("Coded")),
                    ("department", reference("Coded")), ("campus", reference("Coded")), ("room", text), ("date", date),
                    ("half", oneOf("morning", "afternoon", "evening")),
                    ("status", oneOf("scheduled", "suspended", "stopped")), ("fee_fen", whole), ("release_at", moment),
                ], optional: ["instead_of"])
        ),
        (
            "Slot",
            object(
                [
                    ("id", text), ("session", text), ("practitioner", reference("Coded")),
                    ("instead_of", reference("Coded")), ("department", reference("Coded")),
                    ("campus", reference("Coded")), ("start", moment), ("end", moment), ("free", whole),
                    ("status", oneOf("open", "full", "unreleased", "stopped", "past")), ("fee_fen", whole),
                ], optional: ["instead_of"])
        ),
    ]
}
