import CivilCalendar

/// An entry of the waitlist as the in-memory desk keeps it.
struct WaitFile {
    var id: WaitlistEntryID
    var state: WaitlistState
    var request: WaitRequest
    /// Higher comes first.
    var priority: Int
    /// The first and last day of what it waits for.
    var firstDay: CivilDate
    var lastDay: CivilDate
    var lapsesAt: Instant
    var offer: (slot: SlotID, until: Instant)?

    var holder: Holder { Holder(conversation: "waitlist/\(id)") }
    var isLive: Bool { state == .waiting || state == .offered }
}

extension InMemoryDesk {
    /// Joins the waitlist.
    public func join(_ request: WaitRequest, now: Instant) throws -> Result<WaitlistEntry, WaitlistRefusal> {
        guard let patient = linked(request.patient, to: request.account) else { return .failure(.unknownPatient) }
        let live = line.filter { $0.isLive && $0.request.patient == request.patient }
        if let same = live.first(where: {
            $0.request.wish == request.wish && $0.request.account == request.account
        }) {
            return .success(try entry(same, now: now))
        }
        if let replaces = request.replaces {
            let old = files[replaces]?.appointment
            guard let old, old.account == request.account, old.status == .booked, old.patient.id == patient.id else {
                return .failure(.booking(.unknownAppointment))
            }
        }
        let fitting = try slots(of: request.wish, now: now)
        if let open = fitting.first(where: { $0.status == .open }) { return .failure(.placeFree(open.id)) }
        let full = fitting.filter { $0.status == .full }
        guard let first = full.first, let last = fitting.last(where: { $0.status == .full || $0.status == .unreleased })
        else {
            let releases = fitting.filter { $0.status == .unreleased }.map {
                rules(for: $0.session, now: now).releaseInstant(of: $0.session)
            }
            return .failure(releases.min().map { .unreleased($0) } ?? .noClinic)
        }
        if let denial = waitDenial(patient, full, live: live, now: now) { return .failure(.rule(denial)) }
        let file = WaitFile(
            id: WaitlistEntryID(nextID("entry")), state: .waiting, request: request,
            priority: waitPriority(of: patient.id, for: full, now: now), firstDay: first.session.date,
            lastDay: last.session.date,
            lapsesAt: full.map { rules(for: $0.session, now: now).waitlistEnds(for: $0) }.max() ?? now)
        line.append(file)
        return .success(try entry(file, now: now))
    }

    /// Leaves: a waiting entry is withdrawn, an offer declined.
    public func leave(_ request: WaitlistAnswer, now: Instant) throws -> Result<WaitlistEntry, WaitlistRefusal> {
        guard let index = index(of: request) else { return .failure(.unknownEntry) }
        let file = line[index]
        guard let next = file.state.after(file.state == .offered ? .decline : .withdraw) else {
            return .failure(file.state == .expired ? .over : .wrongState(file.state))
        }
        line[index].state = next
        if let kept = holds.first(where: { $0.holder == file.holder }) { end(kept, now: now) }
        return .success(try entry(line[index], now: now))
    }

    /// Takes the place that is kept for an entry.
    public func accept(_ request: WaitlistAnswer, now: Instant) throws -> Result<Appointment, WaitlistRefusal> {
        guard let index = index(of: request) else { return .failure(.unknownEntry) }
        let file = line[index]
        guard let next = file.state.after(.accept) else {
            return .failure(file.state == .expired ? .over : .wrongState(file.state))
        }
        guard let offer = file.offer, now < offer.until else { return .failure(.over) }
        let key = "waitlist/\(file.id)"
        let booked =
            if let old = replaced(by: file, now: now) {
                try reschedule(
                    RescheduleRequest(
                        key: key, appointment: old.id, slot: offer.slot, account: request.account,
                        holder: file.holder, consent: request.consent), now: now)
            } else {
                try book(
                    BookRequest(
                        key: key, slot: offer.slot, patient: file.request.patient, account: request.account,
                        holder: file.holder, consent: request.consent), now: now)
            }
        if case .success = booked { line[index].state = next }
        return booked.mapError { .booking($0) }
    }

    /// The entries of an account that wait or have an offer, the oldest first.
    public func waitlist(of account: AccountID, now: Instant) throws -> [WaitlistEntry] {
        try line.filter { $0.isLive && $0.request.account == account }.map { try entry($0, now: now) }
    }

    /// Offers a place that came free to the first who waits for it and may have it; false when nobody does.
    @discardableResult
    func offerNext(_ id: SlotID, now: Instant) -> Bool {
        guard line.contains(where: { $0.state == .waiting }), let slot = try? slot(id, now: now), slot.status == .open
        else { return false }
        let rules = rules(for: slot.session, now: now)
        guard now < rules.waitlistEnds(for: slot) else { return false }
        let waiting = line.indices.filter {
            line[$0].state == .waiting && line[$0].firstDay <= slot.session.date
                && line[$0].lastDay >= slot.session.date
        }.sorted { (-line[$0].priority, $0) < (-line[$1].priority, $1) }
        for index in waiting where line[index].request.wish.admits(slot, in: catalogue) {
            guard mayHave(slot, line[index], now: now) else { continue }
            guard hasRoom(id) else { return false }
            let until = rules.offerEnds(for: slot, now: now)
            holds.append(
                HeldUnit(
                    hold: Hold(id: HoldID(nextID("hold")), slot: id, expiresAt: until), holder: line[index].holder))
            line[index].state = .offered
            line[index].offer = (id, until)
            return true
        }
        return false
    }

