import Foundation
import LuaHost
import OutcomesModel
import PackReader
@testable import PluginHost
import Settlement
import Synchronization
import Testing

/// The prompt on the tiny contract: what lines come to, and what is shown of values.
@Suite struct PromptTests {
    private static let rules = """
        local soc = require "soc"
        local rules = {}
        function rules.participant(p) if p.id == "a-1" then p:claim("work", 2) end end
        function rules.settle(s) s:pay("reward", soc.money "100.00", { outcome = "work" }) end
        function rules.distribute(d) d:give("fund", d.received) end
        return rules
        """

    /// Types lines into one session; the last one's text, or its fault's message and hint.
    private func typed(_ lines: [String], permissions: Set<Manifest.Permission> = [.participants]) throws
        -> String
    {
        let session = try Bench(["rules.lua": Self.rules], permissions: permissions).prompt()
        var last = ""
        for (number, line) in lines.enumerated() {
            do { last = try session.evaluate(line, number: number + 1) ?? "unfinished" } catch {
                let fault = try #require((error as? any Diagnosable)?.diagnostics.first)
                last =
                    (fault.place.map { "\($0): " } ?? "") + fault.message
                    + (fault.hint.map { " | \($0)" } ?? "")
            }
        }
        return last
    }

    @Test(arguments: [
        ("nil", "nil"), ("1 == 1", "true"), ("42", "42"), ("0.5", "0.5"), ("2^53", "9007199254740992.0"),
        ("soc.decimal '0.50'", "0.5"), ("soc.ratio(1, 3)", "≈ 0.3333333333, exactly 1/3"),
        ("soc.ratio(-2000, 3)", "≈ -666.6666666667, exactly -2000/3"),
        ("soc.decimal '1234567'", "1,234,567"),
        ("soc.money '168000'", "168,000.00 SEK"),
        ("soc.money '100' / 3", "≈ 33.33 SEK, exactly 100/3 SEK"),
        ("soc.money('1.5', 'JPY') * 2", "3 JPY"),
        ("soc.day '2016-08-01'", "2016-08-01"), ("soc.missing()", "missing (not_measured)"),
        (#""a\tb\n\"c\" \27[31m""#, #""a\tb\n\"c\" \u{1b}[31m""#), ("'å'", "\"å\""),
        ("('x'):rep(3000):sub(1, 3)", "\"xxx\""),
        ("{}", "{}"), ("{1, 2, 3}", "{1, 2, 3}"), ("{b = 1, a = 'x', 5}", "{5, a = \"x\", b = 1}"),
        ("{[3] = 1, ['not a name'] = 2, [true] = 3}", "{[3] = 1, [\"not a name\"] = 2, [true] = 3}"),
        ("{1, {2, {3}}}", "{1, {2, {3}}}"), ("{[{}] = 1}", "{[{…}] = 1}"),
        ("{soc.money '1', soc.day '2020-01-01', terms}", "{1.00 SEK, 2020-01-01, the terms}"),
        ("math.huge", "inf"), ("string.rep", "a function"), ("soc.money", "the function soc.money"),
        ("s.pay", "the function s:pay"), ("1, 'a', nil", "1\n\"a\"\nnil"), ("", ""), ("-- a comment", ""),
        ("s.window", "window year: A year (12 months from entry)"),
        (
            "s:series 'jobs'",
            "series jobs (jobs), A year: 1 value, first 7 on 2024-06-01, last 7 on 2024-06-01"
        ),
    ])
    func `a value is shown as people read it`(line: String, shown: String) throws {
        #expect(try typed([line]) == shown)
    }

    @Test func `a table within itself is shown once`() throws {
        #expect(try typed(["t = {1}; t.self = t; t.other = {t}", "t"]) == "{1, other = {{…}}, self = {…}}")
    }

    @Test func `of a large table the first keys are shown, and how many there are`() throws {
        let shown = try typed(["t = {} for i = 1, 100000 do t['k' .. i] = i end", "t"])
        let lines = shown.split(separator: "\n")
        #expect(lines.count == 43)
        #expect(lines[1] == "  k1 = 1,")
        #expect(lines[2] == "  k10 = 10,")
        #expect(lines[41] == "  … 99,960 more")
        #expect(lines.allSatisfy { $0.count <= 80 })
    }

    @Test func `no value is shown by its address`() throws {
        let values = [
            "print", "{print}", "s", "{s, p, r}", "function() end", "setmetatable({}, {__name = 'x'})",
        ]
        for value in values { #expect(try !typed([value]).contains("0x"), "\(value)") }
    }

    @Test func `nothing of the user's runs while a value is shown`() throws {
        #expect(
            try typed([
                "ran = false",
                "t = setmetatable({1}, {__index = function() ran = true end, __pairs = function() ran = true end, "
                    + "__len = function() ran = true return 0 end, __tostring = function() ran = true return '' end})",
                "t", "ran",
            ]) == "false")
    }

    // MARK: Lines

    @Test(arguments: [
        (["local x = 5", "x + 1"], "6"), (["local function f(n) return n * 2 end", "f(4)"], "8"),
        (["local a <const>, b = 1, 2", "a + b"], "3"), (["x = 1; x = x + 1", "x"], "2"),
        (["local x", "x"], "prompt:2: 'x' is not defined"),
        (["s:pay('reward', soc.money '5.00')"], ""), (["return 7"], "7"),
        (["print('a', 1, {2})"], "a  1  {2}"),
        (["do local y = 1 end", "y"], "prompt:2: 'y' is not defined"),
    ])
    func `what is declared lives on`(lines: [String], shown: String) throws {
        #expect(try typed(lines) == shown)
    }

    @Test(arguments: [
        ("function f()", true), ("function f() end", false), ("x = {", true), ("x = [[", true),
        ("--[[ a", true), ("if x then", true), ("f(", true), ("x =", true), ("for i = 1, 2 do\n  f(i)", true),
        ("x = 'a", false), ("x = )", false), ("end", false), ("1 +", true), ("a b", false), ("1 + 1", false),
    ])
    func `a text wants more lines exactly where it is well so far`(text: String, isUnfinished: Bool) {
        let line = PromptLine.read(text)
        let wantsMore = if case .unfinished = line { true } else { false }
        #expect(wantsMore == isUnfinished, "\(line)")
    }

    @Test(arguments: [
        ("1 +* 2", "prompt:1:4: a value was expected, and not '*'"),
        ("error 'no'", "prompt:1: no"), ("soc.mony", "prompt:1: soc has no 'mony' | did you mean 'money'?"),
        (
            "s:evaluate 'cst'",
            "prompt:1: there is no [[evaluation]] 'cst' in the contract | did you mean 'cost'?"
        ),
        ("m:reject 'x'", "prompt:1: 'm' is not defined"),
        (
            "io.open 'x'",
            "prompt:1: 'io' is not defined | a pack reaches no file; evidence comes as p, m and s; terms stand in contract.toml"
        ),
        ("s:pai()", "prompt:1: s (a settlement) has no 'pai' | did you mean 'pay'?"),
        ("people(1)", "prompt:1: people takes no arguments, and was given 1"),
        ("describe 'soc.mony'", "prompt:1: there is no soc.mony | did you mean soc.money?"),
        ("describe 's.pay'", "prompt:1: there is no s.pay | did you mean s:pay?"),
        ("describe 'setlement'", "prompt:1: there is no setlement | did you mean settlement?"),
        (
            "describe 'day.hour'",
            "prompt:1: there is no day.hour | there are day.day, day.month, day.year, day:add_months"
        ),
        ("person 'a-9'", "prompt:1: there is no participant 'a-9' | did you mean 'a-1'?"),
        ("describe()", "prompt:1: describe: argument 1 (value) must be anything, and was nil"),
    ])
    func `what is wrong is told with the line`(line: String, fault: String) throws {
        #expect(try typed([line]) == fault)
    }

    @Test func `a fault in a function names the line that it was typed in`() throws {
        #expect(try typed(["", "function f()\n  local y\n  return y.z\nend", "f()"]).hasPrefix("prompt:4: "))
    }

    // MARK: What is at hand

    @Test func `the draft has what the rules asked for, and what is asked for here`() throws {
        let session = try Bench(["rules.lua": Self.rules]).prompt()
        _ = try session.evaluate("s:pay('reward', soc.money '5.00')", number: 7)
        let lines = try session.lines(alreadyPaid: [], earlier: []).lines
        #expect(lines.map { "\($0.paid) \($0.cause)" } == ["100.00 SEK rules.lua:4", "5.00 SEK prompt:7"])
        #expect(try session.evaluate("s:claims().count", number: 8) == "2")
        #expect(try session.evaluate("d.received, d.left", number: 9) == "100.00 SEK\n100.00 SEK")
    }

    @Test func `p is the first participant who is treated, and person makes it another`() throws {
        #expect(try typed(["p.id"]) == "\"a-1\"")
        #expect(try typed(["person 'r-1'", "p.id"]) == "\"r-1\"")
        #expect(try typed(["p.cost:sum()"]) == "150.50 SEK")
        #expect(try typed(["p.cost:sum()", "person 'r-1'", "p.cost:sum()"]) == "200.00 SEK")
        #expect(try typed(["person 'r-1'", "p.group, p.attributes.site"]) == "\"reference\"\n\"south\"")
        #expect(try typed(["#people()"]) == "\(TinyEvidence.people.count)")
    }

    @Test(arguments: ["people()", "person 'a-1'", "r:people():rows()", "s:people():rows()"])
    func `single people are shown only to a pack that may have them`(line: String) throws {
        #expect(try typed([line], permissions: []).contains("participants"))
        #expect(try typed([line], permissions: []).contains("a-1") == false)
    }

    @Test func `neither p nor a series of a person is shown without the permission`() throws {
        for line in ["p", "describe(p)", "p.wellbeing", "{p}", "p.attributes", "describe(p.wellbeing)"] {
            let shown = try typed([line], permissions: [])
            #expect(!shown.contains("a-1") && !shown.contains(" on 2024"), "\(line): \(shown)")
        }
        #expect(try typed(["p"]).contains("a-1"))
    }

    @Test func `figures for a report hide few people, and those for a rule are exact`() throws {
        #expect(try typed(["r:people():where('group', 'coached'):count()"]).hasPrefix("missing (<"))
        #expect(Int(try typed(["s:people():where('group', 'coached'):count()"])) != nil)
    }

    @Test(arguments: [
        ("describe(s.pay)", ["s:pay(payment, amount, [about])", "Asks for a payment", "In rules.settle"]),
        ("describe 's:pay'", ["s:pay(payment, amount, [about])"]),
        ("describe(soc.share)", ["soc.share(sum, weights)", "weights: a table of numbers or sums"]),
        ("describe 'p.entry'", ["p.entry: a day. The first day."]),
        ("describe(s)", ["s.due", "2025-06-30", "s:evaluate(evaluation)  gives an estimate"]),
        ("describe(soc.money '1.50')", ["money: 1.50 SEK", "sum:round("]),
        ("describe(terms)", ["share", "terms.share"]),
        ("describe 'people'", ["Needs the permission 'participants'"]),
        ("describe {1}", ["a table of 1 pair", "{1}"]), ("describe 'xyz'", ["a text of 3 bytes: \"xyz\""]),
        ("describe(string.rep)", ["a function of Lua's own"]),
    ])
    func `describe tells what a value is`(line: String, parts: [String]) throws {
        let shown = try typed([line])
        for part in parts { #expect(shown.contains(part), "\(shown)") }
        #expect(shown.split(separator: "\n").allSatisfy { $0.count <= 80 }, "\(shown)")
    }

    // MARK: Limits

    @Test func `a line that is interrupted ends, and the session goes on`() throws {
        let interruption = PromptInterruption()
        var bench = Bench(["rules.lua": Self.rules])
        bench.engine.limits.milliseconds = 60_000
        let session = try bench.prompt(interruption)
        _ = try session.evaluate("x = 5", number: 1)
        // Asked for again and again, since what is asked before the line runs is forgotten; by a thread of its own,
        // since those of tasks may all be running tests.
        let isOver = Mutex(false)
        let asking = Thread {
            while !isOver.withLock({ $0 }) {
                interruption.request()
                Thread.sleep(forTimeInterval: 0.02)
            }
        }
        asking.start()
        for line in [
            "while true do end", "pcall(function() while true do end end)", "('a'):rep(1e6):find('.-b')",
        ] {
            #expect(fault { try session.evaluate(line, number: 2) }?.message == "it was interrupted")
        }
        isOver.withLock { $0 = true }
        #expect(try session.evaluate("x", number: 3) == "5")
    }

    @Test func `a line that runs too long is stopped by its limit`() throws {
        var bench = Bench(["rules.lua": Self.rules])
        bench.engine.limits.milliseconds = 200
        let session = try bench.prompt()
        let stopped = fault { try session.evaluate("while true do end", number: 1) }
        #expect(stopped?.blame == .limit)
        #expect(stopped?.message == "it ran longer than the 200 ms that it may take")
    }

    private func fault(_ body: () throws -> String?) -> Diagnostic? {
        do {
            _ = try body()
            return nil
        } catch { return (error as? any Diagnosable)?.diagnostics.first }
    }

    // MARK: Completion

    @Test(arguments: [
        ("ter", ["terms"]), ("desc", ["describe"]), ("fun", ["function"]),
        ("terms.", ["fee", "rate", "share"]),
        ("terms.sh", ["share"]), ("x = s:ev", ["evaluate"]), ("s.win", ["window", "windows"]),
        ("s.terms.f", ["fee"]), ("s.window.", ["id", "title"]), ("s.windows.y", ["year"]),
        ("s:evaluate(\"", ["cost", "wellbeing"]), ("s:evaluate('we", ["wellbeing"]),
        ("s:evaluate \"c", ["cost"]),
        ("s:pay(\"", ["reward"]), ("s:pay(\"reward\", soc.money(\"", []),
        ("s:evaluate(\"cost\").sa", ["saving"]),
        ("s:claims(\"work\"):am", ["amount_by"]), ("s:claims(\"a(b)\").cou", ["count"]),
        ("p.well", ["wellbeing"]), ("p.wellbeing:me", ["mean", "median"]),
        ("p.wellbeing:mean(p.windows.s", ["spring"]), ("soc.mo", ["money"]),
        ("math.ma", ["max", "maxinteger"]),
        ("mine.", ["north", "south"]), ("mine.north.", []), ("person(\"z", ["z-1"]),
        ("describe \"soc.mo", ["soc.money"]), ("describe(s.pa", ["paid", "pay", "pay_tariffs"]),
        ("describe(s.du", ["due"]), ("s.pa", []), ("describe(s:claims('work').amo", ["amount", "amount_by"]),
        ("soc.min(claims:am", ["amount_by"]), ("soc.min(1, series:perc", ["percentile"]),
        ("soc.min(1, s:claims('work').cou", ["count"]), ("f({a = estimate.savi", ["saving"]), ("'ter", []),
        ("-- ter", []), ("a .. ter", ["terms"]),
        ("f().", []), ("nothing.at.", []), ("x(", ["_"]), ("r:people():by(\"gr", ["group"]),
    ])
    func `what could stand at the cursor is listed`(text: String, candidates: [String]) throws {
        let session = try Bench(["rules.lua": Self.rules], permissions: [.participants]).prompt()
        _ = try session.evaluate("mine = {north = 1, south = 2}", number: 1)
        let found = session.completion(of: text)
        if candidates == ["_"] {
            #expect(found.typed.isEmpty && found.candidates.contains("terms"))
        } else {
            #expect(found.candidates == candidates)
        }
    }

    @Test func `completion runs nothing`() throws {
        let session = try Bench(["rules.lua": Self.rules]).prompt()
        _ = try session.evaluate(
            "ran = false; t = setmetatable({}, {__index = function() ran = true return {a = 1} end})",
            number: 1)
        for text in ["t.", "t.x.", "t.x.a", "t:", "t(\"", "s:pay_tariffs().", "s:claim(\"jobs\", 1)."] {
            _ = session.completion(of: text)
        }
        #expect(try session.evaluate("ran, s:claims('jobs').count", number: 2) == "false\n0")
    }
}
