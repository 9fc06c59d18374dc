/// Why a real server is not there for a test.
public enum RealLlamaServerError: Error, CustomStringConvertible {
    case notInstalled(_ missing: String)
    case exited(_ log: String)
    case notReady(_ log: String)

    public var description: String {
        switch self {
        case .notInstalled(let missing): "\(missing) is missing: run script/setup --tests"
        case .exited(let log): "the server ended before it was ready:\n\(log)"
        case .notReady(let log): "the server did not answer within a minute:\n\(log)"
        }
    }
}
