import Booking
import CivilCalendar

/// The keys of everything the dialogue may say; `dialogues/say` must have a text for each, in every language.
public enum ReplyKeys {
    /// Keys that the state machine itself names.
    public static let all: Set<String> = fixed.union(derived).union(outreach).union(stops).union(visitDay)
        .union(waiting).union(waitlist)

    /// Keys that a flow names.
    public static func keys(of flow: FlowDefinition) -> [String] {
        let needs = flow.needs.flatMap { [$0.ask, $0.again, $0.examples, $0.why] }
        return needs + [flow.abandoned, flow.name] + (flow.confirm.map { [$0] } ?? [])
    }

    /// Whether a text asks; all others must not, so that a turn asks one question.
    public static func isQuestion(_ key: String) -> Bool {
        ["ask.", "again.", "choose.", "confirm."].contains { key.hasPrefix($0) } || questions.contains(key)
    }

    /// The places that texts may have.
    public static let places: Set<String> = [
        "about", "address", "amount", "answer", "appointments", "ask", "at", "campus", "campuses", "clock",
        "code", "count", "day", "department", "departments", "doctor", "fee", "fees", "form", "explanation", "from",
        "further", "gives_up",
        "half",
        "high", "home", "horizon", "hospital", "hour", "hours", "last", "left", "members", "minute", "minutes", "month",
        "more", "n", "name", "names", "near", "number", "observed", "offers", "old_clock", "old_day", "old_doctor",
        "option",
        "options", "part", "patient", "phone", "place", "places", "plain_minute", "preparation", "queue",
        "reason", "release", "room", "seconds", "sentence", "serial", "sessions", "sex", "specialties", "subject",
        "text", "title",
        "to", "value", "way", "weekday", "when", "year",
    ]

    private static let questions: Set<String> = [
        "greeting", "offer.fitting.times", "offer.fitting.day", "offer.fitting.mixed", "offer.one", "offer.instead",
        "offer.nearest", "offer.next",
    ]

    /// What the desk says first, outside any turn.
    private static let outreach: Set<String> = ["push.reminder", "push.stop"]

    /// What is said about waiting for a place or a release.
    private static let waitlist: Set<String> = [
        "alert.dropped", "alert.none", "alert.released", "alert.set", "ask.place", "choice.place.no",
        "choice.place.yes", "choose.waitlist", "hint.alert", "hint.trade", "hint.waitlist", "option.waitlist",
        "push.place", "push.place_over", "push.released", "push.waitlist_lapsed", "waitlist.declined",
        "waitlist.joined", "waitlist.left", "waitlist.no_clinic", "waitlist.none", "waitlist.over",
        "waitlist.place_free", "waitlist.status",
    ]

    /// What is said to people in line, outside any turn.
    private static let waiting: Set<String> = [
        "choice.book_department", "choice.refresh", "waiting.draw", "waiting.gathering", "waiting.limit.address",
        "waiting.limit.device", "waiting.limit.person", "waiting.minutes", "waiting.next", "waiting.paused",
        "waiting.paused.next", "waiting.place", "waiting.second", "waiting.seconds", "waiting.sold_out",
    ]

    /// What is said of stopped clinics.
    private static let stops: Set<String> = [
        "ask.stop.offer", "ask.stop.other", "stop.declined", "stop.alternatives", "why.stop", "choice.yes.stop",
        "choice.no.stop", "choice.yes.stop_other", "choice.no.stop_other",
    ]

