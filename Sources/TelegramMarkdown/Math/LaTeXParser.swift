/// Reads a formula from left to right and writes what is readable of it.
struct LaTeXParser {
    /// Something unknown or unclosed: the formula stays LaTeX.
    struct NotReadable: Error {}

    /// Groups and commands in each other. It keeps the stack small: a formula may stand deep in a document itself.
    private static let deepestNesting = 32

    private let source: [Character]
    private var index = 0
    private var depth = 0

    init(_ source: String) {
        self.source = Array(source)
    }

    mutating func formula() throws -> String {
        let text = try sequence(isScript: false) { _ in false }
        guard index == source.count else { throw NotReadable() }
        return text.split(separator: "\n").joined(separator: "\n").trimmed
    }

    // MARK: Reading

    private var next: Character? { index < source.count ? source[index] : nil }

    private mutating func skipSpaces() {
        while let character = next, character.isWhitespace { index += 1 }
    }

    private mutating func skip(_ character: Character) -> Bool {
        guard next == character else { return false }
        index += 1
        return true
    }

    /// The name of the command at the backslash that was just read: letters, or one other character.
    private mutating func commandName() throws -> String {
        let start = index
        while let character = next, character.isASCII, character.isLetter { index += 1 }
        if index == start {
            guard next != nil else { throw NotReadable() }
            index += 1
        }
        return String(source[start..<index])
    }

    /// What is between braces, as it is written.
    private mutating func rawGroup() throws -> String {
        skipSpaces()
        guard skip("{") else { throw NotReadable() }
        let start = index
        var open = 1
        while let character = next {
            index += 1
            switch character {
            case "\\": index += 1
            case "{": open += 1
            case "}": open -= 1
            default: break
            }
            if open == 0 { return String(source[start..<index - 1]) }
        }
        throw NotReadable()
    }

    /// What a command or a script applies to: a group, a command with what it takes, or one character.
    private mutating func argument(isScript: Bool = false) throws -> String {
        skipSpaces()
        guard let character = next else { throw NotReadable() }
        if skip("{") {
            let text = try sequence(isScript: isScript) { $0.next == "}" }
            guard skip("}") else { throw NotReadable() }
            return text
        }
        var output = LaTeXOutput(isScript: isScript)
        if character == "\\" {
            index += 1
            try command(try commandName(), to: &output)
            // The space after it belongs to what follows.
            if source[index - 1].isWhitespace { index -= 1 }
        } else {
            guard !"}^_&".contains(character) else { throw NotReadable() }
            index += 1
            output.append(String(character))
        }
        return output.text
    }

    private mutating func optionalArgument() throws -> String? {
        guard skip("[") else { return nil }
        let text = try sequence(isScript: true) { $0.next == "]" }
        guard skip("]") else { throw NotReadable() }
        return text
    }

    // MARK: Writing

    private mutating func sequence(isScript: Bool, until isEnd: (Self) -> Bool) throws -> String {
        depth += 1
        defer { depth -= 1 }
        guard depth <= Self.deepestNesting else { throw NotReadable() }
        var output = LaTeXOutput(isScript: isScript)
        while let character = next, !isEnd(self) {
            index += 1
            switch character {
            case "\\": try command(try commandName(), to: &output)
            case "{":
                output.append(try sequence(isScript: isScript) { $0.next == "}" })
                guard skip("}") else { throw NotReadable() }
            case "^": output.append(attached: LaTeXScripts.superscript(try argument(isScript: true)))
            case "_": output.append(attached: LaTeXScripts.subscript(try argument(isScript: true)))
            case "'": output.append(attached: "′")
            case "&", "~": output.space()
            case "}", "$", "#": throw NotReadable()
            case _ where character.isWhitespace: output.space()
            default: output.append(String(character))
            }
        }
        return output.text
    }

