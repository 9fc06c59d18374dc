import AsyncHTTPClient
import NIOCore
import NIOHTTP1
import NIOPosix

extension ConnectionFailure {
    /// - Parameters:
    ///   - method: The method that was called.
    ///   - error: What the HTTP client threw. Its own words may hold the URL, and the URL the token, so that none of them
    ///     is passed on.
    init(method: String, cause error: any Error) {
        let (reason, mayHaveArrived) = Self.explain(error)
        self.init(method: method, reason: reason, mayHaveArrived: mayHaveArrived)
    }

    private static func explain(_ error: any Error) -> (reason: String, mayHaveArrived: Bool) {
        switch error {
        case let error as HTTPClientError:
            explain(error)
        case let error as NIOConnectionError:
            (explain(error), false)
        case let error as IOError where error.errnoCode == ECONNREFUSED:
            ("the connection was refused", false)
        case let error as IOError:
            ("the connection failed (errno \(error.errnoCode))", true)
        case HTTPParserError.invalidEOFState:
            ("the server closed the connection", true)
        case is HTTPParserError:
            ("the answer is not HTTP", true)
        case is SilentBody:
            ("the answer did not end in time", true)
        case is NIOTooManyBytesError:
            ("the answer is too large", true)
        case let error where "\(error)".hasPrefix("handshakeFailed"):
            // NIOSSL's, which is not a dependency of ours for one case.
            ("the TLS handshake failed: is it an HTTPS server with a valid certificate?", false)
        default:
            ("the connection failed (\(type(of: error)))", true)
        }
    }

    private static func explain(_ error: HTTPClientError) -> (reason: String, mayHaveArrived: Bool) {
        switch error {
        case .connectTimeout: ("no connection within the time allowed", false)
        case .tlsHandshakeTimeout: ("no TLS handshake within the time allowed", false)
        case .getConnectionFromPoolTimeout: ("no free connection within the time allowed", false)
        case .invalidURL, .emptyHost, .emptyScheme: ("the address can't be used", false)
        case .alreadyShutdown: ("the HTTP client is shut down", false)
        case .deadlineExceeded: ("no answer within the time allowed", true)
        case .readTimeout: ("the server fell silent", true)
        case .remoteConnectionClosed, .uncleanShutdown: ("the server closed the connection", true)
        default: ("the HTTP exchange failed (\(error.shortDescription))", true)
        }
    }

    private static func explain(_ error: NIOConnectionError) -> String {
        if error.connectionErrors.isEmpty, error.dnsAError != nil || error.dnsAAAAError != nil {
            return "the server's name is not known"
        }
        let refused = error.connectionErrors.contains { ($0.error as? IOError)?.errnoCode == ECONNREFUSED }
        return refused ? "the connection was refused" : "the server can't be reached"
    }
}
