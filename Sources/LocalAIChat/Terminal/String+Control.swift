extension String {
    /// The text with line breaks, tabs and control characters written as escapes, so that it stays in one line.
    var escapedToOneLine: String { replacingControls { $0.escaped } }

    /// The text as it may be shown on a terminal: nothing in it can move the cursor, change colours or set a title.
    ///
    /// Line feeds and tabs stay. Of the directional marks those go that would turn the text behind them around.
    var harmless: String {
        replacingControls { $0 == "\n" || $0 == "\t" ? String($0) : $0 == "\r" ? "" : "\u{FFFD}" }
    }

    private func replacingControls(_ replacement: (Unicode.Scalar) -> String) -> String {
        guard unicodeScalars.contains(where: \.isControl) else { return self }
        var result = String.UnicodeScalarView()
        for scalar in unicodeScalars {
            if scalar.isControl {
                result.append(contentsOf: replacement(scalar).unicodeScalars)
            } else {
                result.append(scalar)
            }
        }
        return String(result)
    }
}

extension Unicode.Scalar {
    /// C0, DEL and C1, the separators of lines and paragraphs, and the directional embeddings, overrides and isolates.
    fileprivate var isControl: Bool {
        switch value {
        case 0..<0x20, 0x7F..<0xA0, 0x2028, 0x2029, 0x202A...0x202E, 0x2066...0x2069: true
        default: false
        }
    }

    fileprivate var escaped: String {
        switch self {
        case "\n": "\\n"
        case "\r": "\\r"
        case "\t": "\\t"
        default: "\\u{\(String(value, radix: 16, uppercase: true))}"
        }
    }
}
