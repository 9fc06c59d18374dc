/// What answers took.
extension Words {
    /// What the answers to a person took.
    func usage(_ usage: Usage) -> String {
        guard usage.answers > 0 else {
            return choose(
                "I have not answered you yet. Ask me something, and there will be figures here.",
                "Ответов для вас ещё не было. Спросите что-нибудь, и здесь появятся числа."
            )
        }
        return lines(
            choose("📊 For you: ", "📊 Для вас: ") + answers(usage.answers),
            usage
        )
    }

    /// What the answers to everybody took.
    func usage(_ usage: Usage, ofPeople people: Int) -> String {
        let whom = choose(
            "👥 For \(number(people)) \(people == 1 ? "person" : "people"): ",
            "👥 Для \(number(people)) \(Self.ending(people) == .one ? "человека" : "человек"): "
        )
        return lines(whom + answers(usage.answers), usage)
    }

    /// What is not known is left out.
    private func lines(_ heading: String, _ usage: Usage) -> String {
        var lines = [heading]
        if usage.promptTokens > 0 { lines.append(choose("Read: ", "Прочитано: ") + tokens(usage.promptTokens)) }
        if let share = usage.cachedShare {
            // Never all of it, as long as anything was read.
            let percent = "\(Int(share * 100)) %"
            lines.append(
                choose("Not read again: ", "Без повторного чтения: ") + tokens(usage.cachedTokens) + " (\(percent))"
            )
        }
        if usage.predictedTokens > 0 {
            let speed = usage.predictedPerSecond.map { choose(", \(rate($0)) per second", ", \(rate($0)) в секунду") }
            lines.append(choose("Written: ", "Написано: ") + tokens(usage.predictedTokens) + (speed ?? ""))
        }
        return lines.joined(separator: "\n")
    }

    private func answers(_ count: Int) -> String {
        counted(count, ("answer", "answers"), ("ответ", "ответа", "ответов"))
    }

    private func tokens(_ count: Int) -> String {
        counted(count, ("token", "tokens"), ("токен", "токена", "токенов"))
    }

    private func counted(
        _ count: Int,
        _ english: (one: String, many: String),
        _ russian: (one: String, few: String, many: String)
    ) -> String {
        let word =
            switch Self.ending(count) {
            case .one: russian.one
            case .few: russian.few
            case .many: russian.many
            }
        return "\(number(count)) \(choose(count == 1 ? english.one : english.many, word))"
    }

    private enum Ending {
        case one, few, many
    }

    /// Which form a Russian word has behind a number.
    private static func ending(_ count: Int) -> Ending {
        switch (count % 10, count % 100) {
        case (_, 11...14): .many
        case (1, _): .one
        case (2...4, _): .few
        default: .many
        }
    }

    /// With its thousands set apart.
    private func number(_ number: Int) -> String {
        let digits = Array(String(number))
        return digits.indices.reduce(into: "") { text, index in
            if index > 0, (digits.count - index).isMultiple(of: 3) { text += choose(",", "\u{A0}") }
            text.append(digits[index])
        }
    }

    /// With a decimal where a whole number says too little.
    private func rate(_ rate: Double) -> String {
        // Whatever a server has said of its speed.
        let rate = min(rate, 1_000_000)
        let tenths = Int((rate * 10).rounded())
        guard tenths < 100 else { return number(Int(rate.rounded())) }
        return tenths.isMultiple(of: 10) ? "\(tenths / 10)" : "\(tenths / 10)\(choose(".", ","))\(tenths % 10)"
    }
}
