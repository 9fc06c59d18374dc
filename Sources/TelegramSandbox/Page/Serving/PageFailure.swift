/// Why a request of the page is not carried out, in one sentence for who sits before it.
struct PageFailure: Error, Hashable {
    var status: Int
    var text: String

    init(_ status: Int, _ text: String) {
        self.status = status
        self.text = text
    }

    static let notFound = PageFailure(404, "There is nothing here.")
    static let otherOrigin = PageFailure(403, "The sandbox takes this only from its own page.")
    static let tooLarge = PageFailure(413, "This is more than the sandbox takes at once.")

    static func badRequest(_ text: String) -> PageFailure { PageFailure(400, text) }

    var json: JSON { ["error": .string(text)] }
}
