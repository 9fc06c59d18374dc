/// How it stands with an answer of which nothing is written.
extension Words {
    /// - Parameter standing: Rounded as it is to be read.
    func standing(_ standing: Standing) -> String {
        switch standing {
        case .queued(1, let wait?):
            choose("⏳ You are next, about \(time(wait))", "⏳ Следующий ответ – ваш, примерно через \(time(wait))")
        case .queued(1, nil): choose("⏳ You are next", "⏳ Следующий ответ – ваш")
        case .queued(let place, let wait?):
            choose(
                "⏳ Place \(place) in line, about \(time(wait))",
                "⏳ Ваше место в очереди – \(place), примерно \(time(wait))"
            )
        case .queued(let place, nil): choose("⏳ Place \(place) in line", "⏳ Ваше место в очереди – \(place)")
        case .waiting: choose("⏳ The model is busy with something else…", "⏳ Модель занята чем-то другим…")
        case .reading(let percent): choose("📖 Reading… \(percent) %", "📖 Читаю… \(percent) %")
        }
    }

    /// In short: `20 s`, `1½ min`, `2 h`.
    private func time(_ duration: Duration) -> String {
        let seconds = duration.components.seconds
        switch seconds {
        case ..<60: return "\(seconds) \(choose("s", "с"))"
        case ..<3600: return "\(Self.halves(seconds, of: 60)) \(choose("min", "мин"))"
        default: return "\(Self.halves(seconds, of: 3600)) \(choose("h", "ч"))"
        }
    }

    private static func halves(_ seconds: Int64, of unit: Int64) -> String {
        let halves = (seconds * 2 + unit / 2) / unit
        return "\(halves / 2 > 0 ? "\(halves / 2)" : "")\(halves.isMultiple(of: 2) ? "" : "½")"
    }
}
