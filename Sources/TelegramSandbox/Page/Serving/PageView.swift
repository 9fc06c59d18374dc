import HTTPTypes
import Hummingbird
import NIOCore

/// What the page asks for to show it, by its name.
enum PageView {
    typealias Body = @Sendable (PageResponder, PageParameters, PageResponder.Context) async throws -> Response

    static let all: [String: Body] = [
        "events": { page, _, context in try await page.events(context) },
        "history": { page, parameters, _ in .page(try await page.sandbox.history(parameters)) },
        "documents": { page, parameters, _ in .page(document: try await page.sandbox.document(parameters)) },
    ]
}

extension Response {
    /// A file that a bot sent: kept by the browser, never shown.
    fileprivate static func page(document: StoredDocument) -> Response {
        var headers = HTTPFields.page
        headers[.contentType] = "application/octet-stream"
        headers[.contentDisposition] = "attachment; filename*=UTF-8''" + document.name.percentEncoded
        headers[.cacheControl] = "no-store"
        return Response(status: .ok, headers: headers, body: .init(byteBuffer: ByteBuffer(bytes: document.bytes)))
    }
}

extension String {
    /// As in RFC 8187.
    fileprivate var percentEncoded: String {
        utf8.map { byte in
            switch byte {
            case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
                UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "."), UInt8(ascii: "_"):
                String(UnicodeScalar(byte))
            default: "%" + (byte < 16 ? "0" : "") + String(byte, radix: 16, uppercase: true)
            }
        }.joined()
    }
}
