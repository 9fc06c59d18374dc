import Testing

@testable import LlamaServer

@Suite("LLAMA_SERVER_URL")
struct ServerURLTests {
    @Test(arguments: [
        ("http://127.0.0.1:8080", "http://127.0.0.1:8080"),
        ("http://127.0.0.1:8080/", "http://127.0.0.1:8080"),
        (" http://127.0.0.1:8080\n", "http://127.0.0.1:8080"),
        ("http://localhost/v1", "http://localhost"),
        ("http://localhost/v1/", "http://localhost"),
        ("http://localhost:1/v1/chat/completions", "http://localhost:1"),
        ("https://host.example/llama/", "https://host.example/llama"),
        ("https://host.example/llama/v1", "https://host.example/llama"),
        ("HTTP://Host:80", "http://Host:80"),
        ("http://[::1]:8080/v1", "http://[::1]:8080"),
        ("http://host/a%20b", "http://host/a%20b"),
    ])
    func `is understood as people write it`(text: String, base: String) throws {
        #expect(try ServerURL(text).base == base)
    }

    @Test(arguments: [
        ("", "empty"), ("   ", "empty"), ("127.0.0.1:8080", "begin with http"), ("localhost", "begin with http"),
        ("localhost:8080", "begin with http"), ("ftp://host", "ftp"), ("http://", "host"), ("http://:8080", "host"),
        ("http://a b", "space"), ("http://host:99999", "port"), ("http://host:0", "port"), ("http://host:x", ""),
        ("http://host?x=1", "after the path"), ("http://host/#a", "after the path"), ("http:/host", "begin with http"),
        ("http://[::1", ""), ("file:///etc/passwd", "file"), ("http://user:pass@host", "LLAMA_API_KEY"),
        ("http://pass@host:1/", "LLAMA_API_KEY"), ("ftp://user:pass@host", "ftp"),
        ("user:pass@host", "begin with http"),
    ])
    func `or one line says what is wrong with it`(text: String, reason: String) {
        do {
            let url = try ServerURL(text)
            Issue.record("taken as \(url.base)")
        } catch {
            #expect(error.description.contains(reason))
            #expect(!error.description.contains("pass@") && !error.description.contains("user:"))
            #expect(!error.description.contains("\n") && error.description.hasSuffix("http://127.0.0.1:8080"))
        }
    }

    @Test func `the configuration does not print its key`() {
        let configuration = LlamaServerConfiguration(url: "http://user:secret@host", apiKey: "secret")
        var dumped = ""
        dump(configuration, to: &dumped)
        for text in ["\(configuration)", String(reflecting: configuration), dumped] {
            #expect(!text.contains("secret"))
        }
    }
}
