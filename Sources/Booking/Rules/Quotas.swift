import CivilCalendar

extension Rules {
    /// Every quota that one more booking would break.
    ///
    /// Quotas by the day of the visit look at visits of that day; waiting does not help, another day or cancelling one
    /// does. Quotas by the time of booking look at the calendar days up to today; a cancelled booking does not count.
    func quotaDenials(_ facts: BookingFacts, now: Instant) -> [RuleDenial] {
        var denials = visitDayDenials(facts)
        // A booking that only moves was counted when it was made.
        guard facts.moving == nil else { return denials }
        let today = zone.moment(at: now).date
        for (parameter, days) in [(RuleParameter.perPatient7Days, 7), (.perPatient90Days, 90)] {
            denials += bookingDenial(parameter, facts.patientHistory, from: today.adding(days: 1 - days)) { oldest in
                midnight(oldest.adding(days: days))
            }
        }
        denials += bookingDenial(.perAccountDay, facts.accountHistory, from: today) { _ in
            midnight(today.adding(days: 1))
        }
        denials += bookingDenial(.perAccountMonth, facts.accountHistory, from: today.startOfMonth) { _ in
            midnight(today.startOfMonth.adding(months: 1))
        }
        return denials
    }

    private func visitDayDenials(_ facts: BookingFacts) -> [RuleDenial] {
        let session = facts.slot.session
        let sameDay = facts.patientHistory.filter {
            $0.date == session.date && $0.status.occupiesPlace && $0.appointment != facts.moving
        }
        let sameDepartment = sameDay.filter { $0.department == session.department }
        let counted: [(RuleParameter, [VisitRecord])] = [
            (.perPatientDay, sameDay), (.perPatientDepartmentDay, sameDepartment),
            (.perPatientDepartmentHalfDay, sameDepartment.filter { $0.half == session.half }),
            (.perPatientDoctorDay, sameDay.filter { $0.practitioner == session.practitioner }),
        ]
        var denials: [RuleDenial] = []
        for (parameter, visits) in counted {
            if let most = number(parameter), visits.count >= most {
                denials.append(
                    denial(parameter, observed: String(visits.count), blocking: blocking(visits)))
            }
        }
        if let most = number(.departmentsPerDay), sameDepartment.isEmpty {
            let departments = Set(sameDay.map(\.department))
            if departments.count >= most {
                denials.append(
                    denial(.departmentsPerDay, observed: String(departments.count), blocking: blocking(sameDay)))
            }
        }
        return denials
    }

    private func bookingDenial(
        _ parameter: RuleParameter, _ history: [VisitRecord], from first: CivilDate,
        again: (_ oldest: CivilDate) -> Instant
    ) -> [RuleDenial] {
        guard let most = number(parameter) else { return [] }
        let counted = history.filter { $0.status.occupiesPlace && zone.moment(at: $0.bookedAt).date >= first }
            .sorted { ($0.bookedAt, $0.appointment) < ($1.bookedAt, $1.appointment) }
        guard counted.count >= most else { return [] }
        // The window must leave behind so many that one more fits.
        let leaving = counted.count - most
        let helps = most == 0 ? nil : again(zone.moment(at: counted[leaving].bookedAt).date)
        return [denial(parameter, observed: String(counted.count), from: helps, blocking: blocking(counted))]
    }

    /// Those that the patient could still cancel.
    private func blocking(_ visits: [VisitRecord]) -> [AppointmentID] {
        visits.filter { $0.status == .booked }.map(\.appointment).sorted()
    }
}
