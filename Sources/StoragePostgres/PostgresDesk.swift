import Storage

extension SQLDeskStore {
    /// Opens the desk's store in a PostgreSQL database that may be shared with other processes.
    /// - Parameters:
    ///   - address: where the server is.
    ///   - connections: how many transactions that write may run at once, 1 or more; half as many may read beside them.
    /// - Throws: ``StorageError`` that says what is wrong and what to do.
    public convenience init(
        postgres address: PostgresAddress, connections: Int = 8, configuration: StoreConfiguration
    ) async throws {
        try await self.init(
            database: try PostgresDatabase(address, writers: connections, readers: (connections + 1) / 2),
            configuration: configuration)
    }
}
