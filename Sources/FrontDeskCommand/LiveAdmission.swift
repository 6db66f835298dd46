import ArgumentParser
import Booking
import CivilCalendar
import Crypto
import Foundation
import FrontDesk

extension ReleaseOrder: ExpressibleByArgument {}

extension AdmissionOptions {
    /// Seeds derived from the sealing key: the same on every replica and after a restart, and nobody else can know them
    /// before they are published.
    static func live(_ key: SealingKey, order: ReleaseOrder = .arrival) -> AdmissionOptions {
        let seedKey = key.derived(for: "release-seed")
        var options = AdmissionOptions(
            digest: { Array(SHA256.hash(data: $0)) },
            seed: { release in
                HMAC<SHA256>.authenticationCode(for: Data(release.utf8), using: seedKey)
                    .map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
            })
        options.order = order
        return options
    }
}

extension Installation {
    /// The releases of the next two days: when, and of which departments.
    func plannedReleases() async throws -> [PlannedRelease] {
        let now = clock()
        let horizon = now.adding(seconds: 2 * 86_400)
        let catalogue = files.catalogue
        let rules = try await store.rules().inForce(on: today)
        var known: [RuleSubject: Rules] = [:]
        var releases: [Instant: Set<DepartmentCode>] = [:]
        for session in try await store.clinicSessions(from: today, through: today.adding(days: files.plannedDays)) {
            let subject = RuleSubject(session, in: catalogue)
            let applied =
                known[subject] ?? rules.rules(for: subject, calendar: catalogue.calendar, zone: catalogue.zone)
            known[subject] = applied
            let release = applied.releaseInstant(of: session)
            guard release > now, release <= horizon else { continue }
            releases[release, default: []].insert(session.department)
        }
        return releases.map { PlannedRelease(at: $0, departments: $1) }.sorted { $0.at < $1.at }
    }
}
