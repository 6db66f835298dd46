import Hummingbird
import NIOCore
import TimeExpressions

/// What travels with a request: where it came from and what language its sender reads.
struct DeskRequestContext: RequestContext {
    var coreContext: CoreRequestContextStorage
    /// The peer's IP address; behind the front door the visitor's.
    var address: String?
    /// The language of error answers and names.
    var language: Language = .zh

    init(source: Source) {
        coreContext = .init(source: source)
        address = source.channel.remoteAddress?.ipAddress
    }
}
