// swift-tools-version: 6.2
import PackageDescription

// What `scripts/fuzz reader` builds, in a folder where `Sources` has links to the targets of the project. It is
// named as the project is, so that it may use what that shares within itself.
let package = Package(
    name: "utfall",
    dependencies: [.package(url: "https://github.com/apple/swift-crypto", from: "4.5.2")],
    targets: [
        .target(name: "OutcomesModel", swiftSettings: strict),
        .systemLibrary(name: "CZlib", providers: [.apt(["zlib1g-dev"])]),
        .target(
            name: "EvidenceReader",
            dependencies: ["OutcomesModel", "CZlib", .product(name: "Crypto", package: "swift-crypto")],
            swiftSettings: strict),
        // libFuzzer brings the main function.
        .executableTarget(
            name: "Fuzzing", dependencies: ["EvidenceReader", "OutcomesModel"],
            swiftSettings: strict + [.unsafeFlags(["-parse-as-library"])]),
    ])

var strict: [SwiftSetting] {
    [
        .enableUpcomingFeature("InternalImportsByDefault"), .enableUpcomingFeature("ExistentialAny"),
        .enableUpcomingFeature("MemberImportVisibility"), .swiftLanguageMode(.v6),
    ]
}
