import CMarkGFM

/// A node of a `CMarkTree`.
struct CMarkNode {
    enum Kind {
        case document, quote, list, item, code, html, paragraph, heading, thematicBreak
        case table, tableRow, tableCell
        case text, softBreak, lineBreak, inlineCode, inlineHTML, emphasis, strong, strikethrough, link, image
        case other
    }

    let pointer: OpaquePointer
    /// Kept alive as long as one of its nodes is in use.
    private let tree: CMarkTree

    init(_ pointer: OpaquePointer, of tree: CMarkTree) {
        self.pointer = pointer
        self.tree = tree
    }

    private func node(_ pointer: OpaquePointer?) -> CMarkNode? {
        pointer.map { CMarkNode($0, of: tree) }
    }

    var kind: Kind {
        switch cmark_node_get_type(pointer) {
        case CMARK_NODE_DOCUMENT: .document
        case CMARK_NODE_BLOCK_QUOTE: .quote
        case CMARK_NODE_LIST: .list
        case CMARK_NODE_ITEM: .item
        case CMARK_NODE_CODE_BLOCK: .code
        case CMARK_NODE_HTML_BLOCK: .html
        case CMARK_NODE_PARAGRAPH: .paragraph
        case CMARK_NODE_HEADING: .heading
        case CMARK_NODE_THEMATIC_BREAK: .thematicBreak
        case CMARK_NODE_TEXT: .text
        case CMARK_NODE_SOFTBREAK: .softBreak
        case CMARK_NODE_LINEBREAK: .lineBreak
        case CMARK_NODE_CODE: .inlineCode
        case CMARK_NODE_HTML_INLINE: .inlineHTML
        case CMARK_NODE_EMPH: .emphasis
        case CMARK_NODE_STRONG: .strong
        case CMARK_NODE_LINK: .link
        case CMARK_NODE_IMAGE: .image
        default: extensionKind
        }
    }

    /// The types of extensions are numbered as they are registered; their names don't change.
    private var extensionKind: Kind {
        guard let name = cmark_node_get_type_string(pointer) else { return .other }
        return switch String(cString: name) {
        case "table": .table
        case "table_header", "table_row": .tableRow
        case "table_cell": .tableCell
        case "strikethrough": .strikethrough
        case "tasklist": .item
        default: .other
        }
    }

    var firstChild: CMarkNode? { node(cmark_node_first_child(pointer)) }
    var next: CMarkNode? { node(cmark_node_next(pointer)) }

    var children: some Sequence<CMarkNode> {
        sequence(state: firstChild) { node in
            defer { node = node?.next }
            return node
        }
    }

    /// This node and all below it, each before its children.
    var descendants: some Sequence<CMarkNode> {
        let top = pointer
        return sequence(first: self) { node in
            if let child = node.firstChild { return child }
            var node = node
            while node.pointer != top {
                if let next = node.next { return next }
                guard let parent = node.node(cmark_node_parent(node.pointer)) else { return nil }
                node = parent
            }
            return nil
        }
    }

    /// The node's first line, from 0; `nil` where cmark does not know it.
    var firstLine: Int? {
        let line = Int(cmark_node_get_start_line(pointer))
        return line > 0 ? line - 1 : nil
    }

    /// The node's last line, from 0.
    var lastLine: Int? {
        let line = Int(cmark_node_get_end_line(pointer))
        return line > 0 ? line - 1 : nil
    }

    var literal: String { Self.string(cmark_node_get_literal(pointer)) }
    var destination: String { Self.string(cmark_node_get_url(pointer)) }
    var headingLevel: Int { Int(cmark_node_get_heading_level(pointer)) }

    var isFenced: Bool {
        var length: CInt = 0
        var offset: CInt = 0
        var character: CChar = 0
        return cmark_node_get_fenced(pointer, &length, &offset, &character) != 0
    }
    var fenceInfo: String { Self.string(cmark_node_get_fence_info(pointer)) }

    var listStart: Int? {
        cmark_node_get_list_type(pointer) == CMARK_ORDERED_LIST ? Int(cmark_node_get_list_start(pointer)) : nil
    }
    var isTight: Bool { cmark_node_get_list_tight(pointer) != 0 }

    /// Of a task in a list: whether it is done.
    var isChecked: Bool? {
        guard kind == .item, let name = cmark_node_get_type_string(pointer), String(cString: name) == "tasklist"
        else { return nil }
        return cmark_gfm_extensions_get_tasklist_item_checked(pointer)
    }

    var columnCount: Int { Int(cmark_gfm_extensions_get_table_columns(pointer)) }

    var alignments: [MarkdownTable.Alignment?] {
        guard let alignments = cmark_gfm_extensions_get_table_alignments(pointer) else { return [] }
        return (0..<columnCount).map { column in
            switch alignments[column] {
            case UInt8(ascii: "l"): .left
            case UInt8(ascii: "c"): .center
            case UInt8(ascii: "r"): .right
            default: nil
            }
        }
    }

    private static func string(_ pointer: UnsafePointer<CChar>?) -> String {
        pointer.map { String(cString: $0) } ?? ""
    }
}
