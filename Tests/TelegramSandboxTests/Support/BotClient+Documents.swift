@testable import TelegramSandbox

extension BotClient {
    /// Uploads a small document; the result is the message.
    func sendDocument(_ parameters: [String: JSON]) async throws -> JSON {
        var body = ""
        for (name, value) in parameters {
            let text = value.string ?? value.text
            body += "--bound\r\nContent-Disposition: form-data; name=\"\(name)\"\r\n\r\n\(text)\r\n"
        }
        body += "--bound\r\nContent-Disposition: form-data; name=\"document\"; filename=\"answer.md\"\r\n\r\n"
        body += "# Answer\r\n--bound--\r\n"
        let type = "multipart/form-data; boundary=bound"
        let reply = try await send(path: "/bot\(token)/sendDocument", type: type, body: body)
        guard reply.status == 200 else { throw Unexpected(reply: reply) }
        return reply.result
    }
}
