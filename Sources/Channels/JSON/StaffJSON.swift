import Booking
import CivilCalendar

/// Writes what staff are told. Accounts and appointments are ids; nobody is named.
struct StaffJSON {
    /// Writes slots, and knows the hospital's wall clock.
    let catalogue: CatalogueJSON

    /// The members of a report about a stopped clinic.
    static func write(_ report: StopReport, to writer: inout JSONWriter) {
        writer.member("plan", report.plan.rawValue)
        writer.member("session", report.session.rawValue)
        writer.member("planned", report.planned)
        writer.member("told", report.told)
        writer.member("offered", report.offered)
        writer.member("spared", report.spared)
        writer.member("refund_fen", report.refundFen)
        writer.member("finished", report.isFinished)
    }

    /// The members of a ledger.
    func write(_ ledger: SlotLedger, to writer: inout JSONWriter) {
        writer.name("slot")
        catalogue.write(ledger.slot, to: &writer)
        writer.member("capacity", ledger.slot.capacity)
        writer.member("held", ledger.slot.held)
        writer.member("booked", ledger.slot.booked)
        writer.member("elsewhere", ledger.elsewhere)
        writer.member("added", ledger.added)
        writer.name("holds")
        writer.array { writer in
            for hold in ledger.holds {
                writer.object { writer in
                    writer.member("id", hold.id.rawValue)
                    writer.member("until", moment(hold.expiresAt))
                }
            }
        }
        writer.name("appointments")
        writer.texts(ledger.appointments.map(\.rawValue))
        writer.name("lines")
        writer.array { writer in
            for line in ledger.lines {
                writer.object { writer in
                    writer.member("entry", line.entry)
                    writer.member("at", moment(line.at))
                    writer.member("cause", line.cause)
                    writer.member("capacity", line.capacity)
                    writer.member("held", line.held)
                    writer.member("booked", line.booked)
                    writer.member("subject", line.subject)
                    writer.member("actor", line.actor)
                }
            }
        }
    }

    /// The members of a report about passed places.
    func write(_ chains: [HandOverChain], to writer: inout JSONWriter) {
        writer.name("chains")
        writer.array { writer in
            for chain in chains {
                writer.object { writer in
                    writer.name("accounts")
                    writer.texts(chain.accounts.map(\.rawValue))
                    writer.name("hand_overs")
                    writer.array { writer in
                        for handOver in chain.handOvers { write(handOver, to: &writer) }
                    }
                }
            }
        }
    }

    private func write(_ handOver: HandOver, to writer: inout JSONWriter) {
        writer.object { writer in
            writer.member("slot", handOver.slot.rawValue)
            writer.member("from", handOver.from.rawValue)
            writer.member("to", handOver.to.rawValue)
            writer.member("given_up", handOver.givenUp.rawValue)
            writer.member("booked", handOver.booked.rawValue)
            writer.member("gave_back_at", moment(handOver.gaveBackAt))
            writer.member("took_at", moment(handOver.tookAt))
        }
    }

    private func moment(_ instant: Instant) -> String {
        catalogue.catalogue.zone.moment(at: instant).description
    }
}
