import Synchronization
import TelegramSandbox

/// A connection to Telegram that breaks now and then, before a call was carried out and after, and a Telegram with bad moments.
final class BrokenTelegram: Sendable {
    private static let showing: Set = ["sendMessage", "editMessageText", "sendMessageDraft", "deleteMessage"]

    private let random: Mutex<SplitMix64>
    private let hits = Atomic(0)

    init(seed: UInt64) { random = Mutex(SplitMix64(seed: seed)) }

    /// How many calls went wrong.
    var count: Int { hits.load(ordering: .relaxed) }

    var schedule: FaultSchedule {
        FaultSchedule { [self] call in
            guard let fault = fault(of: call.method) else { return nil }
            hits.add(1, ordering: .relaxed)
            return fault
        }
    }

    private func fault(of method: String) -> Fault? {
        let isPoll = method == "getUpdates"
        guard isPoll || Self.showing.contains(method) else { return nil }
        return random.withLock { random in
            switch Double.random(in: 0..<1, using: &random) {
            case ..<0.04: .dropBefore
            case ..<0.12: .dropAfter
            case ..<0.15: .garbage(status: 502, body: "<html>502 Bad Gateway</html>")
            case ..<0.18 where !isPoll: .tooManyRequests(retryAfter: .random(in: 1...2, using: &random))
            default: nil
            }
        }
    }
}
