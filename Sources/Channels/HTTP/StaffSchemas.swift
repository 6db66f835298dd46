extension Schemas {
    /// What staff send and get.
    static let staffShapes: [(String, JSONValue)] = [
        ("Order", object([("reason", reason)])),
        (
            "StopOrder",
            object([("reason", reason), ("offer_hours", whole(0, 720))], optional: ["offer_hours"])
        ),
        ("SubstituteOrder", object([("reason", reason), ("practitioner", text)])),
        ("CapacityOrder", object([("reason", reason), ("places", whole(1, 100))])),
        (
            "StopReport",
            object([
                ("plan", text), ("session", text), ("planned", whole), ("told", whole), ("offered", whole),
                ("spared", whole), ("refund_fen", whole), ("finished", flag),
            ])
        ),
        ("SubstitutionReport", object([("session", reference("ClinicSession")), ("told", whole)])),
        (
            "SlotLedger",
            object([
                ("slot", reference("Slot")), ("capacity", whole), ("held", whole), ("booked", whole),
                ("elsewhere", whole), ("added", whole),
                ("holds", ["type": "array", "items": object([("id", text), ("until", moment)])]),
                ("appointments", texts), ("lines", ["type": "array", "items": reference("LedgerLine")]),
            ])
        ),
        (
            "LedgerLine",
            object([
                ("entry", whole), ("at", moment), ("cause", text), ("capacity", whole), ("held", whole),
                ("booked", whole), ("subject", text), ("actor", text),
            ])
        ),
        ("HandOverReport", list("chains", of: "HandOverChain")),
        (
            "HandOverChain",
            object([("accounts", texts), ("hand_overs", ["type": "array", "items": reference("HandOver")])])
        ),
        (
            "HandOver",
            object([
                ("slot", text), ("from", text), ("to", text), ("given_up", text), ("booked", text),
                ("gave_back_at", moment), ("took_at", moment),
            ])
        ),
    ]

    /// Why something is ordered.
    static let reason: JSONValue = ["type": "string", "minLength": 1, "maxLength": 500]

    private static func whole(_ least: Int, _ most: Int) -> JSONValue {
        ["type": "integer", "minimum": .integer(least), "maximum": .integer(most)]
    }
}
