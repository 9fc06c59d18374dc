import Foundation
import Subprocess
import Synchronization

@testable import LocalAIChat

/// The built `localaichat` as a process of its own.
enum Program {
    struct Outcome: Sendable {
        /// `nil` where a signal has killed it.
        var status: Int32?
        var output: String
        var error: String
    }

    /// Runs the program to its end, in a folder of its own where nothing else is set.
    ///
    /// - Parameters:
    ///   - environment: Beside `PATH`.
    ///   - folder: The working directory; a new one where it is `nil`.
    ///   - input: What it reads.
    ///   - closesOutput: Whether nobody reads what it writes.
    ///   - preparation: Commands of a shell that limit what the program may do.
    ///   - meanwhile: Runs beside it, can watch its output and send it signals.
    @discardableResult
    static func run(
        _ arguments: [String],
        environment: [String: String] = [:],
        in folder: String? = nil,
        input: String = "",
        closesOutput: Bool = false,
        preparation: String = ":",
        meanwhile: (Running) async throws -> Void = { _ in }
    ) async throws -> Outcome {
        guard let folder else {
            return try await withTemporaryFolder { folder in
                try await run(
                    arguments,
                    environment: environment,
                    in: folder,
                    input: input,
                    closesOutput: closesOutput,
                    preparation: preparation,
                    meanwhile: meanwhile
                )
            }
        }
        // The shell is only there for the working directory: the program takes its place.
        let breakPipe = closesOutput ? "mkfifo pipe && { : <pipe & } && exec >pipe && wait &&" : ""
        let start = "cd \"$0\" && \(preparation) && \(breakPipe) exec \"$@\""
        let script = ["-c", start, folder, try path()] + arguments
        var variables = ["PATH": ProcessInfo.processInfo.environment["PATH"] ?? "/usr/bin:/bin"]
        variables["SWIFT_BACKTRACE"] = "enable=no"
        variables.merge(environment) { $1 }
        let output = ProcessOutput()
        let error = ProcessOutput()
        let result = try await Subprocess.run(
            .name("sh"),
            arguments: Arguments(script),
            environment: .custom(variables.map { Array("\($0)=\($1)".utf8CString.map(UInt8.init(bitPattern:))) }),
            input: .string(input),
            output: .sequence,
            error: .sequence
        ) { execution in
            try await withThrowingTaskGroup(of: Void.self) { group in
                group.addTask {
                    for try await buffer in execution.standardOutput {
                        output.append(buffer.withUnsafeBytes(Array.init))
                    }
                    output.finish()
                }
                group.addTask {
                    for try await buffer in execution.standardError { error.append(buffer.withUnsafeBytes(Array.init)) }
                    error.finish()
                }
                do {
                    let processID = Int(execution.processIdentifier.value)
                    try await meanwhile(
                        Running(processID: processID, output: output, error: error) { try execution.send(signal: $0) }
                    )
                } catch {
                    try execution.send(signal: .kill)
                    throw error
                }
                try await group.waitForAll()
            }
        }
        let status: Int32? = if case .exited(let code) = result.terminationStatus { code } else { nil }
        return Outcome(status: status, output: output.text, error: error.text)
    }

    /// A process that runs.
    struct Running: Sendable {
        var processID: Int
        var output: ProcessOutput
        var error: ProcessOutput
        var send: @Sendable (Signal) throws -> Void
    }

    /// The program stands beside the tests in the build folder.
    private static func path() throws -> String {
        let starts = [Bundle.main.executableURL, URL(fileURLWithPath: CommandLine.arguments[0])]
        for start in starts.compactMap(\.self) {
            var folder = start.resolvingSymlinksInPath().deletingLastPathComponent()
            // On macOS the tests are deeper inside a bundle.
            for _ in 0..<4 {
                let program = folder.appending(path: "localaichat").path
                if FileManager.default.isExecutableFile(atPath: program) { return program }
                folder.deleteLastPathComponent()
            }
        }
        throw ProgramNotFound()
    }

    struct ProgramNotFound: Error {}
}

/// What a process has written so far; one can wait for more.
final class ProcessOutput: Sendable {
    struct EndedWithout: Error {
        var expected: String
        var text: String
    }

    private struct State {
        var bytes: [UInt8] = []
        var isFinished = false
        var waiting: [CheckedContinuation<Void, Never>] = []
    }

    private let state = Mutex(State())

    var text: String { state.withLock { String(decoding: $0.bytes, as: UTF8.self) } }

    /// Waits until the text is there.
    ///
    /// - Throws: ``EndedWithout`` where the process ends first.
    func wait(for expected: String) async throws {
        while true {
            let isFinished = state.withLock { $0.isFinished }
            let text = text
            if text.contains(expected) { return }
            guard !isFinished else { throw EndedWithout(expected: expected, text: text) }
            await withCheckedContinuation { continuation in
                let isNew = state.withLock { state in
                    guard state.bytes.count == text.utf8.count, !state.isFinished else { return true }
                    state.waiting.append(continuation)
                    return false
                }
                if isNew { continuation.resume() }
            }
        }
    }

    func append(_ bytes: [UInt8]) { change { $0.bytes += bytes } }
    func finish() { change { $0.isFinished = true } }

    private func change(_ change: (inout State) -> Void) {
        let waiting = state.withLock { state in
            change(&state)
            defer { state.waiting = [] }
            return state.waiting
        }
        for continuation in waiting { continuation.resume() }
    }
}
