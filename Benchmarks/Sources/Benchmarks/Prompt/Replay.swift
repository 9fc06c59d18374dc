import Foundation

/// Asks again what was asked before, of a server that has to read all of it anew.
enum Replay {
    /// - Returns: How many answers are others than with what the server knew of before.
    static func countDiffering(_ requests: [ModelRequest], at url: String) async throws -> Int {
        var differing = 0
        for request in requests where !request.isWarmUp && request.ended != nil && request.status == 200 {
            guard var body = try JSONSerialization.jsonObject(with: request.body) as? [String: Any] else { continue }
            body["cache_prompt"] = false
            body["stream"] = false
            body["return_progress"] = nil
            body["stream_options"] = nil
            let reply = try await PlainHTTP.post(JSONSerialization.data(withJSONObject: body), to: url + request.path)
            var again = ModelRequest(path: request.path, body: request.body, began: .now)
            again.take(reply.body)
            if reply.status != 200 || again.text != request.text { differing += 1 }
        }
        return differing
    }
}
