import HTTPTypes
import Hummingbird
import TimeExpressions

/// Finds the language a client wants to read.
enum RequestLanguage {
    /// The language of a request: `?lang=`, else the best of `Accept-Language`, else Chinese.
    static func of(_ request: Request) -> Language {
        if request.uri.query != nil, let wanted = request.uri.queryParameters["lang"].flatMap({ language(of: $0) }) {
            return wanted
        }
        return request.headers[.acceptLanguage].flatMap { best(of: $0) } ?? .zh
    }

    /// The language of a tag such as `zh-Hans-CN`; `nil` for one the desk does not speak.
    static func language(of tag: some StringProtocol) -> Language? {
        let primary = tag.prefix { $0 != "-" && $0 != "_" }.lowercased()
        return Language(rawValue: primary)
    }

    /// The most wanted language of an `Accept-Language` header that the desk speaks.
    static func best(of header: String) -> Language? {
        var best: (language: Language, quality: Double)?
        for entry in header.split(separator: ",") {
            let parts = entry.split(separator: ";").map { $0.filter { $0 != " " } }
            guard let tag = parts.first, let language = language(of: tag) else { continue }
            let quality = parts.dropFirst().first { $0.hasPrefix("q=") }.flatMap { Double($0.dropFirst(2)) } ?? 1
            if quality > 0, quality > (best?.quality ?? 0) { best = (language, quality) }
        }
        return best?.language
    }
}
