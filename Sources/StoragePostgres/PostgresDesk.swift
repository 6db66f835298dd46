import Storage

extension SQLDeskStore {
    /// Opens the desk's store in a PostgreSQL database that may be shared with other processes.
    /// - Parameter url: a `postgres://` URL with the usual options of libpq.
    /// - Throws: ``StorageError`` that says what is wrong and what to do.
    public convenience init(postgres url: String, configuration: StoreConfiguration) async throws {
        try await self.init(database: try PostgresDatabase(url: url), configuration: configuration)
    }
}
