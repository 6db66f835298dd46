import ArgumentParser
import Booking
import Foundation
import Storage
import StorageSQLite

/// What is done to the files of SQLite databases that nobody has open.
enum DatabaseFile {
    /// Verifies the database in a file and leaves one file behind, without a log beside it.
    static func verify(_ path: String, hospital: HospitalCode, key: SealingKey) async throws -> VerificationReport {
        let database = try SQLiteDatabase(path: path)
        let store = try await SQLDeskStore(
            database: database, configuration: StoreConfiguration(hospital: hospital, sealingKey: key.bytes))
        let report = try await store.verify()
        await store.close()
        try await SQLiteDatabase.settle(path: path)
        return report
    }

    /// Moves a whole file to its name, durably.
    static func move(_ path: String, to name: String) throws {
        try synchronise(path)
        guard rename(path, name) == 0 else {
            throw ValidationError("\(name): cannot be written: \(String(cString: strerror(errno)))")
        }
        try synchronise(URL(filePath: name).deletingLastPathComponent().path)
    }

    /// Removes a database and what lies beside it.
    static func remove(_ path: String) {
        for suffix in ["", "-wal", "-shm", "-journal"] { unlink(path + suffix) }
    }

    /// Has the disk keep a file's or a folder's contents.
    private static func synchronise(_ path: String) throws {
        let descriptor = open(path, O_RDONLY)
        guard descriptor >= 0 else {
            throw ValidationError("\(path): cannot be opened: \(String(cString: strerror(errno)))")
        }
        defer { close(descriptor) }
        guard fsync(descriptor) == 0 else {
            throw ValidationError("\(path): cannot be written: \(String(cString: strerror(errno)))")
        }
    }
}
