import Testing
import Utfall

/// What the reports of the shipped contracts say on their example evidence, as text of 80 columns.
@Suite struct PackReportTests {
    static let reports: [(name: String, pack: String)] = [
        ("dashboard", Repository.norrkoping), ("children", Repository.norrkoping),
        ("investor", Repository.norrkoping),
        ("invoice", Repository.norrkoping), ("progress", Repository.norrkoping),
        ("audit", Repository.norrkoping),
        ("outcomes", Repository.rebootWest), ("cohorts", "\(Repository.root)/plugins/contracts/bench-fund"),
    ]

    @Test(arguments: reports)
    func `a report of a shipped contract says what was approved`(name: String, pack: String) throws {
        let pipeline = try pipeline(pack)
        let text = try pipeline.report(name, on: pipeline.settle(), as: .txt)
        #expect(text.split(separator: "\n").allSatisfy { $0.count <= 80 })
        _ = try isApproved(text, at: "\(Repository.cases)/reports/\(name).txt")
    }

    /// Claims of one day alone, events of people, counts below limits, thresholds on single values, and every evaluation.
    static let progress: [(name: String, pack: String)] = [
        ("reboot-west", Repository.rebootWest),
        ("dwp", "\(Repository.root)/plugins/contracts/uk-dwp-innovation-fund-3sc"),
        ("tiko", "\(Repository.root)/plugins/contracts/ke-asrh-tiko"),
        ("nurse-family", "\(Repository.root)/plugins/contracts/us-sc-nurse-family"),
        ("evaluations", Repository.evaluations),
    ]

    @Test(arguments: progress)
    func `progress shows outcomes over time beside what the terms hold them against`(
        name: String, pack: String
    ) throws {
        let pipeline = try pipeline(pack)
        let text = try pipeline.report("progress", on: pipeline.settle(), as: .txt)
        #expect(text.split(separator: "\n").allSatisfy { $0.count <= 80 })
        _ = try isApproved(text, at: "\(Repository.cases)/reports/progress-\(name).txt")
    }

    @Test func `progress shows claims beside their plan, also beyond what is known`() throws {
        let folder = try TemporaryFolder()
        let pack = try folder.copy(of: Repository.jobCoaching)
        try change("\(pack)/contract.toml", "ends = 2025-12-31", to: "ends = 2025-12-31\nsmallest_cell = 1")
        try change(
            "\(pack)/contract.toml", "title = \"Begins to work\"",
            to: """
                title = "Begins to work"
                plan = [
                  { by = 2024-06-30, claims = 1 }, { by = 2024-12-15, claims = 4 }, { by = 2025-12-31, claims = 9 },
                ]
                """)
        let pipeline = try pipeline(pack)
        let text = try pipeline.report("progress", on: pipeline.settle(), as: .txt)
        _ = try isApproved(text, at: "\(Repository.cases)/reports/progress-plan.txt")
    }

    @Test func `progress counts what earlier settlements have paid`() throws {
        let pipeline = try pipeline("\(Repository.root)/plugins/contracts/us-denver-supportive-housing")
        let first = try pipeline.settle("prior_periods")
        try pipeline.post(first, recording: posted)
        let settled = try pipeline.settle("final")
        let text = try pipeline.report("progress", on: settled).tables().map(\.csv).joined()
        let sum = try first.statement.total.adding(settled.statement.total)
        #expect(text.contains("2020-06-30,"))
        let units = "\(sum)".split(separator: " ")[0].filter { $0 != "," }
        #expect(text.contains("2021-07-31,\(units)"), "\(text)")
    }

    @Test func `a report in Swedish has Swedish words and figures`() throws {
        let pipeline = try pipeline(Repository.norrkoping).translated(to: .sv)
        let text = try pipeline.report("statement", on: pipeline.settle(), as: .txt)
        _ = try isApproved(text, at: "\(Repository.cases)/reports/statement-sv.txt")
    }

    /// What the host writes in English; a pack's own titles and notes are its own.
    private static let english = [
        "Warning", "Note", "In order", "Contract", "Settlement", "Window", "Due", "State", "draft",
        "Evidence as of batch", "What was found", "What is paid", "Payment lines", "No payment is due",
        "Invoice", "To pay", "Findings", "question must", "No rows", "The figures", "Line chart", "interval,",
        "standard error", "Student's", "one variance", "no comparison", "left out", "the product of",
        "the sum of", "the difference", "the quotient of", "the lesser of", "the greater of", "price of",
        "claimed by", "claimed without", "people counted", "mean of", "sum over", "less per person",
        "values of", "value of", "is less than", "is more than", "is at least", "is at most", "(as above)",
        "Who entered", "Claims so far", "Value so far", "Planned", "Paid or due", "Running counts", "Until",
        "not asked for", "a number that", "a sum that", "nothing is due", "clause ", "Drawdown", "Kept",
        "Return of capital", "none:", "missing (", "not measured", "withheld",
    ]

    @Test(arguments: try Repository.contracts)
    func `no built-in report in Swedish has English words of the host's`(pack: String) throws {
        let pipeline = try pipeline(pack).translated(to: .sv)
        let settled = try pipeline.settle()
        // The terms of the pack, and what its rules say, are in its own language.
        let own = try text(of: "\(pack)/contract.toml")
        for name in Pipeline.builtInReports {
            let report = try pipeline.report(name, on: settled, as: .md)
            let found = Self.english.filter { report.contains($0) && !own.contains($0) }
            #expect(found.isEmpty, "\(name)")
        }
    }

    @Test func `every built-in report can be had in every form, in both languages`() throws {
        let english = try pipeline(Repository.jobCoaching)
        for language in Language.allCases {
            let pipeline = try english.translated(to: language)
            let settled = try pipeline.settle()
            for name in Pipeline.builtInReports {
                for format in ReportFormat.allCases {
                    let file = try pipeline.report(name, on: settled, as: format)
                    #expect(!file.isEmpty, "\(name) as \(format)")
                }
                let report = try pipeline.report(name, on: settled)
                #expect(try report.workbook().starts(with: Array("PK".utf8)), "\(name) as a workbook")
                let files = try report.files()
                #expect(Set(files.map(\.file)).count == files.count, "\(name) as files")
            }
        }
    }

    @Test(arguments: ["children", "cohorts", "outcomes"])
    func `a report of reads is short`(name: String) throws {
        let pack = try #require(Self.reports.first { $0.name == name }).pack
        #expect(try text(of: "\(pack)/reports/\(name).lua").split(separator: "\n").count < 40)
    }
}
