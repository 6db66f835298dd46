import Booking
import CivilCalendar
import FrontDesk

/// The booking core and the record of conversations inside one transaction of an SQL database.
///
/// Each concept has its statements in a file of its own; all of them are the common subset of SQLite and PostgreSQL.
struct SQLDesk: DeskTransaction {
    let sql: any SQLConnection
    let hospital: HospitalCode
    let vault: Vault
    let ids: any IdentifierSource
    let chance: any ChanceSource
    let limits: DeskLimits
    let messages: any MessageComposer
    let hospitals: HospitalCache
    let board: StockBoard
    /// What this body changed of the stock so far.
    let changes = StockChanges()
    /// What this body looked up already.
    let memory = TransactionMemory()

    init(
        sql: any SQLConnection, configuration: StoreConfiguration, vault: Vault, hospitals: HospitalCache,
        board: StockBoard
    ) {
        self.sql = sql
        self.vault = vault
        self.hospitals = hospitals
        self.board = board
        hospital = configuration.hospital
        ids = configuration.ids
        chance = configuration.chance
        limits = configuration.limits
        messages = configuration.messages
    }
}

/// What cannot change within a transaction unless the transaction itself changes it.
final class TransactionMemory {
    /// The hospital in force; forgotten when the catalogue is written.
    var hospital: HospitalInForce?
}
