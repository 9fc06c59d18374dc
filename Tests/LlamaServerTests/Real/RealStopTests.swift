import LlamaServer
import LlamaServerTesting
import Testing

/// An answer that is not wanted any more must not keep the model from the next one. The model here never ends by itself: where the
/// connection stayed open, these tests would wait until their time is over.
@Suite("Stopping an answer of the real servers", .tags(.realServer), .timeLimit(.minutes(5)))
struct RealStopTests {
    @Test(arguments: RealLlamaServer.allCases)
    func `frees the model for the next`(kind: RealLlamaServer) async throws {
        try await kind.run(model: "random.gguf", options: [.endless]) { url in
            try await withClient(url) { server in
                for _ in 0..<3 {
                    let (pieces, heard) = AsyncStream.makeStream(of: Void.self)
                    let endless = Task {
                        for try await event in server.answer(to: .talk("Hello!")) {
                            if case .text = event { heard.yield() }
                        }
                    }
                    for await _ in pieces.prefix(5) {}
                    if kind == .llamaCpp {
                        let works = try await isProcessing(url)
                        #expect(works)
                    }
                    let start = ContinuousClock.now
                    endless.cancel()
                    await #expect(throws: CancellationError.self) { try await endless.value }
                    if kind == .llamaCpp {
                        while try await isProcessing(url) {}
                        print("\(kind): the model was free \(ContinuousClock.now - start) after the stop")
                    }

                    let (events, error) = await events(of: server.answer(to: .talk("Hello!", nPredict: 3)))
                    #expect(error == nil)
                    #expect(events.end?.finishReason == .length)
                    print("\(kind): the next answer was there \(ContinuousClock.now - start) after the stop")
                }
            }
        }
    }
}
