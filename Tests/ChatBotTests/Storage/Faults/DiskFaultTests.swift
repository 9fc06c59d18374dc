import Foundation
import Testing

@testable import ChatBot

/// A disk that fails at any write costs nobody an answer, and gives nobody two.
///
/// Each storm strikes some of the writes; with `LOCALAICHAT_DISK_FAULTS=all` in the environment, all of them.
@Suite(.serialized, .timeLimit(.minutes(10))) struct DiskFaultTests {
    struct Storm: Sendable, CustomTestStringConvertible {
        var kind: DiskFault.Kind
        var end: DiskFaultScene.End
        var streaming: Streaming
        /// Storms of the same kind begin at different writes.
        var number: Int
        var testDescription: String { "\(kind), \(end), streaming \(streaming)" }
    }

    static let storms: [Storm] = DiskFault.Kind.allCases.flatMap { kind in
        DiskFaultScene.End.allCases.flatMap { end in
            [Streaming.off, .edit].map { (kind, end, $0) }
        }
    }
    .enumerated().map { index, storm in
        Storm(kind: storm.0, end: storm.1, streaming: storm.2, number: index)
    }

    /// How many scenes are played at once; most of their time they wait.
    private static let width = 6
    private static let isThorough = ProcessInfo.processInfo.environment["LOCALAICHAT_DISK_FAULTS"] == "all"

    /// How much is written where nothing strikes.
    private static let counts = Task {
        var counts: [Streaming: Int] = [:]
        for streaming in [Streaming.off, .edit] {
            let none = DiskFault(kind: DiskFault.Kind.allCases[0], number: .max, isForGood: false)
            counts[streaming] = try await DiskFaultScene(fault: none, end: .goesOn, streaming: streaming).play()
        }
        return counts
    }

    @Test(arguments: storms)
    func everyMessageIsAnsweredOnce(storm: Storm) async throws {
        let count = try await #require(Self.counts.value[storm.streaming])
        #expect(count > 20)
        let distance = Self.isThorough ? 1 : max(1, count / 2)
        let numbers = Array(stride(from: 1 + storm.number * 5 % distance, through: count, by: distance))
        try await withThrowingTaskGroup(of: Void.self) { group in
            for (index, number) in numbers.enumerated() {
                if index >= Self.width { try await group.next() }
                group.addTask {
                    let fault = DiskFault(kind: storm.kind, number: number, isForGood: storm.end != .goesOn)
                    try await DiskFaultScene(fault: fault, end: storm.end, streaming: storm.streaming).play()
                }
            }
            try await group.waitForAll()
        }
    }
}
