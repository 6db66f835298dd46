/// What is known of a parameter.
struct RuleDefinition {
    var kind: RuleKind
    var standard: RuleValue?
    var about: LocalizedText

    init(_ kind: RuleKind, _ standard: RuleValue? = nil, zh: String, en: String) {
        self.kind = kind
        self.standard = standard
        about = LocalizedText(zh: zh, en: en)
    }

    static func count(_ standard: Int? = nil, zh: String, en: String) -> RuleDefinition {
        RuleDefinition(.number(0...1000, .times), standard.map { .number($0) }, zh: zh, en: en)
    }

    static func flag(_ standard: Bool, zh: String, en: String) -> RuleDefinition {
        RuleDefinition(.flag, .flag(standard), zh: zh, en: en)
    }
}

extension RuleParameter {
    /// Kind, standard and meaning; the standards leave everything open that a hospital has not closed.
    var definition: RuleDefinition {
        switch self {
        case .horizonMinDays, .horizonMaxDays, .horizonInWorkingDays, .releaseTime, .releaseDaysAhead, .releaseWeekday,
            .releaseOnWorkingDays, .closedHours, .earlySharePercent, .earlyShareDays, .nextDayCutoff,
            .cutoffOnWorkingDays, .sameDayAllowed, .sameDayHours,
            .minLeadMinutes:
            saleDefinition
        case .payWithinMinutes, .bookedOnlyWhenPaid, .payOnArrivalAllowed, .cancelDeadline, .sameDayCancel,
            .refundPercentBefore, .refundPercentAfter, .rescheduleAllowed, .rescheduleDeadline, .maxReschedules,
            .rescheduleSameDoctorOnly:
            changeDefinition
        case .perPatientDay, .perPatientDepartmentDay, .perPatientDepartmentHalfDay, .perPatientDoctorDay,
            .departmentsPerDay, .perPatient7Days, .perPatient90Days, .perAccountDay, .perAccountMonth,
            .holdsPerConversation, .holdsPerAddress, .holdsPerAccount, .minAge, .maxAge, .sex:
            quotaDefinition
        case .noShowWindow, .noShowSteps, .noShowGraceMinutes, .cancelWindow, .cancelSteps, .cancelExemptReasons,
            .appealWithinDays, .appealAnswerWorkingDays, .appealAuthority:
            penaltyDefinition
        default: dayDefinition
        }
    }

    private var saleDefinition: RuleDefinition {
        switch self {
        case .horizonMinDays:
            RuleDefinition(.number(0...30, .days), .number(0), zh: "最少提前几天预约", en: "Fewest days ahead")
        case .horizonMaxDays:
            RuleDefinition(.number(0...400, .days), zh: "最多提前几天预约", en: "Most days ahead")
        case .horizonInWorkingDays:
            .flag(false, zh: "预约周期按工作日计算", en: "Whether the horizon counts working days")
        case .releaseTime: RuleDefinition(.clock, .clock(0), zh: "放号时间", en: "Time of day of the release")
        case .releaseDaysAhead:
            RuleDefinition(.number(0...400, .days), zh: "提前几天放号", en: "Days between release and visit")
        case .releaseWeekday:
            RuleDefinition(.weekday, zh: "每周在哪一天放号", en: "The day of the week of a weekly release")
        case .releaseOnWorkingDays:
            .flag(false, zh: "放号日遇休息日顺延到下一个工作日", en: "Whether a release on a day off waits for a working day")
        case .closedHours: RuleDefinition(.hours, zh: "每天不能预约的时段", en: "Hours of every day without booking")
        case .earlySharePercent:
            RuleDefinition(
                .number(0...100, .percent), zh: "提前开放给基层医疗机构的比例", en: "Share opened early to primary care")
        case .earlyShareDays:
            RuleDefinition(.number(0...90, .days), zh: "比正式放号早几天", en: "Days before the release that it opens")
        case .nextDayCutoff: RuleDefinition(.clock, zh: "次日号的停挂时间", en: "When booking for the next day closes")
        case .cutoffOnWorkingDays:
            .flag(
                false, zh: "停挂时间按前一个工作日计算", en: "Whether the cut-off is on the working day before the visit")
        case .sameDayAllowed: .flag(true, zh: "可以约当天的号", en: "Whether the same day can be booked")
        case .sameDayHours: RuleDefinition(.hours, zh: "当天号的开放时段", en: "Hours in which the same day can be booked")
        default:
            RuleDefinition(
                .number(0...10_080, .minutes), .number(0), zh: "最晚提前几分钟预约", en: "Fewest minutes before the visit")
        }
    }

