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
    targets: [
        // Pure targets: Foundation only; time, ids and chance come in as arguments.
        .target(name: "CivilCalendar", swiftSettings: house),
        .target(name: "TimeExpressions", dependencies: ["CivilCalendar"], swiftSettings: house),
        .target(name: "Booking", dependencies: ["CivilCalendar"], swiftSettings: house),
        .target(name: "Understanding", dependencies: ["CivilCalendar", "TimeExpressions"], swiftSettings: house),
        .target(
            name: "Dialogue", dependencies: ["CivilCalendar", "TimeExpressions", "Understanding", "Booking"],
            swiftSettings: house),
        .target(
            name: "FrontDesk",
            dependencies: ["CivilCalendar", "TimeExpressions", "Understanding", "Booking", "Dialogue"],
            swiftSettings: house),
    ]
)
