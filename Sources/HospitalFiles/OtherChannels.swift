import Booking
import CivilCalendar

/// Places that are taken before this desk sees them: at the window, on partner platforms.
///
/// Where the real counts are not connected, the share is drawn per clinic from a seed, so that the same clinic has the
/// same places free however often it is planned.
public struct OtherChannels: Hashable, Sendable {
    /// How full the clinics of a title are.
    public struct Share: Hashable, Sendable {
        /// Percent of a clinic's places that are taken at least, 0...100.
        public var least: Int
        /// Percent that are taken at most, 0...100.
        public var most: Int
        /// Percent of clinics that have no place left, 0...100.
        public var full: Int
    }

    /// A clinic whose taken places are known.
    public struct Known: Hashable, Sendable {
        /// The doctor.
        public var practitioner: PractitionerCode
        /// The day.
        public var date: CivilDate
        /// Which half of the day; `nil` for all.
        public var half: ClinicSession.Half?
        /// Places taken in each segment, those at the start first; `nil` for all places.
        public var places: Int?
        /// Only segments that start within these minutes of the day; `nil` for all.
        public var minutes: Range<Int>?
    }

    /// Where the drawing starts.
    public var seed: UInt64
    /// Shares by title; a title that is absent has nothing taken.
    public var shares: [PractitionerTitle: Share]
    /// Clinics whose taken places are known.
    public var known: [Known]

    /// Nothing is taken.
    static let none = OtherChannels(seed: 0, shares: [:], known: [])

    /// Fills in the taken places of a session's segments.
    func fill(_ segments: inout [PlannedSession.Segment], of session: ClinicSession, title: PractitionerTitle) {
        let owner = session.insteadOf ?? session.practitioner
        if let share = shares[title] { draw(share, session: session, into: &segments) }
        for entry in known where entry.practitioner == owner && entry.date == session.date {
            guard (entry.half ?? session.half) == session.half else { continue }
            for index in segments.indices where entry.minutes?.contains(segments[index].startMinute) ?? true {
                segments[index].preBooked = min(segments[index].capacity, entry.places ?? segments[index].capacity)
            }
        }
    }

    private func draw(_ share: Share, session: ClinicSession, into segments: inout [PlannedSession.Segment]) {
        var chance = Chance(seed: seed, text: session.id.rawValue)
        let isFull = chance.percent() < share.full
        let level = isFull ? 100 : share.least + chance.next(below: max(1, share.most - share.least + 1))
        for index in segments.indices {
            let capacity = segments[index].capacity
            if isFull {
                segments[index].preBooked = capacity
            } else {
                segments[index].preBooked = (0..<capacity).count { _ in chance.percent() < level }
            }
        }
    }
}

/// A reproducible sequence of percentages for a text: SplitMix64 started from the text hashed with FNV-1a.
struct Chance {
    private var generator: SplitMix64

    init(seed: UInt64, text: String) {
        let hash = text.utf8.reduce(0xCBF2_9CE4_8422_2325 ^ seed) { ($0 ^ UInt64($1)) &* 0x0000_0100_0000_01B3 }
        generator = SplitMix64(seed: hash)
    }

    /// The next number, 0..<bound. Plain remainders: the standard library's way to draw may change between releases.
    mutating func next(below bound: Int) -> Int { Int(generator.next() % UInt64(max(1, bound))) }

    /// The next number, 0..<100.
    mutating func percent() -> Int { next(below: 100) }
}