    private var changeDefinition: RuleDefinition {
        switch self {
        case .payWithinMinutes:
            RuleDefinition(.number(1...1440, .minutes), .number(15), zh: "几分钟内付款", en: "Minutes to pay")
        case .bookedOnlyWhenPaid: .flag(false, zh: "付款后才算预约成功", en: "Whether only payment books")
        case .payOnArrivalAllowed: .flag(true, zh: "可以到院付款", en: "Whether one can pay on arrival")
        case .cancelDeadline:
            RuleDefinition(
                .deadline, .deadline(.minutes(0)), zh: "最晚什么时候取消", en: "Until when a visit can be cancelled")
        case .sameDayCancel: .flag(true, zh: "就诊当天可以取消", en: "Whether one can cancel on the day of the visit")
        case .refundPercentBefore:
            RuleDefinition(.number(0...100, .percent), .number(100), zh: "期限前退款比例", en: "Refund before the deadline")
        case .refundPercentAfter:
            RuleDefinition(.number(0...100, .percent), .number(0), zh: "期限后退款比例", en: "Refund after the deadline")
        case .rescheduleAllowed: .flag(true, zh: "可以改约", en: "Whether a visit can be moved")
        case .rescheduleDeadline:
            RuleDefinition(.deadline, zh: "最晚什么时候改约", en: "Until when a visit can be moved; else as for cancelling")
        case .maxReschedules: .count(zh: "最多改约几次", en: "How often a visit can be moved")
        default: .flag(false, zh: "只能改约同一位医生", en: "Whether a visit stays with its doctor when moved")
        }
    }

    private var quotaDefinition: RuleDefinition {
        switch self {
        case .perPatientDay: .count(zh: "每人每天最多几个号", en: "Visits of a patient on one day")
        case .perPatientDepartmentDay: .count(zh: "每人每天同一科室最多几个号", en: "Visits of a patient in a department on one day")
        case .perPatientDepartmentHalfDay:
            .count(zh: "每人半天同一科室最多几个号", en: "Visits of a patient in a department on one half-day")
        case .perPatientDoctorDay: .count(zh: "每人每天同一医生最多几个号", en: "Visits of a patient with a doctor on one day")
        case .departmentsPerDay: .count(zh: "每人每天最多几个科室", en: "Departments of a patient on one day")
        case .perPatient7Days: .count(zh: "每人7天内最多约几次", en: "Bookings for a patient within 7 days")
        case .perPatient90Days: .count(zh: "每人90天内最多约几次", en: "Bookings for a patient within 90 days")
        case .perAccountDay: .count(zh: "每个手机号每天最多约几次", en: "Bookings by a phone on one day")
        case .perAccountMonth: .count(zh: "每个手机号每月最多约几次", en: "Bookings by a phone in a calendar month")
        case .holdsPerConversation: .count(3, zh: "一次对话最多锁几个号", en: "Open holds of a conversation")
        case .holdsPerAddress: .count(6, zh: "一个网络地址最多锁几个号", en: "Open holds of an address")
        case .holdsPerAccount: .count(zh: "一个手机号最多锁几个号", en: "Open holds of a phone")
        case .minAge: RuleDefinition(.number(0...150, .years), zh: "最小年龄", en: "Youngest age")
        case .maxAge: RuleDefinition(.number(0...150, .years), zh: "最大年龄", en: "Oldest age")
        default: RuleDefinition(.word(["male", "female"]), zh: "只看哪个性别", en: "The only sex that is seen")
        }
    }

    private var penaltyDefinition: RuleDefinition {
        switch self {
        case .noShowWindow:
            RuleDefinition(
                .window, .window(.rolling(days: 90)), zh: "爽约在多长时间内累计", en: "Time over which no-shows add up")
        case .noShowSteps: RuleDefinition(.steps, zh: "爽约几次限制多久", en: "So many no-shows, so long a restriction")
        case .noShowGraceMinutes:
            RuleDefinition(
                .number(0...1440, .minutes), .number(0), zh: "班次结束后多久算爽约", en: "Minutes from session end to no-show")
        case .cancelWindow:
            RuleDefinition(
                .window, .window(.calendarMonth), zh: "取消在多长时间内累计", en: "Time over which cancellations add up")
        case .cancelSteps: RuleDefinition(.steps, zh: "取消几次限制多久", en: "So many cancellations, so long a restriction")
        case .cancelExemptReasons:
            RuleDefinition(
                .words, .words(["clinic_stopped", "excused"]), zh: "不计次数的取消原因", en: "Reasons that do not count")
        case .appealWithinDays:
            RuleDefinition(.number(0...365, .days), zh: "几天内可以申诉", en: "Days to appeal")
        case .appealAnswerWorkingDays:
            RuleDefinition(.number(0...90, .workingDays), zh: "几个工作日内答复申诉", en: "Working days to answer an appeal")
        default: RuleDefinition(.words, zh: "向谁申诉", en: "Where to appeal")
        }
    }

