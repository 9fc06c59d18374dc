import Foundation
import LlamaServerTesting
import Testing

/// A question, and the answer of the corpus that the model gives to it.
struct GalleryAnswer: Sendable, CustomTestStringConvertible {
    /// The document's name in the corpus.
    var name: String
    var question: String
    var languageCode = "en"
    /// What the model thinks before.
    var thoughts = ""
    /// The words after which the person who asked stops it.
    var stoppedAfter: String?
    /// What everybody who reads the answer must see, in every format.
    var visible: [String]

    var testDescription: String { name }

    /// Not only what ``AnswerTests`` sees of every document.
    var isMoreThanItsDocument: Bool { !thoughts.isEmpty || stoppedAfter != nil }

    static let all: [GalleryAnswer] = [
        GalleryAnswer(
            name: "recipe",
            question: "A recipe for lentil soup, please.",
            visible: ["🍲 Lentil soup", "red lentils", "It becomes creamy without any cream."]
        ),
        GalleryAnswer(
            name: "code-python",
            question: "How do I measure how long a block takes in Python?",
            visible: ["python", "with timed(\"sum\"):"]
        ),
        GalleryAnswer(
            name: "en-table",
            question: "Which model for my laptop?",
            visible: ["31.5", "fits anywhere"]
        ),
        GalleryAnswer(name: "math-display", question: "The quadratic formula?", visible: ["Final words."]),
        GalleryAnswer(
            name: "en-explanation",
            question: "What is a mutex?",
            thoughts: """
                They ask what a mutex is. It is short for mutual exclusion. I should say first what it does, then why one \
                needs it: the lost update is the classic example.
                Then how to use it, in three steps, with a few lines of code.
                Which language? They did not say. Swift has had a Mutex since version 6, so I take that.
                I should also warn of deadlocks, but not go into them.
                """,
            visible: ["Thoughts", "the lost update", "How a mutex works"]
        ),
        GalleryAnswer(
            name: "en-tasks",
            question: "What is left to do?",
            visible: ["Release checklist", "mailing list"]
        ),
        GalleryAnswer(
            name: "en-lists-nested",
            question: "What do I need for the journey?",
            visible: ["wool, if you have it", "Lock the door"]
        ),
        GalleryAnswer(
            name: "ru-answer",
            question: "Как правильно заварить чай?",
            languageCode: "ru",
            visible: ["Как заварить чай", "Сенча", "Приятного чаепития! ☕️"]
        ),
        GalleryAnswer(
            name: "ru-long",
            question: "Почему море солёное?",
            languageCode: "ru",
            stoppedAfter: "минералы и выносит",
            visible: ["Почему море солёное", "минералы и выносит", "[остановлено]"]
        ),
        GalleryAnswer(name: "zh-answer", question: "怎么学编程?", visible: ["如何学习编程", "千里之行"]),
        GalleryAnswer(name: "ar-answer", question: "كيف أتعلم لغة جديدة؟", visible: ["كيف تتعلم لغة جديدة", "house"]),
        GalleryAnswer(
            name: "en-quote-nested",
            question: "What did they write about the build?",
            visible: ["It does not work.", "make clean && make"]
        ),
    ]

    /// What the model writes of it; less than all where it is stopped.
    func text() throws -> String {
        let document = try #require(try Corpus.documents().first { $0.name == name + ".md" })
        guard let stoppedAfter, let end = document.text.range(of: stoppedAfter)?.upperBound else {
            return document.text
        }
        return String(document.text[..<end])
    }

    /// What the model's server sends: a few characters at a time or, where it is stopped, at once, so that it is known what has arrived.
    func steps() throws -> [ScriptedLlamaServer.Reply.Step] {
        let text = (thoughts.isEmpty ? "" : "<think>\n\(thoughts)\n</think>\n\n") + (try text())
        var steps = [ScriptedLlamaServer.Reply.chatStart]
        guard stoppedAfter == nil else { return steps + [ScriptedLlamaServer.Reply.chatDelta(text), .hold] }
        var rest = Substring(text)
        while !rest.isEmpty {
            steps.append(ScriptedLlamaServer.Reply.chatDelta(String(rest.prefix(5))))
            rest = rest.dropFirst(5)
        }
        return steps + [ScriptedLlamaServer.Reply.chatEnd]
    }
}
