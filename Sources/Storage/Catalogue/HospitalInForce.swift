import Booking
import CivilCalendar
import Synchronization

/// The catalogue and the rules that hold now, kept in memory between transactions.
final class HospitalInForce: Sendable {
    /// Raised at each import.
    let version: Int
    let catalogue: Catalogue
    /// The versions that the hospital's files have now.
    let ruleBook: RuleBook
    /// Every version that an appointment may have been made under.
    private let ruleSets: [String: RuleSet]
    private let rules = Mutex<[RulesKey: Rules]>([:])

    private struct RulesKey: Hashable {
        var version: String
        var subject: RuleSubject
    }

    init(version: Int, catalogue: Catalogue, ruleBook: RuleBook, ruleSets: [String: RuleSet]) {
        self.version = version
        self.catalogue = catalogue
        self.ruleBook = ruleBook
        self.ruleSets = ruleSets
    }

    /// The name of the rules in force.
    func ruleVersion(now: Instant) -> String {
        ruleBook.inForce(on: catalogue.zone.moment(at: now).date).version
    }

    /// The hospital's general rules in force.
    func rules(now: Instant) -> Rules {
        ruleBook.inForce(on: catalogue.zone.moment(at: now).date).rules(
            for: RuleSubject(hospital: catalogue.hospital.code), calendar: catalogue.calendar, zone: catalogue.zone)
    }

    /// The rules in force for a session.
    func rules(for session: ClinicSession, now: Instant) -> Rules {
        rules(for: session, under: ruleBook.inForce(on: catalogue.zone.moment(at: now).date))
    }

    /// The hospital's rules in force where no place, class or doctor is known.
    func generalRules(now: Instant) -> Rules {
        ruleBook.inForce(on: catalogue.zone.moment(at: now).date).rules(
            for: RuleSubject(hospital: catalogue.hospital.code), calendar: catalogue.calendar, zone: catalogue.zone)
    }

    /// The rules under which an appointment was made.
    func rules(of appointment: Appointment) -> Rules {
        rules(
            for: appointment.slot.session,
            under: ruleSets[appointment.ruleVersion] ?? ruleBook.versions[0])
    }

    private func rules(for session: ClinicSession, under set: RuleSet) -> Rules {
        let key = RulesKey(version: set.version, subject: RuleSubject(session, in: catalogue))
        return rules.withLock { known in
            if let rules = known[key] { return rules }
            let rules = set.rules(for: key.subject, calendar: catalogue.calendar, zone: catalogue.zone)
            known[key] = rules
            return rules
        }
    }
}

/// Where the hospital in force is kept between transactions.
final class HospitalCache: Sendable {
    private let kept = Mutex<HospitalInForce?>(nil)

    /// What is kept, if it is of this version.
    func hospital(version: Int) -> HospitalInForce? {
        kept.withLock { $0?.version == version ? $0 : nil }
    }

    /// Keeps it, unless a newer one is kept already.
    func keep(_ hospital: HospitalInForce) {
        kept.withLock { kept in
            if (kept?.version ?? -1) < hospital.version { kept = hospital }
        }
    }
}

extension SQLDesk {
    /// The catalogue and the rules in force; `nil` before the first import.
    func hospitalInForce() throws -> HospitalInForce? {
        if let known = memory.hospital { return known }
        memory.hospital = try readHospitalInForce()
        return memory.hospital
    }

    private func readHospitalInForce() throws -> HospitalInForce? {
        let rows = try sql.run("SELECT catalogue_version FROM hospital WHERE code = $1", hospital)
        guard let version = try rows.first?.integer(0) else { return nil }
        if let kept = hospitals.hospital(version: version) { return kept }
        guard let catalogue = try catalogue() else { return nil }
        var listed: [RuleSet] = []
        var all: [String: RuleSet] = [:]
        for (set, isListed) in try ruleSets() {
            all[set.version] = set
            if isListed { listed.append(set) }
        }
        let loaded = HospitalInForce(
            version: version, catalogue: catalogue, ruleBook: RuleBook(listed), ruleSets: all)
        hospitals.keep(loaded)
        return loaded
    }

    /// The hospital in force, where there must be one because it has slots.
    func hospitalWithSlots() throws -> HospitalInForce {
        if let inForce = try hospitalInForce() { return inForce }
        throw StorageError.corrupt("hospital \(hospital) is missing")
    }
}
