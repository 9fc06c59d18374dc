import TestClocks

/// Lets pauses go by, one after the other, each as soon as somebody sleeps so long.
///
/// - Parameters:
///   - pauses: Seconds.
///   - task: What sleeps. When it has ended before its time, the pauses go by all the same, so that a test fails and does not hang.
func pass<R: Sendable>(_ pauses: [Int], on clock: ManualClock, during task: Task<R, Never>) async {
    let rest = Task {
        _ = await task.value
        await withDiscardingTaskGroup { group in
            for pause in Set(pauses) {
                group.addTask {
                    while !Task.isCancelled { try? await clock.sleep(for: .seconds(pause)) }
                }
            }
        }
    }
    for pause in pauses {
        await clock.sleeper(for: .seconds(pause))
        clock.advance(by: .seconds(pause))
    }
    rest.cancel()
}
