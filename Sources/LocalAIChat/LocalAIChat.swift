import ArgumentParser
import AsyncHTTPClient
import ChatBot
import Configuration
import ServiceLifecycle
import TelegramSandbox

@main
struct LocalAIChat: AsyncParsableCommand {
    static let configuration = CommandConfiguration(commandName: "localaichat")
}
