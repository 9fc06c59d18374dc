import AsyncHTTPClient
import BrowserTesting
import Foundation
import NIOCore
import NIOHTTP1
import TelegramSandbox
import Testing

/// What a bot does, where a test is the bot.
extension TelegramSandbox {
    /// Calls a method, which has to succeed.
    ///
    /// - Parameters:
    ///   - chat: the parameter `chat_id`, if the method has one.
    ///   - parameters: the others, an object.
    func call(_ method: String, chat: Int64? = nil, _ parameters: JSONValue) async throws {
        guard case .object(var members) = parameters else { return }
        if let chat { members["chat_id"] = .number(Double(chat)) }
        try await post(method, "application/json", try JSONEncoder().encode(JSONValue.object(members)))
    }

    func post(_ method: String, _ type: String, _ body: Data) async throws {
        var request = HTTPClientRequest(url: try await apiURL() + "/bot\(botToken)/\(method)")
        request.method = .POST
        request.headers.add(name: "Content-Type", value: type)
        request.body = .bytes(ByteBuffer(bytes: body))
        let response = try await HTTPClient.shared.execute(request, timeout: .seconds(120))
        let text = String(buffer: try await response.body.collect(upTo: 1 << 20))
        #expect(response.status == .ok, "\(method): \(text)")
    }
}
