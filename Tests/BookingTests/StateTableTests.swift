import Testing

@testable import Booking

/// Each machine is written out a second time, as one line a state, and every pair of state and event is compared.
@Suite("Only the listed edges exist")
struct StateTableTests {
    /// Event names with where they lead, by state.
    private func check<State: CaseIterable & RawRepresentable, Event: CaseIterable & RawRepresentable>(
        _ expected: [String: [String: String]], after: (State, Event) -> State?
    ) where State.RawValue == String, Event.RawValue == String {
        for state in State.allCases {
            for event in Event.allCases {
                let wanted = expected[state.rawValue]?[event.rawValue]
                #expect(after(state, event)?.rawValue == wanted, "\(state.rawValue) + \(event.rawValue)")
            }
        }
        let states = Set(State.allCases.map(\.rawValue))
        let events = Set(Event.allCases.map(\.rawValue))
        #expect(states.isSuperset(of: expected.keys))
        #expect(expected.values.allSatisfy { events.isSuperset(of: $0.keys) && states.isSuperset(of: $0.values) })
    }

    @Test func appointments() {
        check(
            [
                "booked": [
                    "reschedule": "booked", "cancel": "cancelled", "stop_clinic": "cancelled", "check_in": "arrived",
                    "miss": "no_show", "mark_error": "entered_in_error",
                ],
                "arrived": [
                    "stop_clinic": "cancelled", "enqueue": "ready", "leave": "cancelled",
                    "mark_error": "entered_in_error",
                ],
                "ready": [
                    "stop_clinic": "cancelled", "call": "in_consultation", "miss_call": "ready", "leave": "cancelled",
                    "mark_error": "entered_in_error",
                ],
                "in_consultation": ["complete": "completed", "miss_call": "ready", "mark_error": "entered_in_error"],
                "completed": ["mark_error": "entered_in_error"],
                "cancelled": ["excuse": "cancelled", "mark_error": "entered_in_error"],
                "no_show": ["excuse": "cancelled", "mark_error": "entered_in_error"],
            ]
        ) { (state: Appointment.Status, event: AppointmentEvent) in state.after(event) }
    }

    @Test func holds() {
        check(["pending": ["extend": "pending", "book": "posted", "release": "voided", "expire": "expired"]]) {
            (state: HoldState, event: HoldEvent) in state.after(event)
        }
    }

    @Test func waitlist() {
        check(
            [
                "waiting": ["offer": "offered", "withdraw": "withdrawn", "lapse": "lapsed"],
                "offered": ["accept": "accepted", "decline": "declined", "expire": "expired"],
            ]
        ) { (state: WaitlistState, event: WaitlistEvent) in state.after(event) }
    }

    @Test func clinicSessions() {
        check(
            [
                "draft": ["publish": "scheduled"], "scheduled": ["release": "released", "stop": "stopped"],
                "released": ["suspend": "suspended", "stop": "stopped", "finish": "finished"],
                "suspended": ["resume": "released", "stop": "stopped", "finish": "finished"],
                "stopped": ["restore": "scheduled"],
            ]
        ) { (state: ClinicSessionState, event: ClinicSessionEvent) in state.after(event) }
    }

    @Test func penalties() {
        check(
            [
                "none": ["strike": "strikes", "restrict": "restricted"],
                "strikes": ["strike": "strikes", "restrict": "restricted", "appeal": "none", "forget": "none"],
                "restricted": ["strike": "restricted", "restrict": "restricted", "end": "lifted", "appeal": "lifted"],
                "lifted": ["strike": "strikes", "restrict": "restricted", "forget": "none"],
            ]
        ) { (state: PenaltyState, event: PenaltyEvent) in state.after(event) }
    }
}
