import OutcomesModel
import Testing

@testable import Utfall

/// The tests that the host makes of a pack by itself.
@Suite struct HostTestTests {
    static let own =
        TestedContract.test("a job", gain: "14.0", expect: "total = \"100.00\"")
        + TestedContract.test("nobody works", work: "0", gain: "14.0", expect: "total = \"0.00\"")

    // MARK: Boundaries

    @Test func `a bound is found from a test that is far from it, and settled one unit below, at, and above`()
        throws
    {
        let report = try TestedContract(tests: Self.own).with { try #require(try $0.test().boundaries()) }
        let gain = try #require(report.boundaries.first { $0.words == "'gain > 15'" })
        #expect(gain.place == SourceLocation(file: "rules.lua", line: 12))
        #expect(gain.turned == "gain")
        #expect(gain.sides.map(\.figure) == ["14.9", "15", "15.1"])
        #expect(gain.sides.map { $0.total.map { "\($0)" } } == ["100.00 EUR", "100.00 EUR", "600.00 EUR"])
        #expect(gain.sides.map(\.isTested) == [false, false, false])
        let work = try #require(report.boundaries.first { $0.words == "'p.work:sum() >= 1'" })
        #expect(work.sides.map(\.figure) == ["0", "1", "2"])
        #expect(work.sides.map(\.isTested) == [true, true, false])
        #expect(report.tested == 2 && report.sides == 6)
        #expect(report.outOfReach.map(\.words) == ["[[cap]] 'all', at most 1,000 EUR"])
    }

    /// What the rules pay above a gain of 15 is beyond the cap, which the test has another of.
    @Test func `a cap is looked at by what the contract pays, also where all tests have another`() throws {
        let rules = TestedContract.rules.replacing("s.terms.bonus", with: "s.terms.bonus * 3")
        func test(_ name: String, gain: String, total: String) -> String {
            TestedContract.test(name, gain: gain, expect: "total = \"\(total)\"")
                .replacing("expect =", with: "caps = { all = \"5000.00\" }, expect =")
        }
        let report = try TestedContract(
            rules: rules,
            tests: test("at", gain: "15.0", total: "100.00") + test("far", gain: "50", total: "1600.00")
        ).with { try #require(try $0.test().boundaries()) }
        let gain = try #require(report.boundaries.first { $0.words == "'gain > 15'" })
        #expect(gain.otherwise == "caps of the test: all = 5,000 EUR")
        #expect(gain.sides.map { $0.shownTotal } == ["100 EUR", "100 EUR", "1,600 EUR"])
        #expect(gain.sides.map { $0.shownOwnTotal } == [nil, nil, "1,000 EUR"])
        let missing = try #require(gain.sides.last?.missingTest)
        #expect(missing.contains("-- by the contract's own terms, caps and limits 1,000 EUR is paid"))
        let cap = try #require(report.boundaries.first { $0.words == "[[cap]] 'all', at most 1,000 EUR" })
        #expect(cap.otherwise == nil && cap.turned == "gain")
        #expect(cap.sides.map(\.figure) == ["100", "1600"])
        #expect(cap.sides.map(\.place) == [.below, .above])
        #expect(cap.sides.map(\.turnedTo) == ["15.0", "15.1"])
        #expect(cap.sides.map { $0.shownTotal } == ["100 EUR", "1,000 EUR"])
        #expect(cap.sides.map(\.isTested) == [false, false])
        #expect(cap.sides.allSatisfy { $0.missingTest?.contains("caps") == false })
    }

    @Test func `the tests that lack, put into the pack, pass and cover the bounds`() throws {
        let contract = try TestedContract(tests: Self.own)
        let missing = try contract.with { try #require(try $0.test().boundaries()) }.boundaries.flatMap(
            \.sides
        )
        .compactMap(\.missingTest)
        #expect(missing.count == 4)
        try contract.folder.write("tests/more.lua", "return {\n\(missing.joined(separator: "\n"))\n}\n")
        let again = try ContractPack(folder: contract.folder.path)
        let tested = try again.test()
        #expect(tested.outcomes.count == 6)
        #expect(tested.failed.map { "\($0.name): \($0.failures)" } == [])
        let report = try #require(try tested.boundaries())
        #expect(report.tested == report.sides)
    }

    @Test func `a bound between two figures has no side at it`() throws {
        let rules = TestedContract.rules.replacing("gain > 15", with: "gain * 3 > 10")
        let own = Self.own.replacing("total = \"100.00\"", with: "total = \"600.00\"")
            .replacing("total = \"0.00\"", with: "total = \"500.00\"")
        let report = try TestedContract(rules: rules, tests: own).with {
            try #require(try $0.test().boundaries())
        }
        let gain = try #require(report.boundaries.first { $0.words.contains("gain * 3") })
        #expect(gain.sides.map(\.place) == [.below, .above])
        #expect(gain.sides.map(\.figure) == ["9.9", "10.2"])
    }

    @Test func `a bound that no figure comes to is told as such`() throws {
        let rules = TestedContract.rules.replacing("gain > 15", with: "gain > 101")
        let report = try TestedContract(rules: rules, tests: Self.own).with {
            try #require(try $0.test().boundaries())
        }
        #expect(
            report.outOfReach.map(\.words) == ["[[cap]] 'all', at most 1,000 EUR", "'gain > 101'"])
    }

    @Test func `a cap is a bound: one unit below it, at it, and above it`() throws {
        let rules = TestedContract.rules.replacing(
            "s:pay(\"bonus\", s.terms.bonus)", with: "s:pay(\"bonus\", s.terms.bonus * gain)")
        let tests = TestedContract.test("above", work: "0", gain: "16.0", expect: "total = \"8000.00\"")
        let contract = try TestedContract(rules: rules, tests: tests)
        try change(
            "\(contract.folder.path)/contract.toml", "amount = \"1000.00\"", to: "amount = \"10000.00\"")
        let pack = try AnyPack(folder: contract.folder.path)
        let report = try #require(try pack.test().boundaries())
        let cap = try #require(report.boundaries.first { $0.words.hasPrefix("[[cap]] 'all'") }, "\(report)")
        #expect(cap.sides.map(\.figure) == ["9950", "10000", "10050"])
        #expect(cap.sides.map { $0.total?.description } == ["9950.00 EUR", "10000.00 EUR", "10000.00 EUR"])
        #expect(cap.sides.allSatisfy { $0.missingTest != nil })
    }

    @Test func `a rule that fails at a bound is told`() throws {
        let rules = TestedContract.rules.replacing(
            "if gain > 15", with: "if gain >= 15 and gain <= 15 then error \"undecided\" end if gain > 15")
        let report = try TestedContract(rules: rules, tests: Self.own).with {
            try #require(try $0.test().boundaries())
        }
        let failures = report.boundaries.flatMap(\.sides).compactMap(\.failure)
        #expect(failures.contains { $0.contains("undecided") })
    }

    // MARK: Mutation

    @Test func `a mistake that no test notices is told, and one that a test notices is counted`() throws {
        let weak = try TestedContract(tests: Self.own).with { try $0.test().mutate() }
        #expect(weak.unnoticed.contains { $0.place.line == 12 && $0.words == "'>' becomes '>='" })
        #expect(weak.unnoticed.contains { $0.words == "[terms.bonus] value \"500.00\" becomes \"500.01\"" })
        #expect(!weak.unnoticed.contains { $0.words == "[outcome] price \"100.00\" becomes \"100.01\"" })
        let more =
            Self.own + TestedContract.test("at fifteen", gain: "15.0", expect: "total = \"100.00\"")
            + TestedContract.test("above fifteen", gain: "15.1", expect: "total = \"600.00\"")
        let strong = try TestedContract(tests: more).with { try $0.test().mutate() }
        // Of one value the last is the first.
        #expect(
            strong.unnoticed.filter { $0.place.file == "rules.lua" }.map(\.words) == [
                "'last' becomes 'first'"
            ])
        #expect(strong.all.covered > weak.all.covered && strong.all.all == weak.all.all)
    }

