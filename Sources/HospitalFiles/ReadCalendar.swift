import Booking
import CivilCalendar
import Definitions

/// Public holidays and make-up days, with the weekday whose clinics a make-up day has.
struct HospitalCalendar: Hashable, Sendable {
    var work = WorkCalendar()
    /// Make-up days on which the clinics of another weekday take place.
    var exchanged: [CivilDate: Weekday] = [:]

    /// The weekday whose clinics take place on a day.
    func weekday(workedOn date: CivilDate) -> Weekday { exchanged[date] ?? date.weekday }
}

extension HospitalReader {
    mutating func readHolidays() {
        var placed: [(String, CheckedNode)] = []
        for record in sections.records(.holidays, keys: ["date", "until", "kind", "name", "as"]) {
            let kind = record.required("kind")?.option(of: ["holiday", "working"])
            let first = record.required("date")?.date()
            let last = record["until"].map { $0.date() } ?? first
            let name = record.word("name")
            let weekday = record["as"]?.option(of: Self.weekdayNames).flatMap { Self.weekday($0) }
            guard let kind, let first, let last, let name else { continue }
            guard first <= last, last.days(since: first) < 32 else {
                record.node.report("until \(last) does not follow date \(first) within a month")
                continue
            }
            for offset in 0...last.days(since: first) {
                let day = first.adding(days: offset)
                placed.append((day.description, record.node))
                if kind == "holiday" {
                    calendar.work.holidays[day] = name
                } else {
                    calendar.work.makeUpDays.insert(day)
                    calendar.exchanged[day] = weekday
                }
            }
        }
        reportRepeats(placed, what: "day")
    }

    mutating func readOtherChannels() {
        guard let map = sections[.otherChannels]?.mapping(keys: ["seed", "taken", "known"]) else { return }
        otherChannels.seed = UInt64(map["seed"]?.int(in: 0...Int.max) ?? 0)
        if let shares = map["taken"]?.mapping(keys: PractitionerTitle.allCases.map(\.rawValue)) {
            for entry in shares.entries {
                guard let title = PractitionerTitle(rawValue: entry.key),
                    let share = entry.value.mapping(keys: ["least", "most", "full"])
                else { continue }
                let least = share.required("least")?.int(in: 0...100) ?? 0
                let most = share.required("most")?.int(in: 0...100) ?? 0
                let full = share.required("full")?.int(in: 0...100) ?? 0
                if least > most { share.node.report("least \(least) is above most \(most)") }
                otherChannels.shares[title] = OtherChannels.Share(least: least, most: most, full: full)
            }
        }
        for node in map["known"]?.sequence() ?? [] {
            guard let entry = node.mapping(keys: ["practitioner", "date", "half", "time", "places"]) else { continue }
            let practitioner = knownPractitioner(entry.required("practitioner"))
            let date = entry.required("date")?.date()
            let half = entry["half"]?.option(ClinicSession.Half.self)
            let minutes = entry["time"]?.minutesOfDay()
            let places = entry["places"].flatMap { $0.int(in: 0...500) }
            guard let practitioner, let date else { continue }
            otherChannels.known.append(
                OtherChannels.Known(
                    practitioner: practitioner, date: date, half: half, places: places, minutes: minutes))
        }
    }
}
