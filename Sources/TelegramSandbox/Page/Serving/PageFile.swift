/// A file of the page, in the program itself.
struct PageFile: Sendable {
    let name: String
    let mediaType: String
    let bytes: [UInt8]
    /// Another for other bytes.
    let tag: String

    /// All of them by their name. What is added to `Files` is added here.
    static let all: [String: PageFile] = Dictionary(
        uniqueKeysWithValues: [
            PageFile("index.html", PackageResources.index_html),
            PageFile("page.css", PackageResources.page_css),
            PageFile("main.js", PackageResources.main_js),
        ].map { ($0.name, $0) }
    )

    static let index = "index.html"

    private init(_ name: String, _ bytes: [UInt8]) {
        self.name = name
        self.bytes = bytes
        mediaType =
            switch name.split(separator: ".").last {
            case "html": "text/html; charset=utf-8"
            case "css": "text/css; charset=utf-8"
            case "js": "text/javascript; charset=utf-8"
            case "svg": "image/svg+xml"
            case "png": "image/png"
            default: "application/octet-stream"
            }
        // FNV-1a: it need not be kept from anybody.
        let hash = bytes.reduce(0xCBF2_9CE4_8422_2325 as UInt64) { ($0 ^ UInt64($1)) &* 0x0000_0100_0000_01B3 }
        tag = "\"\(String(hash, radix: 16))-\(bytes.count)\""
    }
}
