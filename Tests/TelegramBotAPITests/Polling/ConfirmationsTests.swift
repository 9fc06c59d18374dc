import Testing

@testable import TelegramBotAPI

@Suite struct ConfirmationsTests {
    struct Case: Sendable, CustomTestStringConvertible {
        var received: [Int]
        var confirmed: [Int]
        var offset: Int?
        var isSettled = false
        var testDescription: String { "\(received) received, \(confirmed) confirmed" }
    }

    @Test(arguments: [
        Case(received: [], confirmed: [], offset: nil, isSettled: true),
        Case(received: [5], confirmed: [], offset: nil),
        Case(received: [5], confirmed: [5], offset: 6, isSettled: true),
        Case(received: [5], confirmed: [5, 5], offset: 6, isSettled: true),
        Case(received: [5, 6, 7], confirmed: [7], offset: nil),
        Case(received: [5, 6, 7], confirmed: [7, 6], offset: nil),
        Case(received: [5, 6, 7], confirmed: [7, 5], offset: 6),
        Case(received: [5, 6, 7], confirmed: [7, 6, 5], offset: 8, isSettled: true),
        Case(received: [5, 9, 700], confirmed: [5, 9], offset: 10),
        Case(received: [7, 5, 6], confirmed: [7], offset: nil),
        Case(received: [7, 5, 6], confirmed: [5, 6], offset: 7),
        Case(received: [5], confirmed: [4, 6, 1000], offset: nil),
    ])
    func movesTheOffsetContiguously(test: Case) {
        var confirmations = Confirmations()
        for id in test.received { _ = confirmations.receive(id) }
        for id in test.confirmed { confirmations.confirm(id) }
        #expect(confirmations.offset == test.offset)
        #expect(confirmations.isSettled == test.isSettled)
    }

    @Test func wantsAgainOnlyWhatIsNotConfirmed() {
        var confirmations = Confirmations()
        for id in 5...8 { #expect(confirmations.receive(id) == (true, true)) }
        confirmations.confirm(5)
        confirmations.confirm(7)
        #expect(confirmations.receive(5) == (false, false))
        #expect(confirmations.receive(6) == (true, false))
        #expect(confirmations.receive(7) == (false, false))
        #expect(confirmations.receive(8) == (true, false))
        #expect(confirmations.receive(9) == (true, true))
    }
}
