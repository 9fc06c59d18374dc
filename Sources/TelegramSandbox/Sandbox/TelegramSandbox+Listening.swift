import Hummingbird
import Logging
import NIOCore
import ServiceLifecycle

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

extension TelegramSandbox {
    /// What listens, or is about to, or is ending.
    struct Listener {
        var server: ServiceGroup
        var isListening = false
    }

    /// Listens until the sandbox ends, except while ``Outage/refusal`` lasts.
    func serve() async throws {
        var reservation: PortReservation?
        var port = configuration.port
        while !isStopping {
            if outage == .refusal, let lastAddress {
                if reservation == nil { reservation = PortReservation(lastAddress) }
                await outageChange()
                continue
            }
            let server = server(port: lastAddress?.port ?? port)
            listener = Listener(server: server)
            do {
                try await server.run()
            } catch  where lastAddress == nil && !isStopping {
                guard port != 0, configuration.usesAnotherPortIfTaken, (error as? IOError)?.errnoCode == EADDRINUSE
                else {
                    let failure = cannotListen(error)
                    startFailure = failure
                    throw failure
                }
                port = 0
            }
            listener = nil
            wake(.state)
        }
    }

    /// Waits until the sandbox listens, or does not, as the outage asks for.
    func listenAsAsked() async {
        guard case .running = state else { return }
        if outage == .refusal { await endListening() }
        outageWaiter?.resume()
        outageWaiter = nil
        try? await wait(for: "the server to listen or not", .state, timeout: .seconds(60)) { sandbox in
            let isAsAsked = sandbox.outage == .refusal ? sandbox.listener == nil : sandbox.listener?.isListening == true
            return isAsAsked || sandbox.isStopping ? .success(()) : nil
        }
    }

    func endListening() async {
        listener?.isListening = false
        closeTabs()
        await listener?.server.triggerGracefulShutdown()
    }

    /// Shut down, and never cancelled: a cancelled Hummingbird drops the connections that it has accepted and not begun to serve, and NIO
    /// ends the process when one is dropped.
    private func server(port: Int) -> ServiceGroup {
        var logger = logger
        // Hummingbird calls it an error when it is cancelled, which is how every test ends.
        logger.logLevel = .critical
        let application = Application(
            responder: SandboxResponder(sandbox: self),
            // The time is for connections without a request, and for requests that do not come to an end.
            server: .http1(
                configuration: .init(additionalChannelHandlers: [ConnectionWatch()], idleTimeout: .seconds(120))
            ),
            configuration: ApplicationConfiguration(
                address: .hostname(configuration.host, port: port),
                backlog: 1024
            ),
            onServerRunning: { channel in await self.listening(at: channel.localAddress) },
            logger: logger
        )
        return ServiceGroup(configuration: .init(services: [.init(service: application)], logger: logger))
    }

    private func cannotListen(_ error: any Error) -> SandboxError {
        let reason =
            switch error {
            case let error as IOError: String(cString: strerror(error.errnoCode))
            case is SocketAddressError, is SocketAddressError.UnknownHost: "there is no such address on this machine"
            default: String(describing: error)
            }
        return .cannotListen(at: "\(configuration.host), port \(configuration.port)", reason: reason)
    }

    private func outageChange() async {
        await withCheckedContinuation { outageWaiter = $0 }
    }

    private func listening(at address: SocketAddress?) async {
        listener?.isListening = true
        lastAddress = address
        if case .starting = state {
            let host = configuration.host.contains(":") ? "[\(configuration.host)]" : configuration.host
            state = .running(url: "http://\(host):\(address?.port ?? configuration.port)")
        }
        wake(.state)
        // It began before there was anything that could refuse.
        if outage == .refusal { await endListening() }
    }
}
