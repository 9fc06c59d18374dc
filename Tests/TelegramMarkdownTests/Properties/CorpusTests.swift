import TelegramBotAPI
import TelegramMarkdown
import Testing

/// What holds for every answer, whatever is in it.
@Suite struct CorpusTests {
    @Test func hasManyDocuments() {
        #expect(CorpusDocument.files.count >= 55)
        #expect(CorpusDocument.long.allSatisfy { $0.source.utf8.count >= 50_000 })
    }

    @Test(arguments: CorpusDocument.all)
    func richBlocksSayWhatTheSourceSays(document: CorpusDocument) {
        let allowance = Allowance.for(document) ?? Allowance()
        let blocks = MarkdownDocument(document.source).richBlocks
        let problem = Self.difference(
            of: VisibleText(blocks, isAnnotated: true).text,
            from: document.source.replacing(allowance.meanings),
            order: allowance.richOrder
        )
        #expect(problem == nil)
    }

    @Test(arguments: CorpusDocument.all)
    func entitiesSayWhatTheSourceSays(document: CorpusDocument) {
        let allowance = Allowance.for(document) ?? Allowance()
        let read = MarkdownDocument(document.source)
        let plain = read.withoutMath
        let shown = VisibleText(FormattedText(plain), isAnnotated: true).text
        // Formulas are in Unicode here. Around them it is enough to agree with rich blocks, which have them in LaTeX.
        guard plain == read else {
            let rich = VisibleText(plain.richBlocks, isAnnotated: true).text
            #expect(Letters(shown).difference(from: Letters(rich)) == nil)
            return
        }
        let source = document.source.replacing(allowance.meanings + allowance.entityMeanings)
        #expect(Self.difference(of: shown, from: source, order: allowance.entityOrder) == nil)
    }

    private static func difference(of shown: String, from source: String, order: Allowance.Order) -> String? {
        let source = SourceText(source).text
        switch order {
        case .kept: return Letters(shown).difference(from: Letters(source))
        case .any: return Letters(shown).sorted.difference(from: Letters(source).sorted)
        case .repeating:
            let words = Set(shown.split { !$0.isLetter && !$0.isNumber })
            return source.split { !$0.isLetter && !$0.isNumber }.first { !words.contains($0) }.map { "no \($0)" }
        }
    }

    private static let richLimits: [RichMessageLimits] = [
        .telegram,
        RichMessageLimits(characters: 1000, blocks: 60, levels: 16, tableColumns: 20),
        RichMessageLimits(characters: 200, blocks: 40, levels: 16, tableColumns: 20),
    ]

    @Test(arguments: CorpusDocument.all, richLimits)
    func partsOfBlocksAreTheWhole(document: CorpusDocument, limits: RichMessageLimits) {
        let blocks = MarkdownDocument(document.source).richBlocks
        let parts = RichSplitter.split(blocks, limits: limits)
        for part in parts { #expect(RichCheck.problems(in: part, limits: limits) == []) }
        #expect(Letters(VisibleText(parts: parts).text).difference(from: Letters(VisibleText(blocks).text)) == nil)
    }

    private static let entityLimits = [
        MessageLimits.telegram, MessageLimits(length: 300, entities: 10), MessageLimits(length: 40, entities: 3),
    ]

    @Test(arguments: CorpusDocument.all, entityLimits)
    func partsOfTextsAreTheWhole(document: CorpusDocument, limits: MessageLimits) {
        let message = FormattedText(MarkdownDocument(document.source))
        #expect(EntityRules.violations(in: message) == [])
        let parts = message.split(limits)
        for part in parts { #expect(EntityRules.violations(in: part, limits: limits) == []) }
        #expect(Letters(parts.map(\.text).joined()).difference(from: Letters(message.text)) == nil)
    }

    /// Broken in ways that nobody thought of.
    @Test(arguments: 0..<8)
    func damageLosesNothing(batch: UInt64) {
        let limits = RichMessageLimits(characters: 120, blocks: 40, levels: 16, tableColumns: 20)
        let messageLimits = MessageLimits(length: 60, entities: 4)
        for seed in batch * 50..<(batch + 1) * 50 {
            let document = MarkdownDocument(ShuffledDocument(seed: seed).source)
            let blocks = document.richBlocks
            let parts = RichSplitter.split(blocks, limits: limits)
            for part in parts { #expect(RichCheck.problems(in: part, limits: limits) == [], "seed \(seed)") }
            // The cells of a long row are cut side by side.
            let letters = Letters(VisibleText(blocks).text).sorted
            #expect(Letters(VisibleText(parts: parts).text).sorted.difference(from: letters) == nil, "seed \(seed)")

            let message = FormattedText(document)
            let messages = message.split(messageLimits)
            #expect(EntityRules.violations(in: message) == [], "seed \(seed)")
            for message in messages {
                #expect(EntityRules.violations(in: message, limits: messageLimits) == [], "seed \(seed)")
            }
            let shown = Letters(messages.map(\.text).joined())
            #expect(shown.difference(from: Letters(message.text)) == nil, "seed \(seed)")
        }
    }

    /// A growing answer is shown at any moment.
    @Test(arguments: CorpusDocument.all)
    func everyBeginningIsShown(document: CorpusDocument) {
        for prefix in document.prefixes(atMost: document.source.utf8.count < 10_000 ? 25 : 3, seed: 7) {
            let read = MarkdownDocument(prefix)
            let blocks = read.richBlocks
            for part in RichSplitter.split(blocks) {
                #expect(RichCheck.problems(in: part, limits: .telegram) == [], "\(prefix.debugDescription)")
            }
            let message = FormattedText(read)
            #expect(EntityRules.violations(in: message) == [], "\(prefix.debugDescription)")

            // Half of what an allowance is about is something else.
            guard Allowance.for(document) == nil else { continue }
            let shown = VisibleText(blocks, isAnnotated: true).text
            let problem = Self.difference(of: shown, from: prefix, order: .kept)
            // A list without anything in it yet is not shown.
            let beginning = prefix.replacing(#/(?:^|\n)[ >]*\d+[.)]\s*$/#, with: "")
            #expect(
                problem == nil || Self.difference(of: shown, from: beginning, order: .kept) == nil,
                "\(problem ?? "") in \(prefix.debugDescription)"
            )
        }
    }
}

extension String {
    fileprivate func replacing(_ meanings: [(source: String, shown: String)]) -> String {
        meanings.reduce(self) { $0.replacing($1.source, with: $1.shown) }
    }
}
