import Foundation

/// How other machines find this one.
enum LocalNetwork {
    struct Interface: Sendable, Hashable {
        /// Of IPv4.
        var address: String
        var isUp: Bool
        var isLoopback: Bool
    }

    /// What to put into an address for others: this machine's own in the first network that it is in, else its name.
    static func host(
        _ interfaces: [Interface] = interfaces(),
        hostName: String = ProcessInfo.processInfo.hostName
    ) -> String {
        // 169.254: nobody has given the interface an address.
        interfaces.first { $0.isUp && !$0.isLoopback && !$0.address.hasPrefix("169.254.") }?.address ?? hostName
    }

    /// As the system has them, with IPv4 addresses alone.
    static func interfaces() -> [Interface] {
        var first: UnsafeMutablePointer<ifaddrs>?
        guard getifaddrs(&first) == 0 else { return [] }
        defer { freeifaddrs(first) }
        var interfaces: [Interface] = []
        var next = first
        while let interface = next?.pointee {
            next = interface.ifa_next
            guard let address = interface.ifa_addr, address.pointee.sa_family == sa_family_t(AF_INET) else { continue }
            var text = [CChar](repeating: 0, count: Int(INET_ADDRSTRLEN))
            address.withMemoryRebound(to: sockaddr_in.self, capacity: 1) {
                _ = inet_ntop(AF_INET, &$0.pointee.sin_addr, &text, socklen_t(INET_ADDRSTRLEN))
            }
            let flags = Int(interface.ifa_flags)
            interfaces.append(
                Interface(
                    address: String(decoding: text.prefix { $0 != 0 }.map(UInt8.init(bitPattern:)), as: UTF8.self),
                    isUp: flags & Int(IFF_UP) != 0,
                    isLoopback: flags & Int(IFF_LOOPBACK) != 0
                )
            )
        }
        return interfaces
    }
}
