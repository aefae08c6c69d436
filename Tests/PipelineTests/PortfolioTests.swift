import FoundationEssentials
import OutcomesModel
import Testing
import Utfall

/// Analysts' scripts over several of the shipped contracts in one store.
@Suite struct PortfolioTests {
    static let contracts = [
        "norrkoping-2016", "uk-care-leavers-reboot-west", "uk-dwp-innovation-fund-3sc",
        "us-denver-supportive-housing", "us-sc-nurse-family", "ke-asrh-tiko", "uk-peterborough-one-service",
        "bench-fund", "job-coaching",
    ]
    /// With what each script is run beside the contracts.
    static let scripts: [(name: String, settings: [String: String])] = [
        ("portfolio_overview", [:]), ("cost_per_outcome", [:]), ("overdue_evidence", [:]),
        ("equity_of_payments", ["by": "cohort", "ordered": "yes"]), ("forecast_against_plan", [:]),
        ("provider_league", [:]),
    ]
    static let day = Day(iso: "2024-12-31")!

    /// One store with the example evidence of all of them, in which two of three settlements of Denver are posted and
    /// one of Peterborough is.
    static let store: EvidenceStore = {
        do {
            let store = try EvidenceStore.temporary()
            for name in contracts {
                let pipeline = Pipeline(pack: try pack(name), store: store)
                _ = try pipeline.importEvidence(pipeline.pack.exampleEvidence, recording: imported)
            }
            for (name, settlement) in [
                ("us-denver-supportive-housing", "prior_periods"),
                ("uk-peterborough-one-service", "cohort_1"),
            ] {
                let pipeline = Pipeline(pack: try pack(name), store: store)
                try pipeline.post(pipeline.settle(SettlementID(settlement)), recording: posted)
            }
            return store
        } catch { fatalError("the store of the examples: \(error)") }
    }()

    static func pack(_ name: String, in language: Language = .en) throws -> ContractPack {
        try ContractPack(
            folder: name == "job-coaching"
                ? Repository.jobCoaching : "\(Repository.root)/plugins/contracts/\(name)",
            libraryFolders: [Repository.libraries], language: language)
    }

    private func portfolio(_ names: [String] = contracts, in language: Language = .en) throws -> Portfolio {
        let pipelines = try names.map { Pipeline(pack: try Self.pack($0, in: language), store: Self.store) }
        return try Portfolio(pipelines, language: language)
    }

    private func shipped(_ name: String) throws -> AnalystScript {
        try AnalystScript(
            path: "\(Repository.root)/scripts/reports/\(name).lua", libraryFolders: [Repository.libraries])
    }

    private func report(_ lua: String, over names: [String] = contracts) throws -> String {
        let folder = try TemporaryFolder()
        let script = try AnalystScript(
            path: try folder.write("table.lua", lua), libraryFolders: [Repository.libraries])
        return try portfolio(names).run(script, on: Self.day).table().csv
    }

    private func fault(_ lua: String, over names: [String] = contracts) -> String {
        do { return try report(lua, over: names) } catch let error as any Diagnosable {
            let fault = error.diagnostics[0]
            return [fault.place?.line.map { "line \($0)" }, fault.pack?.rawValue, fault.message, fault.hint]
                .compactMap(\.self).joined(separator: " | ")
        } catch { return "\(error)" }
    }

    @Test(arguments: scripts.map(\.name))
    func `a shipped script says what was approved, in every form`(name: String) throws {
        let settings = try #require(Self.scripts.first { $0.name == name }).settings
        let report = try portfolio().run(shipped(name), on: Self.day, settings: settings)
        let text = try report.text(as: .txt)
        #expect(text.split(separator: "\n").allSatisfy { $0.count <= 80 })
        _ = try isApproved(text, at: "\(Repository.cases)/portfolio/\(name).txt")
        for format in ReportFormat.allCases { #expect(try !report.text(as: format).isEmpty) }
        #expect(try report.workbook().starts(with: Array("PK".utf8)))
        #expect(
            try portfolio().run(shipped(name), on: Self.day, settings: settings).text(as: .json)
                == report.text(as: .json))
    }

