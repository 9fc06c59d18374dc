import Foundation
import LlamaServerTesting
import TelegramSandbox
import Testing

@testable import ChatBot

/// Answers of the corpus as people see them, each by the whole bot: with `LOCALAICHAT_PAGES=FOLDER` the pages are written there.
@Suite(.timeLimit(.minutes(1))) struct AnswerGalleryTests {
    @Test(arguments: GalleryAnswer.all, [ReplyFormat.entities, .rich])
    func page(answer: GalleryAnswer, format: ReplyFormat) async throws {
        try await StreamingScene.run(languageCode: answer.languageCode) {
            $0.replyFormat = format
        } _: { scene in
            var sight = await Sight(of: scene.anna)
            await scene.server.script("/v1/chat/completions", .init(steps: try answer.steps()))
            try await scene.withBot {
                let question = await scene.anna.send(answer.question)
                if answer.stoppedAfter != nil {
                    while let draft = await sight.draft(), draft.isEmpty {}
                    try await scene.anna.stopDraft()
                }
                _ = try await scene.anna.replies(after: question)
            }
            let page = await scene.sandbox.page(of: scene.anna.chat)
            for words in answer.visible {
                let isThere = page.contains(words)
                #expect(isThere, "\(words)")
            }
            try write(page, "answer-\(format)-\(answer.name)")
        }
    }

    private func write(_ page: String, _ name: String) throws {
        guard let folder = ProcessInfo.processInfo.environment["LOCALAICHAT_PAGES"] else { return }
        try Data(page.utf8).write(to: URL(filePath: folder).appending(path: name + ".html"))
    }
}
