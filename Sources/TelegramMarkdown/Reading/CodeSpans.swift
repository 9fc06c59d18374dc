/// Where runs of backticks stand in a source, to find the one that ends a code span in no time.
struct CodeSpans {
    private var starts: [Int: [Int]] = [:]

    init(_ bytes: [UInt8]) {
        var index = 0
        while index < bytes.count {
            guard bytes[index] == .backtick else {
                index += 1
                continue
            }
            let start = index
            while index < bytes.count, bytes[index] == .backtick { index += 1 }
            starts[index - start, default: []].append(start)
        }
    }

    /// The start of the first run of a length at or after an offset.
    func run(of length: Int, from offset: Int) -> Int? {
        FormulaMarks.first(in: starts[length], from: offset)
    }
}
