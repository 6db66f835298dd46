import Booking
import CivilCalendar
import Foundation

/// What staff ordered on the day of the visit and the booking core refused. Nobody is named.
extension Problem {
    /// Why a patient cannot report.
    init(_ objection: CheckInObjection) {
        switch objection {
        case .unknownVisit: self = .unknownVisit
        case .wrongState(let status): self = .wrongState(status)
        case .stopped: self.init(.notPossible, zh: "这个班次停诊。", en: "The clinic does not take place.")
        case .otherDay: self.init(.notPossible, zh: "就诊不在今天。", en: "The visit is on another day.")
        case .over: self.init(.notPossible, zh: "门诊已结束。", en: "The clinic is over.")
        case .tooEarly(let denial):
            let from = denial.earliestAllowedAt.map(Self.text)
            self.init(
                .notPossible, zh: "还没到报到时间" + (from.map { "，\($0) 起可以" } ?? "") + "。",
                en: "It is too early" + (from.map { "; possible from \($0) on" } ?? "") + ".")
        case .tooLate(let denial): self = .tooLate(denial)
        }
    }

    /// Why a visit cannot be taken further.
    init(_ refusal: VisitRefusal) {
        switch refusal {
        case .unknownVisit: self = .unknownVisit
        case .wrongState(let status): self = .wrongState(status)
        case .notOver(let until):
            self.init(
                .notPossible, zh: "门诊还没有结束，\(Self.text(until)) 起才算爽约。",
                en: "The clinic is not over; the visit is missed from \(Self.text(until)) on.")
        }
    }

    /// Why an appeal cannot be answered.
    init(_ refusal: AppealRefusal) {
        switch refusal {
        case .unknown: self.init(.unknownVisit, zh: "没有这个申诉。", en: "There is no such appeal.")
        case .notMissed(let status): self = .wrongState(status)
        case .alreadyOpen(let appeal):
            self.init(.notPossible, zh: "申诉 \(appeal.id) 还没有处理。", en: "Appeal \(appeal.id) is open already.")
        case .settled(let state):
            self.init(
                .notPossible, zh: "这个申诉已经处理过（\(state.rawValue)）。", en: "The appeal was \(state.rawValue) before.")
        case .tooLate(let denial): self = .tooLate(denial)
        }
    }

    private static let unknownVisit = Problem(.unknownVisit, zh: "没有这个就诊。", en: "There is no such visit.")

    private static func wrongState(_ status: Appointment.Status) -> Problem {
        Problem(
            .notPossible, zh: "就诊现在的状态（\(status.rawValue)）不允许这样做。",
            en: "The visit is \(status.rawValue): this cannot be done to it now.")
    }

    private static func tooLate(_ denial: RuleDenial) -> Problem {
        Problem(
            .notPossible, zh: "按规则 \(denial.parameter)（\(denial.value)）已经太晚。",
            en: "It is too late by rule \(denial.parameter) (\(denial.value)).")
    }

    private static func text(_ instant: Instant) -> String {
        Date(timeIntervalSince1970: Double(instant.milliseconds) / 1000).formatted(.iso8601)
    }
}
