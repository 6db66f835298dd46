import CivilCalendar

/// What needs a ``WholeDesk``: the waitlist, the day of the visit, staff and the clock.
extension HistoryDriver {
    private static let order = StaffOrder(staff: "simulation", reason: "history")
    private static let actor = VisitActor.staff("simulation")

    /// Plays one command.
    func play(
        _ command: HistoryCommand, on desk: any WholeDesk, step: Int, now: Instant
    ) throws -> HistoryOutcome {
        switch command {
        case .join(let visitor, let person, let place, let replaces):
            let request = WaitRequest(
                wish: wish(place), patient: patients[visitor][person % scene.people.count] ?? PatientID("?"),
                account: accounts[visitor], replaces: replaces.map { appointmentID($0) },
                consent: consent(visitor, step))
            return answered(try desk.join(request, now: now)) { describe($0) }
        case .leave(let visitor, let entry):
            guard let answer = try answer(visitor, entry, desk, step, now) else { return HistoryOutcome("no entry") }
            return answered(try desk.leave(answer, now: now)) { describe($0) }
        case .accept(let visitor, let entry):
            guard let answer = try answer(visitor, entry, desk, step, now) else { return HistoryOutcome("no entry") }
            let accepted = try desk.accept(answer, now: now)
            if case .success(let appointment) = accepted { return note(.success(appointment), visitor) }
            return answered(accepted) { describe($0) }
        case .takeOther(let visitor, let offer):
            let offers = try desk.stopOffers(of: accounts[visitor], now: now)
            guard !offers.isEmpty else { return HistoryOutcome("no offer") }
            let taken = try desk.acceptStopOffer(
                offers[offer % offers.count].id, account: accounts[visitor], consent: consent(visitor, step), now: now)
            return note(taken, visitor)
        case .declineOther(let visitor, let offer):
            let offers = try desk.stopOffers(of: accounts[visitor], now: now)
            guard !offers.isEmpty else { return HistoryOutcome("no offer") }
            try desk.declineStopOffer(offers[offer % offers.count].id, account: accounts[visitor], now: now)
            return HistoryOutcome("declined")
        case .checkIn, .call, .step, .markNoShows: return try playVisit(command, on: desk, now: now)
        case .stop, .carryOn, .change, .addPlaces: return try playOrder(command, on: desk, now: now)
        case .sweep:
            try desk.sweep(now: now)
            try noticeNew(on: desk, now: now)
            return HistoryOutcome("swept")
        default: return HistoryOutcome("nothing")
        }
    }

    /// The day of the visit.
    private func playVisit(
        _ command: HistoryCommand, on desk: any WholeDesk, now: Instant
    ) throws -> HistoryOutcome {
        switch command {
        case .checkIn(let appointment):
            let id = appointmentID(appointment)
            guard let code = codes[id].flatMap({ try? VisitCode($0) }) else { return HistoryOutcome("no visit") }
            switch try desk.checkIn(.code(code), by: .bearer, consent: nil, now: now) {
            case .success(let checkIn):
                var outcome = HistoryOutcome(
                    "reported \(checkIn.arrival.map { "\($0)" } ?? "before"): \(describe(checkIn.place))")
                outcome.appointment = checkIn.place.appointment
                return outcome
            case .failure(let refusal): return HistoryOutcome("refused: \(describe(refusal.objection))")
            }
        case .call(let session):
            let called = try desk.callNext(in: sessionID(session), by: Self.actor, now: now)
            guard let called else { return HistoryOutcome("nobody waits") }
            return note(.success(called))
        case .step(let appointment, let step):
            let taken = try desk.step(
                appointmentID(appointment), by: step, actor: Self.actor, reason: "history", now: now)
            switch taken {
            case .success(let visit): return note(.success(visit))
            case .failure(.notOver(let until)): return HistoryOutcome("refused: notOver \(until.milliseconds)")
            case .failure(let refusal): return HistoryOutcome("refused: \(refusal)")
            }
        default: return HistoryOutcome("\(try desk.markNoShows(now: now)) missed")
        }
    }

    /// What staff order.
    private func playOrder(
        _ command: HistoryCommand, on desk: any WholeDesk, now: Instant
    ) throws -> HistoryOutcome {
        switch command {
        case .stop(let session, let hours):
            let stopped = try desk.stopClinic(sessionID(session), offerHours: hours, order: Self.order, now: now)
            return answered(stopped) { describe($0) }
        case .carryOn(let visits):
            return HistoryOutcome(
                try desk.carryOnOldestStop(limit: visits, now: now).map { describe($0) } ?? "no stop")
        case .change(let session, let event):
            let changed = try desk.changeClinic(sessionID(session), by: event, order: Self.order, now: now)
            return answered(changed) { "clinic \($0.id) \($0.status.rawValue)" }
        case .addPlaces(let slot, let places):
            let added = try desk.addCapacity(places, to: slotID(slot), order: Self.order, now: now)
            return answered(added) { "slot \(slotNumber($0.id)) has \($0.capacity) places" }
        default: return HistoryOutcome("nothing")
        }
    }

