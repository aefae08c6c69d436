// swift-tools-version: 6.2
import PackageDescription

// What `scripts/fuzz chunks` builds, in a folder where `Sources` has links to the project: to OutcomesModel, and in
// `Fuzzing` to the files of a store's chunks that know nothing of SQLite. It is named as the project is, so that
// it may use what that shares within itself.
let package = Package(
    name: "utfall",
    targets: [
        .target(name: "OutcomesModel", swiftSettings: strict),
        // libFuzzer brings the main function.
        .executableTarget(
            name: "Fuzzing", dependencies: ["OutcomesModel"],
            // Both in one flag, which comes after that of `swift build`: of two, only the last one counts.
            swiftSettings: strict + [.unsafeFlags(["-parse-as-library", "-sanitize=fuzzer,address"])],
            linkerSettings: [.unsafeFlags(["-sanitize=fuzzer,address"])]),
    ])

var strict: [SwiftSetting] {
    [
        .enableUpcomingFeature("InternalImportsByDefault"), .enableUpcomingFeature("ExistentialAny"),
        .enableUpcomingFeature("MemberImportVisibility"), .swiftLanguageMode(.v6),
    ]
}
