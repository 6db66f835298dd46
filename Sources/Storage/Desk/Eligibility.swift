import Booking
import CivilCalendar

extension SlotStock {
    /// Why the department does not see this patient on the day of the visit; what is not known of the patient is no
    /// reason.
    func eligibilityDenial(of patient: Patient) -> RuleDenial? {
        if let sex, let own = patient.sex, own != sex {
            return RuleDenial(parameter: "sex", value: sex.rawValue, observed: own.rawValue)
        }
        guard let birthDate = patient.birthDate else { return nil }
        let age = birthDate.age(on: slot.session.date)
        if let minAge, age < minAge {
            return RuleDenial(parameter: "minAge", value: "\(minAge)", observed: "\(age)")
        }
        if let maxAge, age > maxAge {
            return RuleDenial(parameter: "maxAge", value: "\(maxAge)", observed: "\(age)")
        }
        return nil
    }
}

extension CivilDate {
    /// Completed years on a day of somebody born on this one; who is born on 29 February is a year older on 1 March.
    func age(on day: CivilDate) -> Int {
        let (year, month, dayOfMonth) = parts
        let other = day.parts
        let hadBirthday = (other.month, other.day) >= (month, dayOfMonth)
        return other.year - year - (hadBirthday ? 0 : 1)
    }
}
