import Foundation
import LlamaServerTesting
import Subprocess
import TelegramSandbox
import Testing

@testable import LocalAIChat

/// What becomes of an answer that is being written when the program is told to end.
@Suite("Stopping localaichat run", .timeLimit(.minutes(5))) struct StoppingTests {
    private let path = "/v1/chat/completions"
    /// An answer that is half written until it is released.
    private let halfWritten = ScriptedLlamaServer.Reply(steps: [
        ScriptedLlamaServer.Reply.chatStart, ScriptedLlamaServer.Reply.chatDelta("One half, "), .hold,
        ScriptedLlamaServer.Reply.chatDelta("the other half."), ScriptedLlamaServer.Reply.chatEnd,
    ])

    /// The bot's messages that are complete.
    private func answers(to person: Person) async -> [String] {
        await person.messages().filter { $0.isFromBot && !$0.isStillWritten }.map(\.text)
    }

    private func answer(to person: Person, after messageID: Int) async throws -> String {
        try await person.reply(after: messageID) { $0.isFromBot && !$0.isStillWritten }.text
    }

    @Test("A running answer is finished, and nothing more is taken in", arguments: ["auto", "edit", "off"])
    func finishes(streaming: String) async throws {
        let llama = ScriptedLlamaServer()
        try await llama.run { [halfWritten, path] llamaURL in
            await llama.script(path, halfWritten)
            try await withSandbox { sandbox, environment in
                let (person, other) = (
                    await sandbox.person(firstName: "Anna"), await sandbox.person(firstName: "Boris")
                )
                let settings = ["LLAMA_SERVER_URL": llamaURL, "SHUTDOWN_GRACE": "1h", "STREAMING": streaming]
                let environment = environment.merging(settings) { $1 }
                try await withTemporaryFolder { folder in
                    let outcome = try await Program.run([], environment: environment, in: folder) { program in
                        let message = await person.send("hello")
                        await llama.held(1)
                        try program.send(.terminate)
                        try await program.output.wait(for: "Stopping. Running answers may go on for 3600 s")
                        await other.send("too late?")
                        await llama.release()
                        #expect(try await answer(to: person, after: message) == "One half, the other half.")
                    }
                    #expect(outcome.status == 0, "\(outcome.error)")
                    // Taken in by then or not: one answer, and the first one not again.
                    try await Program.run([], environment: environment, in: folder) { program in
                        _ = try await answer(to: other, after: 0)
                        let message = await person.send("again")
                        #expect(try await answer(to: person, after: message) == "OK")
                        try program.send(.terminate)
                    }
                    #expect(await answers(to: person) == ["One half, the other half.", "OK"])
                    #expect(await answers(to: other) == ["OK"])
                }
            }
        }
    }

    @Test(
        "An answer that takes longer comes after the next start, once",
        arguments: [("auto", "1s"), ("edit", "1s"), ("edit", "0")]
    )
    func takesLonger(streaming: String, grace: String) async throws {
        let llama = ScriptedLlamaServer()
        try await llama.run { [halfWritten, path] llamaURL in
            await llama.script(path, halfWritten)
            try await withSandbox { sandbox, environment in
                let person = await sandbox.person(firstName: "Anna")
                let settings = ["LLAMA_SERVER_URL": llamaURL, "SHUTDOWN_GRACE": grace, "STREAMING": streaming]
                let environment = environment.merging(settings) { $1 }
                try await withTemporaryFolder { folder in
                    let outcome = try await Program.run([], environment: environment, in: folder) { program in
                        await person.send("hello")
                        await llama.held(1)
                        try program.send(.terminate)
                    }
                    #expect(outcome.status == 0, "\(outcome.error)")
                    // The server does not write on for nobody.
                    await llama.brokenOff(1)
                    #expect(await answers(to: person).isEmpty)
                    try await Program.run([], environment: environment, in: folder) { program in
                        #expect(try await answer(to: person, after: 0) == "OK")
                        let message = await person.send("again")
                        #expect(try await answer(to: person, after: message) == "OK")
                        try program.send(.terminate)
                    }
                    #expect(await answers(to: person) == ["OK", "OK"])
                }
            }
        }
    }

    @Test("A second signal ends it at once, and loses nothing", arguments: [Signal.terminate, .interrupt])
    func secondSignal(signal: Signal) async throws {
        let llama = ScriptedLlamaServer()
        try await llama.run { [halfWritten, path] llamaURL in
            await llama.script(path, halfWritten)
            try await withSandbox { sandbox, environment in
                let person = await sandbox.person(firstName: "Anna")
                let settings = ["LLAMA_SERVER_URL": llamaURL, "SHUTDOWN_GRACE": "1h"]
                let environment = environment.merging(settings) { $1 }
                try await withTemporaryFolder { folder in
                    let outcome = try await Program.run([], environment: environment, in: folder) { program in
                        await person.send("hello")
                        await llama.held(1)
                        try program.send(.terminate)
                        try await program.output.wait(for: "Stopping.")
                        try program.send(signal)
                    }
                    #expect(outcome.status == 1)
                    try await Program.run([], environment: environment, in: folder) { program in
                        #expect(try await answer(to: person, after: 0) == "OK")
                        try program.send(.terminate)
                    }
                    #expect(await answers(to: person) == ["OK"])
                }
            }
        }
    }

    @Test("With nothing to finish it ends by itself, long before the time is over")
    func idle() async throws {
        let llama = ScriptedLlamaServer()
        try await llama.run { llamaURL in
            try await withSandbox { sandbox, environment in
                let person = await sandbox.person(firstName: "Anna")
                let settings = ["LLAMA_SERVER_URL": llamaURL, "SHUTDOWN_GRACE": "1h"]
                let outcome = try await Program.run([], environment: environment.merging(settings) { $1 }) { program in
                    let message = await person.send("hello")
                    #expect(try await answer(to: person, after: message) == "OK")
                    try program.send(.interrupt)
                }
                #expect(outcome.status == 0)
            }
        }
    }
}

extension SandboxMessage {
    /// Whether the button that stops it stands under it.
    fileprivate var isStillWritten: Bool { buttons.joined().contains { $0.hasPrefix("⏹") } }
}
