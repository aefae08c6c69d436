import OutcomesModel
import Testing
import Utfall

/// What a pack's own tests may change of its contract, and expect of it.
@Suite struct PackTestingTests {
    /// Runs tests in a copy of the pack, and returns what fails by name.
    private func failures(of pack: String, _ tests: String) throws -> [String: [String]] {
        let folder = try TemporaryFolder()
        let copy = try folder.copy(of: pack)
        try folder.write("pack/tests/more.lua", "return {\n\(tests)\n}\n")
        let outcomes = try ContractPack(folder: copy, libraryFolders: [Repository.libraries]).test().outcomes
            .filter { $0.file == "tests/more.lua" }
        return Dictionary(uniqueKeysWithValues: outcomes.map { ($0.name, $0.failures) })
    }

    @Test func `a cap may be another one, and shares of what was received are expected`() throws {
        let estimates =
            "estimates = { placement_cost = { saving = \"15000000.00\" }, school_results = { improved = true } }"
        let failures = try failures(
            of: Repository.norrkoping,
            """
            { name = "cap", \(estimates), caps = { contract = "9000000.00" },
              expect = { total = "9000000.00", shares = { leksell = "9000000.00", capital = "9000000.00" } } },
            { name = "return", \(estimates), expect = { shares = { capital = "10000000.00", residual = "2000000.00" } } },
            { name = "wrong", \(estimates), expect = { shares = { leksell = "1.00" } } },
            { name = "nobody", \(estimates), expect = { shares = { leksel = "0.00" } } },
            """)
        #expect(failures["cap"] == [])
        #expect(failures["return"] == [])
        #expect(failures["wrong"] == ["shares of leksell: expected 1.00 SEK, came 12000000.00 SEK"])
        #expect(
            failures["nobody"] == [
                "expect.shares: 'leksel' is no [[party]], no kind of tier and no title of a share; did you mean 'leksell'?"
            ])
    }

    @Test func `a limit may be another one, and rules and reports read what it is`() throws {
        let folder = try TemporaryFolder()
        let pack = try folder.copy(of: "\(Repository.root)/plugins/contracts/uk-dwp-innovation-fund-3sc")
        let contract = try ContractPack(folder: pack, libraryFolders: [Repository.libraries]).contract
        let limit = try #require(contract.limits.first)
        try folder.write(
            "pack/reports/bounds.lua",
            """
            return function(r)
              for id, limit in pairs(r.limits) do r:facts {{id, limit.amount}, {limit.kind, limit.clause}} end
            end
            """)
        let pipeline = try pipeline(pack)
        let text = try pipeline.report("bounds", on: pipeline.settle(), as: .txt)
        #expect(
            text.contains(limit.id.rawValue) && text.contains("11,700 GBP") && text.contains("per_person"))

        let total = try pipeline.settle().statement.total
        let evidence = "evidence = { \"evidence/participants.csv\", \"evidence/achievements.csv\" }"
        let failures = try failures(
            of: pack,
            """
            { name = "same", \(evidence), expect = { total = "\(total.majorUnits)" } },
            { name = "none", \(evidence), limits = { \(limit.id) = "0.00" }, expect = { total = "0.00" } },
            """)
        #expect(failures == ["same": [], "none": []])
    }
}
