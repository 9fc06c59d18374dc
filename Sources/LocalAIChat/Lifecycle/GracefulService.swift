import Logging
import ServiceLifecycle

/// Runs a service until the task is cancelled, and lets it shut down gracefully then.
///
/// The cancelling itself does not reach the service: a server that is cancelled while it accepts a connection drops the
/// connection's writer unfinished, and SwiftNIO ends the process for that.
func runGracefully(_ service: any Service) async throws {
    // Named: by itself a group describes all that is in a service, which takes a tenth of the start.
    let configuration = ServiceGroupConfiguration(
        services: [.init(service: service, serviceName: "service")],
        logger: Logger(label: "lifecycle") { _ in SwiftLogNoOpLogHandler() }
    )
    let group = ServiceGroup(configuration: configuration)
    let running = Task { try await group.run() }
    try await withTaskCancellationHandler {
        try await running.value
    } onCancel: {
        Task { await group.triggerGracefulShutdown() }
    }
}
