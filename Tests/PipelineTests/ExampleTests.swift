import Foundation
import OutcomesModel
import Testing
import Utfall

/// Each example of the Lua API is checked and run, in a hook in which it may be called.
@Suite struct ExampleTests {
    private struct Registry: Decodable {
        let modules: [Module]
        let types: [Kind]

        struct Module: Decodable {
            let name: String
            let functions: [Function]
        }

        struct Kind: Decodable {
            let symbol: String
            let methods: [Function]
        }

        struct Function: Decodable {
            let name: String
            let example: String?
        }
    }

    private static let examples: [String] = {
        let decoder = JSONDecoder()
        guard let registry = try? decoder.decode(Registry.self, from: Data(Host().apiRegistry.utf8)) else {
            return []
        }
        return (registry.modules.flatMap(\.functions) + registry.types.flatMap(\.methods)).compactMap(
            \.example)
    }()

    /// The examples of a hook are those that begin with what the hook is given.
    private static func body(_ symbol: String) -> String {
        examples.filter { example in
            let first = String(example.prefix { $0.isLetter })
            let isOfHook = [":", "."].contains(example.dropFirst(first.count).prefix(1))
            return isOfHook && symbols.contains(first) ? first == symbol : symbol == "s"
        }.map { "  local _ = \($0)" }.joined(separator: "\n")
    }

    /// What hooks are given; an example that begins with none of them is run in `rules.settle`.
    private static let symbols = ["p", "s", "d", "m", "b", "c", "r", "a", "portfolio", "contract"]

    @Test(arguments: symbols)
    func `each hook has examples, and each example has its hook`(symbol: String) {
        #expect(!ExampleTests.body(symbol).isEmpty)
        let count = ExampleTests.symbols.map { ExampleTests.body($0).split(separator: "\n").count }
        #expect(count.reduce(0, +) == ExampleTests.examples.count)
    }

    @Test func `the examples of assessments run`() throws {
        let folder = FileManager.default.temporaryDirectory.appending(
            path: "utfall-examples-\(UUID().uuidString)")
        defer { try? FileManager.default.removeItem(at: folder) }
        try FileManager.default.copyItem(
            at: URL(filePath: "\(Repository.root)/plugins/assessments/hiia"), to: folder)
        try FileManager.default.removeItem(at: folder.appending(path: "tests"))
        let lua = """
            local soc = require "soc"
            return function(a)
            \(ExampleTests.body("a"))
              a:text(soc.type(a.day))
            end
            """
        try Data(lua.utf8).write(to: folder.appending(path: "assess.lua"))
        let pack = try AssessmentPack(folder: folder.path, libraryFolders: [Repository.libraries])
        let assessed = try pipeline(Repository.norrkoping).assess(pack)
        #expect(try assessed.report.text(as: .txt).contains("day"))
        #expect(Set(assessed.findings.map(\.severity)).isSuperset(of: [.question, .warning]))
    }

    @Test func `the examples of scripts run`() throws {
        let folder = try ExampleTests.makePack(checks: nil)
        defer { try? FileManager.default.removeItem(atPath: folder) }
        let lua = """
            return function(portfolio)
              local contract = portfolio.contracts[1]
            \(ExampleTests.body("portfolio"))
            \(ExampleTests.body("contract"))
              portfolio:text(contract.title)
            end
            """
        try Data(lua.utf8).write(to: URL(filePath: "\(folder)/reports/script.lua"))
        let pipeline = try pipeline(folder)
        let report = try Portfolio([pipeline]).run(AnalystScript(path: "\(folder)/reports/script.lua"))
        #expect(try report.text(as: .txt).contains(pipeline.pack.contract.title))
    }

    @Test func `the examples of rules and reports run`() throws {
        let folder = try ExampleTests.makePack(checks: nil)
        defer { try? FileManager.default.removeItem(atPath: folder) }
        let checked = try AnyPack.check(folder: folder)
        #expect(checked.remarks.filter { $0.severity == .error }.map(\.diagnostic.message) == [])
        #expect(checked.wasRun)
    }

    @Test func `the examples of checks run`() throws {
        let checks = """
            local checks = {}
            function checks.measurement(m)
            \(ExampleTests.body("m"))
            end
            function checks.batch(b)
            \(ExampleTests.body("b"))
            end
            function checks.contract(c)
            \(ExampleTests.body("c"))
            end
            return checks
            """
        let folder = try ExampleTests.makePack(checks: checks)
        defer { try? FileManager.default.removeItem(atPath: folder) }
        let checked = try AnyPack.check(folder: folder)
        let pack = try ContractPack(folder: folder)
        let pipeline = Pipeline(pack: pack, store: try .temporary())
        let recording = Recording(by: "test", at: "2026-11-22T12:00:00Z", reason: "examples")
        let findings = try pipeline.importEvidence(pack.exampleEvidence, recording: recording).flatMap(
            \.findings)
        #expect(Set(findings.map(\.severity)) == [.rejected, .question, .warning])
        // The examples reject all evidence: that is the one thing that the check finds.
        #expect(Set(checked.remarks.filter { $0.severity == .error }.map(\.rule)) == [.dryRun])
    }