    /// Titles that the packs give in one language stay as they are.
    @Test(arguments: scripts.map(\.name))
    func `a shipped script says in Swedish what was approved`(name: String) throws {
        let settings = try #require(Self.scripts.first { $0.name == name }).settings
        let report = try portfolio(in: .sv).run(shipped(name), on: Self.day, settings: settings)
        _ = try isApproved(try report.text(as: .txt), at: "\(Repository.cases)/portfolio/\(name)-sv.txt")
    }

    @Test(arguments: scripts.filter { !$0.settings.isEmpty }.map(\.name))
    func `a shipped script runs without any setting`(name: String) throws {
        #expect(try !portfolio().run(shipped(name), on: Self.day).text(as: .txt).isEmpty)
    }

    @Test(arguments: scripts.map(\.name))
    func `a shipped script is under 40 lines and says at its top how it is run`(name: String) throws {
        let lines = try text(of: "\(Repository.root)/scripts/reports/\(name).lua")
            .split(separator: "\n", omittingEmptySubsequences: false).dropLast()
        #expect(lines.count < 40)
        #expect(
            lines[0].hasPrefix("-- ")
                && lines.prefix(6).contains { $0.hasPrefix("--   utfall run scripts/reports/\(name).lua") })
    }

    @Test(arguments: scripts.map(\.name))
    func `a shipped script runs over contracts of which nothing is recorded`(name: String) throws {
        let settings = try #require(Self.scripts.first { $0.name == name }).settings
        let empty = try Portfolio(
            Self.contracts.map { Pipeline(pack: try Self.pack($0), store: try .temporary()) })
        #expect(!(try empty.run(shipped(name), settings: settings).text(as: .txt)).isEmpty)
    }

    @Test func `what a contract comes to in a portfolio is what its own report says`() throws {
        let csv = try report(
            """
            return function(portfolio)
              local rows = {}
              for i, contract in ipairs(portfolio.contracts) do
                rows[i] = {contract.id, contract.settlement and contract.settlement.total}
              end
              portfolio:table {columns = {"Contract", "Total"}, rows = rows}
            end
            """)
        for name in Self.contracts {
            let pipeline = Pipeline(pack: try Self.pack(name), store: Self.store)
            let next: SettlementID? =
                ["us-denver-supportive-housing": "final", "uk-peterborough-one-service": "final"][name]
            let total = try pipeline.settle(next).statement.total
            #expect(
                csv.contains("\(pipeline.pack.id),\(total.description.split(separator: " ")[0])"), "\(csv)")
        }
    }

    @Test func `ten lines join claims with payments over contracts and group them`() throws {
        let csv = try report(
            """
            return function(portfolio)
              local rows = {}
              for _, sum in ipairs(portfolio:group(portfolio:lines(), {"currency", "contract", "state"}, "amount")) do
                rows[#rows + 1] = {sum.currency, sum.contract, sum.state, sum.count, sum.amount}
              end
              portfolio:table {columns = {"Currency", "Contract", "State", "Lines", "Amount"}, rows = rows}
            end
            """)
        _ = try isApproved(csv, at: "\(Repository.cases)/portfolio/lines.csv")
    }

    /// What is wrong in a script, and what is said of it.
    static let faults: [(lua: String, fault: String)] = [
        (
            "portfolio:group(portfolio:lines(), 'state', 'amount')",
            "line 2 | portfolio:group: 'amount' of one group is in SEK and in GBP | sums of two currencies are not added: group by \"currency\" as well"
        ),
        (
            "local sum = portfolio.contracts[1].paid + portfolio.contracts[2].paid",
            "line 2 | 0.00 SEK + 0.00 GBP mixes two currencies"
        ),
        (
            "portfolio.contracts[1]:people():rows()",
            "line 2 | se.norrkoping.soc-2016 | selection:rows cannot be called in portfolio, only in report, assess | a script is given figures of groups, and no rows of people: take count, mean, amount … by a group"
        ),
        (
            "portfolio.contracts[1]:pepole()",
            "line 2 | contract (a contract of the portfolio) has no 'pepole' | did you mean 'people'?"
        ),
        ("portfolio:headng 'x'", "line 2 | portfolio has no 'headng' | did you mean 'heading'?"),
        (
            "portfolio.contracts[1]:measurements('school_result')",
            "line 2 | se.norrkoping.soc-2016 | there is no [[indicator]] 'school_result' in the contract | did you mean 'school_results'?"
        ),
        (
            "local a, b = portfolio.contracts[1], portfolio.contracts[8] a:measurements('school_results'):mean(b.window)",
            "line 2 | se.norrkoping.soc-2016 | selection:mean was given a window of another contract than its own | ask each contract for its own"
        ),
        (
            "local x = require('soc').money('1.00')",
            "line 2 | soc.money: the contracts are in GBP, SEK, USD | name the currency, as in soc.money(\"100.00\", \"GBP\")"
        ),
        (
            "local x = portfolio:setting 'site'",
            "line 2 | the script needs the setting 'site' | type: --set site=…"
        ),
    ]

    @Test(arguments: faults.indices)
    func `a mistake in a script is told with its line, the contract and what would be right`(place: Int) {
        let (lua, expected) = Self.faults[place]
        #expect(fault("return function(portfolio)\n\(lua)\nend") == expected)
    }

    @Test func `a setting that a script does not read is refused`() throws {
        let portfolio = try portfolio(["ke-asrh-tiko"])
        let script = try shipped("provider_league")
        #expect(throws: (any Error).self) { try portfolio.run(script, settings: ["outcme": "x"]) }
        _ = try portfolio.run(script, settings: ["outcome": "x"])
    }

    @Test func `values of one contract answer for it alone, however they are mixed`() throws {
        let csv = try report(
            """
            return function(portfolio)
              local windows, people, first = {}, {}, {}
              for i, contract in ipairs(portfolio.contracts) do
                windows[i], people[i] = contract.windows, contract:people()
                first[i] = contract.outcomes[1]
              end
              local rows = {}
              for i, contract in ipairs(portfolio.contracts) do
                rows[i] = {contract.window.title, people[i]:count(), first[i] and first[i].title, contract.groups[1] or ""}
              end
              portfolio:table {columns = {"Window", "People", "Outcome", "Group"}, rows = rows}
            end
            """)
        _ = try isApproved(csv, at: "\(Repository.cases)/portfolio/mixed.csv")
    }

    /// Contracts of 60 people who entered on 2024-01-15, in one store: how many began to work, and of how many
    /// wellbeing was measured in each quarter of 2024.
    private func coaching(
        _ contracts: [(name: String, begun: Int, measured: Int)], _ folder: TemporaryFolder
    ) throws -> Portfolio {
        let store = try EvidenceStore.temporary()
        return try Portfolio(
            contracts.map { name, begun, measured in
                try folder.make(name)
                let pack = "\(folder.path)/\(name)/pack"
                try FileManager.default.copyItem(atPath: Repository.jobCoaching, toPath: pack)
                // It wants just seven people.
                try FileManager.default.removeItem(atPath: "\(pack)/checks.lua")
                try change("\(pack)/plugin.toml", "test.job-coaching", to: "test.\(name)")
                try change("\(pack)/contract.toml", "Job coaching in Ånköping", to: "Coaching, \(name)")
                let people = (1...60).map { "p-\($0),coached,2024-01-15,,\($0 % 2 == 0 ? "north" : "south")" }
                let work = (1...begun).map { "p-\($0),work,2024-06-01,1,verified,employer" }
                let wellbeing = (1...measured).flatMap { person in
                    ["02", "05", "08", "11"].map { "p-\(person),wellbeing,2024-\($0)-01,5.0,verified,form" }
                }
                func file(_ name: String, _ lines: [String]) throws -> String {
                    try folder.write(name, lines.joined(separator: "\n"))
                }
                let pipeline = Pipeline(
                    pack: try ContractPack(folder: pack, libraryFolders: [Repository.libraries]), store: store
                )
                _ = try pipeline.importEvidence(
                    [
                        try file("\(name)/people.csv", ["subject,group,entry,exit,site"] + people),
                        try file(
                            "\(name)/values.csv",
                            ["subject,indicator,day,value,state,source"] + work + wellbeing),
                    ], recording: imported)
                return pipeline
            })
    }

    @Test func `providers share a rank where their intervals overlap`() throws {
        let portfolio = try coaching(
            [("first", 54, 60), ("second", 50, 60), ("third", 12, 60)], TemporaryFolder())
        let report = try portfolio.run(shipped("provider_league"), settings: ["outcome": "work"])
        _ = try isApproved(try report.text(as: .txt), at: "\(Repository.cases)/portfolio/ranks.txt")
    }

    @Test func `what is overdue is hidden where it is of few people, or of all but few`() throws {
        let folder = try TemporaryFolder()
        let portfolio = try coaching([("many", 30, 40), ("few", 30, 57), ("most", 30, 2)], folder)
        let report = try portfolio.run(shipped("overdue_evidence"), on: Self.day)
        _ = try isApproved(try report.text(as: .txt), at: "\(Repository.cases)/portfolio/overdue_people.txt")
        // Three quarters were at their end by then, for each of 60 people, of whom 20 were never asked.
        #expect(try report.table("values-that-are-due").csv.contains("180,60,20,2024-04-14"))
    }

    @Test func `a portfolio as of a moment knows neither later evidence nor later postings`() throws {
        let folder = try TemporaryFolder()
        let script = try AnalystScript(
            path: try folder.write(
                "known.lua",
                """
                return function(portfolio)
                  local contract = portfolio.contracts[1]
                  portfolio:table {columns = {"Day", "Paid", "Evidence", "Why"},
                    rows = {{portfolio.day, contract.paid, contract.has_evidence, contract.why_unsettled or ""}}}
                end
                """))
        let portfolio = try portfolio(["us-denver-supportive-housing"])
        func row(_ asOf: AsOf) throws -> String {
            String(
                try portfolio.run(script, asOf: asOf).table().csv.split(whereSeparator: \.isNewline).last
                    ?? "")
        }
        #expect(try row(.moment("2026-11-19")) == "2026-11-19,0.00,no,nothing of it is recorded")
        #expect(try row(.moment("2026-11-20")) == "2026-11-20,0.00,yes,")
        #expect(try row(.now) == "2026-11-20,3913932.96,yes,")
    }

    @Test func `a contract that is named twice is refused`() {
        let error = #expect(throws: PipelineError.self) {
            try portfolio(["ke-asrh-tiko", "us-denver-supportive-housing", "ke-asrh-tiko"])
        }
        #expect(error?.diagnostics.first?.message.hasSuffix("ke-asrh-tiko is given twice") == true)
    }

    @Test func `a copy that kept its id is told apart from a contract that is given twice`() throws {
        let original = "\(Repository.root)/plugins/contracts/ke-asrh-tiko"
        let folders = try TemporaryFolder()
        let (copy, link) = ("\(folders.path)/copy", "\(folders.path)/link")
        try FileManager.default.copyItem(atPath: original, toPath: copy)
        try FileManager.default.createSymbolicLink(atPath: link, withDestinationPath: original)
        func told(_ other: String) throws -> Diagnostic? {
            let pipelines = try [original, other].map { folder in
                Pipeline(
                    pack: try ContractPack(folder: folder, libraryFolders: [Repository.libraries]),
                    store: try .temporary())
            }
            let error = #expect(throws: PipelineError.self) { try Portfolio(pipelines) }
            return error?.diagnostics.first
        }
        let copied = try #require(try told(copy))
        #expect(copied.message.hasPrefix("\(original) and \(copy) both have the id "))
        #expect(copied.hint == "give a copy an id of its own in plugin.toml")
        #expect(try told(link)?.message == "\(original) is given twice")
    }
}
