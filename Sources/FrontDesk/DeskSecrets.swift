import Booking
import CivilCalendar
import Dialogue

/// Ids, tokens and keyed hashes, given to the desk by the composition root.
public struct DeskSecrets: Sendable {
    /// A new conversation id; unguessable, at least 128 bits.
    public var newConversationID: @Sendable () -> String
    /// A new bearer token; at least 128 bits.
    public var newToken: @Sendable () -> String
    /// A new resume code: short, easy to read out, hard to guess within its life.
    public var newResumeCode: @Sendable () -> String
    /// A keyed hash of a secret or of what was said, for keeping and comparing; never the thing itself.
    public var hash: @Sendable (String) -> String
    /// The signed text of a visit pass; `nil` where nothing is signed.
    public var visitPass: @Sendable (VisitPass) -> String? = { _ in nil }

    /// Makes the set.
    public init(
        newConversationID: @escaping @Sendable () -> String, newToken: @escaping @Sendable () -> String,
        newResumeCode: @escaping @Sendable () -> String, hash: @escaping @Sendable (String) -> String
    ) {
        self.newConversationID = newConversationID
        self.newToken = newToken
        self.newResumeCode = newResumeCode
        self.hash = hash
    }
}

extension DeskSecrets {
    /// An appointment with its signed pass, while the visit is to come.
    func signed(
        _ appointment: ConversationView.AppointmentView, hospital: HospitalCode
    ) -> ConversationView.AppointmentView {
        let waits = [Appointment.Status.booked, .arrived, .ready].contains { $0.rawValue == appointment.status }
        guard waits, let code = try? VisitCode(appointment.visit_code), let start = CivilMoment(iso: appointment.start)
        else { return appointment }
        var appointment = appointment
        appointment.visit_pass = visitPass(
            VisitPass(
                hospital: hospital, code: code, start: start, department: DepartmentCode(appointment.department.code),
                campus: CampusCode(appointment.campus.code),
                practitioner: PractitionerCode(appointment.practitioner.code)))
        return appointment
    }
}
