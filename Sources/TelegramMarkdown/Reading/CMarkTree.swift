import CMarkGFM
import Synchronization

/// What cmark-gfm makes of a source: a tree of its nodes, which live as long as this value.
final class CMarkTree {
    private let pointer: OpaquePointer

    var root: CMarkNode { CMarkNode(pointer, of: self) }

    /// One parser at a time: cmark keeps its extensions and their characters, such as `~`, in tables that all its parsers
    /// share, and the first to end would take them from the others.
    private static let parsing = Mutex(())

    /// Parses a source in UTF-8.
    ///
    /// A single tilde strikes nothing through: models write `1~3` for a range, in Chinese above all.
    init?(_ source: [UInt8]) {
        guard let root = Self.parsing.withLock({ _ in Self.parse(source) }) else { return nil }
        pointer = root
    }

    private static func parse(_ source: [UInt8]) -> OpaquePointer? {
        let options = CMARK_OPT_DEFAULT | CMARK_OPT_STRIKETHROUGH_DOUBLE_TILDE | CMARK_OPT_VALIDATE_UTF8
        cmark_gfm_core_extensions_ensure_registered()
        guard let parser = cmark_parser_new(options) else { return nil }
        defer { cmark_parser_free(parser) }
        for name in ["table", "strikethrough", "tasklist"] {
            guard let syntax = cmark_find_syntax_extension(name) else { continue }
            cmark_parser_attach_syntax_extension(parser, syntax)
        }
        source.withUnsafeBytes { bytes in
            guard let start = bytes.baseAddress else { return }
            cmark_parser_feed(parser, start.assumingMemoryBound(to: CChar.self), bytes.count)
        }
        return cmark_parser_finish(parser)
    }

    deinit {
        cmark_node_free(pointer)
    }
}
