/// Everything about booking that a hospital can set; the raw value is the key in the hospital's files.
public enum RuleParameter: String, Hashable, Sendable, Codable, CaseIterable {
    // Horizon
    case horizonMinDays, horizonMaxDays, horizonInWorkingDays
    // Release
    case releaseTime, releaseDaysAhead, releaseWeekday, releaseOnWorkingDays, closedHours
    // Shares for other channels before the release
    case earlySharePercent, earlyShareDays
    // Cut-off
    case nextDayCutoff, cutoffOnWorkingDays, sameDayAllowed, sameDayHours, minLeadMinutes
    // Payment
    case payWithinMinutes, bookedOnlyWhenPaid, payOnArrivalAllowed
    // Cancelling and moving
    case cancelDeadline, sameDayCancel, refundPercentBefore, refundPercentAfter
    case rescheduleAllowed, rescheduleDeadline, maxReschedules, rescheduleSameDoctorOnly
    // Quotas
    case perPatientDay, perPatientDepartmentDay, perPatientDepartmentHalfDay, perPatientDoctorDay, departmentsPerDay
    case perPatient7Days, perPatient90Days, perAccountDay, perAccountMonth
    case holdsPerConversation, holdsPerAddress, holdsPerAccount
    // Eligibility
    case minAge, maxAge, sex
    // No-show and its consequences
    case noShowWindow, noShowSteps, noShowGraceMinutes
    case cancelWindow, cancelSteps, cancelExemptReasons
    case appealWithinDays, appealAnswerWorkingDays, appealAuthority
    // On the day
    case arriveEarlyMinutes, reportEarliestMinutes, lateGraceMinutes, lateTreatment
    case pickupUntilMorning, pickupUntilAfternoon
    case missedCallPositions, missedCallMax
    // Places that come back
    case cooldownAfterCancelSeconds, recycling, serialGoesLast
    // Waitlist
    case waitlistPerPatient, waitlistPerDoctor, waitlistOfferMinutes, waitlistAutoBook, waitlistStopHoursBefore
    // People
    case patientsPerAccount, accountsPerPhone, proxyAllowed, travelMinutes
    // Stopped clinics
    case stopRefundsAtOnce, stopCountsNoStrike, stopRebookPriorityDays
    // Places passed from one account to another
    case handOverSeconds, handOverCount, handOverDays

    /// What a value of the parameter looks like, its bounds and its unit.
    public var kind: RuleKind { definition.kind }
    /// What holds where nobody sets the parameter; `nil` when there is then no such rule.
    public var standard: RuleValue? { definition.standard }
    /// What the parameter means, in one line.
    public var about: LocalizedText { definition.about }
}

/// What the values of a parameter look like.
public enum RuleKind: Hashable, Sendable {
    /// A whole number within bounds.
    case number(ClosedRange<Int>, RuleUnit)
    case flag, clock, weekday, hours, deadline, window, steps, recycling
    /// One of these words.
    case word([String])
    /// Words without a fixed list.
    case words
}

/// What a number counts.
public enum RuleUnit: String, Hashable, Sendable {
    case days, workingDays, hours, minutes, seconds, years, percent, times, places
}
