import AsyncHTTPClient
import Foundation
import LlamaServer
import LlamaServerTesting
import Testing

@Suite("The example in the documentation", .timeLimit(.minutes(10)))
struct DocumentationTests {
    @Test func `runs`() async throws {
        let scripted = ScriptedLlamaServer()
        let written = try await scripted.run { url in
            var written = ""
            func print(_ item: Any, terminator: String = "\n") { written += "\(item)\(terminator)" }
            // begin
            let httpClient = LlamaServer.makeHTTPClient()
            let server = try LlamaServer(configuration: .init(url: url), httpClient: httpClient)
            print(try await server.description().kind)
            for try await event in server.answer(to: .init(messages: [.init(role: .user, content: "Hello!")])) {
                if case .text(let text) = event { print(text, terminator: "") }
            }
            try await httpClient.shutdown()
            // end
            return written
        }
        #expect(written == "llama.cpp\nOK")
    }

    /// What stands in the documentation is what runs above.
    @Test func `is the one that runs`() throws {
        func lines(_ file: String, from first: String, to last: String) throws -> [String] {
            let folder = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
                .deletingLastPathComponent()
            let text = try String(contentsOf: folder.appending(path: file), encoding: .utf8)
            let all = text.components(separatedBy: "\n").map {
                $0.replacing("///", with: "").trimmingCharacters(in: .whitespaces)
            }
            let start = try #require(all.firstIndex(of: first))
            let end = try #require(all[start...].firstIndex(of: last))
            return Array(all[start...end])
        }
        let first = "let httpClient = LlamaServer.makeHTTPClient()"
        let last = "try await httpClient.shutdown()"
        let documented = try lines("Sources/LlamaServer/Server/LlamaServer.swift", from: first, to: last)
        let tested = try lines("Tests/LlamaServerTests/DocumentationTests.swift", from: first, to: last)
        #expect(documented.map { $0.replacing(#""http://127.0.0.1:8080""#, with: "url") } == tested)
    }
}
