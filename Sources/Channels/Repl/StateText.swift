import Dialogue

/// The state of a conversation for a person at a terminal, one fact a line.
enum StateText {
    static func text(of state: ConversationView) -> String {
        var lines = ["lang \(state.lang)   form \(state.form ?? "–")"]
        for (name, field) in state.fields.sorted(by: { $0.key < $1.key }) {
            lines.append("  \(name) = \(field.value)   “\(field.text)” \(field.certainty)")
        }
        if let awaiting = state.awaiting {
            let options = awaiting.options.map { "   " + $0.joined(separator: " | ") } ?? ""
            lines.append("awaiting \(awaiting.kind)\(awaiting.field.map { " " + $0 } ?? "")\(options)")
        }
        for offer in state.offers {
            let gives = offer.gives_up.isEmpty ? "" : "   gives up \(offer.gives_up.joined(separator: ", "))"
            lines.append(
                "offer \(offer.n)  \(offer.start)  \(offer.practitioner.name)  \(offer.department.name)  "
                    + "\(offer.campus.name)  \(offer.fee_fen) fen  \(offer.slot)\(gives)")
        }
        if let appointment = state.appointment {
            lines.append(
                "appointment \(appointment.id)  \(appointment.status)  \(appointment.start)  "
                    + "\(appointment.practitioner.name)  \(appointment.department.name)  \(appointment.visit_code)")
        }
        return lines.joined(separator: "\n")
    }
}
