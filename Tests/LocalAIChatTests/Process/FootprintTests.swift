import Foundation
import LlamaServerTesting
import Subprocess
import TelegramSandbox
import Testing

@testable import LocalAIChat

/// What the program takes of the machine, as the kernel counts it.
@Suite("The program's footprint", .timeLimit(.minutes(5)))
struct FootprintTests {
    /// Whatever is opened or kept for many chats is used again for the next ones, or let go of.
    @Test("does not grow from one rush of a hundred chats to the next")
    func manyChats() async throws {
        let llama = ScriptedLlamaServer(slots: 4)
        try await llama.run { llamaURL in
            try await withSandbox { sandbox, environment in
                var people: [Person] = []
                for number in 0..<100 { people.append(await sandbox.person(firstName: "Person \(number)")) }
                let environment = environment.merging(["LLAMA_SERVER_URL": llamaURL]) { $1 }
                let outcome = try await Program.run([], environment: environment) { program in
                    try await program.output.wait(for: "Bot: ")
                    var footprints: [Footprint] = []
                    for _ in 0..<4 {
                        var first: [Int] = []
                        for person in people { first.append(await person.send("one")) }
                        for (person, message) in zip(people, first) { _ = try await person.replies(1, after: message) }
                        footprints.append(try Footprint(of: program.processID))
                    }
                    let (first, last) = (footprints[1], footprints[3])
                    // A connection at once for each chat would be a hundred; there are pools, with 64 of Telegram's.
                    #expect(last.openFiles < 110, "\(footprints)")
                    #expect(last.residentMegabytes <= first.residentMegabytes + 16, "\(footprints)")
                    try program.send(.terminate)
                }
                #expect(outcome.status == 0)
            }
        }
    }
}

private struct Footprint: CustomStringConvertible {
    var openFiles: Int
    var residentMegabytes: Int

    init(of processID: Int) throws {
        let folder = "/proc/\(processID)"
        openFiles = try FileManager.default.contentsOfDirectory(atPath: "\(folder)/fd").count
        let status = try String(contentsOfFile: "\(folder)/status", encoding: .utf8)
        let line = status.split(separator: "\n").first { $0.hasPrefix("VmRSS:") }
        let kilobytes = line?.split(whereSeparator: { !$0.isNumber }).first.flatMap { Int($0) }
        residentMegabytes = try #require(kilobytes) / 1024
    }

    var description: String { "\(openFiles) files, \(residentMegabytes) MB" }
}
