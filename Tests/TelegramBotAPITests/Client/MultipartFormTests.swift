import Foundation
import NIOCore
import Testing

@testable import TelegramBotAPI

@Suite(.timeLimit(.minutes(10))) struct MultipartFormTests {
    private typealias Field = (name: String, value: ArraySlice<UInt8>)

    /// Gives these numbers, and then goes on counting.
    private struct Numbers: RandomNumberGenerator {
        var numbers: [UInt64]

        mutating func next() -> UInt64 {
            if numbers.count > 1 { return numbers.removeFirst() }
            numbers[0] += 1
            return numbers[0]
        }
    }

    @Test func isAsTheStandardSays() {
        var random = Numbers(numbers: [35, 36, 0])
        let field = Field("caption", Array("Ж\r\n--x".utf8)[...])
        let file = InputFile(parameter: "document", name: "a b.md", content: [0xFF, 0, 0x0D])
        let form = MultipartForm(fields: [field], files: [file], random: &random)
        #expect(form.contentType == "multipart/form-data; boundary=form-z10")
        let expected =
            Array(
                ("--form-z10\r\nContent-Disposition: form-data; name=\"caption\"\r\n\r\nЖ\r\n--x\r\n"
                    + "--form-z10\r\nContent-Disposition: form-data; name=\"document\"; filename=\"a b.md\"\r\n"
                    + "Content-Type: application/octet-stream\r\n\r\n").utf8
            ) + [0xFF, 0, 0x0D] + Array("\r\n--form-z10--\r\n".utf8)
        #expect(Array(form.body.readableBytesView) == expected)
        #expect(form.body.capacity < 2 * expected.count)
    }

    /// The drawn boundaries are `form-z10`, `form-z11` and `form-z12`.
    @Test(arguments: [
        ("", "", "form-z10"),
        ("form-z1", "form-z0 form-z1", "form-z10"),
        ("form-z10", "", "form-z11"),
        ("", "\r\n--form-z10--\r\n", "form-z11"),
        ("fform-z10", "form-form-z11", "form-z12"),
    ])
    func itsBoundaryIsNotInTheData(value: String, content: String, boundary: String) {
        var random = Numbers(numbers: [35, 36, 35, 37, 35, 38, 0])
        let file = InputFile(parameter: "document", name: "a", content: Array(content.utf8))
        let form = MultipartForm(fields: [Field("a", Array(value.utf8)[...])], files: [file], random: &random)
        #expect(form.contentType == "multipart/form-data; boundary=\(boundary)")
    }

    @Test(arguments: [
        ("answer.md", "answer.md"), ("Ответ 😀.md", "Ответ 😀.md"), (#"a"b\c;d/e"#, "a_b_c_d_e"),
        ("a\r\nContent-Type: text/html", "a  Content-Type: text_html"), ("", "file"), (" \n", "file"),
    ])
    func aFileNameCannotLeaveItsHeader(name: String, expected: String) {
        var random = Numbers(numbers: [1])
        let file = InputFile(parameter: "document", name: name, content: [])
        let body = String(buffer: MultipartForm(fields: [], files: [file], random: &random).body)
        #expect(body.contains("name=\"document\"; filename=\"\(expected)\"\r\n"), "\(body)")
    }

    @Test func everyMethodWithAFileIsSentAsAForm() async throws {
        try await withClient { _ in
            .result(#"{"message_id":77,"date":3,"chat":{"id":-1,"type":"group"},"document":{"file_id":"x"}}"#)
        } body: { call, server in
            let message = try await call(
                SendDocument(
                    chatID: -1,
                    fileName: "answer.md",
                    content: Array("# Заголовок\n".utf8),
                    caption: "\"Всё\" здесь:\n\u{1}/ 😀",
                    replyParameters: ReplyParameters(messageID: 3, allowSendingWithoutReply: true)
                )
            )
            #expect(message.messageID == 77)
            #expect(message.otherContent == ["document"])

            let request = try #require(server.requests.first)
            #expect(request.method == "sendDocument")
            let boundary = try #require(
                request.head.firstMatch(of: /(?i)content-type: multipart\/form-data; boundary=(\S+)/)?.1
            )
            let parts = request.body.components(separatedBy: "--\(boundary)")
            let disposition = "\r\nContent-Disposition: form-data; name="
            #expect(
                parts == [
                    "",
                    "\(disposition)\"caption\"\r\n\r\n\"Всё\" здесь:\n\u{1}/ 😀\r\n",
                    "\(disposition)\"chat_id\"\r\n\r\n-1\r\n",
                    disposition + #""reply_parameters""# + "\r\n\r\n"
                        + #"{"allow_sending_without_reply":true,"message_id":3}"# + "\r\n",
                    "\(disposition)\"document\"; filename=\"answer.md\"\r\nContent-Type: application/octet-stream"
                        + "\r\n\r\n# Заголовок\n\r\n",
                    "--\r\n",
                ]
            )
        }
    }

    @Test func everyOtherMethodIsSentAsJSON() async throws {
        try await withClient { _ in
            .result("true")
        } body: { call, server in
            #expect(try await call(DeleteMessage(chatID: 1, messageID: 2)))
            let request = try #require(server.requests.first)
            #expect(request.head.lowercased().contains("content-type: application/json"))
            #expect(request.body.hasPrefix("{"))
        }
    }
}
