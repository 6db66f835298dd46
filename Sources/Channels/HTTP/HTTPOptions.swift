/// How the HTTP channel is served.
public struct HTTPOptions: Sendable {
    /// Address to listen on.
    public var host: String
    /// Port to listen on; 0 takes any free one.
    public var port: Int
    /// Origins whose pages may call the API from a browser; `*` allows all.
    public var allowedOrigins: [String]
    /// The secret that Rasa's REST shape asks for as `?token=`; `nil` leaves it open.
    public var rasaToken: String?
    /// Who may use the staff endpoints; `nil` closes them.
    public var staff: StaffAccess?
    /// Largest request body in bytes; larger ones are answered 413.
    public var bodyLimit: Int
    /// Peers whose `X-Forwarded-For` is believed.
    public var trustedProxies: TrustedProxies
    /// Seconds between comments on a quiet SSE stream.
    public var heartbeat: Duration
    /// Whether the chat page is served at `/`.
    public var servesChatPage: Bool
    /// Path of a bare JSON echo route, the baseline of the benchmark; `nil` outside it.
    public var echoPath: String?
    /// More lines for `/metrics`, in the text format of Prometheus.
    public var moreMetrics: (@Sendable () async -> String)?

    /// Makes options.
    public init(
        host: String = "127.0.0.1", port: Int = 8080, allowedOrigins: [String] = [], rasaToken: String? = nil,
        staff: StaffAccess? = nil,
        bodyLimit: Int = 512 * 1024, trustedProxies: TrustedProxies = TrustedProxies(),
        heartbeat: Duration = .seconds(15),
        servesChatPage: Bool = true, echoPath: String? = nil, moreMetrics: (@Sendable () async -> String)? = nil
    ) {
        self.host = host
        self.port = port
        self.allowedOrigins = allowedOrigins
        self.rasaToken = rasaToken
        self.staff = staff
        self.bodyLimit = bodyLimit
        self.trustedProxies = trustedProxies
        self.heartbeat = heartbeat
        self.servesChatPage = servesChatPage
        self.echoPath = echoPath
        self.moreMetrics = moreMetrics
    }
}
