import Testing

/// All tests in the browser: one browser for them all, and one after the other, as they share two cores with it.
@Suite(.serialized, .browser, .timeLimit(.minutes(10))) struct PageSuite {}
