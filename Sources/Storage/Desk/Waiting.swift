import Booking
import CivilCalendar
import Foundation

extension SQLDesk {
    func join(_ request: WaitRequest, now: Instant) throws -> Result<WaitlistEntry, WaitlistRefusal> {
        try sql.lock("patient/\(request.patient)")
        guard let patient = try patient(request.patient, account: request.account) else {
            return .failure(.unknownPatient)
        }
        let live = try liveEntries(.patient(request.patient), now: now)
        if let same = live.first(where: { $0.wish == request.wish && $0.account == request.account }) {
            return .success(same)
        }
        if let replaces = request.replaces {
            let old = try file(replaces, account: request.account, now: now)?.appointment
            guard let old, old.status == .booked, old.patient.id == patient.id else {
                return .failure(.booking(.unknownAppointment))
            }
        }
        let candidates: WaitCandidates
        switch try waitCandidates(for: request.wish, now: now) {
        case .success(let found): candidates = found
        case .failure(let refusal): return .failure(refusal)
        }
        let inForce = try hospitalWithSlots()
        if let refusal = try waitRefusal(request, patient: patient, candidates.full, live: live, inForce, now: now) {
            return .failure(refusal)
        }
        let id = WaitlistEntryID(ids.next(at: now))
        let lapsesAt =
            candidates.full.map { inForce.rules(for: $0.session, now: now).waitlistEnds(for: $0) }.max() ?? now
        try sql.run(
            """
            INSERT INTO waitlist_entry (hospital, id, state, priority, patient, account, department, practitioner,
                first_day, last_day, wish, replaces, joined_at, lapses_at, changed_at, conversation, turn, channel)
            VALUES ($1, $2, 'waiting', $16, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $11, $13, $14, $15)
            """, hospital, id, request.patient, request.account, request.wish.department?.rawValue ?? "",
            request.wish.practitioner, candidates.firstDay, candidates.lastDay, try WaitWishText.encode(request.wish),
            request.replaces, now, lapsesAt, request.consent.conversation, request.consent.turn,
            request.consent.channel, try priority(of: request.patient, for: candidates.full, inForce, now: now))
        try reseal(.entry, id)
        try auditEntry(id, .waiting, actor: "account/\(request.account)", consent: request.consent, now: now)
        guard let entry = try entry(id, now: now) else { throw StorageError.corrupt("entry \(id) cannot be read back") }
        return .success(entry)
    }

    func leave(_ request: WaitlistAnswer, now: Instant) throws -> Result<WaitlistEntry, WaitlistRefusal> {
        guard var entry = try claimedEntry(request.entry, account: request.account, now: now) else {
            return .failure(.unknownEntry)
        }
        let event: WaitlistEvent = entry.state == .offered ? .decline : .withdraw
        guard entry.state.after(event) != nil else {
            return .failure(entry.state == .expired ? .over : .wrongState(entry.state))
        }
        let hold = try pendingHold(of: Self.holder(of: entry.id))
        entry.state = try move(
            entry.id, in: entry.state, by: event, actor: "account/\(request.account)", consent: request.consent,
            now: now)
        entry.offer = nil
        entry.position = 0
        if let hold { try settle(hold, as: hold.expiresAt > now ? .voided : .expired, now: now) }
        return .success(entry)
    }

    func waitlist(of account: AccountID, now: Instant) throws -> [WaitlistEntry] {
        try liveEntries(.account(account), now: now)
    }

    /// How far in front a patient waits for some of these slots.
    private func priority(
        of patient: PatientID, for full: [Slot], _ inForce: HospitalInForce, now: Instant
    ) throws -> Int {
        let history = try patientHistory(patient)
        return full.map { inForce.rules(for: $0.session, now: now).waitPriority(history, for: $0, now: now) }.max() ?? 0
    }

    /// Why a patient may not wait for these slots; `nil` when for one of them it is allowed.
    private func waitRefusal(
        _ request: WaitRequest, patient: Patient, _ full: [Slot], live: [WaitlistEntry], _ inForce: HospitalInForce,
        now: Instant
    ) throws -> WaitlistRefusal? {
        var first: RuleDenial?
        for slot in full {
            let session = slot.session
            var denial = inForce.catalogue.department(session.department)?.refusal(of: patient, on: session.date)
            let facts = WaitFacts(
                slot: slot, ofPatient: live.count,
                withDoctor: live.filter { $0.wish.practitioner == session.practitioner }.count)
            denial = denial ?? inForce.rules(for: session, now: now).decideWaiting(facts, now: now).denials.first
            guard let denial else { return nil }
            first = first ?? denial
        }
        return first.map { .rule($0) }
    }

    /// The slots that a wish can wait for, or why there are none.
    func waitCandidates(for wish: WaitWish, now: Instant) throws -> Result<WaitCandidates, WaitlistRefusal> {
        guard let inForce = try hospitalInForce() else { return .failure(.noClinic) }
        let slots = try slots(of: wish, inForce, now: now)
        let open = slots.filter { $0.status == .open }
        if let first = open.first { return .failure(.placeFree(first.id)) }
        let full = slots.filter { $0.status == .full }
        guard let first = full.first, let last = slots.last(where: { $0.status == .full || $0.status == .unreleased })
        else {
            let releases = slots.filter { $0.status == .unreleased }.map {
                inForce.rules(for: $0.session, now: now).releaseInstant(of: $0.session)
            }
            return .failure(releases.min().map { .unreleased($0) } ?? .noClinic)
        }
        return .success(
            WaitCandidates(full: full, firstDay: first.session.date, lastDay: last.session.date))
    }

    /// All slots that a wish admits from today on, by start.
    func slots(of wish: WaitWish, _ inForce: HospitalInForce, now: Instant) throws -> [Slot] {
        let today = inForce.catalogue.zone.moment(at: now).date
        guard let days = wish.days(from: today, through: today.adding(days: Self.farthestDays)) else { return [] }
        let departments = wish.department.map { department in
            let members = inForce.catalogue.members(of: department)
            return members.isEmpty ? [department] : members
        }
        let query = SlotQuery(
            departments: departments ?? [], practitioners: wish.practitioner.map { [$0] } ?? [], from: days.first,
            through: days.last)
        return try slots(query, now: now).filter { wish.admits($0, in: inForce.catalogue) }
    }

    /// No hospital plans farther ahead.
    private static let farthestDays = 400
}

/// Slots that can be waited for.
struct WaitCandidates {
    /// Full slots whose sale is open, by start; at least one.
    var full: [Slot]
    var firstDay: CivilDate
    var lastDay: CivilDate
}

/// How a wish is kept: as JSON with sorted keys, so that equal wishes are equal texts.
enum WaitWishText {
    static func encode(_ wish: WaitWish) throws -> String {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        do {
            return String(decoding: try encoder.encode(wish), as: UTF8.self)
        } catch {
            throw StorageError.corrupt("a wish cannot be written: \(error)")
        }
    }

    static func decode(_ text: String) throws -> WaitWish {
        do {
            return try JSONDecoder().decode(WaitWish.self, from: Data(text.utf8))
        } catch {
            throw StorageError.corrupt("a wish cannot be read: \(error)")
        }
    }
}
