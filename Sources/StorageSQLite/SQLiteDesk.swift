import Storage

extension SQLDeskStore {
    /// Opens the desk's store in one SQLite file, and makes it where there is none.
    /// - Parameter patience: how long it waits for another process that writes.
    /// - Throws: ``StorageError`` that says what is wrong with the file and what to do.
    public convenience init(
        path: String, patience: Duration = .seconds(3), configuration: StoreConfiguration
    ) async throws {
        try await self.init(
            database: try SQLiteDatabase(path: path, patience: patience), configuration: configuration)
    }
}
