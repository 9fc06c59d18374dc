import CMarkGFM

/// What cmark-gfm makes of a source: a tree of its nodes, which live as long as this value.
final class CMarkTree {
    private let pointer: OpaquePointer

    var root: CMarkNode { CMarkNode(pointer, of: self) }

    /// Once in a process: cmark keeps its extensions in a global list, which is only read afterwards.
    private static let registration: Void = cmark_gfm_core_extensions_ensure_registered()

    /// Parses a source in UTF-8.
    ///
    /// A single tilde strikes nothing through: models write `1~3` for a range, in Chinese above all.
    init?(_ source: [UInt8]) {
        let options = CMARK_OPT_DEFAULT | CMARK_OPT_STRIKETHROUGH_DOUBLE_TILDE | CMARK_OPT_VALIDATE_UTF8
        guard let parser = cmark_parser_new(options) else { return nil }
        defer { cmark_parser_free(parser) }
        Self.registration
        for name in ["table", "strikethrough", "tasklist"] {
            guard let syntax = cmark_find_syntax_extension(name) else { continue }
            cmark_parser_attach_syntax_extension(parser, syntax)
        }
        source.withUnsafeBytes { bytes in
            guard let start = bytes.baseAddress else { return }
            cmark_parser_feed(parser, start.assumingMemoryBound(to: CChar.self), bytes.count)
        }
        guard let root = cmark_parser_finish(parser) else { return nil }
        pointer = root
    }

    deinit {
        cmark_node_free(pointer)
    }
}
