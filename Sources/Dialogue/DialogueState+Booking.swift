import Booking
import CivilCalendar
import Understanding

extension DialogueState {
    /// Asks for what is missing, searches, reads back: whatever comes next for a booking.
    mutating func advanceBooking(_ turn: inout Turn) {
        guard let task = frames.indices.last else { return }
        // Whoever may not book at all hears it before anything is looked for or kept.
        if frames[task].waitsFor != .release, looksUpClearance(task, &turn) { return }
        if let purpose = frames[task].waitsFor { return advanceWaiting(for: purpose, task, &turn) }
        if frames[task].wantsLastDoctor {
            guard let account else { return pushIdentify(&turn) }
            pending = .lastDoctor
            return turn.effects.append(.listAppointments(of: account.id, includingPast: true))
        }
        guard !asksNeed(task, &turn), !asksMember(task, &turn) else { return }
        guard frames[task].chosen != nil else {
            return frames[task].offers.isEmpty ? search(&turn) : sayOffers(&turn)
        }
        guard let account else { return pushIdentify(&turn) }
        guard patients != nil else { return turn.effects.append(.listPatients(of: account.id)) }
        guard let patient = settledPatient(task, &turn), !looksUpClearance(of: patient, task, &turn) else { return }
        guard !refuses(patient, task, &turn) else { return }
        readBack(&turn)
    }

    /// Asks for the first thing that is needed and not known; false when all is known.
    mutating func asksNeed(_ task: Int, _ turn: inout Turn) -> Bool {
        guard let flow = turn.context.definitions.flows[frames[task].form],
            let need = flow.needs.first(where: { isOpen($0, frames[task]) })
        else { return false }
        if need.field == .department, frames[task].suggested != nil {
            askSuggested(task, &turn)
            return true
        }
        ask(.field(need.field), Reply(need.ask, arguments(turn), choices: choices(for: need.field, turn)), &turn)
        return true
    }

    private func isOpen(_ need: Need, _ frame: Frame) -> Bool {
        !need.isOptional && !frame.knows(need.field) && !need.unless.contains { frame.knows($0) }
    }

    /// A group of departments is asked about: which of its members.
    private mutating func asksMember(_ task: Int, _ turn: inout Turn) -> Bool {
        guard let record = frames[task].fields[.department], !record.isConfirmed,
            frames[task].doctors.anyOf.isEmpty, let group = frames[task].departments.anyOf.first,
            frames[task].departments.anyOf.count == 1
        else { return false }
        let members = turn.catalogue.members(of: group)
        guard members.count > 1 else { return false }
        askChoice(.department, members.map { option($0) }, key: "choose.member", &turn)
        return true
    }

    /// Searches by what the form on top of the tasks wishes.
    mutating func search(_ turn: inout Turn) {
        guard let task = taskIndex else { return }
        if frames.indices.last != task { frames.removeSubrange((task + 1)...) }
        question = nil
        frames[task].clearTable()
        // A place of one's own on hold would look taken to the search.
        releaseHolds(&turn)
        var patient: PatientID?
        if case .patient(let id)? = frames[task].fields[.patient]?.value { patient = id }
        turn.effects.append(
            .search(
                SearchRequest(
                    wish: frames[task].wish, limit: optionLimit(turn), patient: patient ?? frames[task].target?.patient,
                    moving: frames[task].target?.id)))
    }

    /// So many options are said at once.
    func optionLimit(_ turn: Turn) -> Int { isSlow ? 2 : turn.context.optionLimit }

    /// What was booked, or why not.
    mutating func booked(_ result: Result<Appointment, BookingRefusal>, _ turn: inout Turn) {
        switch result {
        case .success(let appointment):
            settle(appointment, &turn)
            say(receipt("done.booked", appointment, turn), &turn)
            let companions = frames.last?.companions ?? []
            if companions.isEmpty { finish(&turn) } else { goOn(with: companions, after: appointment, &turn) }
        case .failure(let refusal): recover(from: refusal, &turn)
        }
    }

    /// Notes a commit: the holds are used up, and the visit is what was last talked about.
    mutating func settle(_ appointment: Appointment, _ turn: inout Turn) {
        committed = appointment
        lastVisit = BookedVisit(appointment)
        releaseHolds(&turn)
    }

