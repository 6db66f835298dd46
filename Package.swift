// swift-tools-version: 6.2
import PackageDescription

/// Every target is compiled the same way: Swift 6, explicit existentials, warnings are errors.
let house: [SwiftSetting] = [
    .swiftLanguageMode(.v6),
    .enableUpcomingFeature("ExistentialAny"),
    .treatAllWarnings(as: .error),
]

let package = Package(
    name: "FrontDesk",
    products: [
        .executable(name: "frontdesk", targets: ["FrontDeskCommand"]),
        // For the tests, which preload it into a program to make its writes fail.
        .library(name: "FaultShim", type: .dynamic, targets: ["FaultShim"]),
    ],
    dependencies: [
        // Command line: subcommands, help and validation.
        .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
        // HTTP server.
        .package(url: "https://github.com/hummingbird-project/hummingbird", from: "2.28.1"),
        // Line socket.
        .package(url: "https://github.com/apple/swift-nio", from: "2.101.2"),
        // Start, drain and stop of the servers on signals.
        .package(url: "https://github.com/swift-server/swift-service-lifecycle", from: "2.13.0"),
        // Structured logs; ids only.
        .package(url: "https://github.com/apple/swift-log", from: "1.16.2"),
        // SQLite with a writer and readers on their own connections.
        .package(url: "https://github.com/groue/GRDB.swift", from: "7.10.0"),
        // AES-GCM for sealed columns, HMAC for look-ups and tokens, SHA-256 for the audit chain.
        .package(url: "https://github.com/apple/swift-crypto", from: "4.5.2"),
        // YAML with line numbers.
        .package(url: "https://github.com/jpsim/Yams", from: "6.2.2"),
        // Latencies of the benchmarks.
        .package(url: "https://github.com/HdrHistogram/hdrhistogram-swift", from: "0.2.0"),
        // CSV files of a hospital.
        .package(url: "https://github.com/swiftcsv/SwiftCSV", from: "0.10.0"),
    ],
    targets: [
        // Pure targets: Foundation only; time, ids and chance come in as arguments.
        .target(name: "CivilCalendar", swiftSettings: house),
        .target(name: "TimeExpressions", dependencies: ["CivilCalendar"], swiftSettings: house),
        .target(name: "Booking", dependencies: ["CivilCalendar"], swiftSettings: house),
        .target(name: "Understanding", dependencies: ["CivilCalendar", "TimeExpressions"], swiftSettings: house),
        .target(
            name: "Dialogue", dependencies: ["CivilCalendar", "TimeExpressions", "Understanding", "Booking"],
            swiftSettings: house),
        .target(name: "Insight", dependencies: ["Booking"], swiftSettings: house),

        // Runs turns and effects.
        .target(
            name: "FrontDesk",
            dependencies: [
                "CivilCalendar", "TimeExpressions", "Understanding", "Booking", "Dialogue",
                .product(name: "Logging", package: "swift-log"),
            ],
            swiftSettings: house),

        // What people write in files: sentences, dialogues, hospitals.
        .target(
            name: "Definitions",
            dependencies: [
                "CivilCalendar", "TimeExpressions", "Understanding", "Booking", "Dialogue", "Insight", "Yams",
            ],
            swiftSettings: house),
        .target(
            name: "HospitalFiles",
            dependencies: ["CivilCalendar", "Booking", "Definitions", .product(name: "SwiftCSV", package: "SwiftCSV")],
            swiftSettings: house),

        // Where everything is kept: SQL written once, and the drivers that run it.
        .target(
            name: "Storage",
            dependencies: ["CivilCalendar", "Booking", "FrontDesk", .product(name: "Crypto", package: "swift-crypto")],
            swiftSettings: house),
        .target(
            name: "StorageSQLite",
            dependencies: [
                "Storage", "Booking", "FrontDesk", .product(name: "GRDB", package: "GRDB.swift"),
                .product(name: "GRDBSQLite", package: "GRDB.swift"),
            ],
            swiftSettings: house),
        .systemLibrary(name: "CLibPQ", pkgConfig: "libpq", providers: [.apt(["libpq-dev"])]),
        .target(
            name: "StoragePostgres", dependencies: ["Storage", "Booking", "FrontDesk", "CLibPQ"], swiftSettings: house),

        // Transcripts as tests.
        .target(
            name: "ConversationTesting",
            dependencies: [
                "CivilCalendar", "TimeExpressions", "Booking", "Dialogue", "FrontDesk", "Definitions", "HospitalFiles",
                .product(name: "Logging", package: "swift-log"),
            ],
            swiftSettings: house),

        // Where conversations happen.
        .target(
            name: "Channels",
            dependencies: [
                "CivilCalendar", "TimeExpressions", "Booking", "Dialogue", "FrontDesk",
                .product(name: "Hummingbird", package: "hummingbird"),
                .product(name: "NIOCore", package: "swift-nio"),
                .product(name: "NIOPosix", package: "swift-nio"),
                .product(name: "Logging", package: "swift-log"),
                .product(name: "ServiceLifecycle", package: "swift-service-lifecycle"),
            ],
            swiftSettings: house),

        // The only target that sees everything.
        .executableTarget(
            name: "FrontDeskCommand",
            dependencies: [
                "FrontDesk", "Definitions", "HospitalFiles", "Storage", "StorageSQLite", "StoragePostgres", "Channels",
                "Insight", "ConversationTesting",
                .product(name: "ArgumentParser", package: "swift-argument-parser"),
                .product(name: "Logging", package: "swift-log"),
                .product(name: "ServiceLifecycle", package: "swift-service-lifecycle"),
                .product(name: "Hummingbird", package: "hummingbird"),
                .product(name: "Crypto", package: "swift-crypto"),
                .product(name: "NIOPosix", package: "swift-nio"),
                .product(name: "Histogram", package: "hdrhistogram-swift"),
            ],
            swiftSettings: house),

        .testTarget(name: "HouseRulesTests", swiftSettings: house),
        .testTarget(
            name: "TimeExpressionsTests", dependencies: ["TimeExpressions", "CivilCalendar"], exclude: ["Declined"],
            swiftSettings: house),
        .testTarget(name: "BookingTests", dependencies: ["Booking", "CivilCalendar"], swiftSettings: house),
        .testTarget(name: "InsightTests", dependencies: ["Insight"], swiftSettings: house),
        .testTarget(
            name: "DialogueTests",
            dependencies: [
                "CivilCalendar", "TimeExpressions", "Understanding", "Booking", "Dialogue", "Definitions",
            ],
            swiftSettings: house),
        .testTarget(
            name: "DefinitionsTests",
            dependencies: ["Definitions", "Understanding", "CivilCalendar", "TimeExpressions"],
            swiftSettings: house),
        .testTarget(
            name: "UnderstandingTests", dependencies: ["Understanding", "CivilCalendar", "TimeExpressions"],
            swiftSettings: house),
        .testTarget(name: "HospitalFilesTests", dependencies: ["HospitalFiles"], swiftSettings: house),
        .testTarget(
            name: "ChannelsTests",
            dependencies: ["Channels", .product(name: "HummingbirdTesting", package: "hummingbird")],
            swiftSettings: house),
        // Books until it is killed.
        .executableTarget(
            name: "CrashingDesk", dependencies: ["Storage", "StorageSQLite", "StoragePostgres"],
            path: "Tests/CrashingDesk", swiftSettings: house),
        // Makes the writes of the program it is preloaded into fail.
        .target(name: "FaultShim", path: "Tests/FaultShim"),
        // The same story in a program that breaks off and in the test that goes on with it.
        .target(
            name: "FaultScript", dependencies: ["Booking", "CivilCalendar", "Storage"], path: "Tests/FaultScript",
            swiftSettings: house),
        .executableTarget(
            name: "FaultyDesk", dependencies: ["FaultScript", "Storage", "StorageSQLite"], path: "Tests/FaultyDesk",
            swiftSettings: house),
        .testTarget(
            name: "StorageTests",
            dependencies: [
                "Storage", "StorageSQLite", "StoragePostgres", "CrashingDesk", "FaultScript", "FaultShim", "FaultyDesk",
            ],
            exclude: ["Fixtures"],
            swiftSettings: house),
        .testTarget(name: "ConversationTestingTests", dependencies: ["ConversationTesting"], swiftSettings: house),
        .testTarget(name: "FrontDeskTests", dependencies: ["FrontDesk"], swiftSettings: house),
        .testTarget(
            name: "ServerTests",
            dependencies: [
                "FrontDeskCommand", "FrontDesk", "Booking", "CrashingDesk", "FaultShim",
                .product(name: "Logging", package: "swift-log"),
            ],
            swiftSettings: house),
    ]
)
