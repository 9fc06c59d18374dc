/// A LLaMA server that says what it is told to, for what a real one can't be made to do; it keeps every request.
///
/// It passes for llama.cpp's `llama-server` (`/health`, `/props`, `/v1/models`) unless a route is scripted otherwise.
public actor ScriptedLlamaServer {
    /// What is answered to one request.
    public struct Reply: Sendable {
        public enum Step: Sendable {
            case bytes(String)
            /// Waits until ``ScriptedLlamaServer/release()``.
            case hold
            /// Breaks the connection off.
            case abort
        }
        public var status: Int
        public var headers: [(String, String)]
        public var steps: [Step]
        public init(status: Int = 200, headers: [(String, String)] = [], steps: [Step]) { fatalError() }

        /// A whole streamed chat answer.
        public static func chat(_ text: String) -> Reply { fatalError() }
    }

    public struct Request: Sendable {
        public var method: String
        public var path: String
        public var body: String
    }

    public init() { fatalError() }

    /// Serves on a free port while `body` runs.
    public func run<R: Sendable>(_ body: @Sendable (_ url: String) async throws -> R) async throws -> R { fatalError() }

    /// What the next request to a path gets; after the script's end the default (`.chat("OK")` for answers).
    public func script(_ path: String, _ replies: Reply...) { fatalError() }
    /// What every request to a path gets from now on, where no single reply is scripted.
    public func always(_ path: String, _ reply: Reply?) { fatalError() }
    public func release() { fatalError() }
    public var requests: [Request] { fatalError() }
    /// How many requests were open at once, at most.
    public var mostAtOnce: Int { fatalError() }
}
