import Testing

@testable import LlamaServer

@Suite("Certificates of a server")
struct CertificateTests {
    private struct Failure: Error, CustomStringConvertible {
        var description: String
    }

    static let trust = "TLS failed, its certificate is not trusted here (self-signed, expired, or for another host?)"

    /// The texts are those of swift-nio-ssl 2.
    @Test(arguments: [
        (
            "handshakeFailed(NIOSSL.BoringSSLError.sslError([Error: 268435581 error:1000007d:SSL routines:"
                + "OPENSSL_internal:CERTIFICATE_VERIFY_FAILED at ssl/handshake.cc:320]))",
            trust
        ),
        ("NIOSSLExtraError.failedToValidateHostname: Couldn't find <none> in certificate from peer", trust),
        (
            "handshakeFailed(NIOSSL.BoringSSLError.sslError([Error: 268435703 error:100000f7:SSL routines:"
                + "OPENSSL_internal:WRONG_VERSION_NUMBER at ssl/tls_record.cc:231]))",
            "TLS failed"
        ),
    ])
    func `are named if they are the reason`(text: String, reason: String) {
        #expect(LlamaServerError(beforeAnswer: Failure(description: text)) == .notReachable(reason))
    }
}
