/// A state machine as a table: only the listed edges exist.
struct Transitions<State: Hashable & Sendable, Event: Hashable & Sendable>: Sendable {
    private struct Step: Hashable {
        var state: State
        var event: Event
    }

    private let table: [Step: State]

    /// Makes a table from rows: from these states, this event leads there.
    init(_ rows: [(from: [State], event: Event, to: State)]) {
        var table: [Step: State] = [:]
        for row in rows {
            for state in row.from { table[Step(state: state, event: row.event)] = row.to }
        }
        self.table = table
    }

    /// Where an event leads; `nil` when there is no such edge.
    func after(_ state: State, _ event: Event) -> State? {
        table[Step(state: state, event: event)]
    }
}
