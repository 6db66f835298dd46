import Booking
import CivilCalendar
import Dialogue

/// Puts a place in line into words.
struct WaitingAnswers {
    let bundle: DeskBundle
    let state: DialogueState
    let context: DialogueContext
    /// The number of the conversation's last turn; waiting adds none.
    let turn: Int

    /// Somebody must wait.
    func waiting(
        _ view: WaitingView, for release: PlannedRelease?, isDrawn: Bool, isPaused: Bool
    ) -> TurnAnswer {
        var arguments: [String: ReplyValue] = [:]
        arguments["count"] = view.ahead.map { .number($0) }
        arguments["at"] = release.map { .instant($0.at) }
        arguments["n"] = view.receipt.map { .number($0.number) }
        arguments["value"] = view.seconds.map(Self.duration)
        let isNext = view.ahead == 0
        let key =
            if release != nil {
                isDrawn ? "waiting.draw" : "waiting.gathering"
            } else if isPaused {
                isNext ? "waiting.paused.next" : "waiting.paused"
            } else {
                isNext ? "waiting.next" : "waiting.place"
            }
        let choices = [ReplyChoice(label: Reply("choice.refresh"))]
        return answer(Reply(key, arguments, choices: choices), view)
    }

    /// Nothing is left of what somebody wants.
    func soldOut(_ wanted: [DepartmentCode], others: [DepartmentCode], next: PlannedRelease?) -> TurnAnswer {
        var arguments: [String: ReplyValue] = [:]
        if wanted.count == 1 { arguments["department"] = .department(wanted[0]) }
        arguments["at"] = next.map { .instant($0.at) }
        if !others.isEmpty { arguments["options"] = .words(others.map { .department($0) }) }
        let choices = others.map { code in
            ReplyChoice(
                label: Reply("option.department", ["department": .department(code)]),
                say: Reply("choice.book_department", ["department": .department(code)]))
        }
        return answer(Reply("waiting.sold_out", arguments, choices: choices), WaitingView(isSoldOut: true))
    }

    /// Somebody has as many places as anybody may have.
    func refused(_ refusal: WaitingRoom.JoinRefusal) -> TurnAnswer {
        let limit =
            switch refusal {
            case .person: "person"
            case .device: "device"
            case .address, .full: "address"
            }
        return answer(Reply("waiting.limit.\(limit)"), WaitingView())
    }

    private func answer(_ reply: Reply, _ view: WaitingView) -> TurnAnswer {
        let renderer = Renderer(definitions: bundle.definitions, catalogue: bundle.catalogue)
        var answer = TurnAnswer(
            turn: turn, replies: [renderer.render(reply, for: state.audience(context))], state: state.view(context))
        answer.waiting = view
        return answer
    }

    /// "大约40秒": seconds up to a minute and a half, rounded minutes from there.
    private static func duration(_ seconds: Int) -> ReplyValue {
        if seconds <= 90 {
            let rounded = seconds <= 10 ? seconds : (seconds + 4) / 5 * 5
            return .reply(Reply(rounded == 1 ? "waiting.second" : "waiting.seconds", ["count": .number(rounded)]))
        }
        return .reply(Reply("waiting.minutes", ["count": .number((seconds + 59) / 60)]))
    }
}
