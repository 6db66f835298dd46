import CivilCalendar

extension RuleBook {
    /// Rules for a simulated history, drawn by chance: each parameter that can matter within days is left alone or takes
    /// one of a few values, most of them strict. Seeds that are multiples of four leave everything open.
    public static func drawn(seed: UInt64) -> RuleBook {
        guard !seed.isMultiple(of: 4) else { return RuleBook() }
        var chance = SplitMix64(seed: seed)
        var values: [RuleParameter: RuleValue] = [:]
        for (parameter, choices) in choices {
            let pick = Int.random(in: 0..<(2 * choices.count), using: &chance)
            if pick < choices.count { values[parameter] = choices[pick] }
        }
        return RuleBook([RuleSet(version: "drawn-\(seed)", values: [.platform: values])])
    }

    private static let choices: [(RuleParameter, [RuleValue])] = [
        (.perPatientDay, [.number(1), .number(2)]),
        (.perPatient7Days, [.number(2), .number(3)]),
        (.perPatientDepartmentDay, [.number(1)]),
        (.perPatientDoctorDay, [.number(1)]),
        (.perAccountDay, [.number(2), .number(3)]),
        (.perAccountMonth, [.number(4), .number(6)]),
        (.nextDayCutoff, [.clock(900), .clock(1080)]),
        (.sameDayHours, [.hours([DailySpan(from: 420, to: 560)])]),
        (.closedHours, [.hours([DailySpan(from: 1380, to: 300)])]),
        (.minLeadMinutes, [.number(30), .number(120)]),
        (.maxReschedules, [.number(0), .number(1)]),
        (.rescheduleAllowed, [.flag(false)]),
        (.cancelDeadline, [.deadline(.minutes(60)), .deadline(.days(1, working: true, minute: 900))]),
        (.cooldownAfterCancelSeconds, [.number(60), .number(600)]),
        (.noShowWindow, [.window(.rolling(days: 30))]),
        (.noShowSteps, [.steps([PenaltyStep(count: 1, span: .days(2))])]),
        (.cancelWindow, [.window(.rolling(days: 30))]),
        (.cancelSteps, [.steps([PenaltyStep(count: 2, span: .days(1))])]),
        (.waitlistPerPatient, [.number(1), .number(2)]),
        (.waitlistPerDoctor, [.number(1)]),
        (.waitlistOfferMinutes, [.number(5), .number(60)]),
        (.waitlistAutoBook, [.flag(true)]),
        (.waitlistStopHoursBefore, [.number(1)]),
        (.reportEarliestMinutes, [.number(30), .number(240)]),
        (.lateGraceMinutes, [.number(0), .number(15)]),
        (.lateTreatment, [.words(["keep"]), .words(["no_show"])]),
        (.pickupUntilMorning, [.clock(560)]),
        (.missedCallPositions, [.number(1)]),
        (.missedCallMax, [.number(1), .number(2)]),
        (.noShowGraceMinutes, [.number(30)]),
        (.stopRebookPriorityDays, [.number(1)]),
    ]
}
