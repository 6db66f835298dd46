import CivilCalendar
import Testing

@testable import Booking

private typealias Examples = RuleExamples

/// An example, a visit, and when its sale opens and closes and cancelling ends, on the hospital's clock.
struct BoundaryCase: Sendable, CustomTestStringConvertible {
    var example: String
    var visit: String
    var opens: String?
    var closes: [String]
    var reopens: [String] = []
    var cancel: String?
    var serviceClass = ServiceClass.general

    var testDescription: String { "\(example) \(visit)" }
}

@Suite("Rules decide exactly at their instants")
struct RuleBoundaryTests {
    static let cases: [BoundaryCase] = [
        BoundaryCase(
            example: "R1", visit: "2026-11-25T09:00", opens: "2026-08-27T00:00", closes: ["2026-11-24T15:00"],
            cancel: "2026-11-24T15:00"),
        BoundaryCase(
            example: "R1", visit: "2028-03-01T09:00", opens: "2027-12-02T00:00", closes: ["2028-02-29T15:00"],
            cancel: "2028-02-29T15:00"),
        BoundaryCase(
            example: "R2", visit: "2026-12-01T09:00", closes: ["2026-12-01T09:00"], cancel: "2026-11-30T15:00"),
        BoundaryCase(
            example: "R3", visit: "2026-11-30T09:00", opens: "2026-11-23T08:30", closes: ["2026-11-27T14:00"],
            cancel: "2026-11-27T14:00"),
        BoundaryCase(
            example: "R3", visit: "2026-09-21T09:00", opens: "2026-09-14T08:30", closes: ["2026-09-20T14:00"],
            cancel: "2026-09-20T14:00"),
        BoundaryCase(
            example: "R3", visit: "2026-10-08T09:00", opens: "2026-10-01T08:30", closes: [], cancel: "2026-09-30T14:00"),
        BoundaryCase(
            example: "R4", visit: "2026-11-25T16:00", opens: "2026-11-18T07:00",
            closes: ["2026-11-24T15:00", "2026-11-25T10:00", "2026-11-25T16:00"],
            reopens: ["2026-11-25T07:00", "2026-11-25T15:00"], cancel: "2026-11-25T16:00"),
        BoundaryCase(
            example: "R5", visit: "2026-10-12T09:00", closes: ["2026-10-12T09:00"], cancel: "2026-10-11T00:00"),
        BoundaryCase(
            example: "R6", visit: "2026-10-09T09:00", closes: ["2026-10-09T09:00"], cancel: "2026-10-01T00:00"),
        BoundaryCase(
            example: "R7", visit: "2026-03-01T09:00", opens: "2026-02-15T06:30", closes: ["2026-03-01T00:00"],
            cancel: "2026-03-01T00:00"),
        BoundaryCase(
            example: "R8", visit: "2026-12-28T09:00", opens: "2026-11-30T06:00", closes: ["2026-12-28T09:00"],
            cancel: "2026-12-28T08:30"),
        BoundaryCase(
            example: "R8", visit: "2026-12-28T09:00", opens: "2026-11-30T06:00", closes: ["2026-12-28T09:00"],
            cancel: "2026-12-27T21:00", serviceClass: .expert),
        BoundaryCase(
            example: "R9", visit: "2026-11-30T09:00", opens: "2026-11-16T00:00", closes: ["2026-11-30T00:00"],
            cancel: "2026-11-27T15:00"),
        BoundaryCase(
            example: "R10", visit: "2026-11-30T09:00", opens: "2026-11-16T13:00", closes: ["2026-11-30T00:00"],
            cancel: "2026-11-29T15:00"),
        BoundaryCase(
            example: "R11", visit: "2026-11-30T14:00", opens: "2026-11-23T07:00",
            closes: ["2026-11-29T17:00", "2026-11-30T14:00"], reopens: ["2026-11-30T00:00"], cancel: "2026-11-29T17:00"),
        BoundaryCase(
            example: "R12", visit: "2026-12-01T09:00", opens: "2026-11-24T05:00", closes: ["2026-11-30T23:00"],
            cancel: "2026-12-01T00:00"),
        BoundaryCase(
            example: "R13", visit: "2026-12-01T09:00", opens: "2026-11-17T18:00", closes: ["2026-12-01T09:00"],
            cancel: "2026-12-01T09:00"),
        BoundaryCase(
            example: "R14", visit: "2028-03-02T09:00", closes: ["2028-03-02T09:00"], cancel: "2028-03-01T00:00"),
        BoundaryCase(
            example: "R15", visit: "2026-12-01T09:00", closes: ["2026-12-01T09:00"], cancel: "2026-12-01T00:00"),
        BoundaryCase(
            example: "R23", visit: "2027-01-01T09:00", closes: ["2027-01-01T09:00"], cancel: "2027-01-01T00:00"),
        BoundaryCase(
            example: "R24", visit: "2026-11-30T09:00", opens: "2026-11-23T00:00", closes: ["2026-11-29T17:00"],
            cancel: "2026-11-30T09:00"),
    ]

