import ArgumentParser
import Booking
import CivilCalendar
import Foundation
import HospitalFiles
import Storage

/// A fresh database whose places are released at an instant near by: one department that everybody wants, and another
/// of the same group with places left.
struct RushStage: Sendable {
    let store: SQLDeskStore
    let options: StoreOptions
    let folder: URL
    /// What people say who come.
    let wish: String
    let releaseAt: Instant
    let places: Int

    /// `sqlite` or `postgres`.
    var kind: String { options.isServer ? "postgres" : "sqlite" }

    /// Seconds from the making to the release: the server starts, and the first of the crowd come.
    private static let secondsAhead = 30
    private static let placesPerSlot = 5
    private static let slotsPerSession = 8

    static func make(database: String?, places: Int) async throws -> RushStage {
        let folder = FileManager.default.temporaryDirectory.appending(path: "frontdesk-rush-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        var options = StoreOptions(database: database ?? folder.appending(path: "rush.sqlite").path)
        options.key = folder.appending(path: "rush.key").path
        let files = try HospitalFiles(directory: Home.find().demoHospital)
        let catalogue = files.catalogue
        let key = try await options.sealingKey()
        let store = try await options.openStore(of: catalogue.hospital.code, key: key)
        guard try await store.catalogue() == nil else {
            throw ValidationError(
                "\(options.shown): a rush needs an empty database, and this one has a hospital in it.")
        }
        guard let (wanted, spare) = departments(of: catalogue) else {
            throw ValidationError("The demo hospital has no two departments of a group.")
        }
        let now = WallClock.instant()
        let release = now.adding(seconds: secondsAhead)
        let today = catalogue.zone.moment(at: now).date
        var sessions = sessions(
            of: wanted, in: catalogue, from: today.adding(days: 2), places: places, release: release)
        sessions += Self.sessions(of: spare, in: catalogue, from: today.adding(days: 2), places: 40, release: now)
        _ = try await store.importPlan(
            HospitalPlan(catalogue: catalogue, sessions: sessions), rules: RuleBook(), now: now)
        return RushStage(
            store: store, options: options, folder: folder, wish: "挂\(wanted.name.zh)的号，越早越好", releaseAt: release,
            places: places)
    }

    /// Removes what was made beside the database.
    func remove() {
        try? FileManager.default.removeItem(at: folder)
    }

    /// Two departments of one group that take adults of either sex.
    private static func departments(of catalogue: Catalogue) -> (Department, Department)? {
        let fit = catalogue.departments.filter { department in
            !department.isGroup && department.group != nil && department.minAge == nil && department.maxAge == nil
                && department.sex == nil && doctor(of: department, in: catalogue) != nil
        }
        for first in fit {
            if let second = fit.first(where: { $0.code != first.code && $0.group == first.group }) {
                return (first, second)
            }
        }
        return nil
    }

    private static func doctor(of department: Department, in catalogue: Catalogue) -> Practitioner? {
        catalogue.practitioners.first { $0.departments.contains(department.code) }
    }

    private static func sessions(
        of department: Department, in catalogue: Catalogue, from day: CivilDate, places: Int, release: Instant
    ) -> [PlannedSession] {
        guard let doctor = doctor(of: department, in: catalogue),
            let campus = catalogue.campuses.first(where: { department.places[$0.code] != nil })
                ?? catalogue.campuses.first
        else { return [] }
        var left = places
        var sessions: [PlannedSession] = []
        while left > 0 {
            var segments: [PlannedSession.Segment] = []
            while left > 0, segments.count < slotsPerSession {
                let start = 8 * 60 + segments.count * 30
                let capacity = min(placesPerSlot, left)
                segments.append(.init(startMinute: start, endMinute: start + 30, capacity: capacity))
                left -= capacity
            }
            let date = day.adding(days: sessions.count)
            let session = ClinicSession(
                id: ClinicSessionID("rush-\(department.code)-\(date)"), practitioner: doctor.code,
                department: department.code, campus: campus.code, room: LocalizedText(zh: "1 诊室", en: "Room 1"),
                date: date, half: .morning, feeFen: doctor.feeFen, releaseAt: release)
            sessions.append(PlannedSession(session: session, segments: segments))
        }
        return sessions
    }
}