    /// Ends the offer that a hold was for.
    func expireOffer(keptBy holder: Holder) {
        guard let index = line.firstIndex(where: { $0.state == .offered && $0.holder == holder }) else { return }
        line[index].state = .expired
    }

    /// What the clock does from time to time: ends holds, offers places to the waitlist, ends what waited in vain.
    public func sweep(now: Instant) throws {
        let over = holds.filter { $0.hold.expiresAt <= now }
        for unit in over.sorted(by: { ($0.hold.slot, $0.hold.id) < ($1.hold.slot, $1.hold.id) }) {
            end(unit, now: now)
        }
        for index in line.indices where line[index].state == .waiting && line[index].lapsesAt <= now {
            line[index].state = .lapsed
        }
        var wishes: [WaitWish] = []
        for file in line where file.state == .waiting && !wishes.contains(file.request.wish) {
            wishes.append(file.request.wish)
        }
        var seen: Set<SlotID> = []
        for wish in wishes {
            for slot in try slots(of: wish, now: now) where slot.status == .open && seen.insert(slot.id).inserted {
                for _ in 0..<slot.free { guard offerNext(slot.id, now: now) else { break } }
            }
        }
        for file in line where file.state == .offered {
            guard let offer = file.offer, now < offer.until, let slot = try slot(offer.slot, now: now),
                rules(for: slot.session, now: now).flag(.waitlistAutoBook)
            else { continue }
            _ = try accept(
                WaitlistAnswer(entry: file.id, account: file.request.account, consent: file.request.consent), now: now)
        }
    }

    /// Whether an entry can have a place that it waits for.
    private func mayHave(_ slot: Slot, _ file: WaitFile, now: Instant) -> Bool {
        guard let patient = linked(file.request.patient, to: file.request.account) else { return false }
        let old = replaced(by: file, now: now)
        if let old {
            let leaving = rules(of: old).decideReschedule(
                from: old.slot, moves: old.sequence, to: BookingFacts(slot: slot), now: now)
            guard old.slot.id != slot.id, leaving == .allow else { return false }
        }
        guard objection(to: slot, patient: patient, exceptFor: old?.id) == nil else { return false }
        let facts = facts(slot, patient: patient, account: file.request.account, moving: old?.id)
        return rules(for: slot.session, now: now).decideBooking(facts, now: now) == .allow
    }

    /// The appointment that an entry gives up, while it can still be given up.
    private func replaced(by file: WaitFile, now: Instant) -> Appointment? {
        guard let replaces = file.request.replaces,
            case .success(let old) = changeable(replaces, file.request.account, now)
        else { return nil }
        return old
    }

    /// Why a patient may wait for none of these slots; `nil` when for one of them it is allowed.
    private func waitDenial(_ patient: Patient, _ full: [Slot], live: [WaitFile], now: Instant) -> RuleDenial? {
        var first: RuleDenial?
        for slot in full {
            let facts = WaitFacts(
                slot: slot, ofPatient: live.count,
                withDoctor: live.count { $0.request.wish.practitioner == slot.session.practitioner })
            let denial =
                catalogue.department(slot.session.department)?.refusal(of: patient, on: slot.session.date)
                ?? rules(for: slot.session, now: now).decideWaiting(facts, now: now).denials.first
            guard let denial else { return nil }
            first = first ?? denial
        }
        return first
    }

    private func waitPriority(of patient: PatientID, for full: [Slot], now: Instant) -> Int {
        let history = history { $0.patient.id == patient }
        return full.map { rules(for: $0.session, now: now).waitPriority(history, for: $0, now: now) }.max() ?? 0
    }

    private func slots(of wish: WaitWish, now: Instant) throws -> [Slot] {
        let today = catalogue.zone.moment(at: now).date
        return try slots(SlotQuery(from: today), now: now).filter { wish.admits($0, in: catalogue) }
    }

    private func linked(_ patient: PatientID, to account: AccountID) -> Patient? {
        links[account]?.first { $0.patient == patient }.flatMap { self.patient($0) }
    }

    private func index(of request: WaitlistAnswer) -> Int? {
        line.firstIndex { $0.id == request.entry && $0.request.account == request.account }
    }

    private func entry(_ file: WaitFile, now: Instant) throws -> WaitlistEntry {
        guard let patient = linked(file.request.patient, to: file.request.account) else {
            throw HistoryViolation("entry \(file.id) waits for somebody unknown")
        }
        var offer: WaitlistOffer?
        if file.state == .offered, let kept = file.offer, let slot = try slot(kept.slot, now: now) {
            offer = WaitlistOffer(slot: slot, until: kept.until)
        }
        return WaitlistEntry(
            id: file.id, state: file.state, wish: file.request.wish, patient: patient, account: file.request.account,
            replaces: file.request.replaces, position: file.state == .waiting ? position(of: file) : 0,
            lapsesAt: file.lapsesAt, offer: offer)
    }

    /// Place in line among those who wait for something that this one could get as well.
    private func position(of file: WaitFile) -> Int {
        let (own, mine) = (file.request.wish, line.firstIndex { $0.id == file.id } ?? 0)
        return 1
            + line.indices.count { index in
                let (other, theirs) = (line[index], line[index].request.wish)
                guard other.state == .waiting, other.firstDay <= file.lastDay, other.lastDay >= file.firstDay else {
                    return false
                }
                let sameDoctor = own.practitioner != nil && own.practitioner == theirs.practitioner
                let anyDoctor = own.practitioner == nil || theirs.practitioner == nil
                let sameDepartment =
                    own.department == theirs.department || own.department == nil || theirs.department == nil
                guard sameDoctor || (anyDoctor && sameDepartment) else { return false }
                return other.priority > file.priority || (other.priority == file.priority && index < mine)
            }
    }
}