    private static let fixed: Set<String> = [
        "abandoned.nothing", "acknowledged", "again.choice", "again.code", "again.confirm", "again.offer",
        "again.offers",
        "again.phone", "again.resume", "again.yes_no", "answer.campus", "answer.department", "answer.departments",
        "answer.doctor", "answer.doctor.speaks",
        "answer.doctor.speaks_not", "answer.hours", "answer.house", "answer.location", "answer.location.department",
        "answer.place",
        "answer.preparation", "answer.preparation.department", "answer.price", "answer.price.doctor",
        "answer.price.line", "answer.price.line.range", "answer.rule", "answer.rules", "answer.session.free",
        "answer.session.full",
        "answer.sessions", "answer.sessions.none", "answer.speakers", "answer.speakers.none", "answer.speakers.one",
        "appointments.line", "appointments.line.numbered",
        "appointments.list", "appointments.none", "ask.birth_date", "ask.birth_date.guardian", "ask.birth_date.self",
        "ask.change", "ask.code", "ask.code.again", "ask.code.too_soon", "ask.department.enquire", "ask.more",
        "ask.name", "ask.name.self", "ask.other_when", "ask.patient", "ask.phone", "ask.resume", "ask.symptom",
        "ask.symptom.more", "ask.which", "cancel.none", "choice.no", "choice.nth.1", "choice.nth.2", "choice.nth.3",
        "choice.offer", "choice.when.afternoon", "choice.when.morning", "choice.when.soonest",
        "choice.when.tomorrow_afternoon", "choice.when.tomorrow_morning",
        "choice.yes", "choose.appointment", "choose.appointment.cancel", "choose.appointment.reschedule",
        "choose.campus", "choose.department", "choose.department.common", "choose.doctor", "choose.member",
        "choose.near_doctor", "choose.patient", "choose.suggested", "choose.triage", "choose.triage.one",
        "choose.when", "conflict.beyond_horizon", "conflict.full", "conflict.no_such_doctor", "conflict.no_such_name",
        "conflict.nothing",
        "conflict.others_only",
        "conflict.off_day", "conflict.past", "conflict.patient_busy", "conflict.stopped", "conflict.too_late",
        "conflict.unreleased", "done.booked", "done.cancelled", "done.registered", "done.renamed", "done.rescheduled",
        "emergency",
        "goodbye", "greeting", "greeting.again", "greeting.short", "help.anything", "help.code", "help.confirm",
        "help.newborn", "help.offer", "ineligible.maxAge", "ineligible.minAge", "ineligible.sex", "kept", "kept.none",
        "notice.all_such", "notice.companion", "notice.doctor_elsewhere", "notice.just_taken", "notice.last_doctor",
        "notice.many_doctors",
        "notice.nearest_times", "notice.suggested", "notice.no_last_doctor", "offer.fitting.day", "offer.fitting.mixed",
        "offer.fitting.times", "offer.instead", "offer.line.day", "offer.line.mixed", "offer.line.times",
        "next.companion", "offer.nearest", "offer.next", "offer.one", "option.appointment", "option.campus",
        "option.department", "option.doctor",
        "option.line", "option.patient", "out_of_scope", "person", "person.offer", "problem.birth_date",
        "problem.code", "problem.code_over", "problem.guardian", "problem.id_number", "problem.impossible_date",
        "problem.misplaced.birth_date", "problem.misplaced.name", "problem.misplaced.phone", "problem.name_proven",
        "problem.not_a_phone",
        "problem.option", "problem.past", "problem.phone", "problem.too_many_codes", "problem.unknown_doctor",
        "proven", "refused.other", "refused.patient_busy", "refused.rule", "reschedule.none", "resumed", "silence",
        "slower", "started_over", "thanks", "undo.nothing", "undone", "value.after_tomorrow", "value.and",
        "value.around", "value.clock", "value.clock_full", "value.clock_half", "value.comma", "value.day",
        "value.day_and_clock", "value.days.off", "value.days.working", "value.from_clock", "value.from_day",
        "value.money", "value.near_day", "value.or", "value.span", "value.today", "value.tomorrow",
        "value.until_clock", "wait", "value.until_day", "why.code", "why.confirm", "why.nothing", "why.offer",
        "card.done.booked", "card.done.rescheduled",
    ]

    /// Keys made of a word and the name of a case.
    private static let derived: Set<String> = Set(
        Form.allCases.flatMap { form in
            ["form", "next", "resume", "reason"].map { "\($0).\(form.rawValue)" }
        }
            + [Form.book, .reschedule, .cancel].flatMap { form in
                ["card", "choice.yes", "choice.no"].map { "\($0).\(form.rawValue)" }
            }
            + Sacrifice.allCases.map { "gives_up.\($0.rawValue)" }
            + Appointment.Status.allCases.map { "refused.state.\($0.rawValue)" }
            + Relation.allCases.map { "value.relation.\($0.rawValue)" }
            + PractitionerTitle.allCases.flatMap { ["value.doctor.\($0.rawValue)", "value.title.\($0.rawValue)"] }
            + Sex.allCases.map { "value.sex.\($0.rawValue)" }
            + ClinicSession.Half.allCases.flatMap { ["value.half.\($0.rawValue)", "value.part.\($0.rawValue)"] }
            + ["night", "morning", "noon", "afternoon", "evening"].map { "value.meridiem.\($0)" }
            + ["earliest", "latest"].map { "value.order.\($0)" }
            + (1...7).map { "value.weekday.\($0)" } + (1...12).map { "value.month.\($0)" }
            + [
                "patient", "department", "doctor", "title", "day", "clock", "campus", "place", "room", "fee", "serial",
                "code",
            ].map { "label.\($0)" })
}
