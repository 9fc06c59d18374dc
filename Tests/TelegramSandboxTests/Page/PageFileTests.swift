import Foundation
import NIOHTTP1
import Testing

@testable import TelegramSandbox

@Suite("The page's files", .timeLimit(.minutes(10)))
struct PageFileTests {
    @Test("every file in the folder is served as it is, with its type and a tag")
    func all() async throws {
        let folder = URL(fileURLWithPath: #filePath)
            .appending(path: "../../../../Sources/TelegramSandbox/Page/Files").standardized
        let names = try FileManager.default.contentsOfDirectory(atPath: folder.path)
        #expect(Set(names) == Set(PageFile.all.keys))
        let types = ["html": "text/html", "css": "text/css", "js": "text/javascript", "svg": "image/svg+xml"]
        try await withPage { _, page, _ in
            for name in names {
                let reply = try await page.request("page/\(name)")
                #expect(reply.status == 200)
                let bytes = Array(try Data(contentsOf: folder.appending(path: name)))
                #expect(reply.bytes == bytes, "\(name)")
                let type = try #require(types[String(name.split(separator: ".").last ?? "")], "\(name)")
                #expect(reply.headers["Content-Type"].first?.hasPrefix(type) == true)
                #expect(reply.headers["Cache-Control"] == ["no-cache"])
                let tag = try #require(reply.headers["ETag"].first)
                let again = try await page.request("page/\(name)", headers: [("If-None-Match", "W/\"x\", \(tag)")])
                #expect(again.status == 304)
                #expect(again.bytes.isEmpty)
            }
        }
    }

    @Test("the page is at the address that is told, its files below it")
    func index() async throws {
        try await withPage { sandbox, page, bot in
            #expect(page.url == bot.url + "/")
            let reply = try await page.request("")
            #expect(reply.status == 200)
            #expect(reply.bytes == PageFile.all["index.html"]?.bytes)
            let head = try await page.request("", .HEAD)
            #expect(head.status == 200)
            #expect(head.bytes.isEmpty)
            #expect(try await page.request("page/nothing.js").status == 404)
            #expect(try await page.request("page/../index.html").status == 404)
        }
    }

    @Test("without a page there is only the Bot API")
    func none() async throws {
        try await withBot { sandbox, bot in
            let url = try await sandbox.pageURL()
            #expect(url == nil)
            #expect(try await bot.send(path: "/", verb: .GET).text.hasPrefix("This is a sandbox"))
            #expect(try await bot.send(path: "/page/events", verb: .GET).status == 404)
            #expect(try await bot.send(path: "/page/main.js", verb: .GET).status == 404)
        }
    }
}
