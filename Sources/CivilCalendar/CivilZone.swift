import Foundation

/// The hospital's time zone: turns instants into wall-clock moments and back.
///
/// Zones with one fixed offset over the years in use (Asia/Shanghai) are integer arithmetic; others ask Foundation.
public struct CivilZone: Sendable, Hashable {
    /// The IANA name, such as `Asia/Shanghai`.
    public let identifier: String
    private let zone: TimeZone
    private let fixedOffsetSeconds: Int?

    /// Makes a zone; `nil` when the system does not know the IANA name.
    public init?(identifier: String) {
        guard let zone = TimeZone(identifier: identifier) else { return nil }
        self.identifier = identifier
        self.zone = zone
        // 2020-01-01; a zone that has no change after it keeps today's offset.
        let reference = Date(timeIntervalSince1970: 1_577_836_800)
        fixedOffsetSeconds =
            zone.nextDaylightSavingTimeTransition(after: reference) == nil
            ? zone.secondsFromGMT(for: reference) : nil
    }

    /// China Standard Time, UTC+8 all year.
    public static let shanghai = CivilZone(fixed: "Asia/Shanghai", offsetSeconds: 28_800)

    private init(fixed identifier: String, offsetSeconds: Int) {
        self.identifier = identifier
        zone = TimeZone(identifier: identifier) ?? TimeZone(secondsFromGMT: offsetSeconds) ?? .gmt
        fixedOffsetSeconds = offsetSeconds
    }

    /// What a clock on the hospital's wall shows at an instant, to the second.
    public func moment(at instant: Instant) -> CivilMoment {
        let floored = Int((instant.milliseconds >= 0 ? instant.milliseconds : instant.milliseconds - 999) / 1000)
        let offset = fixedOffsetSeconds ?? zone.secondsFromGMT(for: Date(timeIntervalSince1970: Double(floored)))
        return CivilMoment(date: CivilDate(dayNumber: 0), second: floored + offset)
    }

    /// The instant at which the hospital's wall clock shows the moment.
    ///
    /// A moment that is skipped in spring means the instant after the gap; one that occurs twice means the first.
    public func instant(of moment: CivilMoment) -> Instant {
        let local = moment.date.dayNumber * 86_400 + moment.second
        if let fixedOffsetSeconds {
            return Instant(milliseconds: Int64(local - fixedOffsetSeconds) * 1000)
        }
        let before = zone.secondsFromGMT(for: Date(timeIntervalSince1970: Double(local - 86_400)))
        let after = zone.secondsFromGMT(for: Date(timeIntervalSince1970: Double(local + 86_400)))
        for offset in [before, after] {
            let candidate = local - offset
            if zone.secondsFromGMT(for: Date(timeIntervalSince1970: Double(candidate))) == offset {
                return Instant(milliseconds: Int64(candidate) * 1000)
            }
        }
        return Instant(milliseconds: Int64(local - before) * 1000)
    }
}
