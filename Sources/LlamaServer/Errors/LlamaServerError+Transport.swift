import AsyncHTTPClient
import NIOCore
import NIOHTTP1

extension LlamaServerError {
    /// The case for an error of the transport while nothing was answered yet.
    init(beforeAnswer error: any Error) {
        switch error {
        case let error as LlamaServerError:
            self = error
        case let error as HTTPClientError where error == .connectTimeout:
            self = .notReachable("no connection within the time for it")
        case let error as HTTPClientError where error == .remoteConnectionClosed:
            self = .brokenStream("the server closed the connection without an answer")
        case let error as HTTPClientError:
            self = .notReachable(error.shortDescription)
        case is HTTPParserError:
            self = .brokenStream("what answers there does not speak HTTP")
        // ECONNRESET on Linux and on macOS
        case let error as IOError where error.errnoCode == 104 || error.errnoCode == 54:
            self = .brokenStream("the server closed the connection without an answer")
        default:
            self = .notReachable(Self.reason(String(describing: error)))
        }
    }

    /// The case for an error of the transport in the middle of an answer.
    init(duringAnswer error: any Error) {
        self = (error as? LlamaServerError) ?? .brokenStream("the connection was lost in the middle")
    }

    /// NIO's errors of connecting are of many types; their texts say what matters.
    private static func reason(_ text: String) -> String {
        let text = text.lowercased()
        return if text.contains("certificate_verify_failed") || text.contains("validatehostname") {
            // Self-signed, expired, or for another name; BoringSSL doesn't say which.
            "TLS failed, its certificate is not trusted here (self-signed, expired, or for another host?)"
        } else if text.contains("refused") {
            "connection refused"
        } else if text.contains("ssl") || text.contains("tls") || text.contains("certificate") {
            "TLS failed"
        } else if text.contains("unreachable") {
            "no route to the host"
        } else if text.contains("dns") || text.contains("unknown host") || text.contains("name or service") {
            "the host's name is unknown"
        } else if text.contains("timeout") || text.contains("timed out") {
            "no connection within the time for it"
        } else {
            "no connection"
        }
    }
}
