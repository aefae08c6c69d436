import FoundationEssentials
import OutcomesModel
import Testing
@testable import Utfall

/// What a test gives must be what it says: rows that can be read, and files of its own pack.
@Suite struct TestEvidenceTests {
    static let rejected: [(table: String, line: Int, told: String)] = [
        ("name,day,value.gain,expect.total\na,2020-06-01,x,0.00\n", 2, "the value is text of 1 character"),
        ("name,day,value.gain,expect.total\na,2020-06-31,15,0.00\n", 2, "day is '2020-06-31'"),
        (
            "name,subject,group,entry,expect.total\na,,,,0.00\na,P1,youth,2020-02-30,\n", 3,
            "entry is '2020-02-30'"
        ),
        (
            "name,subject,group,entry,expect.total\na,P1,yuth,2020-01-01,0.00\n", 2,
            "the group, 'yuth', is not declared in the contract; hint: did you mean 'youth'?"
        ),
        (
            "name,subject,entry,expect.total\na,P1,2020-01-01,0.00\n", 2,
            "the rows of participants have no 'group'; expected: subject, group, entry in each row"
        ),
        (
            "name,day,value.gain,expect.total,expect.findings\na,2020-06-01,101,0.00,is below\n", 2,
            "is above 100.0"
        ),
        (
            "name,day,value.gain,expect.total,expect.findings\na,2020-06-01,101,0.00,none\n", 2,
            "is above 100.0"
        ),
    ]

    @Test(arguments: rejected)
    func `a test with a row that would be rejected is broken, where it does not expect that`(
        _ given: (table: String, line: Int, told: String)
    ) throws {
        let tested = try TestedContract(table: given.table).with { try $0.test() }
        let outcome = try #require(tested.outcomes.first)
        let fault = try #require(outcome.fault, "\(outcome)")
        #expect(fault.place == SourceLocation(file: "tests/table.csv", line: given.line))
        let told = outcome.failures.joined(separator: "; ")
        #expect(told.contains(given.told), "\(told)")
    }

    @Test func `a row that a test expects to be rejected is none of its mistakes`() throws {
        let table =
            "name,day,value.gain,expect.error,expect.findings\na,2020-06-01,101,no value,is above 100\n"
        #expect(try TestedContract(table: table).with { try $0.test() }.outcomes.map(\.failures) == [[]])
    }

    @Test func `of a test in Lua the line of the row is told, and of one made by a function its number`()
        throws
    {
        let row = "subject = \"contract\", indicator = \"gain\", day = \"2020-06-31\", value = \"15\""
        let contract = try TestedContract()
        try contract.folder.write(
            "tests/own.lua",
            """
            local function rows() return { { \(row) } } end
            return {
              {
                name = "plain",
                measurements = {
                  { \(row) },
                },
                expect = { total = "0.00" },
              },
              { name = "made", measurements = rows(), expect = { total = "0.00" } },
            }

            """)
        let outcomes = try AnyPack(folder: contract.folder.path).test().outcomes
        #expect(outcomes.map { $0.fault?.place?.line } == [6, 10])
        #expect(outcomes.map { $0.failures[0].prefix(9) } == ["day is '2", "day is '2"])
    }

    // MARK: Files

    @Test(arguments: [
        "../elsewhere.csv", "evidence/../../elsewhere.csv", "/etc/hostname", "evidence/link.csv",
        "away/x.csv",
    ])
    func `a test reads no file outside its pack, by whatever path or link`(path: String) throws {
        let elsewhere = try TemporaryFolder()
        try elsewhere.write(
            "x.csv", "subject,indicator,day,value,state\ncontract,gain,2020-06-01,15,verified\n")
        let contract = try TestedContract()
        let folder = contract.folder.path
        try contract.folder.make("evidence")
        try contract.folder.write("evidence/own.csv", "subject,indicator,day,value,state\n")
        let files = FileManager.default
        try files.createSymbolicLink(
            atPath: "\(folder)/evidence/link.csv", withDestinationPath: "\(elsewhere.path)/x.csv")
        try files.createSymbolicLink(atPath: "\(folder)/away", withDestinationPath: elsewhere.path)
        try contract.folder.write(
            "tests/own.lua",
            "return {\n  {\n    name = \"a\",\n    evidence = { \"\(path)\" }, expect = { total = \"0.00\" },\n  },\n}\n"
        )
        let outcome = try #require(try AnyPack(folder: folder).test().outcomes.first)
        #expect(outcome.failures.first == "'\(path)' lies outside the pack")
        #expect(outcome.failures.contains("expected: a path inside the pack, such as evidence/example.csv"))
        #expect(outcome.fault?.place == SourceLocation(file: "tests/own.lua", line: 4))
    }

    @Test func `a file that is not there is told with the nearest that is`() throws {
        let contract = try TestedContract()
        try contract.folder.make("evidence")
        try contract.folder.write("evidence/gains.csv", "subject,indicator,day,value,state\n")
        try contract.folder.write(
            "tests/own.lua",
            "return { { name = \"a\", evidence = { \"evidence/gain.csv\" }, expect = { total = \"0.00\" } } }\n"
        )
        let outcome = try #require(try AnyPack(folder: contract.folder.path).test().outcomes.first)
        #expect(outcome.failures.first == "there is no file 'evidence/gain.csv' in the pack")
        #expect(outcome.failures.last == "hint: did you mean 'evidence/gains.csv'?")
        #expect(outcome.fault != nil)
    }

    // MARK: All that is wrong

    @Test func `all that is wrong with a test is told at once, each with its line`() throws {
        let contract = try TestedContract()
        try contract.folder.write(
            "tests/own.lua",
            """
            return {
              {
                name = "a",
                terms = { bonas = "1" },
                caps = { all = "-1" },
                expect = {
                  findings = "none",
                  shares = { nobody = "0.00" },
                },
              },
            }

            """)
        let outcome = try #require(try AnyPack(folder: contract.folder.path).test().outcomes.first)
        #expect(
            outcome.failures == [
                "there is no term 'bonas'; did you mean 'bonus'?",
                "line 5: caps.all must not be negative, and is -1.00 EUR",
                "line 7: findings must be a list of texts",
                "line 8: expect.shares: 'nobody' is no [[party]], no kind of tier and no title of a share",
            ])
        #expect(outcome.fault?.place?.line == 4)
    }
}
