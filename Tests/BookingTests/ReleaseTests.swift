import CivilCalendar
import Foundation
import Testing

@testable import Booking

@Suite("The release: draw, receipts, line, pace")
struct ReleaseTests {
    /// Stands in for SHA-256: the arithmetic only needs that different inputs give different outputs.
    static let draw = ReleaseDraw { bytes in
        var states: [UInt64] = [0xcbf2_9ce4_8422_2325, 0x9e37_79b9_7f4a_7c15]
        for byte in bytes {
            states[0] = (states[0] ^ UInt64(byte)) &* 0x100_0000_01b3
            states[1] = (states[1] &+ UInt64(byte) &+ 1) &* 0xff51_afd7_ed55_8ccd
            states[1] ^= states[1] >> 29
        }
        return states.flatMap { state in (0..<8).map { UInt8(truncatingIfNeeded: state >> (8 * $0)) } }
    }

    static func notice(_ order: ReleaseOrder, seed: String = "secret") -> ReleaseNotice {
        ReleaseNotice(
            release: "2026-11-25T07:00:00", at: Instant(milliseconds: 1_000_000), order: order,
            commitment: draw.commitment(to: seed))
    }

    /// A release with so many arrivals, the draw closed after some of them.
    static func release(_ order: ReleaseOrder, people: Int, drawn: Int) -> (ReleaseRecord, [ReleaseReceipt]) {
        var arrivals = ReleaseArrivals(notice: notice(order), draw: draw)
        var receipts: [ReleaseReceipt] = []
        for number in 1...people {
            receipts.append(arrivals.add("token\(number)", of: "c\(number)"))
            if number == drawn { arrivals.close() }
        }
        arrivals.close()
        return (arrivals.record(seed: "secret"), receipts)
    }

    @Test("Every receipt of a drawn release proves its place; the places are all different; late ones come last")
    func drawnPlaces() throws {
        let (record, receipts) = Self.release(.draw, people: 60, drawn: 40)
        let ranks = try receipts.map { try Self.draw.check($0, against: record).get() }
        #expect(Set(ranks.map(\.rank)) == Set(1...60))
        #expect(ranks.prefix(40).map(\.rank).max() == 40)
        #expect(ranks.suffix(20).map(\.rank) == Array(41...60))
        #expect(ranks.prefix(40).map(\.rank) != Array(1...40), "a draw is not the order of arrival")
    }

    @Test("In the order of arrival the number is the place")
    func arrivalPlaces() throws {
        let (record, receipts) = Self.release(.arrival, people: 20, drawn: 5)
        #expect(try receipts.map { try Self.draw.check($0, against: record).get().rank } == Array(1...20))
    }

    @Test("One arrival more or less changes the whole draw: nobody can pick a token that wins")
    func lastArrivalChangesAll() {
        let (small, _) = Self.release(.draw, people: 30, drawn: 30)
        let (large, _) = Self.release(.draw, people: 31, drawn: 31)
        #expect(Self.draw.order(of: small) != Self.draw.order(of: large).filter { $0 < 30 })
    }

    @Test("What was tampered with is noticed", arguments: Tampering.allCases)
    func tampering(_ tampering: Tampering) {
        var (record, receipts) = Self.release(.draw, people: 12, drawn: 12)
        var receipt = receipts[7]
        switch tampering {
        case .seed: record.seed = "another"
        case .swappedEarlier: record.arrivals.swapAt(2, 3)
        case .addedEarlier: record.arrivals.insert("friend", at: 0)
        case .removedEarlier: record.arrivals.remove(at: 1)
        case .doubled: record.arrivals.append("token3")
        case .drewTooMany: record.drawn = 13
        case .otherToken: receipt.token = "mine"
        case .otherNumber: receipt.number = 99
        case .otherRelease: receipt.release = "2026-11-26T07:00:00"
        case .otherNotice: break
        }
        let notice = tampering == .otherNotice ? Self.notice(.draw, seed: "swapped") : nil
        #expect(Self.draw.check(receipt, against: record, notice: notice) == .failure(tampering.problem))
    }

