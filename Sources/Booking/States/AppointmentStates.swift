/// What can happen to an appointment.
public enum AppointmentEvent: String, Hashable, Sendable, Codable, CaseIterable {
    /// Moved to another slot; the id stays.
    case reschedule
    /// Cancelled by the patient.
    case cancel
    /// The hospital stopped the clinic (停诊).
    case stopClinic = "stop_clinic"
    /// The patient reported (报到).
    case checkIn = "check_in"
    /// Put into the queue for the doctor (候诊).
    case enqueue
    /// Called in (叫号).
    case call
    /// Was called, perhaps counted as being seen already, and did not come (过号); stays in the queue, some places later.
    case missCall = "miss_call"
    /// Left without being seen (未就诊离开).
    case leave
    /// Seen.
    case complete
    /// The session and its grace are over and nobody came (爽约).
    case miss
    /// An appeal was accepted: neither the no-show nor the cancellation counts as a strike any more.
    case excuse
    /// Was never meant (录入错误); kept, but counts for nothing.
    case markError = "mark_error"
}

extension Appointment.Status {
    /// Where an event leads; `nil` when nothing of the kind can happen in this state.
    public func after(_ event: AppointmentEvent) -> Appointment.Status? {
        Self.transitions.after(self, event)
    }

    /// Whether the visit is still to come or going on, so that it occupies the patient.
    public var isLive: Bool {
        switch self {
        case .booked, .arrived, .ready, .inConsultation: true
        case .completed, .cancelled, .noShow, .enteredInError: false
        }
    }

    /// Whether the visit uses up a place of its slot: all but those that gave it back.
    public var occupiesPlace: Bool {
        switch self {
        case .cancelled, .enteredInError: false
        case .booked, .arrived, .ready, .inConsultation, .completed, .noShow: true
        }
    }

    private static let transitions = Transitions<Appointment.Status, AppointmentEvent>([
        ([.booked], .reschedule, .booked),
        ([.booked], .cancel, .cancelled),
        ([.booked, .arrived, .ready], .stopClinic, .cancelled),
        ([.booked], .checkIn, .arrived),
        ([.arrived], .enqueue, .ready),
        ([.ready], .call, .inConsultation),
        ([.ready, .inConsultation], .missCall, .ready),
        ([.arrived, .ready], .leave, .cancelled),
        ([.inConsultation], .complete, .completed),
        ([.booked], .miss, .noShow),
        ([.noShow, .cancelled], .excuse, .cancelled),
        (
            [.booked, .arrived, .ready, .inConsultation, .completed, .cancelled, .noShow], .markError,
            .enteredInError
        ),
    ])
}
