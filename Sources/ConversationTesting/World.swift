import Booking
import CivilCalendar
import HospitalFiles

/// A small hospital with a fixed clock and the people it knows: what a conversation test happens in.
public struct World: Sendable {
    /// The name, which is the file's name without its ending.
    public var name: String
    /// The hospital.
    public var hospital: HospitalFiles
    /// The hospital's wall clock when a test begins.
    public var clock: CivilMoment
    /// People with a proven phone.
    public var people: [Person]

    /// The first day that needs a schedule: the clock's, or an earlier one on which somebody had a visit.
    public var firstDay: CivilDate {
        people.flatMap { $0.visits.map(\.start.date) }.min().map { min($0, clock.date) } ?? clock.date
    }

    /// Somebody who used the desk before.
    public struct Person: Hashable, Sendable {
        /// The phone, digits only.
        public var phone: String
        /// The patients of the account, in the order of registration.
        public var patients: [NewPatient]
        /// Their appointments.
        public var visits: [Visit]
    }

    /// An appointment that exists when a test begins; one of an earlier day was missed.
    public struct Visit: Hashable, Sendable {
        /// Index into the person's patients.
        public var patient: Int
        /// The doctor.
        public var practitioner: PractitionerCode
        /// When it starts.
        public var start: CivilMoment
    }
}
