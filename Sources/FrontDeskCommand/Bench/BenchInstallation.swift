import CivilCalendar
import Foundation
import FrontDesk
import HospitalFiles
import Storage
import StorageSQLite

/// A desk with the demo hospital on a database of its own, for measuring; removed afterwards.
struct BenchInstallation: Sendable {
    let desk: Desk
    let store: SQLDeskStore
    let folder: URL

    /// The database's file.
    var database: String { folder.appending(path: "bench.sqlite").path }

    /// Makes the desk with a schedule of so many days.
    static func make(days: Int) async throws -> BenchInstallation {
        let home = try Home.find()
        let files = try HospitalFiles(directory: home.demoHospital)
        let folder = FileManager.default.temporaryDirectory.appending(path: "frontdesk-bench-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        let today = WallClock.now(in: files.catalogue.zone).date
        let options = StoreOptions(database: folder.appending(path: "bench.sqlite").path)
        let key = try await options.sealingKey()
        let store = try await SQLDeskStore(
            path: options.database,
            configuration: StoreConfiguration(hospital: files.catalogue.hospital.code, sealingKey: key.bytes))
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
