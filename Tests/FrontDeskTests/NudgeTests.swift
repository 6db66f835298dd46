import CivilCalendar
import Testing
import TimeExpressions
import Understanding

@testable import FrontDesk

@Suite("What says no more than \"and now?\" to somebody who waits")
struct NudgeTests {
    private static let now = CivilMoment(date: CivilDate(year: 2026, month: 11, day: 20)!, hour: 8)

    private static func time(_ moment: CivilMoment, _ grain: TimeReading.Grain) -> Mention {
        let reading = TimeReading(
            wish: TimeWish(anyOf: [TimeConstraint(firstDay: moment.date)]), from: moment, to: nil, grain: grain,
            kind: .instant)
        return Mention(value: .when([reading]), text: "", range: 0..<1)
    }

    private static let present = time(now, .second)
    private static let doctor = Mention(value: .unknownDoctor("赵"), text: "赵医生", range: 0..<1)

    @Test(
        "Small talk and the present moment do; whatever names a wish or does something does not",
        arguments: [
            (.outOfScope, [], true),
            (.queueStatus, [], true),
            (.inform, [present], true),
            (.alternatives, [present], true),
            (.inform, [], false),
            (.inform, [present, doctor], false),
            (.inform, [time(now.adding(seconds: 3600), .second)], false),
            (.inform, [time(now, .day)], false),
            (.cancel, [present], false),
            (.book, [doctor], false),
        ] as [(Intent, [Mention], Bool)])
    func nudge(_ intent: Intent, _ mentions: [Mention], _ expected: Bool) {
        let understood = Understood(
            text: "", language: .zh, intents: [ScoredIntent(intent: intent, confidence: 1, rule: "test")],
            mentions: mentions)
        #expect(understood.isNudge(at: Self.now) == expected)
    }
}
