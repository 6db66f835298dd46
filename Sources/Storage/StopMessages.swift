import Booking
import CivilCalendar

/// Which language a message is written in.
enum MessageLanguage {
    case zh, en
}

extension PlainMessages {
    /// A clinic was stopped: the visit that is lost, the refund, and the one place kept instead with its last hour.
    func stopped(_ notice: AppointmentNotice, _ lost: String, language: MessageLanguage) -> String {
        switch language {
        case .zh:
            let instead =
                notice.offer.map {
                    "已为您保留\(place($0, notice, .zh))，请在\(Self.chinese($0.until.date))\($0.until.clockText)前在预约对话里回复"
                        + "“好”，或致电\(notice.phone)确认，过时自动放开。"
                } ?? "暂时没有合适的号可以替换，请在预约对话里另约，或致电\(notice.phone)。"
            return
                "【\(notice.hospital.zh)】非常抱歉，停诊通知：\(lost)，您的预约已取消，已缴的挂号费全额退还，不计爽约。\(instead)"
        case .en:
            let instead =
                notice.offer.map {
                    "We are keeping \(place($0, notice, .en)) for you until \($0.until.date) \($0.until.clockText): answer "
                        + "\"yes\" in the booking chat or call \(notice.phone)."
                } ?? "There is no fitting place at the moment: please book again in the chat or call \(notice.phone)."
            return
                "[\(notice.hospital.en)] We are very sorry, this clinic is cancelled: \(lost). Your fee is refunded in "
                + "full and nothing is held against you. \(instead)"
        }
    }

    /// Another doctor sees the patient.
    func substitution(_ notice: AppointmentNotice, _ visit: String, language: MessageLanguage) -> String {
        switch language {
        case .zh:
            let who = notice.isSensitive ? "原定医生" : "\(notice.insteadOf?.zh ?? "原定")医生"
            return
                "【\(notice.hospital.zh)】替诊通知：\(who)不能出诊，由他人替诊。您的预约现为：\(visit)，时间和就诊码不变。"
                + "如不愿换医生，就诊前可随时免费退号，不计次数。"
        case .en:
            let who = notice.isSensitive ? "your doctor" : "Dr. \(notice.insteadOf?.en ?? "")"
            return
                "[\(notice.hospital.en)] Another doctor stands in for \(who). Your visit is now: \(visit); time and visit "
                + "code stay. If you would rather not, you may cancel free of charge until it begins."
        }
    }

    /// A day as messages write it in Chinese.
    static func chinese(_ day: CivilDate) -> String {
        let weekday = ["一", "二", "三", "四", "五", "六", "日"][day.weekday.rawValue - 1]
        return "\(day.month)月\(day.day)日（周\(weekday)）"
    }

    /// A kept place; the doctor of a sensitive department is not named.
    private func place(
        _ offer: AppointmentNotice.Offer, _ notice: AppointmentNotice, _ language: MessageLanguage
    ) -> String {
        let session = offer.slot.session
        switch language {
        case .zh:
            let who = notice.isSensitive ? "" : "\(offer.practitioner.zh)医生，"
            return
                "\(Self.chinese(session.date))\(offer.slot.start.clockText)的号（\(who)\(offer.campus.zh)\(session.room.zh)）"
        case .en:
            let who = notice.isSensitive ? "a place" : "Dr. \(offer.practitioner.en)"
            return "\(who) on \(session.date) at \(offer.slot.start.clockText) (\(offer.campus.en), \(session.room.en))"
        }
    }
}
