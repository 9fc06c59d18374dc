import NIOCore

#if canImport(Glibc)
    import Glibc
#endif

/// Keeps a port from being given to anybody else while nobody listens there, so that the sandbox can come back to it.
///
/// On Linux a socket that is bound and does not listen does it: connections are refused, no outgoing connection is given the port
/// (which could even connect to itself), and, as both have `SO_REUSEADDR`, a server can listen there. Elsewhere nothing is reserved.
struct PortReservation: ~Copyable {
    #if canImport(Glibc)
        private let descriptor: Int32

        init(_ address: SocketAddress) {
            let kind = Int32(SOCK_STREAM.rawValue) | Int32(SOCK_CLOEXEC.rawValue)
            descriptor = socket(Int32(address.protocol.rawValue), kind, 0)
            var yes: Int32 = 1
            setsockopt(descriptor, SOL_SOCKET, SO_REUSEADDR, &yes, socklen_t(MemoryLayout<Int32>.size))
            _ = address.withSockAddr { bind(descriptor, $0, socklen_t($1)) }
        }

        deinit {
            if descriptor >= 0 { close(descriptor) }
        }
    #else
        init(_ address: SocketAddress) {}
    #endif
}
