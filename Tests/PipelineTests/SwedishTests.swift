import Foundation
import OutcomesModel
import Testing
import Utfall

/// Whatever the host writes in English it writes in Swedish too: no English word of its own is left in the Swedish.
@Suite struct SwedishTests {
    /// What both languages have, and what keys, methods and programs are called.
    private static let same: Set<String> = [
        "median", "normal", "lognormal", "beta", "binomial", "poisson", "utfall", "lua", "toml", "csv", "min",
        "student", "students", "welch", "wilson", "fieller", "newcombe", "katz", "cohen", "kish", "hash",
        "test",
        "person", "under", "total", "all", "for", "stake", "precision", "clusters", "comparison_mean", "sha",
        "simulation", "ramp", "status", "start", "social", "sek", "gbp", "usd", "eur", "dkk", "jod",
        "assessments",
        "version", "gap", "religion", "forum", "assessment", "contract", "rules", "splitmix", "bootstrap",
        "in", "international", "kapital", "median", "set", "long",
    ]

    /// The words that a reader sees; neither marks of HTML and Markdown nor digests.
    private func words(_ text: String) -> Set<String> {
        let seen = text.replacing(/(?s)<(style|title)>.*?<\/\1>/, with: " ").replacing(/<[^>]*>/, with: " ")
            .replacing("\\_", with: "_").replacing(/&[a-z]+;/, with: " ")
            // What is cut off is no word.
            .replacing(/[^\s"']*…/, with: " ")
        return Set(
            seen.lowercased().split { !($0.isLetter || $0.isNumber || $0 == "_") }.map(String.init).filter {
                $0.count > 2 && !$0.contains(where: \.isNumber)
            })
    }

    /// What a pack itself says: it says it in its own language.
    ///
    /// - Parameter withCode: also names in its Lua, where lines of it are shown.
    private func own(_ folder: String, withCode: Bool = false) throws -> Set<String> {
        var found: Set<String> = []
        let files = try #require(FileManager.default.enumerator(atPath: folder))
        for case let name as String in files where [".toml", ".lua", ".csv"].contains(where: name.hasSuffix) {
            let source = try text(of: "\(folder)/\(name)")
            found.formUnion(words(name))
            guard !name.hasSuffix(".csv") else {
                // What the columns and their texts are called comes soon.
                found.formUnion(
                    words(
                        source.utf8.prefix(20_000).split(separator: 10).map { String($0) ?? "" }.joined(
                            separator: " ")))
                continue
            }
            guard !withCode || !name.hasSuffix(".lua") else {
                found.formUnion(words(source))
                continue
            }
            // Every second piece is quoted.
            let pieces = source.split(separator: "\"", omittingEmptySubsequences: false)
            for index in stride(from: 1, to: pieces.count, by: 2) {
                found.formUnion(words(String(pieces[index])))
            }
        }
        return found
    }

    /// What stands in an assessment in one language alone: ids, and what is answered with.
    private func alone(_ assessment: String) throws -> Set<String> {
        let lines = try text(of: "\(assessment)/assessment.toml").split(separator: "\n")
        let keys = ["id =", "options =", "levels =", "source ="]
        return words(
            lines.filter { line in keys.contains { line.hasPrefix($0) } }.joined(separator: "\n"))
    }

    private func expectSwedish(
        _ what: String, _ pack: String, _ also: [String] = [], but: Set<String> = [], least: Int = 20,
        withCode: Bool = false,
        _ write: (Language) throws -> String
    ) throws {
        var known = but.union(Self.same).union(try own(pack, withCode: withCode))
        for folder in also { known.formUnion(try own(folder, withCode: withCode)) }
        let english = words(try write(.en)).subtracting(known)
        let swedish = words(try write(.sv))
        #expect(english.count >= least, "\(what) has hardly any words of the host's: \(english.sorted())")
        let left = english.intersection(swedish).sorted()
        #expect(left.isEmpty, "\(what): \(left.joined(separator: ", "))")
    }

    @Test(arguments: SimulationTests.packs)
    func `a simulation, in text and in the tables that programs read`(name: String) throws {
        let folder = "\(Repository.root)/plugins/contracts/\(name)"
        try expectSwedish("simulate \(name)", folder, least: 40) { language in
            let pack = try ContractPack(folder: folder).translated(to: language)
            var request = SimulationRequest()
            request.draws = 60
            let report = try Pipeline(pack: pack, store: try .temporary())
                .simulate(pack.simulationTerms(), request).report
            return try report.text(as: .md) + report.text(as: .html) + report.tables().map(\.csv).joined()
        }
    }

    @Test func `figures that were drawn beyond what can be, rules that fail, and no fault at all`() throws {
        let folder = try TemporaryFolder()
        try FileManager.default.copyItem(
            atPath: "\(Repository.root)/Tests/ErrorTests/Bases/contract/pack", toPath: "\(folder.path)/pack")
        try folder.write(
            "pack/simulation.toml",
            """
            [[quantity]]
            id = "jobs"
            title = { en = "the jobs", sv = "jobben" }
            indicator = "job"
            group = "youth"
            people = 8
            value = "1"
            distribution = { kind = "uniform", from = "-4", to = "12" }
            source = "assumed"

            [[quantity]]
            id = "wellbeing"
            title = { en = "wellbeing", sv = "välmående" }
            evaluation = "wellbeing"
            reads = "improved"
            distribution = { kind = "fixed", value = "0" }
            source = "assumed"
            """)
        let pack = "\(folder.path)/pack"
        var text = ""
        try expectSwedish("what was cut", pack, least: 30) { language in
            let contract = try ContractPack(folder: pack).translated(to: language)
            var request = SimulationRequest()
            request.draws = 50
            text = try Pipeline(pack: contract, store: try .temporary())
                .simulate(contract.simulationTerms(), request).report.text(as: .txt)
            return text
        }
        let line = text.split { $0.isWhitespace || $0 == "│" }.joined(separator: " ")
        #expect(line.contains("dragningar av jobben låg utanför det möjliga, 0 till 8 personer,"))
        #expect(text.split(separator: "\n").allSatisfy { $0.count <= 80 })
    }

    @Test func `what an evaluation can see, by a test, by decisions and with clusters`() throws {
        let folder = Repository.evaluations
        let decided = try ContractPack(folder: folder).contract.evaluations
        try expectSwedish("power", folder, least: 30) { language in
            let pack = try ContractPack(folder: folder).translated(to: language)
            let plans = decided.filter {
                switch $0.method {
                case .interruptedSeries, .pooled, .combined: false
                default: true
                }
            }.flatMap { plan in
                [nil, "10"].map { size in
                    PowerPlan(
                        evaluation: plan.id, target: Decimal(units: 2, decimals: 0),
                        deviation: Decimal(units: 10, decimals: 0), rate: nil, treatment: 60, comparison: 61,
                        significance: Decimal(units: 5, decimals: 2), power: Decimal(units: 80, decimals: 2),
                        isOneSided: size != nil,
                        clusterSize: size.map { _ in Decimal(units: 10, decimals: 0) },
                        clusterCorrelation: size.map { _ in Decimal(units: 5, decimals: 2) },
                        clause: plan.clause)
                }
            }
            let terms = SimulationTerms(
                name: "none", file: "none", settlement: nil, quantities: [], stakes: [], powerPlans: plans)
            return try Pipeline(pack: pack, store: try .temporary()).power(terms).report.text(as: .md)
        }
    }

    @Test func `two settlements side by side`() throws {
        let folder = try TemporaryFolder()
        let pack = try folder.copy(of: Repository.rebootWest)
        let before = try pipeline(pack)
        try change("\(pack)/contract.toml", "price = \"1760.00\"", to: "price = \"1761.00\"")
        try change("\(pack)/rules.lua", "return require", to: "local other = 1\nreturn require")
        try change(
            "\(pack)/evidence/claims.csv", "outcomemetric9,2022-12-31,43", to: "outcomemetric9,2022-12-31,44")
        let after = try pipeline(pack)
        try expectSwedish("compare", pack, least: 12) { language in
            try before.translated(to: language).compare(with: after)
                .report(named: ("a", "b")).text(as: .md)
        }
        try expectSwedish("compare nothing", pack, least: 5) { language in
            try after.translated(to: language).compare(with: after).report(named: ("a", "b")).text(as: .md)
        }
    }

    @Test(arguments: AssessmentTests.names)
    func `an assessment, but for the words of its pack`(name: String) throws {
        let assessment = "\(Repository.root)/plugins/assessments/\(name)"
        let contract = Repository.norrkoping
        for isDraft in [false, true] {
            try expectSwedish("assess \(name)", contract, but: alone(assessment), least: 60) { language in
                let pack = try AssessmentPack(
                    folder: assessment, libraryFolders: [Repository.libraries], language: language)
                let matter =
                    isDraft
                    ? Pipeline(
                        pack: try ContractPack(folder: contract, libraryFolders: [Repository.libraries]),
                        store: try .temporary()) : try pipeline(contract)
                return try matter.translated(to: language).assess(pack).report.text(as: .md)
            }
        }
    }

    /// Contracts that have a method, a waterfall, conditions and claims between them; all of them in a full run.
    private static func explained() throws -> [String] {
        let all = try Repository.contracts
        guard ProcessInfo.processInfo.environment["UTFALL_FULL_TESTS"] == nil else {
            return all + [Repository.jobCoaching]
        }
        let usual = ["norrkoping-2016", "us-sc-nurse-family"]
        return all.filter { folder in usual.contains { folder.hasSuffix("/\($0)") } } + [
            Repository.jobCoaching
        ]
    }

    @Test(arguments: try explained())
    func `why amounts are what they are`(folder: String) throws {
        let english = try pipeline(folder)
        try expectSwedish("explain", folder, [Repository.libraries], least: 1, withCode: true) { language in
            let pipeline = try english.translated(to: language)
            let settled = try pipeline.settle()
            return try [ExplanationForm.txt, .html].map {
                try pipeline.explanation(of: .total, in: settled, as: $0)
            }.joined(separator: "\n")
        }
    }

    @Test func `what a person claims, and by which rows`() throws {
        let folder = Repository.jobCoaching
        let english = try pipeline(folder)
        try expectSwedish("explain --claim", folder, [Repository.libraries], least: 1, withCode: true) {
            language in
            let pipeline = try english.translated(to: language)
            let settled = try pipeline.settle()
            return try [ExplanationForm.txt, .html].map {
                try pipeline.explanation(
                    of: .claims(of: "j-01", outcome: nil), in: settled, withRows: true, as: $0)
            }.joined(separator: "\n")
        }
    }
}
