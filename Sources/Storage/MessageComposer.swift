import Booking
import CivilCalendar

/// Puts outgoing messages into words.
public protocol MessageComposer: Sendable {
    /// The message with a one-time code: the code, what it is for, how long it works, that it is secret; no name.
    func code(_ code: String, minutes: Int, hospital: LocalizedText, language: String) -> String

    /// The message that confirms what became of an appointment.
    func appointment(_ notice: AppointmentNotice, language: String) -> String

    /// The message that a place is kept for somebody who waits, or that places were released.
    func waitlist(_ notice: WaitlistNotice, language: String) -> String
}

/// What a message of the waitlist can say.
public struct WaitlistNotice: Sendable {
    /// What happened; the raw value is the message's kind.
    public enum Event: String, Sendable {
        /// A place is kept.
        case offered = "waitlist_offer"
        /// Places were released.
        case released = "release_alert"
    }

    /// What happened.
    public var event: Event
    /// The place that is kept, or the first that was released.
    public var slot: Slot
    /// Until when the place is kept, on the hospital's wall clock.
    public var until: CivilMoment?
    /// Names.
    public var catalogue: Catalogue
}

/// What a message about an appointment can say.
public struct AppointmentNotice: Sendable {
    /// What happened.
    public enum Kind: String, Sendable {
        case confirmation, cancellation, reschedule
        /// The clinic was stopped (停诊).
        case stopped
        /// Another doctor sees the patient (替诊).
        case substitution
    }

    /// A place that is kept instead of a visit that was lost.
    public struct Offer: Sendable {
        /// The place.
        public var slot: Slot
        /// Until when it is kept, on the hospital's wall clock.
        public var until: CivilMoment
        /// The name of its doctor.
        public var practitioner: LocalizedText
        /// The name of its campus.
        public var campus: LocalizedText
    }

    /// What happened.
    public var kind: Kind
    /// The appointment after it.
    public var appointment: Appointment
    /// The hospital's name.
    public var hospital: LocalizedText
    /// The department's name.
    public var department: LocalizedText
    /// Whether the department must not be named.
    public var isSensitive: Bool
    /// The doctor's name.
    public var practitioner: LocalizedText
    /// The campus's name.
    public var campus: LocalizedText
    /// The hospital's phone, for who cannot answer in a conversation.
    public var phone: String
    /// The name of the doctor who was to be there, where another is put in.
    public var insteadOf: LocalizedText?
    /// With ``Kind/stopped``: the place kept instead, if there is one.
    public var offer: Offer?
}

/// Short plain messages in Chinese and English.
public struct PlainMessages: MessageComposer {
    /// Makes a composer.
    public init() {}

    /// The message with a one-time code.
    public func code(_ code: String, minutes: Int, hospital: LocalizedText, language: String) -> String {
        language == "en"
            ? "[\(hospital.en)] \(code) is your code for booking. It works for \(minutes) minutes. Do not share it."
            : "【\(hospital.zh)】验证码\(code)，用于预约挂号，\(minutes)分钟内有效，请勿告诉他人。"
    }

    /// The message that confirms what became of an appointment; a sensitive department is not named.
    public func appointment(_ notice: AppointmentNotice, language: String) -> String {
        let slot = notice.appointment.slot
        let day = slot.session.date
        if language == "en" {
            let what = notice.isSensitive ? "a visit" : "\(notice.department.en), Dr. \(notice.practitioner.en)"
            let detail =
                "\(what), \(day) \(slot.start.clockText), \(notice.campus.en), \(slot.session.room.en)"
            return switch notice.kind {
            case .confirmation:
                "[\(notice.hospital.en)] Booked: \(detail). No. \(notice.appointment.serial), visit code "
                    + "\(notice.appointment.visitCode). Please come 10 minutes early."
            case .reschedule:
                "[\(notice.hospital.en)] Moved to: \(detail). No. \(notice.appointment.serial), visit code "
                    + "\(notice.appointment.visitCode). Please come 10 minutes early."
            case .cancellation: "[\(notice.hospital.en)] Cancelled: \(detail)."
            case .stopped: stopped(notice, detail, language: .en)
            case .substitution: substitution(notice, detail, language: .en)
            }
        }
        let what = notice.isSensitive ? "就诊" : "\(notice.department.zh)\(notice.practitioner.zh)医生"
        let detail =
            "\(PlainMessages.chinese(day))\(slot.start.clockText)，\(what)，"
            + "\(notice.campus.zh)\(slot.session.room.zh)"
        return switch notice.kind {
        case .confirmation:
            "【\(notice.hospital.zh)】预约成功：\(detail)，第\(notice.appointment.serial)号，就诊码"
                + "\(notice.appointment.visitCode)。请提前十分钟到。"
        case .reschedule:
            "【\(notice.hospital.zh)】已改约：\(detail)，第\(notice.appointment.serial)号，就诊码"
                + "\(notice.appointment.visitCode)。请提前十分钟到。"
        case .cancellation: "【\(notice.hospital.zh)】已取消：\(detail)。"
        case .stopped: stopped(notice, detail, language: .zh)
        case .substitution: substitution(notice, detail, language: .zh)
        }
    }

    /// The message that a place is kept for somebody who waits, or that places were released; a sensitive department is
    /// not named.
    public func waitlist(_ notice: WaitlistNotice, language: String) -> String {
        let (slot, catalogue) = (notice.slot, notice.catalogue)
        let hospital = catalogue.hospital.name
        let department = catalogue.department(slot.session.department)
        let doctor = catalogue.practitioner(slot.session.practitioner)?.name
        let day = slot.session.date
        let isNamed = department?.isSensitive == false
        if language == "en" {
            let what = isNamed ? "\(department?.name.en ?? ""), Dr. \(doctor?.en ?? "")" : "your visit"
            return switch notice.event {
            case .offered:
                "[\(hospital.en)] A place for you: \(what), \(day) \(slot.start.clockText). It is kept until "
                    + "\(notice.until?.clockText ?? ""). Say yes in the chat or on the phone to take it."
            case .released: "[\(hospital.en)] Released now: \(what), from \(day) on. You can book at once."
            }
        }
        let what = isNamed ? "\(department?.name.zh ?? "")\(doctor?.zh ?? "")医生" : "您要的号"
        return switch notice.event {
        case .offered:
            "【\(hospital.zh)】候补有号了：\(day.month)月\(day.day)日\(slot.start.clockText)，\(what)。为您保留到"
                + "\(notice.until?.clockText ?? "")，在对话里回复“要”就是您的。"
        case .released: "【\(hospital.zh)】放号了：\(what)，\(day.month)月\(day.day)日起，现在就可以约。"
        }
    }
}
