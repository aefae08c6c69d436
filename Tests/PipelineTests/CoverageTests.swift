import FoundationEssentials
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

    @Test(arguments: ["uk-peterborough-one-service", "us-utah-preschool"])
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
        let both = test.replacing("\"is above\"", with: "\"is above\", \"is below\"")
        let contract = try TestedContract(tests: test + both)
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
        (
            "nam,expect.total\na,1.00\n",
            "1 the whole file: column 'nam' is not known; hint: did you mean 'name'?"
        ),
        ("expect.total\n1.00\n", "1 the whole file: the table of tests has no column 'name'"),
        ("name,expect.total\n,1.00\n", "2 line 2: it needs a name; rows of one name are one test"),
        ("# remarks\n\nname,expect.total\n", "3 the whole file: the table of tests has a header and no rows"),
        (
            "",
            "- the whole file: the table of tests is empty; expected: the columns name, settlement, evidence"
        ),
        ("# nothing but this\n", "- the whole file: the table of tests is empty"),
        ("name,expect.total\na,\"1.00\n", "2 the whole file: the quoted cell that begins here has no end"),
        (
            "name,expect.totl\na,1.00\n",
            "column 'expect.totl' is not known; hint: did you mean 'expect.total'?"
        ),
        (
            "name,subjct,expect.total\na,P1,1.00\n",
            "column 'subjct' is not known; hint: did you mean 'subject'?"
        ),
        (
            "name,vlaue.gain,expect.total\na,1,1.00\n",
            "column 'vlaue.gain' is not known; hint: did you mean 'value.gain'?"
        ),
        (
            "name,value.gian,expect.total\na,1,1.00\n",
            "there is no [[indicator]] 'gian' in the contract; hint: did you mean 'value.gain'?"
        ),
        ("name,value.gain,expect.total\na,15,1.00\n", "2 a: a row with 'value.gain' needs a day"),
        ("name,entry,expect.total\na,2020-01-01,1.00\n", "needs a subject, the pseudonym of a person"),
        ("name,terms.bonas,expect.total\na,1.00,1.00\n", "there is no term 'bonas'; did you mean 'bonus'?"),
        ("name,expect.held\na,some\n", "expect.held must be a whole number, and is 'some'"),
        ("name,expect.total\na,1.00\na,2.00\n", "'expect.total' stands in two rows of this test"),
        ("name,expect.total\na\n", "2 line 2: "),
        ("name,day\na,2020-01-01\n", "2 a: it needs an expect table"),
        (
            "name,day,value.gain,value.gain,expect.total\na,2020-01-01,15,x,0.00\n",
            "1 the whole file: the column 'value.gain' stands twice"
        ),
    ]

    @Test(arguments: wrongTables)
    func `what is wrong in a table is told with its place`(_ given: (table: String, told: String)) throws {
        let tested = try TestedContract(table: given.table).with { try $0.test() }
        let outcome = try #require(tested.outcomes.first)
        let fault = try #require(outcome.fault)
        let line = fault.place?.line.map { "\($0)" } ?? "-"
        let told = "\(line) \(outcome.name): \(outcome.failures.joined(separator: "; "))"
        #expect(told.contains(given.told), "\(told)")
        #expect(outcome.file == "tests/table.csv" && fault.place?.file == "tests/table.csv")
        #expect(fault.blame == .pack)
    }

    @Test func `a table that is no UTF-8 is a fault of the pack`() throws {
        let contract = try TestedContract()
        let path = URL(filePath: "\(contract.folder.path)/tests/table.csv")
        try Data([0x6E, 0x61, 0x6D, 0x65, 0x0A, 0xE5, 0x0A]).write(to: path)
        let tested = try contract.with { try $0.test() }
        #expect(
            tested.outcomes.map(\.failures) == [
                ["the table of tests is not UTF-8", "expected: text in UTF-8", "hint: save it as UTF-8"]
            ])
        #expect(tested.outcomes[0].fault?.place == SourceLocation(file: "tests/table.csv", line: 2))
    }

    // MARK: Tests that cannot be run

    @Test func `one test that is wrong stops none of the others`() throws {
        let good = TestedContract.test("good", gain: "15.0", expect: "total = \"100.00\"")
        let contract = try TestedContract(
            tests: good + TestedContract.test("misspelt", gain: "15.0", expect: "totl = \"100.00\"")
                + TestedContract.test("of nothing", gain: "15.0", expect: "claims = { wrok = 1 }"),
            table: Self.table.replacing("expect.claims.work", with: "expect.claims.wrok"))
        try contract.folder.write("tests/broken.lua", "return {\n  { name = }\n}\n")
        let tested = try AnyPack(folder: contract.folder.path).test()
        #expect(
            tested.outcomes.map { "\($0.file) \($0.name) \($0.fault == nil)" } == [
                "tests/broken.lua the whole file false", "tests/own.lua good true",
                "tests/own.lua misspelt false", "tests/own.lua of nothing false",
                // The other test of the table says nothing of claims.
                "tests/table.csv no gain false", "tests/table.csv a gain true",
                "tests/table.csv two people false",
            ])
        #expect(tested.outcomes[2].failures == ["'totl' is not known here; did you mean 'total'?"])
        #expect(tested.outcomes[0].fault?.place?.line == 2)
    }

    @Test func `a check names each test of a table that is wrong`() throws {
        let contract = try TestedContract(
            table: "name,terms.bonas,expect.held,expect.total\none,1,,1.00\ntwo,,some,1.00\nthree,,,0.00\n")
        let remarks = try AnyPack.check(folder: contract.folder.path).remarks
        #expect(
            remarks.filter { $0.severity == .error }.map { "\($0.diagnostic.place?.line ?? 0)" }
                .sorted() == ["2", "3"])
    }
}
