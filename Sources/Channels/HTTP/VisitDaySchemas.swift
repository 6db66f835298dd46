extension Schemas {
    /// What staff send and get on the day of the visit.
    static let visitDayShapes: [(String, JSONValue)] = [
        ("VisitOrder", object([("reason", reason)], optional: ["reason"])),
        ("CheckInOrder", object([("code", text), ("reason", reason)], optional: ["reason"])),
        ("AppealAnswer", object([("accept", flag), ("reason", reason)])),
        (
            "Visit",
            object([
                ("id", text),
                (
                    "status",
                    oneOf(
                        "booked", "arrived", "ready", "in_consultation", "completed", "cancelled", "no_show",
                        "entered_in_error")
                ), ("patient", text), ("session", text), ("start", moment), ("serial", whole),
            ])
        ),
        (
            "QueuePlace",
            object([
                ("number", whole), ("ahead", whole), ("wait_minutes", whole), ("missed_calls", whole),
                ("checked_in_at", moment), ("last_called", optional(whole)), ("visit", reference("Visit")),
            ])
        ),
        (
            "CheckIn",
            object([
                ("place", reference("QueuePlace")), ("was_checked_in", flag), ("late_minutes", optional(whole)),
                ("goes_last", flag),
            ])
        ),
        ("Queue", list("places", of: "QueuePlace")),
        ("Called", object([("called", optional(reference("Visit")))])),
        ("MarkedVisits", object([("marked", texts)])),
        ("LiftedRestriction", object([("no_strikes_any_more", texts)])),
        (
            "Appeal",
            object([
                ("id", text), ("state", oneOf("open", "accepted", "refused")), ("appointment", text),
                ("patient", text), ("at", moment), ("answer_by", optional(date)), ("statement", text),
            ])
        ),
        ("AppealList", list("appeals", of: "Appeal")),
    ]
}
