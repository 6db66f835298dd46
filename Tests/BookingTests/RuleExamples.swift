import CivilCalendar

@testable import Booking

/// Rule sets in the manner of real hospitals (`reference/booking.md` §3), written as a hospital's files write them.
enum RuleExamples {
    /// National Day 2026 with its working weekend days.
    static let calendar = WorkCalendar(
        holidays: Dictionary(
            uniqueKeysWithValues: (1...7).compactMap { day in
                CivilDate(year: 2026, month: 10, day: day).map { ($0, "国庆节") }
            }),
        makeUpDays: Set(["2026-09-20", "2026-10-10"].compactMap { CivilDate(iso: $0) }))

    static let zone = CivilZone.shanghai

    /// By name of the example: scope, parameter, value.
    static let texts: [String: [String: [String: String]]] = [
        "R1": [
            "platform": [
                "horizonMinDays": "1", "horizonMaxDays": "90", "sameDayAllowed": "no", "nextDayCutoff": "15:00",
                "cancelDeadline": "1 day 15:00", "perPatientDepartmentDay": "1", "perPatientDay": "2",
                "perPatient7Days": "3", "perPatient90Days": "5", "patientsPerAccount": "2",
            ]
        ],
        "R2": [
            "platform": [
                "cancelDeadline": "1 day 15:00", "noShowWindow": "90 days", "noShowSteps": "3: 6 months",
            ]
        ],
        "R3": [
            "hospital h": [
                "horizonMaxDays": "7", "releaseDaysAhead": "7", "releaseTime": "08:30", "sameDayAllowed": "no",
                "nextDayCutoff": "14:00", "cutoffOnWorkingDays": "yes", "cancelDeadline": "1 working day 14:00",
                "noShowWindow": "year", "noShowSteps": "3: 3 months, 6: 6 months", "pickupUntilMorning": "09:00",
                "pickupUntilAfternoon": "13:30",
            ]
        ],
        "R4": [
            "hospital h": [
                "releaseDaysAhead": "7", "releaseTime": "07:00", "nextDayCutoff": "15:00",
                "sameDayHours": "07:00-10:00, 15:00-18:00", "noShowSteps": "3: 90 days, 6: 180 days",
                "noShowWindow": "365 days", "perPatientDay": "3", "perPatientDepartmentHalfDay": "2",
            ]
        ],
        "R5": [
            "hospital h": [
                "cancelDeadline": "1 working day 24:00", "noShowWindow": "90 days from first",
                "noShowSteps": "3: 90 days",
            ]
        ],
        "R6": [
            "hospital h": ["cancelDeadline": "2 working days 24:00", "noShowSteps": "2: 6 months"],
            "campus main": ["departmentsPerDay": "1"], "campus east": ["departmentsPerDay": "2"],
        ],
        "R7": [
            "hospital h": [
                "horizonMinDays": "1", "horizonMaxDays": "14", "releaseDaysAhead": "14", "releaseTime": "06:30",
                "closedHours": "00:00-06:30", "cancelDeadline": "0 days 00:00", "noShowWindow": "year",
                "noShowSteps": "3: 1 month", "cancelWindow": "month", "cancelSteps": "3: 1 month", "minAge": "14",
            ]
        ],
        "R8": [
            "hospital h": [
                "horizonMaxDays": "28", "releaseDaysAhead": "28", "releaseTime": "06:00", "cancelDeadline": "30 min",
                "noShowWindow": "182 days", "noShowSteps": "3: 6 months", "cancelWindow": "month",
                "cancelSteps": "3: rest of month", "perPatientDepartmentDay": "1",
            ],
            "class expert": ["cancelDeadline": "720 min"],
        ],
        "R9": [
            "hospital h": [
                "horizonMinDays": "1", "horizonMaxDays": "14", "releaseDaysAhead": "14", "releaseTime": "00:00",
                "sameDayAllowed": "no", "cancelDeadline": "1 working day 15:00", "noShowWindow": "year",
                "noShowSteps": "4: 6 months", "arriveEarlyMinutes": "30",
            ]
        ],
        "R10": [
            "platform": [
                "horizonMinDays": "1", "horizonMaxDays": "14", "releaseDaysAhead": "14", "releaseTime": "13:00",
                "cancelDeadline": "1 day 15:00", "cancelWindow": "10 days", "cancelSteps": "3: 3 months",
                "cancelExemptReasons": "clinic_stopped",
            ]
        ],
        "R11": [
            "hospital h": [
                "releaseDaysAhead": "7", "releaseTime": "07:00", "nextDayCutoff": "17:00",
                "sameDayHours": "00:00-16:00",
                "cancelDeadline": "1 day 17:00", "sameDayCancel": "no", "noShowWindow": "month",
                "noShowSteps": "4: rest of month", "perPatientDoctorDay": "1", "perPatientDepartmentDay": "1",
                "pickupUntilMorning": "11:20", "pickupUntilAfternoon": "16:20",
            ]
        ],
        "R12": [
            "hospital h": [
                "releaseDaysAhead": "7", "releaseTime": "05:00", "nextDayCutoff": "23:00", "sameDayAllowed": "no",
                "cancelDeadline": "0 days 00:00", "noShowSteps": "4: 6 months", "perPatientDoctorDay": "1",
                "departmentsPerDay": "3", "bookedOnlyWhenPaid": "yes",
            ]
        ],
        "R13": [
            "hospital h": [
                "releaseDaysAhead": "14", "releaseTime": "18:00", "noShowWindow": "year",
                "noShowSteps": "1: 14 days, 2: 1 month, 3: 3 months",
            ]
        ],
        "R14": [
            "hospital h": [
                "cancelDeadline": "2 days 24:00", "noShowSteps": "3: 6 months", "pickupUntilMorning": "11:30",
                "pickupUntilAfternoon": "15:30",
            ]
        ],
        "R15": [
            "hospital h": [
                "cancelDeadline": "1 day 24:00", "perAccountMonth": "8", "perPatientDoctorDay": "1",
                "perPatientDay": "2", "payWithinMinutes": "10", "cooldownAfterCancelSeconds": "60",
            ],
            "doctor star": ["refundPercentBefore": "0", "proxyAllowed": "no"],
        ],
        "R16": ["hospital h": ["perPatientDay": "1", "recycling": "60-120 min"]],
        "R17": ["platform": ["noShowSteps": "3: 3 months", "appealAuthority": "12320"]],
        "R18": [
            "platform": [
                "noShowSteps": "3: 12 months", "perPatientDepartmentDay": "1", "appealAnswerWorkingDays": "2",
            ]
        ],
        "R19": [
            "platform": [
                "waitlistPerPatient": "1", "waitlistPerDoctor": "1", "waitlistAutoBook": "yes", "recycling": "waitlist",
            ]
        ],
        "R20": ["hospital h": ["serialGoesLast": "yes", "recycling": "immediate"]],
        "R21": [
            "platform": ["earlySharePercent": "30", "earlyShareDays": "14"],
            "class expert": ["earlySharePercent": "50"],
        ],
        "R22": [
            "hospital h": [
                "lateGraceMinutes": "30", "lateTreatment": "no_show", "noShowWindow": "90 days",
                "noShowSteps": "3: 3 months",
            ]
        ],
        "R23": [
            "platform": [
                "cancelDeadline": "1 day 24:00", "noShowWindow": "month", "noShowSteps": "3: 6 months",
            ]
        ],
        "R24": [
            "platform": [
                "horizonMinDays": "1", "horizonMaxDays": "7", "nextDayCutoff": "17:00", "rescheduleAllowed": "no",
            ]
        ],
    ]

