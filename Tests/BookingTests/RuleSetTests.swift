import CivilCalendar
import Foundation
import Testing

@testable import Booking

@Suite("Rules are data")
struct RuleSetTests {
    @Test func everyParameterHasATypeAndAMeaning() {
        for parameter in RuleParameter.allCases {
            #expect(!parameter.about.zh.isEmpty && !parameter.about.en.isEmpty)
            #expect(!parameter.kind.form.isEmpty)
            if let standard = parameter.standard {
                #expect((try? parameter.kind.value(from: standard.text)) == standard, "\(parameter)")
            }
        }
        #expect(Set(RuleParameter.allCases.map(\.about.en)).count == RuleParameter.allCases.count)
    }

    @Test(arguments: RuleExamples.texts.keys.sorted())
    func examplesAreReadPrintedAndStored(_ name: String) throws {
        let set = try RuleExamples.set(name)
        for values in set.values.values {
            for (parameter, value) in values {
                #expect(try parameter.kind.value(from: value.text) == value, "\(parameter)")
            }
        }
        #expect(try JSONDecoder().decode(RuleSet.self, from: JSONEncoder().encode(set)) == set)
        #expect(set.contradictions().isEmpty)
    }

    @Test func theNarrowestScopeWinsParameterByParameter() throws {
        let set = RuleSet(
            version: "1",
            values: [
                .platform: [.perPatientDay: .number(9), .arriveEarlyMinutes: .number(5), .minAge: .number(1)],
                .hospital("h"): [.perPatientDay: .number(8)], .campus("main"): [.perPatientDay: .number(7)],
                .department("internal"): [.perPatientDay: .number(6)],
                .department("cardio"): [.perPatientDay: .number(5)],
                .serviceClass(.expert): [.perPatientDay: .number(4), .minAge: .unlimited],
                .doctor("zhang"): [.perPatientDay: .number(3)],
            ])
        func rules(_ subject: RuleSubject) -> Rules {
            set.rules(for: subject, calendar: WorkCalendar(), zone: .shanghai)
        }
        var subject = RuleSubject(hospital: "x")
        #expect(rules(subject).number(.perPatientDay) == 9)
        subject.hospital = "h"
        #expect(rules(subject).number(.perPatientDay) == 8)
        subject.campus = "main"
        #expect(rules(subject).number(.perPatientDay) == 7)
        subject.group = "internal"
        #expect(rules(subject).number(.perPatientDay) == 6)
        subject.department = "cardio"
        #expect(rules(subject).number(.perPatientDay) == 5)
        subject.serviceClass = .expert
        #expect(rules(subject).number(.perPatientDay) == 4)
        #expect(rules(subject).number(.minAge) == nil, "a narrower scope lifts a limit")
        subject.practitioner = "zhang"
        #expect(rules(subject).number(.perPatientDay) == 3)
        #expect(rules(subject).number(.arriveEarlyMinutes) == 5)
        #expect(rules(subject).number(.lateGraceMinutes) == 30)
        let session = SmallHospital.session("zhang", day: 1)[0].session
        #expect(RuleSubject(session, in: SmallHospital.catalogue) == subject)
    }

    @Test(arguments: [
        (RuleParameter.perPatientDay, "two"), (.perPatientDay, "-1"), (.releaseTime, "24:01"), (.releaseTime, "7"),
        (.releaseTime, "+7:00"), (.sameDayAllowed, "maybe"), (.releaseWeekday, "mon"), (.closedHours, "00:00-06:30,"),
        (.closedHours, "06:00-06:00"), (.cancelDeadline, "1 day"), (.cancelDeadline, "-1 day 15:00"),
        (.cancelDeadline, "1 working 15:00"), (.noShowWindow, "0 days"), (.noShowSteps, "3 90 days"),
        (.noShowSteps, "0: 3 days"), (.recycling, "120-60 min"), (.lateTreatment, "shout"),
    ])
    func wrongValuesAreRefused(_ parameter: RuleParameter, _ text: String) {
        #expect(throws: RuleValueProblem.self) { try parameter.kind.value(from: text) }
    }

    @Test func contradictionsAreFound() {
        let set = RuleSet(
            version: "1",
            values: [
                .platform: [.minAge: .number(14), .maxAge: .number(10)],
                .hospital("h"): [.sameDayAllowed: .flag(false), .sameDayHours: .hours([DailySpan(from: 0, to: 60)])],
            ])
        let found = set.contradictions()
        #expect(found.map(\.first) == [.sameDayAllowed, .minAge])
    }

    @Test func theVersionInForceIsTheLatestThatBegan() throws {
        let day = try #require(CivilDate(iso: "2026-12-01"))
        let book = RuleBook([RuleSet(version: "new", effectiveFrom: day), RuleSet(version: "old")])
        #expect(book.inForce(on: day.adding(days: -1)).version == "old")
        #expect(book.inForce(on: day).version == "new")
        #expect(book.version("old")?.effectiveFrom == nil)
        #expect(RuleBook().inForce(on: day).version == "1")
    }
}
