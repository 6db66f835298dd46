import TimeExpressions

/// How the line socket is served.
public struct LineOptions: Sendable {
    /// After how much silence what is said.
    public struct Silence: Sendable {
        /// After this the caller is told that somebody is still there.
        public var reassure: Duration
        /// After this a person is offered.
        public var offerPerson: Duration
        /// After this the talk is kept under its resume code and the line is closed.
        public var park: Duration

        /// Makes a ladder. A relay operator must stay on a call for ten minutes, so the last rung is not below that.
        public init(
            reassure: Duration = .seconds(60), offerPerson: Duration = .seconds(180), park: Duration = .seconds(600)
        ) {
            self.reassure = reassure
            self.offerPerson = offerPerson
            self.park = park
        }
    }

    /// Address to listen on.
    public var host: String
    /// Port of the raw line; 0 takes any free one, `nil` serves none.
    public var rawPort: Int?
    /// Port of the telnet line; 0 takes any free one, `nil` serves none.
    public var telnetPort: Int?
    /// Lines open at the same time, on both ports together; further callers are asked to call again.
    public var maximumLines: Int
    /// Language of the greeting, until the caller's own words change it.
    public var language: Language
    /// How long a raw line waits for the caller's first words before it greets: they may be a resume code.
    public var greetingDelay: Duration
    /// The pause after which a line without an end is taken as ended.
    public var pause: Duration
    /// What is said to silence.
    public var silence: Silence
    /// How long a shutdown waits for running turns.
    public var drain: Duration
    /// Whose PROXY header is believed; other callers count by their own address, this machine's by none.
    public var trustedProxies: TrustedProxies

    /// Makes options.
    public init(
        host: String = "127.0.0.1", rawPort: Int? = 7070, telnetPort: Int? = 7023, maximumLines: Int = 20_000,
        language: Language = .zh, greetingDelay: Duration = .milliseconds(300), pause: Duration = .seconds(2),
        silence: Silence = Silence(), drain: Duration = .seconds(10), trustedProxies: TrustedProxies = TrustedProxies()
    ) {
        self.host = host
        self.rawPort = rawPort
        self.telnetPort = telnetPort
        self.maximumLines = maximumLines
        self.language = language
        self.greetingDelay = greetingDelay
        self.pause = pause
        self.silence = silence
        self.drain = drain
        self.trustedProxies = trustedProxies
    }
}