    private mutating func command(_ name: String, to output: inout LaTeXOutput) throws {
        depth += 1
        defer { depth -= 1 }
        guard depth <= Self.deepestNesting else { throw NotReadable() }
        if let symbol = LaTeXSymbols.ordinary[name] {
            output.append(symbol)
            spaceAfterSymbol(&output)
        } else if let symbol = LaTeXSymbols.relations[name] {
            output.append(relation: symbol)
            if output.text == symbol || output.isScript { skipSpaces() }
        } else if let word = LaTeXSymbols.functions[name] {
            output.append(apart: word)
            skipSpaces()
            if let next, !"^_([,;.)}]&".contains(next) { output.space() }
        } else if let space = LaTeXSymbols.spaces[name] {
            if space { output.space() }
        } else if let alphabet = LaTeXAlphabet(command: name) {
            output.append(try alphabet.letters(try argument(isScript: output.isScript)))
        } else if let accent = LaTeXSymbols.accents[name] {
            output.append(try accented(try argument(isScript: output.isScript), accent))
        } else if LaTeXSymbols.texts.contains(name) {
            output.append(try text(try rawGroup()))
        } else if LaTeXSymbols.transparent.contains(name) {
            output.append(try argument(isScript: output.isScript))
        } else if !LaTeXSymbols.ignored.contains(name) {
            try construct(name, to: &output)
        }
    }

    /// TeX needs the space in `\Delta x`; the reader does not.
    private mutating func spaceAfterSymbol(_ output: inout LaTeXOutput) {
        let start = index
        skipSpaces()
        if index > start, let next, !(next.isASCII && next.isLetter) { output.space() }
    }

    private mutating func construct(_ name: String, to output: inout LaTeXOutput) throws {
        switch name {
        case "frac", "dfrac", "tfrac", "cfrac":
            let numerator = try argument(isScript: output.isScript)
            let denominator = try argument(isScript: output.isScript)
            output.append(
                apart: "\(Self.isProduct(numerator) ? numerator : "(\(numerator))")/\(Self.factor(denominator))"
            )
            if let next, next.isLetter || next.isNumber || next == "(" || next == "\\" { output.space() }
        case "sqrt":
            let root = try optionalArgument()
            let signs: [String?: String] = [nil: "√", "2": "√", "3": "∛", "4": "∜"]
            let sign = signs[root] ?? "\(LaTeXScripts.superscript(root ?? ""))√"
            output.append(sign + Self.operand(try argument(isScript: output.isScript)))
        case "binom", "dbinom", "tbinom":
            output.append(apart: "C(\(try argument()), \(try argument()))")
        case "left", "right", "middle", "big", "Big", "bigg", "Bigg", "bigl", "bigr", "Bigl", "Bigr", "biggl", "biggr":
            try delimiter(to: &output)
        case "not":
            let negated = [
                "=": "≠", "∈": "∉", "≡": "≢", "⊂": "⊄", "⊆": "⊈", "∼": "≁", "≈": "≉", "<": "≮", ">": "≯", "∣": "∤",
                "∃": "∄",
            ]
            guard let symbol = negated[try argument().trimmed] else { throw NotReadable() }
            output.append(relation: symbol)
        case "pmod": output.append(apart: " (mod \(try argument()))".trimmed)
        case "tag": output.append(apart: "(\(try text(try rawGroup())))")
        case "label": _ = try rawGroup()
        case "underbrace", "overbrace": output.append(Self.operand(try argument(isScript: output.isScript)))
        case "underline": output.append(try argument().map { "\($0)\u{332}" }.joined())
        case "overline": output.append(try argument().map { "\($0)\u{305}" }.joined())
        case "\\", "newline", "cr":
            _ = try optionalArgument()
            output.newLine()
        case "begin": try environment(to: &output)
        default: throw NotReadable()
        }
    }

    private mutating func delimiter(to output: inout LaTeXOutput) throws {
        skipSpaces()
        guard let character = next else { throw NotReadable() }
        index += 1
        if character == "\\" {
            let name = try commandName()
            guard let symbol = LaTeXSymbols.ordinary[name] else { throw NotReadable() }
            output.append(symbol)
        } else if character != "." {
            guard "()[]|/<>".contains(character) else { throw NotReadable() }
            output.append(character == "<" ? "⟨" : character == ">" ? "⟩" : String(character))
        }
    }