    static func set(_ name: String) throws -> RuleSet {
        var set = RuleSet(version: name)
        for (scope, texts) in texts[name] ?? [:] {
            guard let scope = RuleScope(scope) else { throw RuleValueProblem.form(expected: "scope") }
            for (key, text) in texts {
                guard let parameter = RuleParameter(rawValue: key) else {
                    throw RuleValueProblem.form(expected: key)
                }
                set.values[scope, default: [:]][parameter] = try parameter.kind.value(from: text)
            }
        }
        return set
    }

    static func rules(
        _ name: String, campus: CampusCode = "main", class serviceClass: ServiceClass = .general,
        practitioner: PractitionerCode = "zhao"
    ) throws -> Rules {
        let subject = RuleSubject(
            hospital: "h", campus: campus, department: "skin", serviceClass: serviceClass, practitioner: practitioner)
        return try set(name).rules(for: subject, calendar: calendar, zone: zone)
    }

    /// A slot of half an hour that starts at a local time and was released long ago.
    static func slot(_ start: String, _ practitioner: PractitionerCode = "zhao", id: String = "s") -> Slot {
        let moment = CivilMoment(iso: start) ?? CivilMoment(date: CivilDate(dayNumber: 0))
        let session = ClinicSession(
            id: ClinicSessionID("session-\(id)"), practitioner: practitioner, department: "skin", campus: "main",
            room: LocalizedText(zh: "", en: ""), date: moment.date, half: moment.hour < 12 ? .morning : .afternoon,
            feeFen: 100, releaseAt: Instant(milliseconds: 0))
        return Slot(
            id: SlotID(id), session: session, startMinute: moment.minuteOfDay, endMinute: moment.minuteOfDay + 30,
            capacity: 1, held: 0, booked: 0, status: .open)
    }

    static func at(_ text: String) -> Instant {
        zone.instant(of: CivilMoment(iso: text) ?? CivilMoment(date: CivilDate(dayNumber: 0)))
    }
}