    /// Goes on after the core refused to book or move: the next best in the same turn where there is one.
    mutating func recover(from refusal: BookingRefusal, _ turn: inout Turn) {
        guard let task = taskIndex, let chosen = frames[task].chosen else { return }
        switch refusal {
        case .slotTaken, .slotUnavailable, .holdExpired:
            say("notice.just_taken", offerArguments(chosen), &turn)
            frames[task].refuse([chosen])
            search(&turn)
        case .patientBusy:
            frames[task].refuse([chosen])
            frames[task].conflict = nil
            releaseHolds(&turn)
            say("refused.patient_busy", offerArguments(chosen), &turn)
            askOtherTime(task, &turn)
        case .rule(let denial) where denial.isRestriction: endRestricted(denial, &turn)
        case .rule(let denial) where denial.isAboutPatient:
            frames[task].refuse([chosen])
            frames[task].conflict = nil
            frames[task].fields[.department] = nil
            frames[task].fields[.doctor] = nil
            releaseHolds(&turn)
            frames[task].clearTable()
            say(reply(to: denial, turn), &turn)
            advance(&turn)
        case .rule(let denial):
            frames[task].refuse([chosen])
            frames[task].conflict = .rule(denial)
            releaseHolds(&turn)
            say(reply(to: denial, turn), &turn)
            askOtherTime(task, &turn)
        case .unknownPatient:
            patients = nil
            frames[task].fields[.patient] = nil
            advance(&turn)
        case .tooManyHolds, .unknownAppointment, .wrongState, .keyReused:
            releaseHolds(&turn)
            say("refused.other", ["phone": .digits(turn.catalogue.hospital.phone)], &turn)
            finish(&turn)
        }
    }

    /// Asks for another time after the one that was wished cannot be.
    mutating func askOtherTime(_ task: Int, _ turn: inout Turn) {
        frames[task].fields[.when] = nil
        ask(.field(.when), Reply("ask.other_when", arguments(turn), choices: choices(for: .when, turn)), &turn)
    }

    /// Commits what was read back.
    mutating func commit(_ turn: inout Turn) {
        guard let task = taskIndex, let account else { return }
        let context = turn.context
        let key = "\(context.conversation)/\(context.turn)/\(frames[task].form.rawValue)"
        switch frames[task].form {
        case .book:
            guard let chosen = frames[task].chosen, case .patient(let patient)? = frames[task].fields[.patient]?.value
            else { return advance(&turn) }
            turn.effects.append(
                .book(
                    BookRequest(
                        key: key, slot: chosen.slot, patient: patient, account: account.id, holder: context.holder,
                        consent: context.consent)))
        case .reschedule:
            guard let chosen = frames[task].chosen, let target = frames[task].target else { return advance(&turn) }
            turn.effects.append(
                .reschedule(
                    RescheduleRequest(
                        key: key, appointment: target.id, slot: chosen.slot, account: account.id,
                        holder: context.holder, consent: context.consent)))
        case .cancel:
            guard let target = frames[task].target else { return advance(&turn) }
            turn.effects.append(
                .cancel(
                    CancelRequest(
                        key: key, appointment: target.id, account: account.id, reason: "patient",
                        consent: context.consent)))
        case .appointments, .register, .identify, .enquire, .checkIn, .queue, .visitCode, .standing, .appeal,
            .waitlist:
            return
        }
    }
}

extension Frame {
    /// Whether a field is settled: said, or said not to matter. A surname that many share settles no doctor.
    func knows(_ field: Field) -> Bool {
        guard let value = fields[field]?.value else { return false }
        switch value {
        case .doctors(let choice): return choice.anyOf.count == 1
        case .departments(let choice): return !choice.anyOf.isEmpty
        case .when(let wish, _): return !wish.anyOf.isEmpty || wish.order != nil || !wish.except.isEmpty
        case .anything: return field != .doctor || fields[.department] != nil
        default: return true
        }
    }

    /// What the form wishes, for the search.
    var wish: Wish {
        var wish = Wish(department: departments, practitioner: doctors, refused: Set(refused))
        if case .titles(let choice)? = fields[.title]?.value { wish.title = choice }
        if case .sexes(let choice)? = fields[.sex]?.value { wish.sex = choice }
        if case .campuses(let choice)? = fields[.campus]?.value { wish.campus = choice }
        if case .when(let when, let strength)? = fields[.when]?.value {
            wish.when = when
            wish.whenStrength = strength
        }
        if !bounds.isEmpty { wish.when.anyOf = bounds }
        if case .fee(let limit, let cheap)? = fields[.fee]?.value {
            wish.feeLimitFen = limit
            wish.prefersCheap = cheap
        }
        return wish
    }
}