    private mutating func environment(to output: inout LaTeXOutput) throws {
        let name = try rawGroup()
        guard let environment = LaTeXEnvironment(name: name), !output.isScript else { throw NotReadable() }
        if environment.takesArgument { _ = try rawGroup() }
        var rows: [[String]] = [[]]
        while true {
            let cell = try sequence(isScript: false) { parser in
                parser.next == "&" || parser.isAhead("\\\\") || parser.isAhead("\\end")
            }
            rows[rows.count - 1].append(cell.trimmed)
            if skip("&") { continue }
            guard index < source.count else { throw NotReadable() }
            if isAhead("\\end") {
                index += 4
                guard try rawGroup() == name else { throw NotReadable() }
                break
            }
            index += 2
            _ = try optionalArgument()
            rows.append([])
        }
        if let last = rows.last, last.allSatisfy(\.isEmpty) { rows.removeLast() }
        output.newLine()
        output.append(try environment.lines(rows).joined(separator: "\n"))
    }

    private func isAhead(_ text: String) -> Bool {
        source[index...].starts(with: text)
    }

    /// Words in a formula: no commands in them but escaped characters.
    private func text(_ raw: String) throws -> String {
        var text = ""
        var isEscaped = false
        for character in raw {
            if isEscaped {
                guard !character.isLetter else { throw NotReadable() }
                text.append(character)
                isEscaped = false
            } else if character == "\\" {
                isEscaped = true
            } else {
                guard !"${}".contains(character) else { throw NotReadable() }
                text.append(character == "~" ? " " : character)
            }
        }
        return text
    }

    private func accented(_ text: String, _ accent: Unicode.Scalar) throws -> String {
        guard text.count == 1 else { throw NotReadable() }
        return text + String(accent)
    }

    /// What a fraction is divided by, in parentheses unless it is one factor.
    private static func factor(_ text: String) -> String {
        let name = text.prefix { $0.isLetter || $0 == "√" }
        let rest = text.dropFirst(name.count)
        let isWord = rest.isEmpty && text.count > 2
        let isApplied = rest.first == "(" && rest.last == ")" && isBalanced(rest.dropFirst().dropLast())
        return isOne(text) || isWord || isApplied ? text : "(\(text))"
    }

    private static func isBalanced(_ text: Substring) -> Bool {
        var open = 0
        for character in text {
            if character == "(" { open += 1 }
            if character == ")" { open -= 1 }
            if open < 0 { return false }
        }
        return open == 0
    }

    /// Whether no sum or relation is in it but in brackets.
    private static func isProduct(_ text: some StringProtocol) -> Bool {
        var open = 0
        for character in text {
            switch character {
            case "(", "[": open += 1
            case ")", "]": open -= 1
            case _
            where open == 0 && !character.isLetter && !character.isNumber && !LaTeXScripts.all.contains(character)
                && character != "." && character != "!":
                return false
            default: break
            }
            if open < 0 { return false }
        }
        return open == 0
    }

    /// What a root is taken of, in parentheses unless it is a number or a letter.
    private static func operand(_ text: String) -> String {
        isOne(text) ? text : "(\(text))"
    }

    /// A number, or one letter with its scripts.
    private static func isOne(_ text: String) -> Bool {
        if text.allSatisfy({ $0.isNumber && $0.isASCII || $0 == "." }) { return true }
        return text.dropFirst().allSatisfy { LaTeXScripts.all.contains($0) }
    }
}

extension StringProtocol {
    /// Without spaces at both ends.
    fileprivate var trimmed: String {
        guard let start = firstIndex(where: { !$0.isWhitespace }), let end = lastIndex(where: { !$0.isWhitespace })
        else {
            return ""
        }
        return String(self[start...end])
    }
}
