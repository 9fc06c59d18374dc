// swift-tools-version: 6.2

import PackageDescription

let package = Package(
    name: "LocalAIChat",
    platforms: [.macOS(.v15)],
    products: [
        .executable(name: "localaichat", targets: ["LocalAIChat"]),
        .library(name: "TelegramBotAPI", targets: ["TelegramBotAPI"]),
        .library(name: "TelegramMarkdown", targets: ["TelegramMarkdown"]),
        .library(name: "LlamaServer", targets: ["LlamaServer"]),
        .library(name: "TelegramSandbox", targets: ["TelegramSandbox"]),
    ],
    dependencies: [
        .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
        // YAML alone: with two traits or more SwiftPM 6.3 rebuilds the package at every re-plan.
        .package(url: "https://github.com/apple/swift-configuration", from: "1.4.0", traits: ["YAML"]),
        .package(url: "https://github.com/apple/swift-http-types", from: "1.8.0"),
        .package(url: "https://github.com/apple/swift-log", from: "1.16.2"),
        .package(url: "https://github.com/apple/swift-nio", from: "2.101.2"),
        .package(url: "https://github.com/groue/GRDB.swift", from: "7.10.0"),
        .package(url: "https://github.com/hummingbird-project/hummingbird", from: "2.28.1", traits: []),
        .package(url: "https://github.com/swift-server/async-http-client", from: "1.37.0"),
        .package(url: "https://github.com/swift-server/swift-service-lifecycle", from: "2.13.0"),
        .package(url: "https://github.com/swiftlang/swift-subprocess", from: "1.0.2", traits: []),
    ],
    targets: [
        .executableTarget(
            name: "LocalAIChat",
            dependencies: [
                "CMalloc",
                "ChatBot",
                "LlamaServer",
                "TelegramBotAPI",
                "TelegramSandbox",
                .product(name: "ArgumentParser", package: "swift-argument-parser"),
                .product(name: "AsyncHTTPClient", package: "async-http-client"),
                .product(name: "Configuration", package: "swift-configuration"),
                .product(name: "Logging", package: "swift-log"),
                .product(name: "ServiceLifecycle", package: "swift-service-lifecycle"),
                .product(name: "UnixSignals", package: "swift-service-lifecycle"),
            ]
        ),
        .target(
            name: "ChatBot",
            dependencies: [
                "LlamaServer",
                "TelegramBotAPI",
                "TelegramMarkdown",
                .product(name: "GRDB", package: "GRDB.swift"),
                .product(name: "GRDBSQLite", package: "GRDB.swift"),
                .product(name: "Logging", package: "swift-log"),
                .product(name: "ServiceLifecycle", package: "swift-service-lifecycle"),
            ]
        ),
        .target(
            name: "TelegramBotAPI",
            dependencies: [
                .product(name: "AsyncHTTPClient", package: "async-http-client"),
                .product(name: "Logging", package: "swift-log"),
                .product(name: "NIOConcurrencyHelpers", package: "swift-nio"),
                .product(name: "NIOCore", package: "swift-nio"),
                .product(name: "NIOFoundationCompat", package: "swift-nio"),
                .product(name: "NIOHTTP1", package: "swift-nio"),
                .product(name: "NIOPosix", package: "swift-nio"),
            ]
        ),
        // For the types of what Telegram takes: it is their value, and knows nothing of HTTP.
        .target(name: "TelegramMarkdown", dependencies: ["CMarkGFM", "TelegramBotAPI"]),
        .systemLibrary(
            name: "CMarkGFM",
            pkgConfig: "libcmark-gfm",
            providers: [
                .apt(["libcmark-gfm-dev", "libcmark-gfm-extensions-dev"]),
                .brew(["cmark-gfm"]),
            ]
        ),
        .systemLibrary(name: "CMalloc"),
        .target(
            name: "LlamaServer",
            dependencies: [
                .product(name: "AsyncHTTPClient", package: "async-http-client"),
                .product(name: "Logging", package: "swift-log"),
                .product(name: "NIOConcurrencyHelpers", package: "swift-nio"),
                .product(name: "NIOCore", package: "swift-nio"),
                .product(name: "NIOFoundationCompat", package: "swift-nio"),
                .product(name: "NIOHTTP1", package: "swift-nio"),
            ]
        ),
        .target(
            name: "TelegramSandbox",
            dependencies: [
                .product(name: "HTTPTypes", package: "swift-http-types"),
                .product(name: "Hummingbird", package: "hummingbird"),
                .product(name: "Logging", package: "swift-log"),
                .product(name: "NIOConcurrencyHelpers", package: "swift-nio"),
                .product(name: "NIOCore", package: "swift-nio"),
                .product(name: "ServiceLifecycle", package: "swift-service-lifecycle"),
            ],
            // In the program itself, which so can be put anywhere.
            resources: [.embedInCode("Page/Files")]
        ),

        // Not a product: starts the real servers, and a scripted one for the faults that they can't be made to show.
        .target(
            name: "LlamaServerTesting",
            dependencies: [
                .product(name: "AsyncHTTPClient", package: "async-http-client"),
                .product(name: "NIOCore", package: "swift-nio"),
                .product(name: "NIOHTTP1", package: "swift-nio"),
                .product(name: "NIOPosix", package: "swift-nio"),
                .product(name: "Subprocess", package: "swift-subprocess"),
            ],
            path: "Tests/LlamaServerTesting"
        ),
        // Not a product: a real browser, driven as a person would.
        .target(
            name: "BrowserTesting",
            dependencies: [
                .product(name: "AsyncHTTPClient", package: "async-http-client"),
                .product(name: "NIOCore", package: "swift-nio"),
                .product(name: "NIOHTTP1", package: "swift-nio"),
                .product(name: "Subprocess", package: "swift-subprocess"),
            ],
            path: "Tests/BrowserTesting"
        ),
        // Not a product: time that stands still until a test moves it.
        .target(name: "TestClocks", path: "Tests/TestClocks"),

        .testTarget(
            name: "LocalAIChatTests",
            dependencies: [
                "ChatBot",
                "LlamaServer",
                "LlamaServerTesting",
                "LocalAIChat",
                "TelegramBotAPI",
                "TelegramSandbox",
                .product(name: "ArgumentParser", package: "swift-argument-parser"),
                .product(name: "AsyncHTTPClient", package: "async-http-client"),
                .product(name: "GRDB", package: "GRDB.swift"),
                .product(name: "Logging", package: "swift-log"),
                .product(name: "NIOCore", package: "swift-nio"),
                .product(name: "NIOHTTP1", package: "swift-nio"),
                .product(name: "UnixSignals", package: "swift-service-lifecycle"),
                .product(name: "Subprocess", package: "swift-subprocess"),
            ]
        ),
        .testTarget(
            name: "ChatBotTests",
            dependencies: [
                "ChatBot",
                "LlamaServerTesting",
                "TelegramSandbox",
                "TestClocks",
                .product(name: "AsyncHTTPClient", package: "async-http-client"),
                .product(name: "GRDB", package: "GRDB.swift"),
                .product(name: "GRDBSQLite", package: "GRDB.swift"),
                .product(name: "InMemoryLogging", package: "swift-log"),
                .product(name: "ServiceLifecycleTestKit", package: "swift-service-lifecycle"),
            ]
        ),
        // The sandbox's page in the browser, and bots of others at its Bot API.
        .testTarget(
            name: "PageTests",
            dependencies: [
                "BrowserTesting",
                "ChatBot",
                "LlamaServer",
                "LlamaServerTesting",
                "TelegramBotAPI",
                "TelegramSandbox",
                .product(name: "AsyncHTTPClient", package: "async-http-client"),
                .product(name: "Logging", package: "swift-log"),
                .product(name: "NIOCore", package: "swift-nio"),
                .product(name: "NIOHTTP1", package: "swift-nio"),
                .product(name: "Subprocess", package: "swift-subprocess"),
            ],
            // Run where they lie.
            exclude: ["Foreign/Bots"]
        ),
        .testTarget(
            name: "TelegramBotAPITests",
            dependencies: [
                "TelegramBotAPI",
                "TelegramSandbox",
                "TestClocks",
                .product(name: "AsyncHTTPClient", package: "async-http-client"),
                .product(name: "Logging", package: "swift-log"),
                .product(name: "NIOConcurrencyHelpers", package: "swift-nio"),
                .product(name: "NIOCore", package: "swift-nio"),
                .product(name: "NIOPosix", package: "swift-nio"),
            ]
        ),
        .testTarget(
            name: "TelegramMarkdownTests",
            dependencies: ["TelegramBotAPI", "TelegramMarkdown"],
            resources: [.copy("Corpus")]
        ),
        .testTarget(
            name: "LlamaServerTests",
            dependencies: [
                "LlamaServer",
                "LlamaServerTesting",
                "TestClocks",
                .product(name: "AsyncHTTPClient", package: "async-http-client"),
                .product(name: "Logging", package: "swift-log"),
                .product(name: "NIOConcurrencyHelpers", package: "swift-nio"),
                .product(name: "NIOCore", package: "swift-nio"),
                .product(name: "NIOHTTP1", package: "swift-nio"),
            ],
            resources: [.copy("Transcripts")]
        ),
        .testTarget(
            name: "TelegramSandboxTests",
            dependencies: [
                "TelegramSandbox",
                "TestClocks",
                .product(name: "AsyncHTTPClient", package: "async-http-client"),
                .product(name: "Logging", package: "swift-log"),
                .product(name: "NIOConcurrencyHelpers", package: "swift-nio"),
                .product(name: "NIOCore", package: "swift-nio"),
                .product(name: "NIOHTTP1", package: "swift-nio"),
                .product(name: "NIOPosix", package: "swift-nio"),
                .product(name: "ServiceLifecycle", package: "swift-service-lifecycle"),
            ]
        ),
    ],
    swiftLanguageModes: [.v6]
)

for target in package.targets where target.type != .system {
    target.swiftSettings =
        (target.swiftSettings ?? []) + [
            // `any` is written where a value's type is only known at run time (SE-0335).
            .enableUpcomingFeature("ExistentialAny"),
            // A member is visible only where its module is imported (SE-0444).
            .enableUpcomingFeature("MemberImportVisibility"),
            // What a target imports is its own business unless it says `public import` (SE-0409).
            .enableUpcomingFeature("InternalImportsByDefault"),
        ]
}

// The gate in .ci/run takes a warning for an error. Nobody else does: a newer compiler may know new ones.
if Context.environment["LOCALAICHAT_WARNINGS"] == "error" {
    for target in package.targets where target.type != .system {
        target.swiftSettings?.append(.treatAllWarnings(as: .error))
    }
}