    @Test(arguments: cases)
    func oneMillisecondDecides(_ row: BoundaryCase) throws {
        let rules = try Examples.rules(row.example, class: row.serviceClass)
        let slot = Examples.slot(row.visit)
        func allowed(_ text: String, _ offset: Int64) -> Bool {
            let instant = Examples.at(text).adding(milliseconds: offset)
            return rules.decideBooking(BookingFacts(slot: slot), now: instant) == .allow
        }
        for opening in [row.opens].compactMap({ $0 }) + row.reopens where !row.closes.isEmpty {
            #expect(!allowed(opening, -1), "opens \(opening)")
            #expect(allowed(opening, 0))
            #expect(allowed(opening, 1))
        }
        for closing in row.closes {
            #expect(allowed(closing, -1), "closes \(closing)")
            #expect(!allowed(closing, 0))
            #expect(!allowed(closing, 1))
        }
        if row.closes.isEmpty {
            #expect(rules.saleIntervals(start: slot.start, release: rules.releaseInstant(of: slot.session)).isEmpty)
        }
        if let cancel = row.cancel.map(Examples.at) {
            #expect(rules.decideCancel(slot, now: cancel.adding(milliseconds: -1)) == .allow)
            for late in [cancel, cancel.adding(milliseconds: 1)] {
                #expect(rules.decideCancel(slot, now: late) != .allow)
            }
        }
    }

    @Test func aDenialNamesTheRuleAndTheNextChance() throws {
        let slot = Examples.slot("2026-11-25T16:00")
        let rules = try Examples.rules("R4")
        let rows: [(String, RuleParameter, String?)] = [
            ("2026-11-18T06:59", .releaseTime, "2026-11-18T07:00"),
            ("2026-11-24T15:00", .nextDayCutoff, "2026-11-25T07:00"),
            ("2026-11-25T12:00", .sameDayHours, "2026-11-25T15:00"), ("2026-11-25T16:00", .minLeadMinutes, nil),
        ]
        for (now, rule, next) in rows {
            let denials = rules.decideBooking(BookingFacts(slot: slot), now: Examples.at(now)).denials
            #expect(denials.map(\.parameter) == [rule.rawValue], "\(now)")
            #expect(denials.first?.earliestAllowedAt == next.map(Examples.at), "\(now)")
        }
    }

    @Test func closedHoursAreWaitedOut() throws {
        let rules = try Examples.rules("R7")
        let slot = Examples.slot("2026-11-25T09:00")
        let night = Examples.at("2026-11-20T00:00")
        #expect(rules.decideBooking(BookingFacts(slot: slot), now: night.adding(milliseconds: -1)) == .allow)
        let denials = rules.decideBooking(BookingFacts(slot: slot), now: night).denials
        #expect(denials.map(\.parameter) == ["closedHours"])
        #expect(denials.first?.earliestAllowedAt == Examples.at("2026-11-20T06:30"))
        #expect(rules.earliestAllowed(BookingFacts(slot: slot), now: night) == Examples.at("2026-11-20T06:30"))
    }

    @Test func aWeeklyReleaseOpensTheWholeNextWeek() throws {
        let rules = Rules(
            version: "w",
            values: [.releaseWeekday: .weekday(.monday), .releaseDaysAhead: .number(7), .releaseTime: .clock(420)])
        for visit in ["2026-11-30T09:00", "2026-12-06T15:00"] {
            #expect(
                rules.releaseInstant(of: Examples.slot(visit).session) == Examples.at("2026-11-23T07:00"), "\(visit)")
        }
    }

    @Test func theReleaseWaitsForTheHorizonAndForOpenHours() {
        let rules = Rules(
            version: "h", values: [.horizonMaxDays: .number(7), .closedHours: .hours([DailySpan(from: 1380, to: 390)])])
        let session = Examples.slot("2026-11-30T09:00").session
        #expect(rules.releaseInstant(of: session) == Examples.at("2026-11-23T06:30"))
        let denied = rules.decideBooking(
            BookingFacts(slot: Examples.slot("2026-11-30T09:00")), now: Examples.at("2026-11-22T12:00")
        ).denials
        #expect(denied.map(\.earliestAllowedAt) == [Examples.at("2026-11-23T06:30")])
    }

    @Test func aReleaseOnADayOffWaits() throws {
        let rules = Rules(
            version: "w",
            values: [.releaseDaysAhead: .number(7), .releaseTime: .clock(480), .releaseOnWorkingDays: .flag(true)],
            calendar: Examples.calendar)
        #expect(rules.releaseInstant(of: Examples.slot("2026-10-14T09:00").session) == Examples.at("2026-10-08T08:00"))
        #expect(rules.releaseInstant(of: Examples.slot("2026-10-17T09:00").session) == Examples.at("2026-10-10T08:00"))
    }

    @Test func movingHasRulesOfItsOwn() throws {
        let slot = Examples.slot("2026-11-30T09:00")
        let never = try Examples.rules("R24").decideMove(slot, moves: 0, now: Examples.at("2026-11-20T09:00"))
        #expect(never.denials.map(\.parameter) == ["rescheduleAllowed"])
        let rules = Rules(
            version: "m",
            values: [
                .maxReschedules: .number(2), .rescheduleDeadline: .deadline(.minutes(60)),
                .rescheduleSameDoctorOnly: .flag(true),
            ])
        let early = Examples.at("2026-11-30T08:00").adding(milliseconds: -1)
        #expect(rules.decideMove(slot, moves: 1, now: early) == .allow)
        #expect(rules.decideMove(slot, moves: 2, now: early).denials.map(\.parameter) == ["maxReschedules"])
        #expect(
            rules.decideMove(slot, moves: 0, now: early.adding(milliseconds: 1)).denials.map(\.parameter)
                == ["rescheduleDeadline"])
        let other = BookingFacts(slot: Examples.slot("2026-12-01T09:00", "qian"))
        #expect(
            rules.decideReschedule(from: slot, moves: 0, to: other, now: early).denials.map(\.parameter)
                == ["rescheduleSameDoctorOnly"])
    }
}
