import NIOCore
import NIOHTTP1

extension ScriptedLlamaServer {
    /// What is answered to one request.
    public struct Reply: Sendable {
        public enum Step: Sendable, Hashable {
            case bytes(String)
            /// Bytes that need not be text.
            case data([UInt8])
            /// Waits until ``ScriptedLlamaServer/release()``. As the first step not even the status is sent before.
            case hold
            /// Breaks the connection off.
            case abort
        }

        public var status: Int
        public var headers: [(String, String)]
        public var steps: [Step]

        /// - Parameter headers: `Content-Type` is a stream's where nothing is said, and JSON's where the steps begin with a brace.
        public init(status: Int = 200, headers: [(String, String)] = [], steps: [Step]) {
            self.status = status
            self.headers = headers
            self.steps = steps
        }

        /// A whole answer of one piece.
        public static func json(_ text: String, status: Int = 200) -> Reply {
            Reply(status: status, headers: [("Content-Type", "application/json; charset=utf-8")], steps: [.bytes(text)])
        }

        /// A whole streamed answer of `/v1/chat/completions`.
        public static func chat(_ text: String) -> Reply {
            Reply(steps: [chatStart, chatDelta(text), chatEnd])
        }

        /// A whole streamed answer of `/completion`.
        public static func completion(_ text: String) -> Reply {
            Reply(steps: [
                .bytes("data: {\"index\":0,\"content\":\(quoted(text)),\"stop\":false}\n\n"),
                .bytes("data: {\"index\":0,\"content\":\"\",\"stop\":true,\"stop_type\":\"eos\"}\n\n"),
            ])
        }

        /// The first event of a streamed chat answer.
        public static var chatStart: Step {
            .bytes(event("{\"finish_reason\":null,\"index\":0,\"delta\":{\"role\":\"assistant\",\"content\":null}}"))
        }
        /// An event with a piece of a streamed chat answer.
        public static func chatDelta(_ text: String) -> Step {
            .bytes(event("{\"finish_reason\":null,\"index\":0,\"delta\":{\"content\":\(quoted(text))}}"))
        }
        /// An event of `return_progress`: so much of a prompt is read, of which nothing was known.
        public static func promptProgress(_ percent: Int) -> Step {
            .bytes(
                "data: {\"choices\":[],\"object\":\"chat.completion.chunk\","
                    + "\"prompt_progress\":{\"total\":1000,\"cache\":0,\"processed\":\(percent * 10),\"time_ms\":1}}\n\n"
            )
        }
        /// The last events of a streamed chat answer.
        public static var chatEnd: Step {
            .bytes(event("{\"finish_reason\":\"stop\",\"index\":0,\"delta\":{}}") + "data: [DONE]\n\n")
        }

        private static func event(_ choice: String) -> String {
            "data: {\"choices\":[\(choice)],\"object\":\"chat.completion.chunk\"}\n\n"
        }

        private static func quoted(_ text: String) -> String {
            var result = "\""
            for scalar in text.unicodeScalars {
                switch scalar {
                case "\"", "\\": result += "\\\(scalar)"
                case "\n": result += "\\n"
                case _ where scalar.value < 0x20:
                    result += "\\u00" + (scalar.value < 16 ? "0" : "") + String(scalar.value, radix: 16)
                default: result.unicodeScalars.append(scalar)
                }
            }
            return result + "\""
        }

        var head: HTTPResponseHead {
            var fields = HTTPHeaders(headers)
            if !fields.contains(name: "content-type") {
                let isJSON = if case .bytes(let text)? = steps.first { text.hasPrefix("{") } else { false }
                fields.add(
                    name: "Content-Type",
                    value: isJSON ? "application/json; charset=utf-8" : "text/event-stream"
                )
            }
            return HTTPResponseHead(version: .http1_1, status: HTTPResponseStatus(statusCode: status), headers: fields)
        }
    }
}