    private static func makePack(checks: String?) throws -> String {
        let folder = FileManager.default.temporaryDirectory.appending(
            path: "utfall-examples-\(UUID().uuidString)")
        var files = [
            "plugin.toml": """
            id = "test.examples"
            version = "1.0.0"
            api = "1"
            kind = "contract"
            permissions = ["participants"]
            """,
            "contract.toml": contract,
            "rules.lua": """
            local soc = require "soc"
            local rules = {}
            function rules.participant(p)
              local outcome = p.outcomes[1]
            \(body("p"))
            end
            function rules.settle(s)
            \(body("s"))
            end
            function rules.distribute(d)
            \(body("d"))
            end
            return rules
            """,
            "reports/examples.lua": "return function(r)\n\(body("r"))\nend",
            "evidence/people.csv": """
            subject,group,entry,sex,site
            a-1,children_2016,2016-01-01,girl,north
            a-2,children_2016,2016-02-01,boy,south
            r-1,reference_2013,2016-01-01,girl,north
            """,
            "evidence/values.csv": """
            subject,indicator,day,value,state
            a-1,wellbeing,2016-01-01,55.0,verified
            a-1,wellbeing,2016-11-01,65.0,verified
            a-2,wellbeing,2016-02-01,45.0,verified
            a-2,wellbeing,2016-12-01,40.0,verified
            a-1,placement_cost,2016-06-01,100,verified
            a-2,placement_cost,2016-06-01,200,verified
            r-1,placement_cost,2016-06-01,300,verified
            contract,jobs_reported,2016-06-01,600,verified
            a-1,job,2016-06-01,1,verified
            """,
        ]
        files["checks.lua"] = checks
        for (name, text) in files {
            let path = folder.appending(path: name)
            try FileManager.default.createDirectory(
                at: path.deletingLastPathComponent(), withIntermediateDirectories: true)
            try Data(text.utf8).write(to: path)
        }
        return folder.path
    }

    /// A contract that declares what the examples name.
    private static let contract: String = {
        func indicator(_ id: String, _ unit: String, subject: String = "participant", decimals: Int = 0)
            -> String
        {
            """
            [[indicator]]
            id = "\(id)"
            unit = "\(unit)"
            subject = "\(subject)"
            decimals = \(decimals)
            better = "higher"
            every = "event"

            """
        }
        func payment(_ id: String) -> String {
            "[[payment]]\nid = \"\(id)\"\nfrom = \"town\"\nto = \"fund\"\nclause = \"5\"\n\n"
        }
        func window(_ id: String, _ months: Int, from: String = "entry") -> String {
            "[[window]]\nid = \"\(id)\"\nmonths = \(months)\nfrom = \"\(from)\"\n\n"
        }
        return """
            [contract]
            title = "Examples"
            currency = "SEK"
            rounding = { mode = "half_even", unit = "1.00" }
            starts = 2016-01-01
            ends = 2017-12-31

            [[party]]
            id = "town"
            name = "The town"
            sector = "public"
            roles = ["outcome_payer"]

            [[party]]
            id = "fund"
            name = "The fund"
            sector = "private"
            roles = ["investor"]

            [[party]]
            id = "lender"
            name = "The lender"
            sector = "private"
            roles = ["investor"]

            \(indicator("wellbeing", "points", decimals: 1))
            \(indicator("placement_cost", "SEK"))
            \(indicator("job", "jobs"))
            \(indicator("jobs_reported", "jobs", subject: "contract"))
            [[attribute]]
            id = "sex"
            values = ["girl", "boy"]

            [[attribute]]
            id = "site"
            values = ["north", "south"]

            [[group]]
            id = "children_2016"
            role = "treatment"

            [[group]]
            id = "reference_2013"
            role = "comparison"

            \(window("contract", 12))
            \(window("first_quarter", 3))
            \(window("last_quarter", 12))
            [[outcome]]
            id = "job"
            price = "10.00"
            payment = "jobs"
            clause = "3.1"

            [[outcome]]
            id = "jobs_reported"
            price = "1.00"
            payment = "jobs"
            clause = "3.2"

            [terms]
            drawn_loan = { value = "1000.00", unit = "SEK", clause = "4.1" }
            risk_share = { value = "0.60", clause = "4.2" }

            [[evaluation]]
            id = "placement_cost"
            method = "comparison_group"
            treatment = "children_2016"
            comparison = "reference_2013"
            statistic = "sum"
            clause = "4.3"

            [[evaluation]]
            id = "cost"
            indicator = "placement_cost"
            method = "comparison_group"
            treatment = "children_2016"
            comparison = "reference_2013"
            statistic = "sum"
            clause = "4.4"

            \(["savings_share", "jobs", "success", "housing"].map(payment).joined())
            [[tariff]]
            id = "housing"
            kind = "unit_price"
            payment = "housing"
            indicator = "jobs_reported"
            price = "15.12"
            clause = "6.1"

            [[split]]
            id = "funders"
            shares = { jobs = "0.5", success = "0.5" }
            clause = "6.2"

            [[settlement]]
            id = "final"
            window = "contract"
            due = 2017-12-31

            """
    }()
}
