import OutcomesModel
import Testing
import Utfall

/// What `utfall test` says that the tests of a pack do not look at.
@Suite struct CoverageTests {
    private func told(_ tested: TestedPack) -> [String] {
        tested.coverage.gaps.map {
            "\($0.place.file):\($0.place.line ?? 0)\($0.lastLine.map { "-\($0)" } ?? "") \($0.message)"
        }
    }

    @Test
    func
        `a line that no test runs, a condition that goes one way, and a clause that decides nothing are told`()
        throws
    {
        let contract = try TestedContract(
            tests: TestedContract.test("a job", gain: "15.0", expect: "total = \"100.00\""))
        let tested = try contract.with { try $0.test() }
        #expect(tested.failed.isEmpty)
        #expect(
            told(tested) == [
                "rules.lua:4 'p.work:sum() >= 1' always holds",
                "rules.lua:12 'gain > 15' never holds",
                "rules.lua:13 is never run",
                "contract.toml:53 [terms] 'bonus' (clause 3) decides no sum in any test",
                "contract.toml:61 [[payment]] 'bonus' (clause 3) decides no sum in any test",
                "contract.toml:73 [[cap]] 'all' (clause 4) decides no sum in any test",
            ])
        #expect(tested.coverage.lines == .init(covered: 9, all: 10))
        #expect(tested.coverage.branches == .init(covered: 2, all: 4))
        #expect(tested.coverage.clauses == .init(covered: 2, all: 5))
    }

    @Test func `tests that look at everything leave nothing to tell`() throws {
        let contract = try TestedContract(
            tests: TestedContract.test("no job", work: "0", gain: "15.0", expect: "total = \"0.00\"")
                + TestedContract.test("both", gain: "15.1", expect: "total = \"600.00\"")
                + TestedContract.test("capped", gain: "15.1", expect: "total = \"250.00\"")
                .replacing("expect", with: "caps = { all = \"250.00\" }, expect"))
        let tested = try contract.with { try $0.test() }
        #expect(tested.failed.isEmpty)
        #expect(told(tested).isEmpty)
    }

    @Test func `an error that a test expects covers the lines up to it`() throws {
        let contract = try TestedContract(
            rules: TestedContract.rules.replacing("if gain > 15", with: "error \"stop\"\n  if gain > 15"),
            tests: TestedContract.test("stops", gain: "15.0", expect: "error = \"stop\""))
        let tested = try contract.with { try $0.test() }
        #expect(tested.failed.isEmpty)
        #expect(told(tested).contains("rules.lua:13-14 are never run"))
    }

    @Test(arguments: ["norrkoping-2016", "uk-peterborough-one-service", "bench-fund"])
    func `watched rules pay what they pay unwatched`(name: String) throws {
        let pack = try AnyPack(folder: "\(Repository.root)/plugins/contracts/\(name)")
        let tested = try pack.test()
        #expect(!tested.outcomes.isEmpty)
        #expect(tested.failed.map { "\($0.name): \($0.failures)" } == [])
    }

    // MARK: Tables

    static let table = """
        # one row is one test, but for the last, which has two people
        name,subject,group,entry,day,value.work,value.gain,caps.all,expect.total,expect.claims.work
        no gain,P1,youth,2020-01-01,2020-06-01,1,,,100.00,1
        no gain,,,,2020-06-01,,15.0,,,
        a gain,P1,youth,2020-01-01,2020-06-01,1,,,600.00,
        a gain,,,,2020-06-01,,15.1,,,
        two people,P1,youth,2020-01-01,2020-06-01,1,,250.00,250.00,2
        two people,P2,youth,2020-02-01,2020-06-02,1,,,,
        two people,,,,2020-06-01,,15.1,,,

        """

    @Test func `rows of one name in a table are one test`() throws {
        let tested = try TestedContract(table: Self.table).with { try $0.test() }
        #expect(tested.outcomes.map(\.name) == ["no gain", "a gain", "two people"])
        #expect(tested.failed.map { "\($0.name): \($0.failures)" } == [])
        let wrong = Self.table.replacing("600.00", with: "601.00")
        let failed = try TestedContract(table: wrong).with { try $0.test() }.failed
        #expect(failed.map(\.name) == ["a gain"])
        #expect(failed.first?.failures == ["total: expected 601.00 EUR, came 600.00 EUR"])
        #expect(failed.first?.file == "tests/table.csv")
    }

    @Test func `a table says what is missing, and that nothing is to be found`() throws {
        let contract = try TestedContract(
            table: """
                name,subject,group,entry,day,source,value.work,missing.gain,value.gain,expect.findings,expect.error
                not measured,P1,youth,2020-01-01,2020-06-01,the school,1,,,none,is missing (not_measured)
                not measured,,,,2020-06-01,,,not_measured,,,
                out of range,,,,2020-06-01,,,,101.0,is above,no value

                """)
        let tested = try contract.with { try $0.test() }
        #expect(tested.failed.map { "\($0.name): \($0.failures)" } == [])
    }

    @Test func `findings are looked at also where the settlement is to fail`() throws {
        let test = TestedContract.test(
            "fails", gain: "101.0", expect: "error = \"no value\", findings = { \"is above\" }")
        let contract = try TestedContract(tests: test + test.replacing("is above", with: "is below"))
        let tested = try contract.with { try $0.test() }
        #expect(tested.outcomes.map(\.failures) == [[], ["no finding says 'is below'"]])
    }

    @Test func `what is paid in another currency is expected in it`() throws {
        let jordan = "\(Repository.root)/plugins/contracts/jo-refugee-impact-bond"
        let folder = try TemporaryFolder()
        let copy = try folder.copy(of: jordan)
        let contract = try ContractPack(folder: copy, libraryFolders: [Repository.libraries]).contract
        let foreign = try #require(contract.payments.first { $0.foreign != nil })
        try folder.write(
            "pack/tests/more.lua",
            """
            return {
              { name = "none of it", evidence = { "evidence/cohort_1.csv" },
                expect = { converted = { \(foreign.id) = "0.01" } } },
            }
            """)
        let tested = try ContractPack(folder: copy, libraryFolders: [Repository.libraries]).test()
        let failure = try #require(tested.failed.first?.failures.first)
        let currency = try #require(foreign.foreign?.unit.currency.code)
        #expect(failure.hasPrefix("\(foreign.id), converted: expected 0.01 \(currency), came "))
        #expect(tested.failed.count == 1)
    }

    static let wrongTables: [(table: String, told: String)] = [
        ("nam,expect.total\na,1.00\n", "test 'line 2': it needs a name; rows of one name are one test"),
        ("name,expect.totl\na,1.00\n", "test 'a': 'totl' is not known here; did you mean 'total'?"),
        (
            "name,subjct,expect.total\na,P1,1.00\n",
            "test 'a': column 'subjct' is not known; did you mean 'subject'?"
        ),
        ("name,value.gain,expect.total\na,15,1.00\n", "test 'a': a row with 'value.gain' needs a day"),
        ("name,entry,expect.total\na,2020-01-01,1.00\n", "needs a subject, the pseudonym of a person"),
        ("name,terms.bonas,expect.total\na,1.00,1.00\n", "there is no term 'bonas'; did you mean 'bonus'?"),
        ("name,expect.held\na,some\n", "expect.held must be a whole number, and is 'some'"),
        ("name,expect.total\na,1.00\na,2.00\n", "'expect.total' stands in two rows of this test"),
        ("name,expect.total\na\n", "test 'line 2'"),
        ("name,day\na,2020-01-01\n", "test 'a': it needs an expect table"),
    ]

    @Test(arguments: wrongTables)
    func `what is wrong in a table is told with its place`(_ given: (table: String, told: String)) throws {
        let contract = try TestedContract(table: given.table)
        do {
            _ = try contract.with { try $0.test() }
            Issue.record("it was taken")
        } catch let error as any Diagnosable {
            let diagnostic = try #require(error.diagnostics.first)
            #expect(diagnostic.message.contains(given.told), "\(diagnostic.message)")
            #expect(diagnostic.place?.file == "tests/table.csv")
        }
    }
}
