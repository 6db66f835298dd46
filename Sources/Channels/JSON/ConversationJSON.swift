import Dialogue
import FrontDesk

extension JSONWriter {
    /// The answer to a turn: `{"turn","replies","state"}`, and `waiting` where the message has to wait.
    mutating func turn(_ answer: TurnAnswer) {
        object { writer in
            writer.member("turn", answer.turn)
            writer.name("replies")
            writer.replies(answer.replies)
            writer.name("state")
            writer.state(answer.state)
            if let waiting = answer.waiting {
                writer.name("waiting")
                writer.waiting(waiting)
            }
        }
    }

    /// A place in line: `{"ahead","seconds","sold_out","receipt"}`.
    mutating func waiting(_ view: WaitingView) {
        object { writer in
            writer.member("ahead", view.ahead)
            writer.member("seconds", view.seconds)
            writer.member("sold_out", view.isSoldOut)
            if let receipt = view.receipt {
                writer.name("receipt")
                writer.object { writer in
                    writer.member("release", receipt.release)
                    writer.member("number", receipt.number)
                    writer.member("token", receipt.token)
                    writer.member("seal", receipt.seal)
                }
            }
        }
    }

    /// Replies without their keys, which are for traces and tests.
    mutating func replies(_ replies: [RenderedReply]) {
        array { writer in
            for reply in replies { writer.reply(reply) }
        }
    }

    /// Something the desk said: `{"number","kind","replies"}`.
    mutating func event(_ event: ConversationEvent) {
        object { writer in
            writer.member("number", event.number)
            writer.member("kind", event.kind)
            writer.name("replies")
            writer.replies(event.replies)
        }
    }

    /// The state object of the contract; what is unknown is `null`, never left out.
    mutating func state(_ state: ConversationView) {
        object { writer in
            writer.member("lang", state.lang)
            writer.member("form", state.form)
            writer.name("fields")
            writer.object { writer in
                for (name, field) in state.fields.sorted(by: { $0.key < $1.key }) {
                    writer.name(name)
                    writer.object { writer in
                        writer.member("value", field.value)
                        writer.member("text", field.text)
                        writer.member("certainty", field.certainty)
                    }
                }
            }
            writer.name("awaiting")
            if let awaiting = state.awaiting { writer.awaiting(awaiting) } else { writer.null() }
            writer.name("offers")
            writer.array { writer in
                for offer in state.offers { writer.offer(offer) }
            }
            writer.name("appointment")
            if let appointment = state.appointment { writer.appointment(appointment) } else { writer.null() }
        }
    }

    /// An appointment as its owner sees it.
    mutating func appointment(_ appointment: ConversationView.AppointmentView) {
        object { writer in
            writer.member("id", appointment.id)
            writer.member("status", appointment.status)
            writer.member("patient", appointment.patient)
            writer.coded("practitioner", appointment.practitioner)
            writer.coded("department", appointment.department)
            writer.coded("campus", appointment.campus)
            writer.member("start", appointment.start)
            writer.member("end", appointment.end)
            writer.member("fee_fen", appointment.fee_fen)
            writer.member("visit_code", appointment.visit_code)
            if let pass = appointment.visit_pass { writer.member("visit_pass", pass) }
        }
    }

    /// A member of the shape `{"code","name"}`.
    mutating func coded(_ name: String, _ coded: ConversationView.Coded) {
        self.name(name)
        object { writer in
            writer.member("code", coded.code)
            writer.member("name", coded.name)
        }
    }

    /// A list of texts.
    mutating func texts(_ texts: some Sequence<String>) {
        array { writer in
            for text in texts { writer.string(text) }
        }
    }

    private mutating func reply(_ reply: RenderedReply) {
        object { writer in
            writer.member("text", reply.text)
            if let speech = reply.speech { writer.member("speech", speech) }
            if let choices = reply.choices {
                writer.name("choices")
                writer.array { writer in
                    for choice in choices {
                        writer.object { writer in
                            writer.member("label", choice.label)
                            writer.member("say", choice.say)
                        }
                    }
                }
            }
            if let card = reply.card {
                writer.name("card")
                writer.card(card)
            }
        }
    }

    /// Facts to lay out: `{"title","rows":[[label, value]]}`.
    mutating func card(_ card: RenderedReply.Card) {
        object { writer in
            writer.member("title", card.title)
            writer.name("rows")
            writer.array { writer in
                for row in card.rows { writer.texts(row) }
            }
        }
    }

    private mutating func awaiting(_ awaiting: ConversationView.Awaiting) {
        object { writer in
            writer.member("kind", awaiting.kind)
            if let field = awaiting.field { writer.member("field", field) }
            if let options = awaiting.options {
                writer.name("options")
                writer.texts(options)
            }
        }
    }

    private mutating func offer(_ offer: ConversationView.OfferView) {
        object { writer in
            writer.member("n", offer.n)
            writer.member("slot", offer.slot)
            writer.coded("practitioner", offer.practitioner)
            writer.coded("department", offer.department)
            writer.coded("campus", offer.campus)
            writer.member("start", offer.start)
            writer.member("end", offer.end)
            writer.member("fee_fen", offer.fee_fen)
            writer.name("gives_up")
            writer.texts(offer.gives_up)
        }
    }
}
