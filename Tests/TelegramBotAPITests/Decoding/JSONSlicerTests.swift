import Testing

@testable import TelegramBotAPI

@Suite struct JSONSlicerTests {
    private func elements(_ json: String) -> [String]? {
        JSONSlicer.elements(of: Array(json.utf8)[...])?.map { String(decoding: $0, as: UTF8.self) }
    }

    private func members(_ json: String) -> [[String]]? {
        JSONSlicer.members(of: Array(json.utf8)[...])?.map { [$0.name, String(decoding: $0.value, as: UTF8.self)] }
    }

    @Test(arguments: [
        ("[]", []),
        (" [ ] \n", []),
        ("[1]", ["1"]),
        ("[1, -2.5e3 ,true,null]", ["1", "-2.5e3", "true", "null"]),
        (#"["a,b]","c\"]","\\",""]"#, [#""a,b]""#, #""c\"]""#, #""\\""#, #""""#]),
        (#"[{"a":[1,{"b":"}]"}]}, [[ ]] ]"#, [#"{"a":[1,{"b":"}]"}]}"#, "[[ ]]"]),
        (#"[{"a" 1}, 2]"#, [#"{"a" 1}"#, "2"]),
        ("[\"\u{0}é😀\"]", ["\"\u{0}é😀\""]),
    ])
    func cutsAnArray(json: String, expected: [String]) {
        #expect(elements(json) == expected)
    }

    @Test(arguments: [
        ("{}", []),
        (#"{"a":1}"#, [["a", "1"]]),
        (#" { "a" : [1, 2] , "b":{"a":3}, "a": "x" } "#, [["a", "[1, 2]"], ["b", #"{"a":3}"#], ["a", #""x""#]]),
        (#"{"a\u0062":1}"#, [[#"a\u0062"#, "1"]]),
    ])
    func cutsAnObject(json: String, expected: [[String]]) {
        #expect(members(json) == expected)
    }

    @Test(arguments: [
        "", " ", "[", "]", "[1", "[1,", "[1,]", "[,1]", "[1 2]", "[1]]", "[1]x", "x[1]", #"["a]"#, #"["a\"]"#, #"["a\"#,
        "[{]", "[}",
        "[1,2", "[[1]", "null", "1", #""[]""#, "{}", "[\u{FEFF}", "\u{FEFF}[]",
    ])
    func refusesWhatIsNoArray(json: String) {
        #expect(elements(json) == nil)
    }

    @Test(arguments: [
        "", "{", "}", #"{"a"}"#, #"{"a":}"#, #"{"a":1,}"#, #"{a:1}"#, #"{"a":1 "b":2}"#, #"{"a" 1}"#, #"{"a":1}{}"#,
        #"{1:2}"#,
        #"{"a":"#, #"{"a":1"#, #"{"a"#, "[]", #"{:1}"#,
    ])
    func refusesWhatIsNoObject(json: String) {
        #expect(members(json) == nil)
    }

    @Test func isNotExhaustedByDepth() {
        let deep = String(repeating: "[", count: 200_000) + String(repeating: "]", count: 200_000)
        #expect(elements("[\(deep),1]")?.count == 2)
        #expect(elements(String(repeating: "[{\"a\":", count: 200_000)) == nil)
    }

    /// Every beginning of a document, and every document with one byte changed, is cut or refused, and never read beyond.
    @Test func survivesDamage() {
        let document = Array(#"{"a":[1,{"b\"":"c\\"},null],"d":"\u00e9"}"#.utf8)
        for end in 0..<document.count {
            #expect(JSONSlicer.members(of: document[..<end]) == nil)
        }
        for index in document.indices {
            for byte in Array(#"{}[]",:\ x0"#.utf8) + [0x00, 0xFF] {
                var damaged = document
                damaged[index] = byte
                let members = JSONSlicer.members(of: damaged[...])
                #expect((members ?? []).allSatisfy { !$0.value.isEmpty })
            }
        }
    }
}
