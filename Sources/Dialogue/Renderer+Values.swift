import Booking
import CivilCalendar
import TimeExpressions

extension Renderer {
    /// A value in words; empty when there is nothing to say.
    func words(_ value: ReplyValue, _ audience: Audience) -> String {
        switch value {
        case .text(let text): return text
        case .localized(let text): return localized(text, audience)
        case .number(let number): return String(number)
        case .money(let fen): return money(fen, audience)
        case .day(let date): return day(date, audience)
        case .clock(let minute): return clock(minute, audience)
        case .instant(let instant):
            let moment = catalogue.zone.moment(at: instant)
            return text(
                "value.day_and_clock",
                ["day": .text(day(moment.date, audience)), "clock": .text(clock(moment.minuteOfDay, audience))],
                audience)
        case .when(let wish): return when(wish, audience)
        case .department(let code):
            return catalogue.department(code).map { localized($0.name, audience) } ?? code.rawValue
        case .doctor(let code):
            guard let doctor = catalogue.practitioner(code) else { return code.rawValue }
            return text(
                "value.doctor.\(doctor.title.rawValue)", ["name": .text(localized(doctor.name, audience))], audience)
        case .title(let title): return text("value.title.\(title.rawValue)", [:], audience)
        case .campus(let code): return catalogue.campus(code).map { localized($0.name, audience) } ?? code.rawValue
        case .relation(let relation): return text("value.relation.\(relation.rawValue)", [:], audience)
        case .digits(let digits): return audience.isForTheEar ? Renderer.grouped(digits) : digits
        case .reply(let reply): return text(reply.key, reply.arguments, audience)
        case .lines(let replies):
            return replies.map { text($0.key, $0.arguments, audience) }.joined(separator: "\n")
        case .words(let values): return list(values.map { words($0, audience) }, "value.and", audience)
        case .alternatives(let values): return list(values.map { words($0, audience) }, "value.or", audience)
        }
    }

    private func localized(_ text: LocalizedText, _ audience: Audience) -> String {
        switch audience.language {
        case .zh: text.zh.isEmpty ? text.en : text.zh
        case .en: text.en.isEmpty ? text.zh : text.en
        }
    }

    private func money(_ fen: Int, _ audience: Audience) -> String {
        let cents = fen % 100
        let amount = cents == 0 ? String(fen / 100) : "\(fen / 100).\(cents < 10 ? "0" : "")\(cents)"
        return text("value.money", ["amount": .text(amount)], audience)
    }

    /// A day with its weekday, and with the word for today, tomorrow and the day after where it applies.
    func day(_ date: CivilDate, _ audience: Audience) -> String {
        let (year, month, day) = date.parts
        var arguments: [String: ReplyValue] = [
            "month": .text(text("value.month.\(month)", [:], audience)), "day": .number(day),
            "weekday": .text(text("value.weekday.\(date.weekday.rawValue)", [:], audience)),
        ]
        if year != audience.today.year { arguments["year"] = .number(year) }
        switch date.days(since: audience.today) {
        case 0: arguments["near"] = .text(text("value.today", [:], audience))
        case 1: arguments["near"] = .text(text("value.tomorrow", [:], audience))
        case 2: arguments["near"] = .text(text("value.after_tomorrow", [:], audience))
        default: return text("value.day", arguments, audience)
        }
        return text("value.near_day", arguments, audience)
    }

    /// A minute of the day on a twelve-hour clock with its part of day.
    func clock(_ minute: Int, _ audience: Audience) -> String {
        let hour = minute / 60
        let part = hour < 6 ? "night" : hour < 12 ? "morning" : hour < 13 ? "noon" : hour < 18 ? "afternoon" : "evening"
        let rest = minute % 60
        var arguments: [String: ReplyValue] = [
            "part": .text(text("value.meridiem.\(part)", [:], audience)),
            "hour": .number(hour % 12 == 0 ? 12 : hour % 12),
            "minute": .text((rest < 10 ? "0" : "") + String(rest)),
        ]
        arguments["plain_minute"] = .number(rest)
        switch rest {
        case 0: return text("value.clock_full", arguments, audience)
        case 30: return text("value.clock_half", arguments, audience)
        default: return text("value.clock", arguments, audience)
        }
    }

    /// Values joined as the language joins them: "甲、乙和丙", "a, b and c".
    private func list(_ items: [String], _ last: String, _ audience: Audience) -> String {
        let items = items.filter { !$0.isEmpty }
        guard let final = items.last, items.count > 1 else { return items.first ?? "" }
        return items.dropLast().joined(separator: text("value.comma", [:], audience)) + text(last, [:], audience)
            + final
    }

    /// Digits in groups for the ear: a mobile number 3-4-4, anything else in threes.
    static func grouped(_ digits: String) -> String {
        let sizes = digits.utf8.count == 11 ? [3, 4, 4] : []
        var groups: [Substring] = []
        var rest = digits[...]
        var index = 0
        while !rest.isEmpty {
            let size = index < sizes.count ? sizes[index] : 3
            groups.append(rest.prefix(size))
            rest = rest.dropFirst(size)
            index += 1
        }
        return groups.joined(separator: " ")
    }
}
