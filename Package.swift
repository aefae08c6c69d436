// swift-tools-version: 6.2
import PackageDescription

// Imports are internal by default, an `any` is written out, and a member is seen only where its
// module is imported: that way the compiler keeps the arrows of docs/design/001-shape.md.
let strict: [SwiftSetting] = [
    .enableUpcomingFeature("InternalImportsByDefault"),
    .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("MemberImportVisibility"),
    .swiftLanguageMode(.v6),
    .treatAllWarnings(as: .error),
]

let strictC: [CSetting] = [.enableWarning("all"), .enableWarning("extra"), .treatAllWarnings(as: .error)]

func library(_ name: String, _ dependencies: [Target.Dependency] = []) -> Target {
    .target(name: name, dependencies: dependencies, swiftSettings: strict)
}

func tests(_ name: String, _ dependencies: [Target.Dependency], exclude: [String] = []) -> Target {
    .testTarget(name: name, dependencies: dependencies, exclude: exclude, swiftSettings: strict)
}

let package = Package(
    name: "utfall",
    products: [
        .library(name: "Utfall", targets: ["Utfall"]),
        .executable(name: "utfall", targets: ["UtfallCLI"]),
        .executable(name: "utfall-worker", targets: ["LuaWorker"]),
    ],
    dependencies: [
        .package(url: "https://github.com/groue/GRDB.swift", from: "7.10.0"),
        .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
        .package(url: "https://github.com/apple/swift-log", from: "1.16.2"),
        .package(url: "https://github.com/apple/swift-crypto", from: "4.5.2"),
    ],
    targets: [
        .systemLibrary(name: "CLua", providers: [.apt(["liblua5.4-dev"])]),
        .target(
            name: "CLuaHost", dependencies: ["CLua"], cSettings: strictC,
            // The static archive calls about 1.5 times faster than the shared object.
            linkerSettings: [.linkedLibrary(":liblua5.4.a"), .linkedLibrary("m"), .linkedLibrary("dl")]),
        // The process that runs a pack where that is isolated. It is C alone: without Swift's runtime, and
        // without looking for libraries, it starts about five times faster.
        .executableTarget(
            name: "LuaWorker", dependencies: ["CLuaHost"], cSettings: strictC,
            linkerSettings: [
                .unsafeFlags(["-nostartfiles", "-static-executable"], .when(configuration: .release))
            ]),
        library("LuaHost", ["CLuaHost"]),
        library("LuaSyntax"),
        library("OutcomesModel"),
        .target(
            name: "CToml",
            cxxSettings: [
                .define("TOML_EXCEPTIONS", to: "0"), .enableWarning("all"), .treatAllWarnings(as: .error),
            ]),
        library(
            "PackReader",
            ["OutcomesModel", "InvestorReturns", "CToml", .product(name: "Crypto", package: "swift-crypto")]),
        .systemLibrary(name: "CZlib", providers: [.apt(["zlib1g-dev"])]),
        library(
            "EvidenceReader",
            ["OutcomesModel", "CZlib", .product(name: "Crypto", package: "swift-crypto")]),
        library(
            "MeasurementStore",
            [
                "OutcomesModel", .product(name: "GRDB", package: "GRDB.swift"),
                .product(name: "GRDBSQLite", package: "GRDB.swift"),
                .product(name: "Crypto", package: "swift-crypto"),
            ]),
        library("Statistics"),
        library(
            "Evaluation", ["OutcomesModel", "Statistics", .product(name: "Crypto", package: "swift-crypto")]),
        library("Simulation", ["OutcomesModel", "Statistics"]),
        library("InvestorReturns", ["OutcomesModel"]),
        // The field's data standard: how it publishes projects.
        library("Indigo", ["OutcomesModel"]),
        library("Settlement", ["OutcomesModel", "InvestorReturns"]),
        library(
            "PluginHost",
            [
                "OutcomesModel", "LuaHost", "LuaSyntax", "PackReader", "Evaluation", "Settlement",
                "InvestorReturns", "Reporting", "Statistics",
            ]),
        .systemLibrary(name: "CXlsxWriter", providers: [.apt(["libxlsxwriter-dev"])]),
        library(
            "Reporting", ["OutcomesModel", "Settlement", "InvestorReturns", "Simulation", "CXlsxWriter"]),
        library(
            "Utfall",
            [
                "OutcomesModel", "PackReader", "EvidenceReader", "MeasurementStore", "Evaluation",
                "Settlement", "PluginHost", "Reporting", "Simulation", "Statistics", "Indigo",
                .product(name: "Logging", package: "swift-log"),
                .product(name: "Crypto", package: "swift-crypto"),
            ]),
        .systemLibrary(name: "CEdit", providers: [.apt(["libedit-dev"])]),
        .executableTarget(
            name: "UtfallCLI",
            dependencies: [
                "Utfall", "OutcomesModel", "Reporting", "CEdit",
                .product(name: "Logging", package: "swift-log"),
                .product(name: "ArgumentParser", package: "swift-argument-parser"),
            ],
            swiftSettings: strict),

        // What `scripts/bench lua` runs.
        .executableTarget(
            name: "LuaBench",
            dependencies: ["LuaHost", "PluginHost", "PackReader", "Evaluation", "OutcomesModel"],
            path: "scripts/benchmarks/lua", exclude: ["floor.c", "pack"], swiftSettings: strict),

        // What `scripts/bench store --large` reads a store with.
        .executableTarget(
            name: "StoreBench", dependencies: ["MeasurementStore", "OutcomesModel"],
            path: "scripts/benchmarks/store", exclude: ["large", "measure.py"], swiftSettings: strict),

        // What `scripts/bench contracts` loads and settles packs with.
        .executableTarget(
            name: "ContractsBench", dependencies: ["Utfall", "OutcomesModel", "Settlement"],
            path: "scripts/benchmarks/contracts", swiftSettings: strict),

        // The program that docs/EMBEDDING.md shows.
        .executableTarget(
            name: "EmbeddingExample", dependencies: ["Utfall"], path: "scripts/embedding",
            exclude: ["cost_centres.lua"], swiftSettings: strict),

        tests("OutcomesModelTests", ["OutcomesModel"]),
        tests("LuaHostTests", ["LuaHost"], exclude: ["Attacks"]),
        tests("LuaSyntaxTests", ["LuaSyntax", "LuaHost"]),
        tests("PackReaderTests", ["PackReader", "OutcomesModel"]),
        tests("EvidenceReaderTests", ["EvidenceReader", "OutcomesModel"]),
        tests(
            "MeasurementStoreTests",
            ["MeasurementStore", "OutcomesModel", .product(name: "GRDB", package: "GRDB.swift")]),
        tests("StatisticsTests", ["Statistics"]),
        tests("SimulationTests", ["Simulation", "OutcomesModel", "Statistics"]),
        tests("EvaluationTests", ["Evaluation", "OutcomesModel", "Statistics"]),
        tests("SettlementTests", ["Settlement", "OutcomesModel"]),
        tests("InvestorReturnsTests", ["InvestorReturns", "OutcomesModel"]),
        tests(
            "ReportingTests", ["Reporting", "OutcomesModel", "Settlement", "InvestorReturns", "CZlib"],
            exclude: ["Golden"]),
        tests(
            "PluginHostTests",
            [
                "PluginHost", "Evaluation", "LuaHost", "OutcomesModel", "PackReader", "Reporting",
                "Settlement",
            ]),
        tests("IndigoTests", ["Indigo", "OutcomesModel"]),
        tests("StartingTests", ["Utfall", "Indigo", "OutcomesModel"]),
        tests(
            "PipelineTests", ["Utfall", "LuaSyntax", "PluginHost", "OutcomesModel", "Settlement"],
            exclude: ["Cases"]),
        // What a user meets when a process is killed, a disk is full, or a file is not what it should be.
        tests("FaultTests", ["UtfallCLI", .product(name: "GRDB", package: "GRDB.swift")]),
        tests("ErrorTests", ["UtfallCLI", "EmbeddingExample"], exclude: ["Cases", "Bases"]),
    ],
    cxxLanguageStandard: .cxx17
)
