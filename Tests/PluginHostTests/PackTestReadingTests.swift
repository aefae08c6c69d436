import OutcomesModel
@testable import PluginHost
import Testing

/// How `tests/*.lua` are read.
@Suite struct PackTestReadingTests {
    /// What stands in the test's table beside `name = "a", expect = {total = "1.00"}`.
    static let wrongKeys: [(lua: String, problem: String)] = [
        ("setlement = 'final'", "'setlement' is not known here; did you mean 'settlement'?"),
        (
            "zzz = 1",
            "'zzz' is not known here; it may have name, settlement, terms, caps, limits, estimates, evidence, "
                + "participants, measurements, expect"
        ),
        (
            "settlement = 'finale'",
            "there is no [[settlement]] 'finale' in the contract; did you mean 'final'?"
        ),
        ("settlement = 1", "settlement must be a text"),
        ("terms = { shar = '1' }", "there is no term 'shar'; did you mean 'share'?"),
        (
            "terms = { share = 'x' }",
            "terms.share: 'x' is not a number; digits and at most one point were expected, as in 18.5"
        ),
        ("terms = { share = {} }", "terms.share must be a number"),
        ("terms = { share = soc.ratio(1, 3) }", "terms.share must be a decimal number"),
        ("terms = 1", "a table with names was expected"),
        ("terms = { 'share' }", "a table with names was expected"),
        ("caps = { all = '1.00' }", "there is no [[cap]] 'all' in the contract"),
        ("limits = { most = '1.00' }", "there is no [[limit]] 'most' in the contract"),
        (
            "estimates = { costs = {} }",
            "there is no [[evaluation]] 'costs' in the contract; did you mean 'cost'?"
        ),
        ("estimates = { cost = { savings = '1' } }", "'savings' is not known here; did you mean 'saving'?"),
        ("estimates = { cost = { saving = true } }", "saving must be a number"),
        ("estimates = { cost = { improved = 'yes' } }", "improved must be true or false"),
        ("estimates = { cost = { difference = {} } }", "difference must be a number"),
        ("evidence = 'x.csv'", "evidence must be a list of texts"),
        ("evidence = { 1 }", "evidence must be a text"),
        ("participants = {}", "rows must be a list of tables"),
        ("measurements = 'x'", "rows must be a list of tables"),
        ("participants = { 1 }", "a table with names was expected"),
        ("participants = { { subject = true } }", "a cell must be a text or a figure"),
    ]

    static let wrongExpectations: [(lua: String, problem: String)] = [
        ("{}", "it expects nothing, so that it cannot fail"),
        ("{ lines = {} }", "it expects nothing, so that it cannot fail"),
        ("5", "a table with names was expected"),
        ("{ totl = '1.00' }", "'totl' is not known here; did you mean 'total'?"),
        ("{ total = true }", "total must be a sum, as in \"4000000.00\""),
        ("{ total = 100 }", "total must be a sum, as in \"4000000.00\""),
        ("{ total = '1.005' }", "total: 1.005 has more than 2 decimals"),
        ("{ total = soc.money('1.00', 'EUR') }", "1.00 EUR rounded to 0.01 SEK mixes two currencies"),
        (
            "{ lines = { rewrd = '1.00' } }",
            "expect.lines: 'rewrd' is no [[payment]] and no [[outcome]]; did you mean 'reward'?"
        ),
        (
            "{ shares = { fnd = '0.00' } }",
            "expect.shares: 'fnd' is no [[party]], no kind of tier and no title of a share; did you mean 'fund'?"
        ),
        ("{ lines = { reward = {} } }", "lines.reward must be a sum, as in \"4000000.00\""),
        ("{ shares = { fund = 1 } }", "shares.fund must be a sum, as in \"4000000.00\""),
        ("{ claims = { wrok = 1 } }", "expect.claims: 'wrok' is no [[outcome]]; did you mean 'work'?"),
        ("{ claims = { work = 1.5 } }", "claims.work must be a whole number"),
        ("{ held = '1' }", "held must be a whole number"),
        ("{ findings = 'x' }", "findings must be a list of texts"),
        ("{ error = 1 }", "error must be a text"),
    ]