    /// Everything that people can be told and that slots do not show: entries, kept places, queues.
    func standing(on desk: any WholeDesk, now: Instant) throws -> [String] {
        var lines: [String] = []
        for (visitor, account) in accounts.enumerated() {
            lines += try desk.waitlist(of: account, now: now).map { "visitor \(visitor): \(describe($0))" }
            lines += try desk.stopOffers(of: account, now: now).map { offer in
                let kept = offer.slot.map { "slot \(slotNumber($0.id))" } ?? "nothing"
                return "visitor \(visitor): \(kept) until \(offer.until?.milliseconds ?? 0) for "
                    + describe(offer.visit)
            }
            for visit in try desk.appointments(of: account, includingPast: true, now: now) {
                lines.append("visitor \(visitor): \(describe(visit))")
                if visit.status == .ready { sessionsWithQueue.insert(visit.slot.session.id) }
            }
        }
        for session in sessionsWithQueue.sorted() {
            lines += try desk.queue(of: session, now: now).map { "\(session): \(describe($0))" }
        }
        return lines
    }

    /// Numbers appointments that the clock made.
    private func noticeNew(on desk: any WholeDesk, now: Instant) throws {
        var found: [(visit: Appointment, owner: Int)] = []
        for (visitor, account) in accounts.enumerated() {
            found += try desk.appointments(of: account, includingPast: true, now: now)
                .filter { number(of: $0.id) == nil }.map { ($0, visitor) }
        }
        for (visit, owner) in found.sorted(by: { $0.visit.id < $1.visit.id }) { number(visit, madeBy: owner) }
    }

    private func sessionID(_ number: Int) -> ClinicSessionID { scene.sessions[number % scene.sessions.count] }

    private func wish(_ place: HistoryCommand.WaitPlace) -> WaitWish {
        let placed = scene.slots[place.slot % scene.slots.count]
        guard let session = scene.plan.sessions.first(where: { $0.session.id == placed.session })?.session else {
            return WaitWish()
        }
        let time = TimeConstraint(
            firstDay: session.date, lastDay: session.date, fromMinute: placed.startMinute,
            toMinute: placed.startMinute + 1)
        return WaitWish(
            department: place.byDoctor ? nil : session.department,
            practitioner: place.byDoctor ? session.practitioner : nil,
            when: place.atItsTime ? TimeWish(anyOf: [time]) : TimeWish())
    }

    private func answer(
        _ visitor: Int, _ entry: Int, _ desk: any WholeDesk, _ step: Int, _ now: Instant
    ) throws -> WaitlistAnswer? {
        let entries = try desk.waitlist(of: accounts[visitor], now: now)
        guard !entries.isEmpty else { return nil }
        return WaitlistAnswer(
            entry: entries[entry % entries.count].id, account: accounts[visitor], consent: consent(visitor, step))
    }

    private func answered<Value, Refusal>(
        _ answer: Result<Value, Refusal>, _ words: (Value) -> String
    ) -> HistoryOutcome {
        switch answer {
        case .success(let value): HistoryOutcome(words(value))
        case .failure(let refusal as WaitlistRefusal): HistoryOutcome("refused: \(describe(refusal))")
        case .failure(let refusal): HistoryOutcome("refused: \(refusal)")
        }
    }

    private func describe(_ refusal: WaitlistRefusal) -> String {
        switch refusal {
        case .placeFree(let slot): "placeFree slot \(slotNumber(slot))"
        case .unreleased(let instant): "unreleased until \(instant.milliseconds)"
        case .rule(let denial): describe(denial)
        case .booking(let refusal): describe(refusal)
        default: "\(refusal)"
        }
    }

    private func describe(_ objection: CheckInObjection) -> String {
        switch objection {
        case .tooEarly(let denial), .tooLate(let denial): describe(denial)
        default: "\(objection)"
        }
    }

    private func describe(_ entry: WaitlistEntry) -> String {
        let offer = entry.offer.map { ", slot \(slotNumber($0.slot.id)) until \($0.until.milliseconds)" } ?? ""
        return "\(entry.patient.name) \(entry.state.rawValue) at \(entry.position) until "
            + "\(entry.lapsesAt.milliseconds)\(offer)"
    }

    private func describe(_ place: QueuePlace) -> String {
        "number \(place.ticket.number), \(place.ahead) ahead, \(place.waitMinutes) minutes, missed "
            + "\(place.ticket.missedCalls), called \(place.lastCalled ?? 0), \(describe(place.appointment))"
    }

    private func describe(_ report: StopReport) -> String {
        "stop of \(report.session): \(report.planned) planned, \(report.told) told, \(report.offered) offered, "
            + "\(report.spared) spared, \(report.refundFen) back"
    }
}
