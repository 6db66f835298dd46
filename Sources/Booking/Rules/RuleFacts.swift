import CivilCalendar

extension Rules {
    /// The rules that people ask about most, each as a few words to be set into a sentence, by parameter name.
    ///
    /// `horizon` is the number of days that can be booked ahead. A rule that is not set is left out.
    public var facts: [String: LocalizedText] {
        var facts: [String: LocalizedText] = [:]
        if let minute = clock(.releaseTime) {
            let clock = RuleWords.clock(minute)
            if let weekday = weekday(.releaseWeekday) {
                let day = RuleWords.weekday(weekday)
                facts["releaseTime"] = LocalizedText(zh: "每\(day.zh)\(clock.zh)", en: "every \(day.en) at \(clock.en)")
            } else {
                facts["releaseTime"] = LocalizedText(zh: "每天\(clock.zh)", en: "every day at \(clock.en)")
            }
        }
        if let deadline = deadline(.cancelDeadline) { facts["cancelDeadline"] = RuleWords.deadline(deadline) }
        let numbers: [(String, RuleParameter)] = [
            ("horizon", .releaseDaysAhead), ("perPatientDay", .perPatientDay), ("perPatient7Days", .perPatient7Days),
            ("maxReschedules", .maxReschedules), ("arriveEarlyMinutes", .arriveEarlyMinutes),
        ]
        for (name, parameter) in numbers {
            if let number = number(parameter) { facts[name] = LocalizedText(zh: "\(number)", en: "\(number)") }
        }
        return facts
    }
}