    @Test func `nothing is told of a pack whose tests fail as they are`() throws {
        let contract = try TestedContract(
            tests: TestedContract.test("a job", gain: "14.0", expect: "total = \"1.00\""))
        let tested = try contract.with { try $0.test() }
        #expect(throws: PipelineError.self) { try tested.mutate() }
        #expect(throws: PipelineError.self) { try tested.boundaries() }
        #expect(throws: PipelineError.self) { try tested.checks([.caps]) }
    }

    @Test func `a sum of whole rounding units is changed by one of them`() throws {
        let contract = try TestedContract(tests: Self.own)
        let terms = try text(of: "\(contract.folder.path)/contract.toml")
        try contract.folder.write(
            "contract.toml", terms.replacing("unit = \"0.01\"", with: "unit = \"100.00\""))
        let report = try AnyPack(folder: contract.folder.path).test().mutate()
        #expect(report.unnoticed.contains { $0.words == "[terms.bonus] value \"500.00\" becomes \"600.00\"" })
    }

    @Test func `an earlier figure may be what a later one is compared with`() throws {
        let rules = TestedContract.rules.replacing(
            "local gain = s:series(\"gain\"):last()",
            with: "local gain = s:series(\"gain\"):last() - s:series(\"gain\"):first()")
        let tests = """
              {
                name = "from ten to thirty",
                measurements = {
                  { subject = "contract", indicator = "gain", day = "2020-02-01", value = "10.0", state = "verified" },
                  { subject = "contract", indicator = "gain", day = "2020-07-01", value = "25.1", state = "verified" },
                },
                expect = { total = "500.00" },
              },
            """
        let check = try TestedContract(rules: rules, tests: tests).checked(.monotone)
        #expect(check.failures.isEmpty && check.runs > 0)
    }

