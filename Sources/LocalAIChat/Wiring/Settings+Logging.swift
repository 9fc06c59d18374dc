import Logging

extension Settings {
    /// Starts the log of the process, on standard error. To be called once.
    ///
    /// - Parameter quietLevel: The level where the owner has set none.
    func startLogging(quietLevel: Logger.Level? = nil) {
        let level = isSet(.logLevel) ? logLevel : quietLevel ?? logLevel
        LoggingSystem.bootstrap { [logFormat, redaction] label in
            LineLogHandler(label: label, level: level, format: logFormat, redaction: redaction) {
                StandardStream.error.write($0)
            }
        }
    }
}
