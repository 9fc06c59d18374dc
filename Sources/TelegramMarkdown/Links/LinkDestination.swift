/// Where a link goes to, as the document has it.
struct LinkDestination: Hashable {
    var url: String

    init(_ url: String) {
        self.url = url.replacingLineEnds().replacing("\n", with: "").trimmingTrailingBlanks()
    }

    /// What is written where it can't be a link. An address is one by itself in Telegram, without its scheme.
    var text: Substring {
        for scheme in ["mailto:", "tel:"] where url.lowercased().hasPrefix(scheme) {
            return url.dropFirst(scheme.count)
        }
        return url[...]
    }

    /// Whether a text says where the link goes to.
    func isSaid(by text: String) -> Bool {
        text == url || text == self.text
            || ["http://", "https://"].contains { $0 + text == url || $0 + text + "/" == url }
    }
}
