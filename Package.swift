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
        .target(name: "CivilCalendar", swiftSettings: house),
        .target(name: "TimeExpressions", dependencies: ["CivilCalendar"], swiftSettings: house),
    ]
)
