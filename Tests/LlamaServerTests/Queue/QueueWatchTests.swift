import Foundation
import Testing

@testable import LlamaServer

@Suite("Silence of a server")
struct QueueWatchTests {
    typealias Sight = QueueWatch.Sight

    static let courses: [(sights: [Sight], explained: [Bool], news: [Bool])] = [
        ([.freeSlot, .freeSlot], [false, false], [false, false]),
        ([.nothing, .nothing], [false, false], [false, false]),
        ([.evasive, .nothing], [false, false], [false, false]),
        ([.alive, .alive], [true, true], [false, false]),
        ([.allSlotsBusy, .allSlotsBusy], [true, true], [true, false]),
        (
            [.freeSlot, .allSlotsBusy, .nothing, .allSlotsBusy], [false, true, false, true],
            [false, true, false, false]
        ),
    ]

    @Test(arguments: courses)
    func `is explained by busy slots, and told once`(sights: [Sight], explained: [Bool], news: [Bool]) {
        var watch = QueueWatch(limit: .seconds(300))
        let verdicts = sights.map { watch.saw($0) }
        #expect(verdicts.map(\.isExplained) == explained)
        #expect(verdicts.map(\.isNews) == news)
    }

    @Test(arguments: [(300, [2, 4, 8, 15, 15, 15]), (30, [2, 4, 8, 10, 10]), (3, [1, 1])])
    func `is asked about less and less often, and before its limit`(limit: Int, pauses: [Int]) {
        var watch = QueueWatch(limit: .seconds(limit))
        for pause in pauses {
            #expect(watch.pause == .seconds(pause))
            _ = watch.saw(.allSlotsBusy)
        }
    }

    @Test(
        arguments: [
            (#"[{"id":0,"is_processing":false}]"#, false, nil),
            (#"[{"id":0,"is_processing":true}]"#, true, nil),
            (#"[{"is_processing":true,"n_prompt_tokens":5},{"is_processing":false,"n_prompt_tokens":7}]"#, false, 12),
            (#"[{"is_processing":true,"n_prompt_tokens":5},{"is_processing":true}]"#, true, 5),
            (
                #"[{"is_processing":true,"n_prompt_tokens":-5},{"is_processing":true,"n_prompt_tokens":1e300}]"#, true,
                nil
            ),
            ("[]", nil, nil), ("{}", nil, nil), ("null", nil, nil), ("", nil, nil), ("[1]", nil, nil),
            (#"[{"id":0,"state":1}]"#, nil, nil), (#"[{"is_processing":true},{"is_processing":"no"}]"#, nil, nil),
            (#"{"error":{"code":501,"message":"This server does not support slots endpoint."}}"#, nil, nil),
        ] as [(String, Bool?, Int?)]
    )
    func `slots are read`(text: String, areAllBusy: Bool?, held: Int?) {
        let states = SlotStates(JSONValue(Data(text.utf8)))
        #expect(states?.areAllBusy == areAllBusy)
        #expect(states?.heldTokens == held)
    }
}
