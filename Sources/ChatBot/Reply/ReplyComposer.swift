import TelegramBotAPI
import TelegramMarkdown

/// Makes messages of what a model has written.
struct ReplyComposer: Sendable {
    /// Why nothing follows.
    enum Ending: Sendable, Hashable {
        case complete
        /// At the longest answer, or at the end of the context.
        case cutOff
        case stopped
        /// The model's server failed.
        case brokenOff
    }

    /// What is said in the place of an answer of which nothing is written.
    enum Note: Sendable, Hashable {
        case standing(Standing)
        /// In the place of another note that is not true any more.
        case thinking
    }

    @Boxed var incoming: Incoming
    var words: Words
    var format: ReplyFormat
    var reasoning: ReasoningDisplay
    /// What is left of an answer that needs more comes as a file.
    var maxMessages: Int

    private static let fileName = "answer.md"

    /// What is shown of an answer while it is written; nothing where it is enough to know that it is.
    ///
    /// - Parameter isThinkingShown: Whether a message says so while the model only thinks.
    func preview(_ draft: AnswerDraft, isThinkingShown: Bool) -> [Reply.Part] {
        guard draft.hasText else {
            guard isThinkingShown, !draft.reasoning.isEmpty else { return [] }
            return Reply([Reply.Part(note(words.thinking))], to: incoming).parts
        }
        var parts = Array(parts(of: draft, isPartial: true, note: nil).prefix(maxMessages))
        // It grows with the answer, and nobody sees it: the message that is complete would be changed again and again.
        if parts.count > 1, parts[0].rich != nil { parts[0].text = "" }
        return Reply(parts, to: incoming).parts
    }

    func note(_ note: Note) -> Reply.Part {
        let text =
            switch note {
            case .standing(let standing): words.standing(standing)
            case .thinking: words.thinking
            }
        return Reply([Reply.Part(self.note(text))], to: incoming).parts[0]
    }

    /// What is said where a model has only thought.
    func replyWithoutAnswer(_ draft: AnswerDraft) -> Reply {
        Reply(parts(thoughts(of: draft), note(words.onlyThoughts)), to: incoming)
    }

    /// The whole reply.
    ///
    /// - Parameter draft: Has text.
    func reply(_ draft: AnswerDraft, _ ending: Ending) -> Reply {
        let note: FormattedText? =
            switch ending {
            case .complete: nil
            case .cutOff: self.note(words.cutOff)
            case .stopped: self.note(words.stopped)
            case .brokenOff: self.note(words.brokenOff)
            }
        let keyboard = InlineKeyboardMarkup.underAnswer(words)
        var parts = parts(of: draft, note: note)
        // An answer of nothing but markup, such as an empty block of code, is an answer, too.
        if parts.isEmpty { parts = self.parts(FormattedText(draft.text)) }
        guard parts.count > maxMessages else { return Reply(parts, to: incoming, replyMarkup: keyboard) }
        return Reply(shortened(draft, note: note), to: incoming, replyMarkup: keyboard)
    }

    /// - Parameter isPartial: Whether more of the answer is to come.
    private func parts(of draft: AnswerDraft, isPartial: Bool = false, note: FormattedText?) -> [Reply.Part] {
        if format == .plain { return parts(thoughts(of: draft), FormattedText(draft.text), note) }
        let document = MarkdownDocument(draft.text, isPartial: isPartial)
        guard format == .rich else { return parts(thoughts(of: draft), FormattedText(document), note) }
        return richParts(document, of: draft, note: note)
    }

    private func parts(_ pieces: FormattedText?...) -> [Reply.Part] {
        Self.joined(pieces).split().map { Reply.Part($0) }
    }

    private static func joined(_ pieces: [FormattedText?]) -> FormattedText {
        pieces.compactMap { $0 }.filter { !$0.text.isEmpty }.reduce(FormattedText("")) { all, piece in
            all.text.isEmpty ? piece : all + FormattedText("\n\n") + piece
        }
    }

    private func richParts(_ document: MarkdownDocument, of draft: AnswerDraft, note: FormattedText?) -> [Reply.Part] {
        var blocks: [InputRichBlock] = []
        if let thoughts = shownThoughts(of: draft) {
            blocks.append(
                .details(summary: .plain(words.thoughts), blocks: [.paragraph(.plain(thoughts))], isOpen: nil)
            )
        }
        blocks += document.richBlocks
        if let note { blocks.append(.paragraph(.italic(.plain(note.text)))) }
        // The first message can be said otherwise by all that would follow; none of them is sent where it is refused.
        let plainer = Self.joined([thoughts(of: draft), FormattedText(document), note])
        return RichSplitter.split(blocks).enumerated().map { number, blocks in
            Reply.Part(
                number == 0 ? plainer : FormattedText(blocks.map(\.visibleText).joined(separator: "\n\n")),
                rich: InputRichMessage(directed: blocks)
            )
        }
    }

    /// As much of an answer as the messages hold, and the rest as a file.
    private func shortened(_ draft: AnswerDraft, note: FormattedText?) -> [Reply.Part] {
        let capacity = format == .rich ? RichMessageLimits.telegram.characters : MessageLimits.telegram.length
        // What is cut at the ends of messages is not known before; a few attempts find what fits. The small shares are for
        // messages that are full of entities long before they are full of text.
        for share in [100, 95, 90, 80, 60, 40, 25, 15, 10, 6, 4, 2, 1] {
            let cut = MarkdownCut.cut(draft.text, length: capacity * maxMessages * share / 100)
            guard let rest = cut.rest else { continue }
            var head = draft
            head.text = cut.head
            let parts = parts(of: head, note: nil)
            guard parts.count <= maxMessages else { continue }
            let caption = [words.restInFile, note?.text].compactMap { $0 }.joined(separator: "\n\n")
            return parts + [Reply.Part(fileName: Self.fileName, contents: rest, caption: caption)]
        }
        return [Reply.Part(fileName: Self.fileName, contents: draft.text, caption: words.restInFile)]
    }

    private func note(_ text: String) -> FormattedText {
        guard format != .plain else { return FormattedText(text) }
        return FormattedText(text, entities: [MessageEntity(type: "italic", offset: 0, length: text.utf16.count)])
    }

    /// In a quote that opens at a touch, and above the answer.
    private func thoughts(of draft: AnswerDraft) -> FormattedText? {
        guard let thoughts = shownThoughts(of: draft) else { return nil }
        let text = "\(words.thoughts)\n\(thoughts)"
        guard format != .plain else { return FormattedText(text) }
        return FormattedText(
            text,
            entities: [MessageEntity(type: "expandable_blockquote", offset: 0, length: text.utf16.count)]
        )
    }

    /// Longer thoughts are cut, so that the answer is not pushed out of its own message.
    private static let longestThoughts = 2000

    private func shownThoughts(of draft: AnswerDraft) -> String? {
        guard reasoning == .collapse else { return nil }
        let thoughts = draft.reasoning.trimmingWhitespace()
        guard !thoughts.isEmpty else { return nil }
        let limits = MessageLimits(length: Self.longestThoughts)
        guard let first = FormattedText(thoughts).split(limits).first?.text, first != thoughts else { return thoughts }
        return first + " …"
    }
}

extension String {
    fileprivate func trimmingWhitespace() -> String {
        guard let first = firstIndex(where: { !$0.isWhitespace }), let last = lastIndex(where: { !$0.isWhitespace })
        else { return "" }
        return String(self[first...last])
    }
}
