import Booking
import CivilCalendar
import Definitions
import Foundation
import FrontDesk
import HospitalFiles
import Logging
import Storage

/// A desk with everything it stands on, built from a command's options.
struct Installation: Sendable {
    let home: Home
    let files: HospitalFiles
    let store: SQLDeskStore
    let desk: Desk
    let logger: Logger
    let clock: @Sendable () -> Instant

    /// Opens the store, reads the files and makes the desk; plans the schedule where there is none yet.
    /// - Parameter patience: How long to wait for another process that writes to the same file.
    static func open(
        store options: StoreOptions, hospital: HospitalOptions, logger: Logger,
        patience: Duration = .seconds(3), releaseOrder: ReleaseOrder = .arrival,
        clock: @escaping @Sendable () -> Instant = WallClock.instant,
        onTrace: (@Sendable (ConversationID, TurnTrace) -> Void)? = nil
    ) async throws -> Installation {
        let home = try Home.find()
        // Side by side: somebody may be waiting for this server to come back.
        async let definitions = DefinitionBundle(intents: home.intents, dialogues: home.dialogues)
        let files = try hospital.files(home)
        let times = BundleLoader.times(of: files)
        let key = try await options.sealingKey()
        async let opened = options.openStore(
            of: files.catalogue.hospital.code, key: key, patience: patience)
        let bundle = BundleLoader.bundle(
            of: try await definitions, for: files, times: times, on: files.catalogue.zone.moment(at: clock()).date)
        let store = try await opened
        let desk = Desk(
            store: store, bundle: bundle, secrets: .live(key),
            configuration: DeskConfiguration(
                horizonDays: files.plannedDays, admission: .live(key, order: releaseOrder)), logger: logger,
            clock: clock,
            onTrace: onTrace)
        return Installation(home: home, files: files, store: store, desk: desk, logger: logger, clock: clock)
    }

    /// Today in the hospital's zone.
    var today: CivilDate { files.catalogue.zone.moment(at: clock()).date }

    /// Plans the schedule unless the store has one that reaches over today's horizon.
    /// - Parameter willPlan: Called before the schedule is planned, which takes seconds.
    func prepareSchedule(willPlan: () -> Void = {}) async throws {
        let last = today.adding(days: files.plannedDays - 1)
        let reaches = try await !store.clinicSessions(from: last.adding(days: -3), through: last).isEmpty
        guard !reaches else { return }
        willPlan()
        try await planSchedule()
    }

    /// Brings the schedule to what the hospital's files say from today on.
    @discardableResult
    func planSchedule() async throws -> ImportReport {
        let report = try await store.importPlan(files.plan(from: today), rules: files.rules, now: clock())
        if !report.isEmpty {
            logger.info(
                "Planned the schedule",
                metadata: [
                    "from": "\(today)", "sessions.added": "\(report.addedSessions)",
                    "slots.added": "\(report.addedSlots)", "kept": "\(report.kept.count)",
                ])
        }
        return report
    }
}
