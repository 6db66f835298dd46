import Booking
import FrontDesk
import HTTPTypes
import TimeExpressions

/// An error answer in the shape of RFC 9457, told in the speaker's language.
struct Problem: Error, Hashable, Sendable {
    /// What kind of trouble; the last part of the answer's `type`.
    enum Kind: String, Hashable, Sendable, CaseIterable {
        case notFound = "not-found"
        case wrongMethod = "wrong-method"
        case unsupportedMediaType = "unsupported-media-type"
        case malformedJSON = "malformed-json"
        case invalidUTF8 = "invalid-utf8"
        case invalidMember = "invalid-member"
        case invalidParameter = "invalid-parameter"
        case tooLarge = "too-large"
        case unauthorised = "unauthorised"
        case unknownConversation = "unknown-conversation"
        case messageIDReused = "message-id-reused"
        case phoneNotProven = "phone-not-proven"
        case staffNotConfigured = "staff-not-configured"
        case unknownClinic = "unknown-clinic"
        case unknownVisit = "unknown-visit"
        case notPossible = "not-possible"
        case unknownResumeCode = "unknown-resume-code"
        case busy = "busy"
        case crowded = "crowded"
        case unavailable = "unavailable"
        case badRequest = "bad-request"
        case failure = "failure"
    }

    /// The kind.
    var kind: Kind
    /// What exactly, and what to do about it.
    var detail: LocalizedText
    /// Seconds after which to try again.
    var retryAfter: Int?
    /// The methods that are allowed at this place.
    var allow: String?

    init(_ kind: Kind, zh: String, en: String, retryAfter: Int? = nil, allow: String? = nil) {
        self.kind = kind
        detail = LocalizedText(zh: zh, en: en)
        self.retryAfter = retryAfter
        self.allow = allow
    }

    /// The HTTP status.
    var status: HTTPResponse.Status { kind.status }

    /// The body.
    func body(language: Language, instance: String) -> [UInt8] {
        var writer = JSONWriter(capacity: 256)
        writer.object { writer in
            writer.member("type", "urn:frontdesk:problem:\(kind.rawValue)")
            writer.member("title", language == .zh ? kind.title.zh : kind.title.en)
            writer.member("status", status.code)
            writer.member("detail", language == .zh ? detail.zh : detail.en)
            writer.member("instance", instance)
        }
        return writer.bytes
    }

    /// The headers that go with it.
    var headers: HTTPFields {
        var headers: HTTPFields = [.contentType: "application/problem+json"]
        if let retryAfter { headers[.retryAfter] = String(retryAfter) }
        if let allow { headers[.allow] = allow }
        if kind == .unauthorised { headers[.wwwAuthenticate] = "Bearer realm=\"frontdesk\"" }
        return headers
    }
}

extension Problem.Kind {
    /// The HTTP status of the kind.
    var status: HTTPResponse.Status {
        switch self {
        case .notFound, .unknownConversation, .unknownResumeCode, .unknownClinic, .unknownVisit: .notFound
        case .wrongMethod: .methodNotAllowed
        case .unsupportedMediaType: .unsupportedMediaType
        case .malformedJSON, .invalidUTF8, .invalidParameter, .badRequest: .badRequest
        case .invalidMember, .messageIDReused: .unprocessableContent
        case .tooLarge: .contentTooLarge
        case .unauthorised: .unauthorized
        case .phoneNotProven, .staffNotConfigured: .forbidden
        case .notPossible: .conflict
        case .busy, .crowded: .tooManyRequests
        case .unavailable: .serviceUnavailable
        case .failure: .internalServerError
        }
    }

    /// The kind in words.
    var title: LocalizedText {
        switch self {
        case .notFound: LocalizedText(zh: "没有这个地址", en: "No such place")
        case .wrongMethod: LocalizedText(zh: "这个地址不接受这种请求方法", en: "Method not allowed here")
        case .unsupportedMediaType: LocalizedText(zh: "只接受 JSON", en: "Only JSON is accepted")
        case .malformedJSON: LocalizedText(zh: "JSON 写错了", en: "Malformed JSON")
        case .invalidUTF8: LocalizedText(zh: "不是有效的 UTF-8", en: "Not valid UTF-8")
        case .invalidMember: LocalizedText(zh: "内容不对", en: "Invalid content")
        case .invalidParameter: LocalizedText(zh: "参数不对", en: "Invalid parameter")
        case .tooLarge: LocalizedText(zh: "内容太长", en: "Too large")
        case .unauthorised: LocalizedText(zh: "令牌不对", en: "Token missing or wrong")
        case .unknownConversation: LocalizedText(zh: "没有这个对话", en: "No such conversation")
        case .messageIDReused:
            LocalizedText(zh: "message_id 已用于别的话", en: "message_id was used with another text")
        case .phoneNotProven: LocalizedText(zh: "还没有验证手机号", en: "The phone is not proven yet")
        case .staffNotConfigured: LocalizedText(zh: "没有配置工作人员令牌", en: "No staff tokens are configured")
        case .unknownClinic: LocalizedText(zh: "没有这个班次、号源或医生", en: "No such session, slot or doctor")
        case .unknownVisit: LocalizedText(zh: "没有这个就诊或申诉", en: "No such visit or appeal")
        case .notPossible: LocalizedText(zh: "现在不能这样做", en: "Not possible now")
        case .unknownResumeCode: LocalizedText(zh: "没有这个续接码", en: "No such resume code")
        case .crowded: LocalizedText(zh: "排队的人太多", en: "Too many people in line")
        case .busy: LocalizedText(zh: "消息太密", en: "Too many messages at once")
        case .unavailable: LocalizedText(zh: "暂时不能服务", en: "Not available now")
        case .badRequest: LocalizedText(zh: "请求不对", en: "Bad request")
        case .failure: LocalizedText(zh: "出了差错", en: "Something went wrong")
        }
    }
}
