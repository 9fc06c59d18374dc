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
            PageFile("app.js", PackageResources.app_js),
            PageFile("blocks.js", PackageResources.blocks_js),
            PageFile("calls.js", PackageResources.calls_js),
            PageFile("chats.css", PackageResources.chats_css),
            PageFile("chats.js", PackageResources.chats_js),
            PageFile("clip.js", PackageResources.clip_js),
            PageFile("composer.css", PackageResources.composer_css),
            PageFile("composer.js", PackageResources.composer_js),
            PageFile("connection.js", PackageResources.connection_js),
            PageFile("controls.css", PackageResources.controls_css),
            PageFile("dialogs.js", PackageResources.dialogs_js),
            PageFile("dom.js", PackageResources.dom_js),
            PageFile("draft.js", PackageResources.draft_js),
            PageFile("english.js", PackageResources.english_js),
            PageFile("entities.js", PackageResources.entities_js),
            PageFile("faults.js", PackageResources.faults_js),
            PageFile("firstword.js", PackageResources.firstword_js),
            PageFile("header.js", PackageResources.header_js),
            PageFile("index.html", PackageResources.index_html),
            PageFile("keyboard.js", PackageResources.keyboard_js),
            PageFile("links.js", PackageResources.links_js),
            PageFile("log.js", PackageResources.log_js),
            PageFile("main.js", PackageResources.main_js),
            PageFile("message.js", PackageResources.message_js),
            PageFile("messages.css", PackageResources.messages_css),
            PageFile("morph.js", PackageResources.morph_js),
            PageFile("names.js", PackageResources.names_js),
            PageFile("notices.js", PackageResources.notices_js),
            PageFile("page.css", PackageResources.page_css),
            PageFile("panel.css", PackageResources.panel_css),
            PageFile("panel.js", PackageResources.panel_js),
            PageFile("parts.js", PackageResources.parts_js),
            PageFile("people.js", PackageResources.people_js),
            PageFile("place.js", PackageResources.place_js),
            PageFile("preferences.js", PackageResources.preferences_js),
            PageFile("reading.js", PackageResources.reading_js),
            PageFile("requests.js", PackageResources.requests_js),
            PageFile("richtext.js", PackageResources.richtext_js),
            PageFile("russian.js", PackageResources.russian_js),
            PageFile("scroll.js", PackageResources.scroll_js),
            PageFile("slice.js", PackageResources.slice_js),
            PageFile("state.js", PackageResources.state_js),
            PageFile("suggestions.js", PackageResources.suggestions_js),
            PageFile("table.js", PackageResources.table_js),
            PageFile("text.css", PackageResources.text_css),
            PageFile("text.js", PackageResources.text_js),
            PageFile("time.js", PackageResources.time_js),
            PageFile("unread.js", PackageResources.unread_js),
            PageFile("welcome.js", PackageResources.welcome_js),
            PageFile("words.js", PackageResources.words_js),
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
