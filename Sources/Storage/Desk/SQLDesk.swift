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
    let limits: StoreLimits
    let messages: any MessageComposer

    init(sql: any SQLConnection, configuration: StoreConfiguration, vault: Vault) {
        self.sql = sql
        self.vault = vault
        hospital = configuration.hospital
        ids = configuration.ids
        chance = configuration.chance
        limits = configuration.limits
        messages = configuration.messages
    }
}