    // MARK: Properties

    @Test func `more that pays less is told, unless the payment is for what lacks`() throws {
        let rules = TestedContract.rules.replacing("gain > 15", with: "gain < 15")
        let tests = TestedContract.test("just below", gain: "14.9", expect: "total = \"600.00\"")
        let check = try TestedContract(rules: rules, tests: tests).checked(.monotone)
        #expect(
            check.failures.first
                == "'just below': with gain 15.0 instead of 14.9, which is better, 100.00 EUR is paid instead of 600.00 EUR"
        )
        let declared = try TestedContract(rules: rules, tests: tests, payment: "compensates = true")
        #expect(try declared.checked(.monotone).failures.isEmpty)
        let rising = try TestedContract(tests: Self.own).checked(.monotone)
        #expect(rising.failures.isEmpty && rising.runs > 2)
    }

    @Test func `a check that goes by the order of rows is told`() throws {
        let checks = """
            local seen = 0
            return {
              measurement = function(m)
                seen = seen + 1
                if seen == 2 and m.value > 15 then error "too much, so late" end
              end,
            }
            """
        let tests = """
              {
                name = "two gains",
                measurements = {
                  { subject = "contract", indicator = "gain", day = "2020-06-01", value = "20.0", state = "verified" },
                  { subject = "contract", indicator = "gain", day = "2020-07-01", value = "10.0", state = "verified" },
                },
                expect = { total = "0.00" },
              },
            """
        let check = try TestedContract(checks: checks, tests: tests).checked(.determinism)
        #expect(
            check.failures == [
                "'two gains' comes to something else when the rows of its files are turned round"
            ])
    }

    @Test func `a pack of ordinary rules comes again from other orders and threads`() throws {
        let check = try TestedContract(tests: Self.own).checked(.determinism)
        #expect(check.failures.isEmpty && check.runs == 5 && check.note == nil)
    }

    @Test func `drawn evidence passes no cap, and comes to it`() throws {
        let rules = TestedContract.rules.replacing(
            "s:pay(\"bonus\", s.terms.bonus)", with: "s:pay(\"bonus\", s.terms.bonus * gain)")
        let check = try TestedContract(rules: rules, tests: Self.own).checked(.caps)
        #expect(check.failures.isEmpty && check.runs == 200 && check.note == nil)
        let small = try TestedContract(tests: Self.own).checked(.caps)
        #expect(small.note == "no draw came to [[cap]] 'all'")
    }

    @Test(arguments: ["us-rikers-able", "uk-peterborough-one-service"])
    func `a test's evidence at hand comes to what it comes to through a store`(name: String) throws {
        let pack = try ContractPack(folder: "\(Repository.root)/plugins/contracts/\(name)")
        var compared = 0
        for test in try pack.readTests(Host()).map({ try $0.get() }) where test.expected.error == nil {
            guard let total = test.expected.total else { continue }
            let trial = try Trial(test, of: pack, Host())
            #expect(try trial.settle(trial.matter()).total == total, "\(test.name)")
            compared += 1
        }
        #expect(compared > 3)
    }
}
