import Testing

@testable import ChatBot

@Suite struct CommandTests {
    @Test(
        arguments: [
            ("/start", .command(.start)), ("/START", .command(.start)), ("/start@our_bot", .command(.start)),
            ("/start@OUR_bot payload", .command(.start)), ("/start payload", .command(.start)),
            ("/help\n", .command(.help)), ("/stats@our_bot", .command(.stats)),
            ("/start@other_bot", .forAnotherBot), ("/nope@other_bot", .forAnotherBot), ("/start@", .forAnotherBot),
            ("/reset", .unknown), ("/reset@our_bot", .unknown), ("/reset now", .text), ("/etc/hosts", .text),
            ("/etc/hosts what is it", .text), ("/", .text), ("/ start", .text), ("//", .text), ("", .text),
            (" /start", .text),
            ("start", .text), ("/стоп", .text), ("/@our_bot", .text),
        ] as [(String, Command.Reading)]
    )
    func reads(text: String, reading: Command.Reading) {
        #expect(Command.read(text, botUsername: "our_bot") == reading)
    }
}
