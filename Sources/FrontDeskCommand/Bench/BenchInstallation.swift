import ArgumentParser
import CivilCalendar
import Foundation
import FrontDesk
import HospitalFiles
import Storage

/// A desk with the demo hospital on a database of its own, for measuring; removed afterwards.
struct BenchInstallation: Sendable {
    let desk: Desk
    let store: SQLDeskStore
    let folder: URL

    /// The database's file.
    var database: String { folder.appending(path: "bench.sqlite").path }

    /// Makes the desk with a schedule of so many days.
    /// - Parameter postgres: an empty PostgreSQL database; without it a temporary SQLite file.
    static func make(days: Int, postgres: String? = nil) async throws -> BenchInstallation {
        let home = try Home.find()
        let files = try HospitalFiles(directory: home.demoHospital)
        let folder = FileManager.default.temporaryDirectory.appending(path: "frontdesk-bench-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        let today = WallClock.now(in: files.catalogue.zone).date
        var options = StoreOptions(database: postgres ?? folder.appending(path: "bench.sqlite").path)
        options.key = folder.appending(path: "frontdesk.key").path
        let key = try await options.sealingKey()
        let store = try await options.openStore(of: files.catalogue.hospital.code, key: key)
        guard try await store.catalogue() == nil else {
            throw ValidationError("\(options.shown): a benchmark needs an empty database.")
        }
        _ = try await store.importPlan(
            files.plan(from: today, days: days), rules: files.rules, now: WallClock.instant())
        let desk = Desk(
            store: store, bundle: try BundleLoader(home: home).load(for: files, on: today), secrets: .live(key),
            configuration: DeskConfiguration(horizonDays: days), logger: LogSetup.logger("bench", level: .error),
            clock: WallClock.instant)
        return BenchInstallation(desk: desk, store: store, folder: folder)
    }

    /// Removes the database.
    func remove() {
        try? FileManager.default.removeItem(at: folder)
    }
}
