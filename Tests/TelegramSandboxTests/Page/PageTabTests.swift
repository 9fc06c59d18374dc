import NIOCore
import Testing

@testable import TelegramSandbox

@Suite("A tab of the page", .timeLimit(.minutes(10))) struct PageTabTests {
    private func text(_ buffer: ByteBuffer?) -> String? {
        buffer.map { String(buffer: $0).replacing("event: ", with: "").replacing("\ndata: ", with: " ") }
    }

    private func draft(_ number: Int64, threadID: Int = 0) -> PageEvent {
        PageEvent("draft", .integer(number), subject: .draft(chatID: 1, threadID: threadID))
    }

    @Test("gets all events, in order")
    func order() async {
        let tab = PageTab()
        for number in 1...3 { #expect(tab.add(PageEvent("message", .integer(number)))) }
        #expect(await text(tab.next()) == "message 1\n\nmessage 2\n\nmessage 3\n\n")
        async let next = tab.next()
        tab.add(PageEvent("message", 4))
        #expect(await text(next) == "message 4\n\n")
    }

    @Test("of what it has not taken in, gets the newest draft of each place only, and where it belongs")
    func coalescing() async {
        let tab = PageTab()
        tab.add(draft(1))
        tab.add(draft(2, threadID: 7))
        tab.add(draft(3))
        tab.add(PageEvent("draft_ended", 3))
        tab.add(PageEvent("message", 5))
        tab.add(draft(6))
        #expect(await text(tab.next()) == "draft 2\n\ndraft_ended 3\n\nmessage 5\n\ndraft 6\n\n")
    }

    @Test("may take in drafts as slowly as it likes")
    func manyDrafts() async {
        let tab = PageTab()
        for number in 0..<20_000 { #expect(tab.add(draft(Int64(number)))) }
        #expect(await text(tab.next()) == "draft 19999\n\n")
    }

    @Test("is closed when it falls behind, by number or by size", arguments: [1, PageTab.mostBytes / 20])
    func fallingBehind(size: Int) async {
        let tab = PageTab()
        let event = PageEvent("message", .string(String(repeating: "x", count: size)))
        var count = 0
        while tab.add(event) { count += 1 }
        #expect(count == (size == 1 ? PageTab.mostEvents : 19))
        #expect(!tab.add(event))
        #expect(await tab.next() == nil)
        await withCheckedContinuation { closed in tab.onClose { closed.resume() } }
    }

    @Test("a scene is taken however large it is")
    func largeScene() async {
        let tab = PageTab()
        tab.add(.greeting)
        #expect(tab.add(PageEvent("scene", .string(String(repeating: "x", count: 2 * PageTab.mostBytes)))))
        #expect(await tab.next()?.readableBytes ?? 0 > 2 * PageTab.mostBytes)
    }

    @Test("gets a sign of life only where there is nothing else")
    func heartbeat() async {
        let tab = PageTab()
        tab.addHeartbeat()
        tab.addHeartbeat()
        #expect(await text(tab.next()) == ":\n\n")
        tab.add(PageEvent("message", 1))
        tab.addHeartbeat()
        #expect(await text(tab.next()) == "message 1\n\n")
    }

    @Test("whoever waits for it hears of its end")
    func closing() async {
        let tab = PageTab()
        async let next = tab.next()
        tab.close()
        #expect(await next == nil)
        let other = PageTab()
        let task = Task { await other.next() }
        task.cancel()
        #expect(await task.value == nil)
        #expect(!other.add(PageEvent("message", 1)))
    }
}
