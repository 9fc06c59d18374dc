/// An environment of rows and cells, as lines.
struct LaTeXEnvironment {
    private enum Kind {
        case equations, cases
        /// With the pieces of its brackets: of an only row, the first, those between, the last.
        case matrix(left: String, right: String)
    }

    private let kind: Kind
    /// Whether its beginning is followed by how its columns are aligned.
    let takesArgument: Bool

    init?(name: String) {
        switch name {
        case "equation", "equation*", "align", "align*", "aligned", "gather", "gather*", "gathered", "split",
            "multline",
            "multline*", "eqnarray", "eqnarray*", "alignat", "alignat*", "alignedat":
            kind = .equations
        case "cases", "dcases": kind = .cases
        case "matrix", "smallmatrix", "array": kind = .matrix(left: "    ", right: "    ")
        case "pmatrix": kind = .matrix(left: "(⎛⎜⎝", right: ")⎞⎟⎠")
        case "bmatrix": kind = .matrix(left: "[⎡⎢⎣", right: "]⎤⎥⎦")
        case "Bmatrix": kind = .matrix(left: "{⎧⎪⎩", right: "}⎫⎪⎭")
        case "vmatrix": kind = .matrix(left: "||||", right: "||||")
        case "Vmatrix": kind = .matrix(left: "‖‖‖‖", right: "‖‖‖‖")
        default: return nil
        }
        takesArgument = ["array", "alignat", "alignat*", "alignedat"].contains(name)
    }

    /// The lines of the rows.
    ///
    /// - Throws: `LaTeXParser.NotReadable` for a cell of several lines.
    func lines(_ rows: [[String]]) throws -> [String] {
        switch kind {
        case .equations:
            return rows.map { $0.filter { !$0.isEmpty }.joined(separator: " ") }
        case .cases:
            return try bracketed(
                rows.map { $0.filter { !$0.isEmpty }.joined(separator: "  ") },
                left: "{⎧⎨⎩",
                right: "    "
            )
        case .matrix(let left, let right):
            let columns = rows.map(\.count).max() ?? 0
            let widths = (0..<columns).map { column in
                rows.map { column < $0.count ? $0[column].count : 0 }.max() ?? 0
            }
            let texts = rows.map { row in
                widths.enumerated().map { column, width in
                    let cell = column < row.count ? row[column] : ""
                    return cell + String(repeating: " ", count: width - cell.count)
                }.joined(separator: "  ")
            }
            return try bracketed(texts, left: left, right: right)
        }
    }

    private func bracketed(_ texts: [String], left: String, right: String) throws -> [String] {
        guard !texts.contains(where: { $0.contains("\n") }) else { throw LaTeXParser.NotReadable() }
        let (left, right) = (Array(left), Array(right))
        return texts.enumerated().map { row, text in
            let piece = texts.count == 1 ? 0 : row == 0 ? 1 : row == texts.count - 1 ? 3 : 2
            let line = "\(left[piece])\(text)\(right[piece])"
            return String(line.drop { $0 == " " }.reversed().drop { $0 == " " }.reversed())
        }
    }
}