    @Test(arguments: wrongKeys)
    func `a key or value that a test cannot have is an error`(lua: String, problem: String) {
        #expect(
            fault("{ { name = 'a', expect = { total = '1.00' }, \(lua) } }") == "test 'a': \(problem)",
            "\(lua)")
    }

    @Test(arguments: wrongExpectations)
    func `an expectation that nothing can meet, or anything, is an error`(lua: String, problem: String) {
        #expect(fault("{ { name = 'a', expect = \(lua) } }") == "test 'a': \(problem)", "\(lua)")
    }

    @Test(arguments: [
        ("{ 1 }", "test 'number 1': it must be a table, and is a number"),
        ("{ { expect = { held = 1 } } }", "test 'number 1': it needs a name"),
        ("{ { name = 'a', expect = { held = 1 } }, { name = 2 } }", "test 'number 2': it needs a name"),
        ("{ { name = 'a' } }", "test 'a': it needs an expect table"),
        ("{}", "a table for each test, by 'return { {name = …}, … }': no test"),
        ("1", "a list of tests, by 'return { {name = …}, … }': number"),
        ("{ name = 'a' }", "a list of tests, by 'return { {name = …}, … }': table"),
    ])
    func `a file that is no list of tests is an error`(lua: String, problem: String) {
        #expect(fault(lua) == problem)
    }

    @Test func `a test is read with all that it gives and expects`() throws {
        let tests = try read(
            """
            {
              {
                name = "all of it", settlement = "late",
                terms = { share = "0.50", rate = 18 },
                estimates = {
                  cost = { saving = "100.00", improved = true, difference = soc.ratio(1, 3) },
                },
                evidence = { "evidence/a.csv" },
                participants = { { subject = 'a "b"', group = "coached", entry = soc.day "2024-01-01" } },
                measurements = { { subject = "a", value = 1.5 }, { subject = "a", missing = "withdrawn" } },
                expect = {
                  total = "1.00", lines = { reward = soc.money "2.00" }, claims = { work = 3 },
                  findings = { "cost" }, held = 1, error = "no",
                },
              },
            }
            """)
        let test = try #require(tests.first)
        #expect(test.settlement == "late")
        #expect(test.terms.map { "\($0.id) \($0.versions.map(\.value))" } == ["rate [18]", "share [0.5]"])
        guard case .given(let given)? = test.estimates["cost"] else {
            Issue.record("the estimate was not given")
            return
        }
        #expect(given.saving?.description == "100.00 SEK" && given.improved == true)
        #expect(given.difference?.description == "1/3")
        #expect(test.evidence == ["evidence/a.csv"])
        #expect(test.participants?.text == "entry,group,subject\n2024-01-01,\"coached\",\"a \"\"b\"\"\"\n")
        #expect(test.measurements?.text == "missing,subject,value\n,\"a\",1.5\n\"withdrawn\",\"a\",\n")
        #expect(test.expected.total?.description == "1.00 SEK")
        #expect(test.expected.lines.mapValues(\.description) == ["reward": "2.00 SEK"])
        #expect(test.expected.claims == ["work": 3])
        #expect(test.expected.findings == ["cost"])
        #expect(test.expected.held == 1 && test.expected.error == "no")
    }

    private func read(_ lua: String) throws(PluginError) -> [PackTestCase] {
        var tests: [PackTestCase] = []
        let run = Bench(["tests/t.lua": "local soc = require 'soc'\nreturn \(lua)"]).run()
        for read in try run.tests(in: "tests/t.lua") { tests.append(try read.get()) }
        return tests
    }

    private func fault(_ lua: String) -> String {
        do {
            return "\(try read(lua).count) tests were read"
        } catch {
            let fault = error.diagnostic
            return fault.expected.map { "\($0): \(fault.came ?? "-")" } ?? fault.message
        }
    }
}
