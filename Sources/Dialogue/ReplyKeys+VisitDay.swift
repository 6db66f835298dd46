import Booking

extension ReplyKeys {
    /// The day of the visit and what follows from missed ones.
    static let visitDay: Set<String> = Set([
        "appeal.none", "appeal.open", "appeal.recorded", "appeal.too_late", "ask.reason", "check_in.none",
        "check_in.other_day", "check_in.over", "check_in.stopped", "check_in.too_early", "check_in.too_late",
        "checked_in", "checked_in.before", "checked_in.late", "checked_in.late_last", "choose.appointment.appeal",
        "choose.appointment.check_in", "problem.visit_code", "problem.visit_code.unknown", "queue.ahead",
        "queue.called", "queue.next", "queue.none", "queue.not_reported", "queue.not_waiting", "queue.place",
        "queue.place.several", "refused.cancellations", "refused.no_shows", "standing.appeal", "standing.appealed",
        "standing.cancelSteps", "standing.clear", "standing.missed", "standing.noShowSteps", "standing.restricted",
        "visit_code.line", "visit_code.list", "visit_code.none",
    ]).union(Appointment.Status.allCases.map { "check_in.state.\($0.rawValue)" })
}