    enum Tampering: CaseIterable {
        case seed, swappedEarlier, addedEarlier, removedEarlier, doubled, drewTooMany, otherToken, otherNumber
        case otherRelease, otherNotice

        var problem: ReleaseProblem {
            switch self {
            case .seed, .otherNotice: .seed
            case .swappedEarlier: .seal
            case .addedEarlier, .otherToken: .token
            case .doubled: .repeatedToken(number: 13)
            case .drewTooMany, .removedEarlier: .drawn
            case .otherNumber: .number
            case .otherRelease: .otherRelease
            }
        }
    }

    static let derm = WaitingRoom.Lane([DepartmentCode("derm")])
    static let eye = WaitingRoom.Lane([DepartmentCode("eye")])
    static let start = Instant(milliseconds: 0)

    static func room(_ people: Int, limits: WaitingRoom.Limits = WaitingRoom.Limits()) -> WaitingRoom {
        var room = WaitingRoom(limits: limits)
        for number in 0..<people {
            _ = room.join(.init(id: "c\(number)"), lane: derm, token: "t\(number)", now: start)
        }
        return room
    }

    @Test("A place in line never gets worse, whoever comes, leaves or is called")
    func placesNeverGetWorse() {
        var chance = SplitMix64(seed: 7)
        var room = Self.room(50)
        var best = Dictionary(uniqueKeysWithValues: (0..<50).map { ("c\($0)", $0) })
        for step in 0..<400 {
            let now = Self.start.adding(milliseconds: Int64(step))
            switch chance.next() % 4 {
            case 0:
                let id = "n\(step)"
                if case .success(let ahead) = room.join(.init(id: id), lane: Self.derm, token: id, now: now) {
                    best[id] = ahead
                }
            case 1: room.leave("c\(chance.next() % 50)")
            case 2: _ = room.join(.init(id: "c1"), lane: Self.derm, token: "again", now: now)
            default: _ = room.call(1, now: now, isPresent: { _ in false }, room: { _ in nil })
            }
            for (id, known) in best {
                guard case .waiting(let ahead) = room.standing(of: id, now: now) else {
                    best[id] = nil
                    continue
                }
                #expect(ahead <= known)
                best[id] = ahead
            }
        }
    }

    @Test("No more people are called than there are places for, and who does not come makes room")
    func callsMatchStock() {
        var room = Self.room(10)
        let none: (String) -> Bool = { _ in false }
        #expect(room.call(100, now: Self.start, isPresent: none, room: { _ in 3 }) == ["c0", "c1", "c2"])
        #expect(room.call(100, now: Self.start, isPresent: none, room: { _ in 3 }).isEmpty)
        // One came and took a place: two are left, and two are still on their way.
        room.served("c1", now: Self.start)
        #expect(room.call(100, now: Self.start, isPresent: none, room: { _ in 2 }).isEmpty)
        let later = Self.start.adding(seconds: 31)
        room.expire(now: later)
        #expect(room.standing(of: "c0", now: later) == .outside)
        #expect(room.standing(of: "c1", now: later) == .admitted)
        #expect(room.call(100, now: later, isPresent: none, room: { _ in 2 }) == ["c3", "c4"])
    }

    @Test("Who does not ask any more and does not listen is passed over")
    func silentPeopleArePassedOver() {
        var room = Self.room(3)
        let late = Self.start.adding(seconds: 181)
        room.seen("c2", now: late)
        #expect(room.call(3, now: late, isPresent: { $0 == "c1" }, room: { _ in nil }) == ["c1", "c2"])
        #expect(room.standing(of: "c0", now: late) == .outside)
    }

