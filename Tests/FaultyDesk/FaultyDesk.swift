import Booking
import CivilCalendar
import FaultScript
import Foundation
import FrontDesk
import Storage
import StorageSQLite

/// Books a visit, moves it, cancels it and books another one, a transaction each; then closes the database. Prints what
/// was acknowledged. A step that fails is tried again a few times, with the same key, and then given up with all that follow.
///
/// Usage: `FaultyDesk DATABASE HOSPITAL ACCOUNT PATIENT FROM TO`.
@main
struct FaultyDesk {
    static func main() async {
        let arguments = CommandLine.arguments
        // The same pages are written in every run, so that a number means the same call.
        let chance = SeededChance(seed: 7)
        do {
            let store = try await SQLDeskStore(
                path: arguments[1],
                configuration: StoreConfiguration(
                    hospital: HospitalCode(arguments[2]), sealingKey: Array(repeating: 7, count: 32),
                    ids: TimeOrderedIdentifiers(chance: chance), chance: chance))
            let visit = Visit(
                account: AccountID(arguments[3]), patient: PatientID(arguments[4]), from: SlotID(arguments[5]),
                to: SlotID(arguments[6]))
            try await limitMemory(in: arguments[1])
            for step in Visit.Step.allCases where await !make(step, of: visit, on: store) { break }
            await store.close()
            tell("closed")
        } catch {
            tell("error \(error)")
        }
    }

    /// From now on SQLite gets no more memory than `FAULT_MEMORY` says, in bytes; it must do with what it has.
    private static func limitMemory(in path: String) async throws {
        guard let limit = ProcessInfo.processInfo.environment["FAULT_MEMORY"].flatMap({ Int($0) }) else { return }
        let database = try SQLiteDatabase(path: path)
        // The limit is the whole process's.
        try await database.write { _ = try $0.run(SQLStatement(made: "PRAGMA hard_heap_limit = \(limit)")) }
    }

    private static func make(_ step: Visit.Step, of visit: Visit, on store: SQLDeskStore) async -> Bool {
        for _ in 0..<3 {
            do {
                let made = try await store.write { try visit.make(step, on: $0) }
                if case .success(let appointment) = made {
                    tell("done \(step.rawValue) \(appointment.id)")
                } else {
                    tell("refused \(step.rawValue)")
                }
                return true
            } catch {
                tell("error \(error)")
            }
        }
        return false
    }

    private static func tell(_ line: String) {
        FileHandle.standardOutput.write(Data("\(line)\n".utf8))
    }
}
