import Testing

@testable import ChatBot

@Suite struct BurstsTests {
    @Test func afterABurstAnswersGetAllOfTheContextForAWhile() {
        let limits = ContextLimits(maxContextMessages: 20, highWater: nil, contextSize: 4096, nPredict: nil)
        let bursts = Bursts()
        #expect(bursts.room(limits) == 1024)
        bursts.note()
        #expect(bursts.room(limits) == 4096)
        for _ in 1...15 { bursts.noteAnswer() }
        #expect(bursts.room(limits) == 4096)
        for _ in 1...3 { bursts.noteAnswer() }
        #expect(bursts.room(limits) == 1024)
    }
}
