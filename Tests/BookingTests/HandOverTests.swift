import CivilCalendar
import Testing

@testable import Booking

/// Who passes places to whom, and who does not though it looks alike.
@Suite struct HandOverTests {
    /// A place of a slot that goes from one account to another.
    private func pass(
        _ number: Int, from giver: String, to taker: String, after seconds: Int = 5, day: Int = 0,
        patients: (String, String)? = nil
    ) -> [StockMove] {
        let at = Instant(milliseconds: Int64(day) * 86_400_000 + Int64(number) * 3_600_000)
        let slot = SlotID("s\(number)")
        return [
            StockMove(
                slot: slot, kind: .gaveBack, at: at, appointment: AppointmentID("\(giver)-\(number)"),
                account: AccountID(giver), patient: PatientID(patients?.0 ?? "patient of \(giver) \(number)")),
            StockMove(
                slot: slot, kind: .took, at: at.adding(seconds: seconds),
                appointment: AppointmentID("\(taker)-\(number)"), account: AccountID(taker),
                patient: PatientID(patients?.1 ?? "patient of \(taker) \(number)")),
        ]
    }

    private let limits = HandOverLimits(seconds: 60, count: 3, days: 30)

    @Test func placesPassedAgainAndAgainAreReported() throws {
        // Both directions count: who sells and who buys is for people to find out.
        let moves = pass(1, from: "a", to: "b") + pass(2, from: "b", to: "a") + pass(3, from: "a", to: "b")
        let chains = HandOverChain.find(in: moves.shuffled(), limits: limits)
        let chain = try #require(chains.first)
        #expect(chains.count == 1)
        #expect(chain.accounts == ["a", "b"])
        #expect(chain.handOvers.map(\.slot) == ["s1", "s2", "s3"])
        #expect(chain.handOvers.map(\.from) == ["a", "b", "a"])
    }

    @Test func oneCoincidenceIsNothing() {
        #expect(HandOverChain.find(in: pass(1, from: "a", to: "b"), limits: HandOverLimits(count: 1)).isEmpty)
        #expect(
            HandOverChain.find(in: pass(1, from: "a", to: "b") + pass(2, from: "a", to: "b"), limits: limits).isEmpty)
    }

    @Test func aFamilyMayRearrangeItself() {
        // Daughter and son both look after their mother and swap who goes with her.
        let moves = (1...5).flatMap { pass($0, from: "daughter", to: "son") }
        let families: [AccountID: Set<PatientID>] = ["daughter": ["mother", "d"], "son": ["mother", "s"]]
        #expect(HandOverChain.find(in: moves, families: families, limits: limits).isEmpty)
        let same = (1...5).flatMap { pass($0, from: "daughter", to: "son", patients: ("mother", "mother")) }
        #expect(HandOverChain.find(in: same, limits: limits).isEmpty)
        #expect(!HandOverChain.find(in: moves, limits: limits).isEmpty)
    }

    @Test func whoTakesTheirOwnPlaceAgainPassesNothingOn() {
        let moves = (1...5).flatMap { pass($0, from: "a", to: "a") }
        #expect(HandOverChain.find(in: moves, limits: limits).isEmpty)
    }

    @Test func quickPeopleOnAFavouriteDoctorAreNoRing() {
        // One patient who refreshes the page often gets places of many others, each once.
        let moves = (1...8).flatMap { pass($0, from: "giver\($0)", to: "quick") }
        #expect(HandOverChain.find(in: moves, limits: limits).isEmpty)
    }

    @Test func whatLayOpenForEverybodyCountsForNothing() {
        let exact = (1...3).flatMap { pass($0, from: "a", to: "b", after: 60) }
        #expect(HandOverChain.find(in: exact, limits: limits).count == 1)
        let late = (1...3).flatMap { pass($0, from: "a", to: "b", after: 61) }
        #expect(HandOverChain.find(in: late, limits: limits).isEmpty)
    }

    @Test func theDaysSlide() {
        func moves(_ days: [Int]) -> [StockMove] {
            days.enumerated().flatMap { pass($0.offset + 1, from: "a", to: "b", day: $0.element) }
        }
        #expect(HandOverChain.find(in: moves([0, 20, 40]), limits: limits).isEmpty)
        #expect(HandOverChain.find(in: moves([0, 20, 40, 45]), limits: limits).count == 1)
    }

    @Test func onePlaceCountsOnce() {
        // One place came back and two were taken: the second was free before.
        let first = pass(1, from: "a", to: "b")
        var second = first[1]
        second.appointment = "b-2"
        second.at = second.at.adding(seconds: 1)
        #expect(HandOverChain.find(in: first + [second], limits: HandOverLimits(count: 2)).isEmpty)
    }

    @Test func rulesSetTheLimits() {
        let rules = Rules(version: "1", values: [.handOverSeconds: .number(10), .handOverCount: .number(5)])
        #expect(HandOverLimits(rules) == HandOverLimits(seconds: 10, count: 5, days: 30))
    }
}
