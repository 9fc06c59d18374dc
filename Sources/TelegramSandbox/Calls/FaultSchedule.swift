/// Decides for every call whether it goes wrong, and how: by chance with a seed, or by a rule of the test's own.
///
/// ```swift
/// await sandbox.setFaultSchedule(
///     FaultSchedule(
///         seed: 7,
///         rates: [
///             .tooManyRequests(0.2, retryAfter: 1...30, on: ["sendMessage", "editMessageText"]),
///             .fault(.dropAfter, 0.05, on: ["editMessageText"]),
///             .delayBefore(0.1, .milliseconds(50) ... .seconds(3)),
///         ]
///     )
/// )
/// ```
public struct FaultSchedule: Sendable {
    /// A kind of fault, and how much of the calls it hits.
    public struct Rate: Sendable {
        var share: Double
        /// In lower case; nil: any but `getUpdates`.
        var methods: Set<String>?
        var fault: @Sendable (inout SeededGenerator) -> Fault

        /// The same fault each time.
        ///
        /// - Parameters:
        ///   - share: of the calls, 0–1.
        ///   - methods: nil: any but `getUpdates`.
        public static func fault(_ fault: Fault, _ share: Double, on methods: [String]? = nil) -> Rate {
            Rate(share, methods) { _ in fault }
        }

        /// 429, with a wait out of a range of seconds.
        public static func tooManyRequests(
            _ share: Double,
            retryAfter: ClosedRange<Int>,
            on methods: [String]? = nil
        ) -> Rate {
            Rate(share, methods) { .tooManyRequests(retryAfter: .random(in: retryAfter, using: &$0)) }
        }

        /// ``Fault/delayBefore(_:)``, for a time out of a range, to the millisecond.
        public static func delayBefore(
            _ share: Double,
            _ duration: ClosedRange<Duration>,
            on methods: [String]? = nil
        ) -> Rate {
            Rate(share, methods) { .delayBefore(.random(in: duration, using: &$0)) }
        }

        /// ``Fault/delayAfter(_:)``, for a time out of a range, to the millisecond.
        public static func delayAfter(
            _ share: Double,
            _ duration: ClosedRange<Duration>,
            on methods: [String]? = nil
        ) -> Rate {
            Rate(share, methods) { .delayAfter(.random(in: duration, using: &$0)) }
        }

        private init(
            _ share: Double,
            _ methods: [String]?,
            fault: @escaping @Sendable (inout SeededGenerator) -> Fault
        ) {
            self.share = share
            self.methods = methods.map { Set($0.map { $0.lowercased() }) }
            self.fault = fault
        }

        func applies(to method: String) -> Bool {
            methods?.contains(method) ?? (method != "getupdates")
        }
    }

    private struct Stream: Hashable {
        var method: String
        var chatID: Int64?
    }

    private var counts: [Stream: UInt64] = [:]
    private let decide: @Sendable (_ call: BotAPICall, _ ordinal: UInt64) -> Fault?

    /// A rule of the test's own. It sees the call as it arrives.
    public init(_ rule: @escaping @Sendable (BotAPICall) -> Fault?) {
        decide = { call, _ in rule(call) }
    }

    /// Faults by chance; a call is hit by one at most, and the shares add up.
    ///
    /// What happens to a call depends on the seed, its method, its chat, and which one of that method in that chat it is, and so not on
    /// what happens elsewhere at the same time.
    public init(seed: UInt64, rates: [Rate]) {
        decide = { call, ordinal in
            let method = call.method.lowercased()
            var generator = SeededGenerator(seed: seed, method, call.chatID ?? 0, ordinal)
            var chance = Double.random(in: 0..<1, using: &generator)
            for rate in rates where rate.applies(to: method) {
                if chance < rate.share { return rate.fault(&generator) }
                chance -= rate.share
            }
            return nil
        }
    }

    mutating func fault(for call: BotAPICall) -> Fault? {
        let ordinal = counts[Stream(method: call.method.lowercased(), chatID: call.chatID), default: 0]
        counts[Stream(method: call.method.lowercased(), chatID: call.chatID)] = ordinal + 1
        return decide(call, ordinal)
    }
}

extension Duration {
    fileprivate static func random(
        in range: ClosedRange<Duration>,
        using generator: inout SeededGenerator
    ) -> Duration {
        let bounds = Int64(range.lowerBound / .milliseconds(1))...Int64(range.upperBound / .milliseconds(1))
        return .milliseconds(Int64.random(in: bounds, using: &generator))
    }
}
