/// Why a request of the page is not carried out: a code that the page has words for, and one sentence for everybody else.
struct PageFailure: Error, Hashable {
    var code: Code
    /// What stands in the sentence between braces.
    var values: [String: String]

    init(_ code: Code, _ values: [String: String] = [:]) {
        self.code = code
        self.values = values
    }

    static let notFound = PageFailure(.notFound)
    static let otherOrigin = PageFailure(.otherOrigin)

    var status: Int { code.status }

    var text: String {
        values.reduce(code.sentence) { $0.replacing("{\($1.key)}", with: $1.value) }
    }

    var json: JSON {
        let values = values.sorted { $0.key < $1.key }.map { JSON.Member(name: $0.key, value: .string($0.value)) }
        return ["error": .string(text), "code": .string(code.rawValue), "values": .object(values)]
    }
}
