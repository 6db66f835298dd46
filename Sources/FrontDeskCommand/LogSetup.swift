import Logging

/// Logging of the command: to standard error, so that standard output stays data.
enum LogSetup {
    /// Makes a logger; `level` is one of swift-log's names.
    static func logger(_ label: String, level: Logger.Level = .info) -> Logger {
        var logger = Logger(label: label) { StreamLogHandler.standardError(label: $0) }
        logger.logLevel = level
        return logger
    }
}
