import Testing

/// What goes wrong in a run of the crash test, and how often.
struct CrashScenario: Sendable, CustomTestStringConvertible {
    enum Disturbance: Sendable {
        /// Nothing but the kills.
        case none
        /// The connection breaks before Telegram has carried out a call and after, and Telegram has bad moments.
        case telegram
        /// The model's server is killed, and comes back on its port.
        case llama
        /// The wall clock jumps by days.
        case clock
    }

    var name: String
    /// In the suite; a longer run has as many more as it was asked for.
    var kills: Int
    /// How many messages there are at least.
    var messages: Int
    var streaming = "auto"
    var disturbance = Disturbance.none

    var testDescription: String { name }

    /// The number of kills of the one that a longer run is measured by.
    static let fullKills = 8

    static let all = [
        CrashScenario(name: "kills", kills: fullKills, messages: 24),
        CrashScenario(name: "kills, edited previews", kills: 3, messages: 9, streaming: "edit"),
        CrashScenario(name: "Telegram breaks", kills: 0, messages: 16, disturbance: .telegram),
        CrashScenario(name: "Telegram breaks, and kills", kills: 3, messages: 9, disturbance: .telegram),
        CrashScenario(name: "the model's server is killed", kills: 0, messages: 12, disturbance: .llama),
        CrashScenario(name: "the model's server is killed, and kills", kills: 3, messages: 9, disturbance: .llama),
        CrashScenario(name: "the clock jumps, and kills", kills: 3, messages: 9, disturbance: .clock),
    ]

    /// The same with `kills` for ``fullKills``, and everything else in proportion.
    func scaled(to kills: Int) -> CrashScenario {
        var scenario = self
        scenario.kills = self.kills * kills / Self.fullKills
        scenario.messages = max(messages, messages * kills / Self.fullKills)
        return scenario
    }
}
