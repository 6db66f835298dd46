import FrontDesk

extension Problem {
    /// What the desk could not do, as an HTTP client needs to hear it.
    init(_ error: DeskError) {
        switch error {
        case .unknownConversation: self = .unknownConversation
        case .wrongToken: self = .wrongToken
        case .unknownResumeCode:
            self.init(.unknownResumeCode, zh: "续接码不存在或已用过。", en: "The resume code does not exist or was used.")
        case .textTooLong(let limit):
            self.init(
                .tooLarge, zh: "一条消息最多 \(limit) 字节（UTF-8），请分几条发送。",
                en: "A message may have at most \(limit) bytes of UTF-8; send it in parts.")
        case .badMessageID:
            self.init(
                .invalidMember, zh: "message_id 要有 1 到 200 个字符。", en: "message_id must have 1 to 200 characters.")
        case .messageIDReused:
            self.init(
                .messageIDReused, zh: "同一个 message_id 只能重发同样的话；新的话请用新的 message_id。",
                en: "Repeat a message_id only with the same text; a new text needs a new message_id.")
        case .phoneNotProven:
            self.init(
                .phoneNotProven, zh: "请先在对话中用短信验证码验证手机号。",
                en: "Prove the phone in the conversation first, with the code sent by text message.")
        case .crowded(let seconds):
            self.init(
                .crowded, zh: "现在约号的人太多，连排队的位置都满了，请 \(seconds) 秒后再试。",
                en: "So many people are booking that even the line is full; try again in \(seconds) s.",
                retryAfter: seconds)
        case .busy(let seconds):
            self.init(
                .busy, zh: "这个对话里还有消息没有处理完，请 \(seconds) 秒后用同一个 message_id 重发。",
                en: "Messages of this conversation are still waiting; repeat with the same message_id in \(seconds) s.",
                retryAfter: seconds)
        case .storageUnavailable(_, let seconds):
            // The reason may name files and hosts: it belongs in the log, not in an answer.
            self.init(
                .unavailable, zh: "暂时存不下您的话，请 \(seconds) 秒后用同一个 message_id 重发。",
                en: "The desk cannot keep messages right now; repeat with the same message_id in \(seconds) s.",
                retryAfter: seconds)
        }
    }

    /// Where JSON stops being JSON.
    init(_ fault: JSONFault) {
        let zh: String
        let en: String
        switch fault.reason {
        case .invalidUTF8: (zh, en) = ("这里的字节不是 UTF-8", "the bytes here are not UTF-8")
        case .unexpectedEnd: (zh, en) = ("没有写完", "it ends too early")
        case .unexpectedCharacter(let character): (zh, en) = ("多了“\(character)”", "unexpected \"\(character)\"")
        case .controlCharacterInString:
            (zh, en) = ("字符串里的控制字符要转义", "a control character in a string must be escaped")
        case .badEscape: (zh, en) = ("反斜杠转义写错了", "a bad backslash escape")
        case .badNumber: (zh, en) = ("数字写错了", "a badly written number")
        case .tooDeep(let limit): (zh, en) = ("嵌套超过 \(limit) 层", "nested deeper than \(limit) levels")
        case .trailingCharacters: (zh, en) = ("JSON 后面还有别的字符", "something follows the JSON")
        }
        self.init(
            fault.reason == .invalidUTF8 ? .invalidUTF8 : .malformedJSON,
            zh: "第 \(fault.line) 行第 \(fault.column) 列：\(zh)。",
            en: "Line \(fault.line), column \(fault.column): \(en).")
    }

    static let unknownConversation = Problem(
        .unknownConversation, zh: "没有这个对话，或者它不属于这个令牌。",
        en: "There is no such conversation, or it does not belong to this token.")

    static let wrongToken = Problem(
        .unauthorised, zh: "请在请求头里写：Authorization: Bearer 加上开始对话时得到的 token。",
        en: "Send the header Authorization: Bearer with the token from the opening of the conversation.")

    static let failure = Problem(
        .failure, zh: "服务器出了差错，已记录。请稍后再试。", en: "The server made a mistake, which is logged. Try again later.")

    /// A member of the body that is missing or of another kind.
    static func member(_ name: String, zh: String, en: String) -> Problem {
        Problem(.invalidMember, zh: "\(name)：\(zh)。", en: "\(name): \(en).")
    }

    /// A query parameter that cannot be used.
    static func parameter(_ name: String, zh: String, en: String) -> Problem {
        Problem(.invalidParameter, zh: "\(name)：\(zh)。", en: "\(name): \(en).")
    }

    /// A body or text over its limit.
    static func tooLarge(limit: Int) -> Problem {
        Problem(.tooLarge, zh: "请求最多 \(limit) 字节。", en: "A request may have at most \(limit) bytes.")
    }
}
