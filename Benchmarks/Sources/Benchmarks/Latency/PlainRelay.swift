import AsyncHTTPClient
import Foundation
import NIOCore
import NIOHTTP1

/// The same way over HTTP as the bot's, with nothing on it: a message goes to the model as it is, its first word becomes a
/// draft, and all of them a message.
struct PlainRelay: Sendable {
    var telegramURL: String
    var token: String
    var llamaURL: String

    /// Relays while `body` runs.
    func run<R: Sendable>(_ body: @escaping @Sendable () async throws -> R) async throws -> R {
        try await withThrowingTaskGroup(of: R?.self) { group in
            group.addTask { try await body() }
            group.addTask {
                try await relay()
                return nil
            }
            defer { group.cancelAll() }
            guard let value = try await group.next() ?? nil else { throw CancellationError() }
            return value
        }
    }

    private func relay() async throws {
        var offset = 0
        try await withThrowingDiscardingTaskGroup { group in
            while !Task.isCancelled {
                let reply = try await call("getUpdates", ["offset": "\(offset)", "timeout": "30"])
                for update in try JSONDecoder().decode(Updates.self, from: Data(reply.readableBytesView)).result {
                    offset = update.id + 1
                    guard let message = update.message, let text = message.text else { continue }
                    group.addTask { try await answer(text, in: message.chat.id) }
                }
            }
        }
    }

    private func answer(_ text: String, in chatID: Int64) async throws {
        var request = HTTPClientRequest(url: "\(llamaURL)/v1/chat/completions")
        request.method = .POST
        request.headers.add(name: "content-type", value: "application/json")
        let question = try JSONEncoder().encode(["role": "user", "content": text])
        request.body = .bytes(
            ByteBuffer(string: #"{"stream":true,"messages":[\#(String(decoding: question, as: UTF8.self))]}"#)
        )
        let response = try await PlainHTTP.client.execute(request, timeout: .seconds(300))
        var answer = ""
        for try await piece in response.body {
            // The model writes an event at a time.
            for event in String(buffer: piece).split(separator: "\n\n") {
                guard let start = event.range(of: #""content":""#), let end = event.range(of: #""}"#) else { continue }
                let isFirst = answer.isEmpty
                answer += event[start.upperBound..<end.lowerBound]
                if isFirst {
                    _ = try await call("sendMessageDraft", ["chat_id": "\(chatID)", "draft_id": "1", "text": answer])
                }
            }
        }
        _ = try await call("sendMessage", ["chat_id": "\(chatID)", "text": answer.replacing(#"\n"#, with: "\n")])
    }

    private func call(_ method: String, _ parameters: [String: String]) async throws -> ByteBuffer {
        var request = HTTPClientRequest(url: "\(telegramURL)/bot\(token)/\(method)")
        request.method = .POST
        request.headers.add(name: "content-type", value: "application/json")
        request.body = .bytes(ByteBuffer(bytes: try JSONEncoder().encode(parameters)))
        return try await PlainHTTP.client.execute(request, timeout: .seconds(60)).body.collect(upTo: 1 << 24)
    }

    private struct Updates: Decodable {
        var result: [Update]

        struct Update: Decodable {
            var id: Int
            var message: Message?

            enum CodingKeys: String, CodingKey {
                case id = "update_id"
                case message
            }
        }

        struct Message: Decodable {
            struct Chat: Decodable {
                var id: Int64
            }

            var chat: Chat
            var text: String?
        }
    }
}
