import Foundation

/// Measures what the program takes of the machine: time to start, memory, and the processor's time for what it delivers.
enum FootprintBenchmark {
    private static let helps = 9

    /// Takes about three minutes.
    static func measure() async throws -> FootprintFigures {
        var starts: [FootprintFigures.Start] = []
        var helps: [Duration] = []
        for contents in StartScene.Contents.allCases {
            Benchmarks.progress("footprint: start, \(contents.rawValue)")
            starts.append(try await StartScene(contents: contents).measure())
            for _ in 0..<Self.helps { helps.append(try await BotProcess.timeOfHelp()) }
        }
        Benchmarks.progress("footprint: 1,000 tokens")
        // Each at its own bot, so they don't disturb each other.
        async let auto = DeliveryScene(streaming: "auto").measure()
        async let edit = DeliveryScene(streaming: "edit").measure()
        async let off = DeliveryScene(streaming: "off").measure()
        let deliveries = try await [auto, edit, off]
        var crowds: [FootprintFigures.Crowd] = []
        for slots in [CrowdScene.fewSlots, CrowdScene.chats] {
            Benchmarks.progress("footprint: \(CrowdScene.chats) chats, \(slots) written at once")
            crowds.append(try await CrowdScene(slots: slots).measure())
        }
        return FootprintFigures(
            helpMilliseconds: helps.sorted().median.milliseconds,
            starts: starts,
            deliveries: deliveries,
            crowds: crowds
        )
    }
}

extension FootprintFigures {
    /// The figures as measurements: the time to the first poll against a start that does nothing, and the processor's time for
    /// 1,000 tokens against no streaming. All figures go with the first.
    var measurements: [Measurement] {
        let off = deliveries.first { $0.streaming == "off" }
        let starts = starts.map { start in
            Measurement(
                name: "start to first poll, \(start.database)",
                baseline: "localaichat --help",
                ratio: start.firstPollMilliseconds / helpMilliseconds,
                milliseconds: start.firstPollMilliseconds
            )
        }
        let deliveries = deliveries.map { delivery in
            Measurement(
                name: "processor's time for 1,000 tokens, streaming \(delivery.streaming)",
                baseline: "streaming off",
                ratio: delivery.cpuMilliseconds / (off?.cpuMilliseconds ?? .nan),
                milliseconds: delivery.cpuMilliseconds
            )
        }
        var all = starts + deliveries
        all[0].footprint = self
        return all
    }

    /// The figures for people.
    var table: String {
        (startLines + memoryLines + deliveryLines + targets).joined(separator: "\n")
    }

    private var startLines: [String] {
        ["start to first poll, ms".padding(toLength: 50) + "  median  longest  of --help  CPU ms"]
            + starts.map { start in
                start.database.padding(toLength: 50)
                    + String(format: "%8.1f%9.1f", start.firstPollMilliseconds, start.longestMilliseconds)
                    + String(
                        format: "%9.2f ×%8.0f",
                        start.firstPollMilliseconds / helpMilliseconds,
                        start.cpuMilliseconds
                    ) + "   "
                    + start.steps.map { String(format: "\($0.name) %.0f", $0.milliseconds) }.joined(separator: ", ")
            }
    }

    private var memoryLines: [String] {
        ["memory, MB".padding(toLength: 50) + "resident   own   files    most"]
            + starts.map { $0.idle.line("idle, \($0.database)") }
            + crowds.flatMap { crowd in
                let after = crowd.after.map { memory in
                    memory.line("after them") + String(format: "   %.0f ms CPU", crowd.cpuMilliseconds ?? .nan)
                }
                return [crowd.during.line(crowd.name)] + [after].compactMap(\.self)
            }
    }

    private var deliveryLines: [String] {
        ["1,000 tokens delivered".padding(toLength: 50) + "  CPU ms  of off  resident before    after"]
            + deliveries.map { delivery in
                let off = deliveries.first { $0.streaming == "off" }?.cpuMilliseconds ?? .nan
                return "streaming \(delivery.streaming), \(delivery.tokensPerSecond) tokens/s".padding(toLength: 50)
                    + String(format: "%8.0f%6.2f ×", delivery.cpuMilliseconds, delivery.cpuMilliseconds / off)
                    + String(format: "%17.1f%9.1f", delivery.before.resident, delivery.after.resident)
            }
    }

    private var targets: [String] {
        starts.flatMap { start in
            [
                Target("start to first poll, \(start.database)", start.firstPollMilliseconds, atMost: 100, unit: "ms"),
                Target("idle, \(start.database)", start.idle.resident, atMost: 35, unit: "MB"),
            ].map(\.line)
        } + crowds.map { Target($0.name, $0.during.resident, atMost: 60, unit: "MB").line }
    }
}

extension FootprintFigures.Crowd {
    fileprivate var name: String { "\(chats) chats active, \(slots) written at once" }
}

extension ProcessMemory {
    fileprivate func line(_ name: String) -> String {
        name.padding(toLength: 50) + String(format: "%8.1f%6.1f%8.1f%8.1f", resident, own, files, most)
    }
}
