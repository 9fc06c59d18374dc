import Testing

@testable import ChatBot

/// Which standing is worth showing, and in which steps.
@Suite(.timeLimit(.minutes(10))) struct LastingStandingTests {
    struct Step: Sendable {
        /// In milliseconds.
        var at: Int
        var newest: Standing?
        var shown: Standing?
        /// In milliseconds.
        var change: Int?
    }

    private static let next = Standing.queued(place: 1, wait: nil)
    private static let second = Standing.queued(place: 2, wait: .seconds(20))

    private static let stories: [[Step]] = [
        // Shown when it has lasted, and newer ones of its kind at once.
        [
            Step(at: 0, newest: second, change: 1000), Step(at: 999, newest: second, change: 1),
            Step(at: 1000, newest: second, shown: second), Step(at: 1010, newest: next, shown: next),
        ],
        // It need not stay the same meanwhile.
        [
            Step(at: 0, newest: .reading(percent: 1), change: 1000),
            Step(at: 900, newest: .reading(percent: 40), change: 100),
            Step(at: 1000, newest: .reading(percent: 41), shown: .reading(percent: 41)),
        ],
        // What does not last is never shown.
        [
            Step(at: 0, newest: next, change: 1000), Step(at: 900, newest: .reading(percent: 0), change: 1000),
            Step(at: 1800, newest: .waiting, change: 1000), Step(at: 2700, newest: nil),
            Step(at: 9000, newest: next, change: 1000),
        ],
        // What is shown stays until something else has lasted, or it is true again.
        [
            Step(at: 0, newest: next, change: 1000), Step(at: 1000, newest: next, shown: next),
            Step(at: 2000, newest: .reading(percent: 5), shown: next, change: 1000),
            Step(at: 2500, newest: second, shown: second),
            Step(at: 3000, newest: .waiting, shown: second, change: 1000),
            Step(at: 4000, newest: .waiting, shown: .waiting),
            Step(at: 5000, newest: nil, shown: .waiting, change: 1000), Step(at: 6000, newest: nil),
        ],
    ]

    @Test(arguments: stories)
    func story(steps: [Step]) {
        var standing = LastingStanding()
        for step in steps {
            let now = Duration.milliseconds(step.at)
            standing.follow(step.newest, at: now)
            #expect(standing.shown == step.shown, "at \(step.at) ms")
            #expect(standing.change(at: now) == step.change.map { .milliseconds($0) }, "at \(step.at) ms")
        }
    }

    @Test(arguments: [
        (0, 10), (1, 10), (14, 10), (15, 20), (43, 40), (54, 50), (55, 60), (74, 60), (75, 90), (104, 90), (105, 120),
        (284, 270), (285, 300), (329, 300), (330, 360), (3569, 3540), (3570, 3600), (4500, 5400), (100_000, 100_800),
    ])
    func waits(seconds: Int, rounded: Int) {
        for isCostly in [true, false] {
            #expect(
                Standing.queued(place: 0, wait: .seconds(seconds)).rounded(isCostly: isCostly)
                    == .queued(place: 1, wait: .seconds(rounded))
            )
        }
    }

    @Test(arguments: [
        (-5, 0, 0), (0, 0, 0), (4, 4, 0), (5, 5, 5), (43, 43, 40), (99, 99, 95), (100, 100, 100), (120, 100, 100),
    ])
    func percentages(percent: Int, draft: Int, edit: Int) {
        let standing = Standing.reading(percent: percent)
        #expect(standing.rounded(isCostly: false) == .reading(percent: draft))
        #expect(standing.rounded(isCostly: true) == .reading(percent: edit))
    }

    @Test(arguments: [
        (
            Standing.queued(place: 1, wait: .seconds(20)), "⏳ You are next, about 20 s",
            "⏳ Следующий ответ – ваш, примерно через 20 с"
        ),
        (.queued(place: 1, wait: nil), "⏳ You are next", "⏳ Следующий ответ – ваш"),
        (
            .queued(place: 3, wait: .seconds(120)), "⏳ Place 3 in line, about 2 min",
            "⏳ Ваше место в очереди – 3, примерно 2 мин"
        ),
        (
            .queued(place: 21, wait: .seconds(90)), "⏳ Place 21 in line, about 1½ min",
            "⏳ Ваше место в очереди – 21, примерно 1½ мин"
        ),
        (
            .queued(place: 99, wait: .seconds(5400)), "⏳ Place 99 in line, about 1½ h",
            "⏳ Ваше место в очереди – 99, примерно 1½ ч"
        ),
        (.queued(place: 2, wait: nil), "⏳ Place 2 in line", "⏳ Ваше место в очереди – 2"),
        (.waiting, "⏳ The model is busy with something else…", "⏳ Модель занята чем-то другим…"),
        (.reading(percent: 43), "📖 Reading… 43 %", "📖 Читаю… 43 %"),
    ])
    func words(standing: Standing, english: String, russian: String) {
        #expect(Words(language: .en).standing(standing) == english)
        #expect(Words(language: .ru).standing(standing) == russian)
    }
}
