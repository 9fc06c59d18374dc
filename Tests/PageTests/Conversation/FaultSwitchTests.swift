import BrowserTesting
import LlamaServerTesting
import TelegramSandbox
import Testing

extension PageSuite {
    /// Faults of Telegram, switched on in the panel: the answer comes all the same, and once.
    @Suite struct FaultSwitchTests {
        @Test func theAnswerComesOnce() async throws {
            try await PageScene.run { scene in
                try await withWindow { window in
                    try await window.open(scene.page)
                    try await window.find("[data-testid=panel-toggle]").click()
                    try await window.find("#fault-method")
                    for (kind, answer) in [("flood", "Waited"), ("error", "Tried again"), ("drop", "Looked first")] {
                        await scene.model.script(PageScene.answers, .chat(answer))
                        try await window.evaluate(
                            """
                            document.querySelector("[data-testid=fault-method]").value = "sendMessage";
                            document.querySelector("[data-testid=fault-seconds]").value = "1";
                            document.querySelector("[data-testid=fault-times]").value = "1";
                            """
                        )
                        let button = try await window.find("[data-fault=\(kind)]")
                        try await button.click()
                        try await window.wait(
                            for: "the fault to be on",
                            "document.querySelector('[data-fault=\(kind)][aria-pressed=true]')"
                        )
                        try await window.say("go")
                        try await window.waitForMessage(answer)
                        try await window.wait(
                            for: "the fault to be over",
                            "document.querySelector('[data-fault=\(kind)][aria-pressed=false]')"
                        )
                        try await #expect(window.messageCount(answer) == 1, "\(kind)")
                    }
                    // What happened is in the list of calls.
                    try await window.wait(for: "the calls", "document.querySelectorAll('[data-call]').length > 3")
                    let calls = try await window.find("[data-testid=calls]").text()
                    #expect(calls.contains("429") && calls.contains("500"))
                    // Where another bot finds the Bot API: where the page itself was found.
                    let figures = try await window.find("[data-testid=figures]").text()
                    #expect(figures.contains(scene.page.dropLast()))
                    try await window.picture("faults")
                    try await window.expectNoTrouble()
                }
                #expect(await scene.sandbox.callsDuringPauses.isEmpty)
            }
        }
    }
}
