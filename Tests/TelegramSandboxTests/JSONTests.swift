import Testing

@testable import TelegramSandbox

@Suite struct JSONTests {
    @Test(
        arguments: [
            ("null", JSON.null), (" true ", true), ("false", false), ("0", 0), ("-12", -12),
            ("9223372036854775807", .integer(Int64.max)), ("1.5", .number(1.5)), ("1e2", .number(100)),
            ("-0.5E-1", .number(-0.05)),
            ("123456789012345678901", .number(123_456_789_012_345_683_968)), (#""""#, ""),
            (#""a\"\\\/\b\f\n\r\t""#, "a\"\\/\u{8}\u{c}\n\r\t"),
            (#""\u00e9\ud83d\udc4b""#, "é👋"), ("[]", []), ("[1, [2]]", [1, [2]]), ("{}", [:]),
            (#"{"a" : 1,"b":{"c":[true]}}"#, ["a": 1, "b": ["c": [true]]]),
        ] as [(String, JSON)]
    )
    func read(text: String, value: JSON) throws {
        #expect(try JSONParser.parse(text) == value)
    }

    @Test(arguments: [
        "", " ", "nul", "True", "01", "-", "1.", ".5", "1e", "+1", "NaN", "[1,]", "[1 2]", "[", "]", "{\"a\"}",
        "{\"a\":}",
        "{a:1}", "{\"a\":1,}", "\"", "\"\\x\"", "\"\\u12\"", "\"\\u+123\"", "\"\\ud83d\"", "\"\\ud83dx\"",
        "\"\\udc4b\"",
        "\"\\ud83d\\u0041\"", "\"a\nb\"", "1 2", "{} {}", "\u{FEFF}{}", String(repeating: "[", count: 100_000),
    ])
    func refuse(text: String) {
        #expect(throws: JSONParser.Failure.self) { try JSONParser.parse(text) }
    }

    @Test func refuseBytesThatAreNoUTF8() {
        #expect(throws: JSONParser.Failure.self) { try JSONParser.parse([0x22, 0xFF, 0x22]) }
    }

    @Test(arguments: [
        #"{"a":[1,-2.5,null,true],"b":"x\"\\\n\u0001é👋"}"#, "[]", "{}", #""""#,
    ])
    func writeWhatWasRead(text: String) throws {
        #expect(try JSONParser.parse(text).text == text)
    }

    @Test func membersThatAreNotThereAreLeftOut() {
        let json: JSON = ["a": 1, "b": nil]
        #expect(json.text == #"{"a":1}"#)
    }
}
