/// Whether a place in a Markdown text is code, told while the text comes: between fences, or between backticks on a line.
struct MarkdownCode {
    private var fence: (mark: Unicode.Scalar, length: Int)?
    /// How many backticks have opened inline code; 0 outside.
    private var inline = 0
    private var run: (mark: Unicode.Scalar, length: Int, isFirst: Bool)?
    private var hasOnlySpace = true

    /// Whether what comes next is code, unless it is one more backtick.
    var isCode: Bool {
        var next = self
        next.endRun()
        return next.fence != nil || next.inline > 0
    }

    /// Whether what comes next is the first thing on its line.
    var isLineStart: Bool { hasOnlySpace && run == nil }

    mutating func consume(_ scalar: Unicode.Scalar) {
        if let current = run, current.mark == scalar {
            run?.length += 1
            return
        }
        endRun()
        switch scalar {
        case "`": run = (scalar, 1, hasOnlySpace)
        case "~" where hasOnlySpace: run = (scalar, 1, true)
        case "\n", "\r":
            hasOnlySpace = true
            // Inline code can go on in the next line, but a backtick that was never closed would hide all that follows.
            inline = 0
        case " ", "\t": break
        default: hasOnlySpace = false
        }
    }

    private mutating func endRun() {
        guard let run else { return }
        self.run = nil
        hasOnlySpace = false
        if run.isFirst, run.length >= 3 {
            if let fence {
                if fence.mark == run.mark, run.length >= fence.length { self.fence = nil }
            } else {
                fence = (run.mark, run.length)
            }
        } else if fence == nil, run.mark == "`" {
            inline = inline == 0 ? run.length : inline == run.length ? 0 : inline
        }
    }
}
