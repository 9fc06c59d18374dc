import HTTPTypes
import Hummingbird
import NIOCore

extension HTTPFields {
    /// What everything of the page says: nothing is loaded but from here, nothing is run but its modules, nobody shows it in a frame.
    static let page: HTTPFields = {
        let fields = [
            (
                "Content-Security-Policy",
                "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; img-src 'self' data:; "
                    + "base-uri 'none'; form-action 'none'; frame-ancestors 'none'; require-trusted-types-for 'script'"
            ),
            ("X-Content-Type-Options", "nosniff"),
            ("Referrer-Policy", "no-referrer"),
            ("Cross-Origin-Resource-Policy", "same-origin"),
            ("Cross-Origin-Opener-Policy", "same-origin"),
        ]
        return HTTPFields(
            fields.compactMap { name, value in HTTPField.Name(name).map { HTTPField(name: $0, value: value) } }
        )
    }()
}

extension Response {
    /// An answer to the page.
    static func page(_ json: JSON, status: Int = 200) -> Response {
        var headers = HTTPFields.page
        headers[.contentType] = "application/json"
        headers[.cacheControl] = "no-store"
        return Response(
            status: .init(code: status),
            headers: headers,
            body: .init(byteBuffer: ByteBuffer(string: json.text))
        )
    }

    static func page(_ failure: PageFailure, isHead: Bool = false) -> Response {
        let response = page(failure.json, status: failure.status)
        return isHead ? response.createHeadResponse() : response
    }
}
