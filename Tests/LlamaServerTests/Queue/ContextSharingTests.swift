import Testing

@testable import LlamaServer

@Suite("Whether slots share one context")
struct ContextSharingTests {
    enum Step: Sendable {
        /// An answer ended; whether that makes a look worthwhile.
        case ended(String?, Int?, looks: Bool)
        case looked(Int?)
        case burst
    }

    struct Course: Sendable, CustomTestStringConvertible {
        var testDescription: String
        var slots: Int? = 2
        var steps: [Step]
        var shared: Int?
    }

    /// Two answers that one context has no room for.
    static let full: [Step] = [.ended("a", 600, looks: false), .ended("b", 600, looks: true)]

    static let courses: [Course] = [
        Course(testDescription: "is assumed", steps: [], shared: 1000),
        Course(testDescription: "is no question with one slot", slots: 1, steps: [.ended("a", 2000, looks: false)]),
        Course(
            testDescription: "is no question where nothing is known",
            slots: nil,
            steps: [.ended("a", 2000, looks: false)]
        ),
        Course(testDescription: "is refuted by more than one context has", steps: full + [.looked(1200)], shared: nil),
        Course(testDescription: "is not refuted by less", steps: full + [.looked(900)], shared: 1000),
        Course(testDescription: "is not refuted by a token on the way", steps: full + [.looked(1002)], shared: 1000),
        Course(testDescription: "is not refuted by silence", steps: full + [.looked(nil)], shared: 1000),
        Course(
            testDescription: "is not asked while one context has room for all",
            steps: [.ended("a", 400, looks: false), .ended("b", 600, looks: false)],
            shared: 1000
        ),
        Course(
            testDescription: "is not asked for one conversation, which is in one slot",
            steps: [.ended("a", 600, looks: false), .ended("a", 900, looks: false)],
            shared: 1000
        ),
        Course(
            testDescription: "is not asked for more answers than there are slots",
            steps: [.ended("a", 600, looks: false), .ended("b", 200, looks: false), .ended("c", 300, looks: false)],
            shared: 1000
        ),
        Course(
            testDescription: "is asked for answers of no conversation",
            steps: [.ended(nil, 600, looks: false), .ended(nil, 600, looks: true)],
            shared: 1000
        ),
        Course(
            testDescription: "is asked by one at a time",
            steps: full + [.ended("a", 600, looks: false), .looked(1200)],
            shared: nil
        ),
        Course(
            testDescription: "is asked less and less often in vain",
            steps: full + [
                .looked(600), .ended("a", 600, looks: false), .ended("b", 600, looks: true), .looked(600),
                .ended("a", 600, looks: false), .ended("b", 600, looks: false), .ended("a", 600, looks: true),
            ],
            shared: 1000
        ),
        Course(
            testDescription: "says no figures",
            steps: [.ended("a", nil, looks: false), .ended("b", .max, looks: false)],
            shared: 1000
        ),
        Course(
            testDescription: "is not asked any more when it is refuted",
            steps: full + [.looked(1200), .ended("a", 600, looks: false)],
            shared: nil
        ),
        Course(
            testDescription: "is proved by a burst, whatever was seen",
            steps: full + [.looked(1200), .burst, .ended("a", 600, looks: false), .looked(1200)],
            shared: 1000
        ),
    ]

    @Test(arguments: courses)
    func `is learned`(course: Course) {
        let shared = course.slots.flatMap { $0 > 1 ? 1000 : nil }
        let description = ServerDescription(
            kind: .llamaCpp,
            contextSize: 1000,
            slots: course.slots,
            sharedContextSize: shared
        )
        var sharing = ContextSharing(description)
        for (number, step) in course.steps.enumerated() {
            switch step {
            case .ended(let conversation, let tokens, let looks):
                #expect(sharing.ended(conversation, tokens: tokens) == looks, "step \(number)")
            case .looked(let held): sharing.looked(held)
            case .burst: sharing.burst()
            }
        }
        #expect(sharing.sharedContextSize == course.shared)
    }
}
