import Testing

@testable import LocalAIChat

@Suite("Where the owner is told to go") struct SandboxAddressTests {
    @Test(
        "an address that listens for all is told as one for others, and one for this machine",
        arguments: ["0.0.0.0", "[::]"]
    )
    func all(host: String) {
        let address = SandboxAddress(apiURL: "http://\(host):1", pageURL: "http://\(host):1/k/", host: "192.0.2.2")
        #expect(address.lines == "The chat page: http://192.0.2.2:1/k/\nOn this machine: http://localhost:1/k/\n")
        #expect(address.apiURL == "http://192.0.2.2:1")
        #expect(address.linesForBot(token: "t").hasPrefix("The Bot API: http://192.0.2.2:1\n"))
    }

    @Test("any other is told as it is", arguments: ["127.0.0.1", "[::1]", "192.0.2.7", "nas"])
    func one(host: String) {
        let address = SandboxAddress(apiURL: "http://\(host):1", pageURL: "http://\(host):1/", host: "192.0.2.2")
        #expect(address.lines == "The chat page: http://\(host):1/\n")
        #expect(address.apiURL == "http://\(host):1")
    }

    @Test("others find this machine by its first address in a network, else by its name")
    func host() {
        let loopback = LocalNetwork.Interface(address: "127.0.0.1", isUp: true, isLoopback: true)
        let off = LocalNetwork.Interface(address: "192.0.2.1", isUp: false, isLoopback: false)
        let unnumbered = LocalNetwork.Interface(address: "169.254.7.7", isUp: true, isLoopback: false)
        let first = LocalNetwork.Interface(address: "192.0.2.2", isUp: true, isLoopback: false)
        let second = LocalNetwork.Interface(address: "172.17.0.1", isUp: true, isLoopback: false)
        #expect(LocalNetwork.host([loopback, off, unnumbered, first, second], hostName: "nas") == "192.0.2.2")
        #expect(LocalNetwork.host([loopback, off, unnumbered], hostName: "nas") == "nas")
        #expect(LocalNetwork.host([], hostName: "nas") == "nas")
    }

    @Test("this machine has its loopback")
    func interfaces() {
        #expect(LocalNetwork.interfaces().contains(.init(address: "127.0.0.1", isUp: true, isLoopback: true)))
    }
}
