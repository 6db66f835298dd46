import CivilCalendar

extension Rules {
    /// Whether a place may be booked now.
    public func decideBooking(_ facts: BookingFacts, now: Instant) -> RuleDecision {
        var denials = eligibilityDenials(facts)
        if let restriction = restriction(facts.patientHistory, now: now) {
            denials.append(
                denial(restriction.rule, observed: String(restriction.count), from: restriction.until))
        }
        let release = releaseInstant(of: facts.slot.session)
        if let sale = saleDenial(start: facts.slot.start, release: release, now: now) { denials.append(sale) }
        denials += quotaDenials(facts, now: now)
        if let cooldown = cooldownDenial(facts, now: now) { denials.append(cooldown) }
        return RuleDecision(denials)
    }

    /// Whether the patient may cancel a booked visit now; ask the rules under which it was made.
    public func decideCancel(_ slot: Slot, now: Instant) -> RuleDecision {
        let deadline = cancelDeadline(start: slot.start)
        guard now >= deadline else { return .allow }
        let byDay = !flag(.sameDayCancel) && deadline == midnight(slot.session.date)
        return .deny([denial(byDay ? .sameDayCancel : .cancelDeadline, observed: zone.moment(at: now).description)])
    }

    /// Whether the patient may move a visit now, wherever to; ask the rules under which it was made.
    ///
    /// - Parameter moves: how often it was moved before.
    public func decideMove(_ slot: Slot, moves: Int, now: Instant) -> RuleDecision {
        var denials: [RuleDenial] = []
        if !flag(.rescheduleAllowed) { denials.append(denial(.rescheduleAllowed, observed: "no")) }
        if let most = number(.maxReschedules), moves >= most {
            denials.append(denial(.maxReschedules, observed: String(moves)))
        }
        if now >= rescheduleDeadline(start: slot.start) {
            let rule: RuleParameter = deadline(.rescheduleDeadline) == nil ? .cancelDeadline : .rescheduleDeadline
            denials.append(denial(rule, observed: zone.moment(at: now).description))
        }
        return RuleDecision(denials)
    }

    /// Whether a visit may move from its slot to the slot of the facts; the target's own rules are asked with
    /// ``decideBooking(_:now:)``.
    public func decideReschedule(from slot: Slot, moves: Int, to facts: BookingFacts, now: Instant) -> RuleDecision {
        var denials = decideMove(slot, moves: moves, now: now).denials
        if flag(.rescheduleSameDoctorOnly), slot.session.practitioner != facts.slot.session.practitioner {
            denials.append(
                denial(.rescheduleSameDoctorOnly, observed: facts.slot.session.practitioner.rawValue))
        }
        return RuleDecision(denials)
    }

    /// The first instant from `now` on at which the same booking would be allowed if nothing else changed; `nil` when
    /// waiting does not help.
    public func earliestAllowed(_ facts: BookingFacts, now: Instant) -> Instant? {
        var instant = now
        // Each round passes at least one decision point, of which a booking has few.
        for _ in 0..<16 {
            let denials = decideBooking(facts, now: instant).denials
            if denials.isEmpty { return instant }
            var next = instant
            for denial in denials {
                guard let earliest = denial.earliestAllowedAt else { return nil }
                next = max(next, earliest)
            }
            guard next > instant else { return nil }
            instant = next
        }
        return nil
    }

    private func eligibilityDenials(_ facts: BookingFacts) -> [RuleDenial] {
        guard let patient = facts.patient else { return [] }
        var denials: [RuleDenial] = []
        if let wanted = words(.sex).first, let sex = patient.sex, sex.rawValue != wanted {
            denials.append(denial(.sex, observed: sex.rawValue))
        }
        guard let age = patient.birthDate?.completedYears(on: facts.slot.session.date) else { return denials }
        if let least = number(.minAge), age < least { denials.append(denial(.minAge, observed: String(age))) }
        if let most = number(.maxAge), age > most { denials.append(denial(.maxAge, observed: String(age))) }
        return denials
    }

    private func cooldownDenial(_ facts: BookingFacts, now: Instant) -> RuleDenial? {
        guard let seconds = number(.cooldownAfterCancelSeconds), seconds > 0, facts.moving == nil else { return nil }
        let exempt = exemptReasons
        let last = (facts.patientHistory + facts.accountHistory).filter { record in
            record.status == .cancelled && !(record.reason.map(exempt.contains) ?? false) && record.changedAt <= now
        }.map(\.changedAt).max()
        guard let last else { return nil }
        let end = last.adding(seconds: seconds)
        guard now < end else { return nil }
        let passed = (now.milliseconds - last.milliseconds) / 1000
        return denial(.cooldownAfterCancelSeconds, observed: String(passed), from: end)
    }
}