    @Test("Where nothing is left those who listen are called to hear it, the others leave the line")
    func dissolved() {
        var room = Self.room(6)
        room.leave("c0")
        let listening: (String) -> Bool = { ["c2", "c3", "c5"].contains($0) }
        #expect(room.dissolve(Self.derm, limit: 2, now: Self.start, isPresent: listening) == ["c2", "c3"])
        #expect(room.standing(of: "c1", now: Self.start) == .outside)
        #expect(room.standing(of: "c3", now: Self.start) == .admitted)
        #expect(room.standing(of: "c5", now: Self.start) == .waiting(ahead: 0))
        #expect(room.dissolve(Self.derm, limit: 2, now: Self.start, isPresent: listening) == ["c5"])
        #expect(room.waiting == 0)
    }

    @Test("Lanes take turns")
    func lanesTakeTurns() {
        var room = Self.room(3)
        for id in ["e0", "e1"] { _ = room.join(.init(id: id), lane: Self.eye, token: id, now: Self.start) }
        #expect(
            room.call(4, now: Self.start, isPresent: { _ in false }, room: { _ in nil }) == ["c0", "e0", "c1", "e1"])
    }

    @Test("Places per person, device and address are limited, and come back when they are left")
    func limits() {
        var limits = WaitingRoom.Limits()
        limits.placesPerAddress = 2
        limits.people = 4
        var room = WaitingRoom(limits: limits)
        func join(_ id: String, person: String? = nil, device: String? = nil, address: String? = nil)
            -> WaitingRoom.JoinRefusal?
        {
            let visitor = WaitingRoom.Visitor(id: id, person: person, device: device, address: address)
            switch room.join(visitor, lane: Self.derm, token: id, now: Self.start) {
            case .success: return nil
            case .failure(let refusal): return refusal
            }
        }
        #expect(join("a", person: "p", address: "x") == nil)
        #expect(join("b", person: "p") == .person)
        #expect(join("b", device: "d", address: "x") == nil)
        #expect(join("c", address: "x") == .address)
        room.leave("a")
        #expect(join("c", person: "p", device: "d", address: "x") == nil)
        #expect(join("d", device: "d") == .device)
        #expect(join("e") == nil)
        #expect(join("f") == nil)
        #expect(join("g") == .full)
    }

    @Test("A draw puts the drawn first in their order, the late ones behind them")
    func arranged() throws {
        var room = WaitingRoom()
        room.gather(for: Self.notice(.draw), draw: Self.draw)
        for number in 0..<20 {
            _ = room.join(.init(id: "c\(number)"), lane: Self.derm, token: "t\(number)", now: Self.start)
        }
        let list = room.closeDraw()
        let closed = try #require(list)
        _ = room.join(.init(id: "late"), lane: Self.derm, token: "late", now: Self.start)
        room.leave("c4")
        room.arrange(closed.drawnOrder(seed: "secret"))
        let called = room.call(100, now: Self.start, isPresent: { _ in false }, room: { _ in nil })
        let record = try #require(room.arrivals).record(seed: "secret")
        let expected = Self.draw.order(of: record).map { $0 == 20 ? "late" : "c\($0)" }.filter { $0 != "c4" }
        #expect(called == expected)
        #expect(called.last == "late")
    }

    @Test("The pace grows while the writer keeps up, falls when it does not, and estimates come from what was measured")
    func pace() {
        var pace = AdmissionPace(start: 100)
        var now = Self.start
        for _ in 0..<50 {
            now = now.adding(milliseconds: 20)
            let people = pace.advance(to: now, isStrained: false)
            pace.spend(people, at: now)
        }
        let grown = pace.limit
        #expect(grown > 120)
        let measured = pace.measured ?? 0
        #expect(measured > 50 && measured < grown * 1.2)
        #expect(pace.secondsToWait(ahead: 0) == 1)
        #expect(pace.secondsToWait(ahead: Int(measured * 40)) >= 40)
        for _ in 0..<50 {
            now = now.adding(milliseconds: 20)
            #expect(pace.advance(to: now, isStrained: true) == 0)
        }
        #expect(pace.limit < grown / 2)
        #expect(pace.limit >= AdmissionPace.bounds.lowerBound)
    }
}
