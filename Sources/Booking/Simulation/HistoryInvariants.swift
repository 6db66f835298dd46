import CivilCalendar

/// The invariants of `reference/booking.md` §2.4 as far as they can be seen from outside a desk, checked after each
/// step from what the desk answers and from what was done before.
struct HistoryInvariants {
    private struct KeyUse: Hashable {
        var visitor: Int
        var key: Int
    }

    private struct Serial: Hashable {
        var session: ClinicSessionID
        var number: Int
    }

    private let scene: HistoryScene
    private let base: [Int: Int]
    /// Open holds: slot and end by visitor and slot.
    private var holds: [Int: [Int: Instant]] = [:]
    private var keys: [KeyUse: Int] = [:]
    private var serials: Set<Serial> = []
    private var statuses: [Int: Appointment.Status] = [:]
    private var sequences: [Int: Int] = [:]
    private var visitCodes: [String: Int] = [:]
    /// Booked instead of a stopped clinic, with the rights of the lost visit: no quota is asked.
    private var granted: Set<Int> = []
    /// Whether places may be held for others than visitors.
    private var keepsOthers = false

    init(scene: HistoryScene) {
        self.scene = scene
        let segments = scene.plan.sessions.flatMap(\.segments)
        base = Dictionary(uniqueKeysWithValues: segments.enumerated().map { ($0.offset, $0.element.preBooked) })
    }

    /// Checks a step; throws the first invariant that does not hold.
    mutating func check(
        _ command: HistoryCommand, _ outcome: HistoryOutcome, before: [Slot], driver: HistoryDriver, now: Instant
    ) throws(HistoryViolation) -> [Slot] {
        try follow(command, outcome, before: before, driver: driver, now: now)
        let slots: [Slot]
        var appointments: [Appointment] = []
        do {
            slots = try driver.desk.slots(SlotQuery(), now: now)
            for account in Set(driver.accounts) {
                appointments += try driver.desk.appointments(of: account, includingPast: true, now: now)
            }
        } catch {
            throw HistoryViolation("a read failed: \(error)")
        }
        try checkStock(slots, appointments, driver: driver, now: now)
        try checkPatients(appointments)
        try checkQuotas(appointments.filter { driver.number(of: $0.id).map { !granted.contains($0) } ?? true })
        for appointment in appointments { try checkLife(appointment, driver: driver) }
        return slots
    }

    /// Keeps book of holds, keys and numbers.
    private mutating func follow(
        _ command: HistoryCommand, _ outcome: HistoryOutcome, before: [Slot], driver: HistoryDriver, now: Instant
    ) throws(HistoryViolation) {
        for visitor in holds.keys { holds[visitor] = holds[visitor]?.filter { $0.value > now } }
        let succeeded = !outcome.text.hasPrefix("refused")
        switch command {
        case .hold(let visitor, let slot, let seconds) where succeeded:
            holds[visitor, default: [:]][slot % scene.slots.count] = now.adding(seconds: seconds)
        case .release(let visitor, let keeping):
            holds[visitor] = holds[visitor]?.filter { $0.key == keeping.map { $0 % scene.slots.count } }
        case .book(let visitor, _, let slot, let key):
            try followPlace(outcome, KeyUse(visitor: visitor, key: key), slot: slot, before, driver, now)
        case .reschedule(let named, let appointment, let slot, let key):
            let visitor = driver.visitor(named, of: appointment)
            try followPlace(outcome, KeyUse(visitor: visitor, key: key), slot: slot, before, driver, now)
        case .cancel(let named, let appointment, let key):
            guard let done = outcome.appointment, let number = driver.number(of: done.id) else { return }
            _ = try checkKey(KeyUse(visitor: driver.visitor(named, of: appointment), key: key), number)
        case .accept, .takeOther:
            guard let made = outcome.appointment, let number = driver.number(of: made.id) else { return }
            if case .takeOther = command { granted.insert(number) }
            try noteSerial(made)
        case .stop, .join: keepsOthers = true
        default: return
        }
    }

    /// INV 10.
    private mutating func noteSerial(_ appointment: Appointment) throws(HistoryViolation) {
        guard serials.insert(Serial(session: appointment.slot.session.id, number: appointment.serial)).inserted else {
            throw HistoryViolation("INV 10: number \(appointment.serial) was given twice")
        }
    }

    /// A place that was taken: INV 5, 10 and 13.
    private mutating func followPlace(
        _ outcome: HistoryOutcome, _ use: KeyUse, slot: Int, _ before: [Slot], _ driver: HistoryDriver, _ now: Instant
    ) throws(HistoryViolation) {
        guard let appointment = outcome.appointment, let number = driver.number(of: appointment.id) else { return }
        if try checkKey(use, number) { return }
        let ownHold = holds[use.visitor]?.removeValue(forKey: slot % scene.slots.count)
        let slotID = driver.slotID(slot)
        guard let was = before.first(where: { $0.id == slotID }) else {
            throw HistoryViolation("booked a slot that was not there")
        }
        // Without a hold that lasts, a place must have been free.
        if ownHold == nil, was.free == 0 { throw HistoryViolation("INV 5: booked without a place") }
        try checkSale(was, now: now)
        try noteSerial(appointment)
    }

    /// INV 6; true when the key was used before.
    private mutating func checkKey(_ use: KeyUse, _ appointment: Int) throws(HistoryViolation) -> Bool {
        guard let known = keys[use] else {
            keys[use] = appointment
            return false
        }
        guard known == appointment else {
            throw HistoryViolation("INV 6: key \(use.key) of visitor \(use.visitor) had two effects")
        }
        return true
    }

