import Foundation
import TelegramBotAPI
import TelegramMarkdown

extension Benchmark {
    static var all: [Benchmark] { [updates, splitting] }

    /// What every message costs before the bot sees it.
    private static var updates: Benchmark {
        let updates = (1...1000).map { number in
            Data(
                """
                {"update_id":\(number),"message":{"message_id":\(number),"date":1760000000,"text":"Сообщение \(number) 👩‍💻",\
                "from":{"id":42,"is_bot":false,"first_name":"Анна","language_code":"ru"},\
                "chat":{"id":42,"type":"private","first_name":"Анна"},"a_field_of_tomorrow":{"x":[1,2,3]}}}
                """.utf8
            )
        }
        return Benchmark("decode 1,000 updates", against: "JSONSerialization of the same") {
            updates.count { Update(json: $0)?.updateID != nil }
        } baseline: {
            updates.count { (try? JSONSerialization.jsonObject(with: $0)) != nil }
        }
    }

    /// What the longest answers cost before they are sent.
    private static var splitting: Benchmark {
        let paragraph = String(repeating: "Слово, a word и ещё одно 👍🏽. ", count: 20)
        let text = String(repeating: paragraph + "\n\n", count: 200)
        return Benchmark("split an answer of \(text.utf16.count) units", against: "a walk over its characters") {
            FormattedText(text).split().count
        } baseline: {
            text.reduce(into: 0) { count, character in count += character.isWhitespace ? 1 : 0 }
        }
    }
}
