import Booking
import Definitions

extension HospitalReader {
    mutating func readRules() {
        guard let map = sections[.rules]?.mapping(keys: ["release", "planned_days"]) else { return }
        if let node = map["release"]?.mapping(keys: ["days_ahead", "time"]) {
            release.daysAhead = node.required("days_ahead")?.int(in: 0...365) ?? release.daysAhead
            release.minuteOfDay = node.required("time")?.minuteOfDay() ?? release.minuteOfDay
        }
        release.plannedDays = map["planned_days"]?.int(in: 1...400) ?? release.plannedDays
        if release.plannedDays <= release.daysAhead {
            map.node.report("planned_days must be above days_ahead, or there is nothing to release")
        }
    }
}