    /// INV 13.
    private func checkSale(_ slot: Slot, now: Instant) throws(HistoryViolation) {
        let rules = scene.rules.inForce(on: scene.plan.catalogue.zone.moment(at: now).date).rules(
            for: RuleSubject(slot.session, in: scene.plan.catalogue), calendar: scene.plan.catalogue.calendar,
            zone: scene.plan.catalogue.zone)
        let sale = rules.openIntervals(start: slot.start, release: rules.releaseInstant(of: slot.session))
        guard sale.contains(where: { $0.from <= now && now < $0.to }), slot.session.status == .scheduled else {
            throw HistoryViolation("INV 13: slot \(slot.id) was sold outside its sale")
        }
    }

    /// INV 1, 2 and 7.
    private func checkStock(
        _ slots: [Slot], _ appointments: [Appointment], driver: HistoryDriver, now: Instant
    ) throws(HistoryViolation) {
        var booked: [SlotID: Int] = [:]
        for appointment in appointments where appointment.status.occupiesPlace {
            booked[appointment.slot.id, default: 0] += 1
        }
        var held: [Int: Int] = [:]
        for holds in holds.values {
            for (slot, until) in holds where until > now { held[slot, default: 0] += 1 }
        }
        for slot in slots {
            let number = driver.slotNumber(slot.id)
            guard slot.held >= 0, slot.booked >= 0, slot.held + slot.booked <= slot.capacity else {
                throw HistoryViolation(
                    "INV 1: slot \(number) holds \(slot.held) and \(slot.booked) of \(slot.capacity)")
            }
            guard slot.booked == booked[slot.id, default: 0] + base[number, default: 0] else {
                throw HistoryViolation(
                    "INV 2: slot \(number) counts \(slot.booked) booked, has \(booked[slot.id, default: 0])")
            }
            // Places that are kept for the waitlist and for stopped clinics are compared with the model.
            let known = held[number, default: 0]
            guard keepsOthers ? slot.held >= known : slot.held == known else {
                throw HistoryViolation(
                    "INV 2: slot \(number) counts \(slot.held) held, has \(known)")
            }
        }
    }

    /// INV 3 and 4.
    private func checkPatients(_ appointments: [Appointment]) throws(HistoryViolation) {
        let live = appointments.filter(\.status.isLive)
        for (index, left) in live.enumerated() {
            for right in live[(index + 1)...] where left.patient.id == right.patient.id && left.id != right.id {
                if left.slot.clashes(with: right.slot, travelMinutes: scene.limits.travelMinutes) {
                    throw HistoryViolation("INV 3, 4: \(left.patient.id) has visits at the same time")
                }
            }
        }
    }

    /// INV 11, for the quotas that can be counted from outside.
    private func checkQuotas(_ appointments: [Appointment]) throws(HistoryViolation) {
        let zone = scene.plan.catalogue.zone
        for version in scene.rules.versions {
            let rules = version.rules(
                for: RuleSubject(hospital: scene.plan.catalogue.hospital.code),
                calendar: scene.plan.catalogue.calendar, zone: zone)
            let counted = appointments.filter { $0.status.occupiesPlace }
            if let most = rules.number(.perPatientDay) {
                let days = Dictionary(grouping: counted) { [$0.patient.id.rawValue, $0.slot.session.date.description] }
                if days.values.contains(where: { $0.count > most }) { throw HistoryViolation("INV 11: perPatientDay") }
            }
            if let most = rules.number(.perPatient7Days) {
                for list in Dictionary(grouping: counted, by: \.patient.id).values {
                    let days = list.map { zone.moment(at: $0.bookedAt).date }
                    for day in days where days.count(where: { (0..<7).contains($0.days(since: day)) }) > most {
                        throw HistoryViolation("INV 11: perPatient7Days")
                    }
                }
            }
        }
    }

    /// Whether one event leads there, or two: who reports is put into the queue, and a call too many ends the visit.
    private static func leads(from was: Appointment.Status, to status: Appointment.Status) -> Bool {
        let next = AppointmentEvent.allCases.compactMap { was.after($0) }
        return next.contains(status)
            || next.contains { middle in AppointmentEvent.allCases.contains { middle.after($0) == status } }
    }

    /// Only the listed edges, a code of its own, a sequence that never falls.
    private mutating func checkLife(_ appointment: Appointment, driver: HistoryDriver) throws(HistoryViolation) {
        guard let number = driver.number(of: appointment.id) else {
            throw HistoryViolation("appointment \(appointment.id) came from nowhere")
        }
        if let was = statuses[number], was != appointment.status, !Self.leads(from: was, to: appointment.status) {
            throw HistoryViolation("appointment \(number) went from \(was.rawValue) to \(appointment.status.rawValue)")
        }
        statuses[number] = appointment.status
        guard appointment.sequence >= sequences[number, default: 0] else {
            throw HistoryViolation("appointment \(number) fell to sequence \(appointment.sequence)")
        }
        sequences[number] = appointment.sequence
        guard (try? VisitCode(appointment.visitCode)) != nil,
            visitCodes.updateValue(number, forKey: appointment.visitCode) ?? number == number
        else { throw HistoryViolation("visit code \(appointment.visitCode) is wrong or used twice") }
    }
}

/// An invariant that does not hold.
public struct HistoryViolation: Error, Hashable, Sendable, CustomStringConvertible {
    /// What is wrong.
    public let description: String

    init(_ description: String) {
        self.description = description
    }
}
