import ChatBot
import LlamaServer
import TelegramSandbox

/// Shows on the sandbox's page how it stands with the bot and the model.
struct PanelFeed: Sendable {
    private enum News: Sendable {
        case figures(BotFigures)
        case server(ServerDescription)
    }

    var bot: ChatBot
    var server: LlamaServer
    var sandbox: TelegramSandbox
    var clock: any Clock<Duration> = ContinuousClock()
    /// How long it waits before it looks again for a server that is not there.
    var interval = Duration.seconds(5)

    /// Runs until it is cancelled.
    func run() async {
        let (news, continuation) = AsyncStream.makeStream(of: News.self)
        await withTaskGroup(of: Void.self) { group in
            group.addTask {
                for await figures in bot.figures() { continuation.yield(.figures(figures)) }
                continuation.finish()
            }
            group.addTask {
                while !Task.isCancelled {
                    if let description = try? await server.description() {
                        _ = continuation.yield(.server(description))
                        return
                    }
                    try? await clock.sleep(for: interval)
                }
            }
            var figures = BotFigures()
            var description: ServerDescription?
            for await piece in news {
                switch piece {
                case .figures(let new):
                    // It may be another one by now; what is known is not asked for again.
                    if new.answers != figures.answers { description = (try? await server.description()) ?? description }
                    figures = new
                case .server(let new): description = new
                }
                await sandbox.showPanel(PanelFigures.of(figures, description))
            }
            group.cancelAll()
        }
    }
}
