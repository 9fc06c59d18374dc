import ChatBot
import LlamaServer

/// Tells the owner what the LLaMA server is, as soon as it answers.
struct LlamaStartup: Sendable {
    var server: LlamaServer
    var url: String
    var language = Language.en
    var clock: any Clock<Duration> = ContinuousClock()
    var patience = Duration.seconds(10)
    /// How long it waits before it looks again for a server that is not there.
    var interval = Duration.seconds(5)
    /// Takes a line for the owner.
    var say: @Sendable (String) -> Void

    /// Looks until the server has been described; ends by cancellation, too.
    func run() async {
        var isDescribed = await look()
        while !isDescribed, !Task.isCancelled {
            repeat {
                guard (try? await clock.sleep(for: interval)) != nil else { return }
            } while await !isReady()
            isDescribed = await look(isAgain: true)
        }
    }

    /// Looks once.
    ///
    /// - Parameters:
    ///   - isAgain: Whether the owner knows already that the server was not there.
    ///   - isQuiet: Whether only what is wrong is said.
    /// - Returns: Whether the server answers.
    @discardableResult
    func look(isAgain: Bool = false, isQuiet: Bool = false) async -> Bool {
        switch await describe() {
        case .success(let description):
            if !isQuiet { say("LLaMA server: \(description.summary), at \(url)") }
            return true
        case .failure(let error):
            if !isAgain, !Task.isCancelled {
                say("⚠️ LLaMA server is not available.")
                say("\(error.consoleLine(language)), at \(url). The bot uses it as soon as it is there.")
            }
            return false
        }
    }

    private func isReady() async -> Bool {
        await (try? withTimeLimit(patience, clock: clock) { await server.health() }) == .ready
    }

    private func describe() async -> Result<ServerDescription, LlamaServerError> {
        do {
            let description = try await withTimeLimit(patience, clock: clock) { try await server.description() }
            return description.map { .success($0) } ?? .failure(.silence(patience))
        } catch {
            return .failure(error as? LlamaServerError ?? .notReachable("cancelled"))
        }
    }
}