    private var dayDefinition: RuleDefinition {
        switch self {
        case .arriveEarlyMinutes:
            RuleDefinition(.number(0...240, .minutes), .number(10), zh: "提前几分钟到", en: "Minutes to come early")
        case .reportEarliestMinutes:
            RuleDefinition(
                .number(0...1440, .minutes), .number(120), zh: "最早提前几分钟报到",
                en: "Minutes before the visit that reporting opens")
        case .lateGraceMinutes:
            RuleDefinition(
                .number(0...1440, .minutes), .number(30), zh: "迟到多久还能看", en: "Minutes late that are still seen")
        case .lateTreatment:
            RuleDefinition(
                .word(["keep", "last", "no_show"]), .words(["last"]), zh: "迟到怎么办", en: "What lateness leads to")
        case .pickupUntilMorning: RuleDefinition(.clock, zh: "上午号最晚取号时间", en: "Latest pick-up for the morning")
        case .pickupUntilAfternoon: RuleDefinition(.clock, zh: "下午号最晚取号时间", en: "Latest pick-up for the afternoon")
        case .missedCallPositions:
            RuleDefinition(.number(0...100, .places), .number(3), zh: "过号后顺延几位", en: "Places lost by a missed call")
        case .missedCallMax: .count(3, zh: "最多可以过号几次", en: "Missed calls before the visit is over")
        case .cooldownAfterCancelSeconds:
            RuleDefinition(
                .number(0...86_400, .seconds), .number(0), zh: "取消后多少秒才能再约",
                en: "Seconds from a cancellation to the next booking")
        case .recycling:
            RuleDefinition(.recycling, .recycling(.immediate), zh: "退号怎么放回", en: "How a returned place is sold again")
        case .serialGoesLast: .flag(true, zh: "退号再约的排在最后", en: "Whether a returned number goes last")
        case .waitlistPerPatient: .count(1, zh: "每人最多候补几个", en: "Waitlist entries of a patient")
        case .waitlistPerDoctor: .count(1, zh: "每人同一医生最多候补几个", en: "Waitlist entries of a patient with a doctor")
        case .waitlistOfferMinutes:
            RuleDefinition(
                .number(1...1440, .minutes), .number(30), zh: "候补保留几分钟", en: "Minutes a waitlist offer stands")
        case .waitlistAutoBook: .flag(false, zh: "候补到号自动预约", en: "Whether a waitlist place is booked at once")
        case .waitlistStopHoursBefore:
            RuleDefinition(
                .number(0...240, .hours), .number(2), zh: "就诊前几小时停止候补",
                en: "Hours before the visit that the waitlist ends")
        case .patientsPerAccount: .count(10, zh: "每个手机号最多几位就诊人", en: "Patients of a phone")
        case .accountsPerPhone: .count(1, zh: "每个手机号最多几个账户", en: "Accounts of a phone")
        case .proxyAllowed: .flag(true, zh: "可以代他人预约", en: "Whether one can book for others")
        case .travelMinutes:
            RuleDefinition(.number(0...600, .minutes), .number(60), zh: "院区之间路上几分钟", en: "Minutes between two campuses")
        case .stopRefundsAtOnce: .flag(true, zh: "停诊自动退款", en: "Whether a stopped clinic refunds by itself")
        case .stopCountsNoStrike: .flag(true, zh: "停诊不计爽约", en: "Whether a stopped clinic leaves no strike")
        case .handOverSeconds:
            RuleDefinition(
                .number(1...3600, .seconds), .number(60), zh: "退号后多少秒内被别人约走算转号",
                en: "Seconds within which a returned place counts as passed on")
        case .handOverCount:
            RuleDefinition(
                .number(2...1000, .times), .number(3), zh: "两个账户之间转号几次要上报",
                en: "Places passed between two phones before staff are told")
        case .handOverDays:
            RuleDefinition(
                .number(1...365, .days), .number(30), zh: "转号在几天内累计", en: "Days over which passed places add up")
        default:
            RuleDefinition(
                .number(0...90, .days), .number(7), zh: "停诊后优先改约几天", en: "Days of priority after a stopped clinic")
        }
    }
}
