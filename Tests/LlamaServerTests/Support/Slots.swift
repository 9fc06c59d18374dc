import AsyncHTTPClient
import Foundation
import NIOCore

private struct Slot: Decodable {
    var isProcessing: Bool

    enum CodingKeys: String, CodingKey {
        case isProcessing = "is_processing"
    }
}

/// Whether a slot of a real llama.cpp server works.
func isProcessing(_ url: String) async throws -> Bool {
    let response = try await HTTPClient.shared.execute(
        HTTPClientRequest(url: url + "/slots"),
        timeout: .seconds(60)
    )
    let body = try await response.body.collect(upTo: 1 << 20)
    return try JSONDecoder().decode([Slot].self, from: Data(body.readableBytesView)).contains(where: \.isProcessing)
}
