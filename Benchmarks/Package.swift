// swift-tools-version: 6.2

import PackageDescription

// A package of its own, so that nobody who builds or tests the bot builds this too.
let package = Package(
    name: "Benchmarks",
    platforms: [.macOS(.v15)],
    dependencies: [.package(name: "LocalAIChat", path: "..")],
    targets: [
        .executableTarget(
            name: "Benchmarks",
            dependencies: [
                .product(name: "TelegramBotAPI", package: "LocalAIChat"),
                .product(name: "TelegramMarkdown", package: "LocalAIChat"),
            ],
            swiftSettings: [
                .enableUpcomingFeature("ExistentialAny"),
                .enableUpcomingFeature("MemberImportVisibility"),
                .enableUpcomingFeature("InternalImportsByDefault"),
            ]
        )
    ],
    swiftLanguageModes: [.v6]
)
