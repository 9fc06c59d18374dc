import Logging
import NIOConcurrencyHelpers
import NIOHTTP1
import Testing

@testable import TelegramSandbox

@Suite("The page's safety", .timeLimit(.minutes(10))) struct PageSafetyTests {
    private static let headers = [
        "Content-Security-Policy":
            "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; img-src 'self' data:; "
            + "base-uri 'none'; form-action 'none'; frame-ancestors 'none'; require-trusted-types-for 'script'",
        "X-Content-Type-Options": "nosniff", "Referrer-Policy": "no-referrer",
        "Cross-Origin-Resource-Policy": "same-origin", "Cross-Origin-Opener-Policy": "same-origin",
    ]

    @Test("every answer of the page has its headers, whatever it is")
    func headers() async throws {
        try await withPage { (sandbox, page, bot) async throws in
            let tab = try await page.events()
            var replies = [tab.headers]
            for path in ["", "page/main.js", "page/nothing", "page/history", "page/messages", "nothing"] {
                replies.append(try await page.request(path).headers)
            }
            let json = [("Content-Type", "application/json")]
            replies.append(try await page.request("page/people", .POST, headers: json, body: "{").headers)
            let body = #"{"first_name":"A"}"#
            replies.append(try await page.request("page/people", .POST, headers: json, body: body).headers)
            replies.append(try await page.request("", headers: [("Host", "evil.example")]).headers)
            for reply in replies {
                for (name, value) in Self.headers { #expect(reply[name] == [value], "\(name)") }
            }
        }
    }

    @Test(
        "another site can't do anything through a visitor's browser",
        arguments: [
            [("Origin", "http://evil.example")], [("Origin", "null")], [("Sec-Fetch-Site", "cross-site")],
            [("Sec-Fetch-Site", "same-site")], [("Host", "evil.example")],
        ]
    )
    func otherSites(headers: [(String, String)]) async throws {
        try await withPage { (sandbox, page, bot) async throws in
            let json = [("Content-Type", "application/json")]
            let person = #"{"first_name":"A"}"#
            for (path, verb, body) in [
                ("page/people", .POST, person), ("page/events", .GET, nil), ("page/history?chat_id=1", .GET, nil),
                ("page/documents?chat_id=1&message_id=1", .GET, nil), ("bot\(bot.token)/getMe", .GET, nil),
                ("bot\(bot.token)/sendMessage", .POST, #"{"chat_id":1,"text":"x"}"#),
            ] as [(String, HTTPMethod, String?)] {
                let reply = try await page.request(path, verb, headers: headers + json, body: body)
                #expect(reply.status == 403, "\(path)")
                #expect(reply.error?.hasSuffix(".") == true, "\(path)")
            }
            #expect(await sandbox.accounts.isEmpty)
            #expect(await sandbox.calls.isEmpty)
            // A link may lead to the page, unless its host's name is made up.
            let page = try await page.request("", headers: headers)
            #expect(page.status == (headers[0].0 == "Host" ? 403 : 200))
        }
    }

    @Test("its own requests and a bot's are taken")
    func own() async throws {
        try await withPage { (sandbox, page, bot) async throws in
            let headers = [
                ("Content-Type", "application/json; charset=utf-8"), ("Origin", bot.url),
                ("Sec-Fetch-Site", "same-origin"),
            ]
            let reply = try await page.request("page/people", .POST, headers: headers, body: #"{"first_name":"A"}"#)
            #expect(reply.status == 200)
            try await bot.result("getMe")
        }
    }

    @Test("with a key there is nothing to be found without it, and no log has it")
    func key() async throws {
        let key = PageConfiguration.randomKey()
        let lines = NIOLockedValueBox<[String]>([])
        var logger = Logger(label: "sandbox") { _ in LineHandler(lines: lines) }
        logger.logLevel = .trace
        var configuration = SandboxConfiguration()
        configuration.page = PageConfiguration(key: key)
        try await withHTTP { http in
            try await TelegramSandbox.withSandbox(configuration, logger: logger) { (sandbox, url) async throws in
                let bot = BotClient(http: http, url: url, token: sandbox.botToken)
                #expect(try await sandbox.pageURL() == "\(url)/\(key)/")
                let page = PageClient(http: http, url: "\(url)/\(key)/")
                #expect(try await page.request("").status == 200)
                #expect(try await page.request("page/main.js").status == 200)
                var tab = try await page.events()
                _ = try await tab.next("scene")
                try await page.result("people", ["first_name": "Anna"])
                #expect(try await page.request("page/nothing").status == 404)
                #expect(try await page.request("nothing").status == 404)
                try await bot.result("getMe")

                let outside = PageClient(http: http, url: url)
                for path in [
                    "/", "/page/events", "/page/main.js", "/index.html", "/\(key.dropLast())/", "/\(key)0/",
                    "/\(key.uppercased())/", "//\(key)/", "/bot/", "/x/\(key)/",
                ] where path != "/\(key)/" {
                    let reply = try await outside.request(path)
                    #expect(reply.status == 404, "\(path)")
                    #expect(!reply.text.contains(key))
                }
                #expect(try await outside.request("/page/people", .POST, body: "{}").status == 404)
            }
        }
        let written = lines.withLockedValue(\.self)
        #expect(!written.isEmpty)
        #expect(!written.contains { $0.contains(key) })
    }

    @Test("the token is in nothing that the page is told")
    func token() async throws {
        try await withPage { (sandbox, page, bot) async throws in
            let anna = await sandbox.person(firstName: "Anna")
            var tab = try await page.events()
            try await bot.result("sendMessage", ["chat_id": .integer(anna.id), "text": "Hello"])
            _ = try await bot.call("sendMessage", ["chat_id": 1, "text": "Lost"])
            let call = try await tab.next("call")
            #expect(!call.data.text.contains(bot.token))
            var other = try await page.events()
            let scene = try await other.next("scene").data
            #expect(!scene.text.contains(bot.token))
            #expect(scene["calls"]?.array?.count == 2)
        }
    }
}

/// Keeps all that is logged.
private struct LineHandler: LogHandler {
    let lines: NIOLockedValueBox<[String]>
    var metadata: Logger.Metadata = [:]
    var logLevel = Logger.Level.trace

    subscript(metadataKey key: String) -> Logger.Metadata.Value? {
        get { metadata[key] }
        set { metadata[key] = newValue }
    }

    func log(event: LogEvent) {
        lines.withLockedValue { $0.append("\(event.message) \(event.metadata ?? [:]) \(metadata)") }
    }
}
