import FoundationEssentials
import OutcomesModel
import PackReader
@testable import PluginHost
import Testing

/// What is read in Lua without running it: each mistake with what is said of it, and beside it what is right.
@Suite struct CheckingTests {
    /// Lines of a hook, where they stand, and what is said of them: rule, place in the line, message.
    struct Row: CustomTestStringConvertible {
        let hook: String
        let lua: String
        let told: [String]

        var testDescription: String { "\(hook): \(lua)" }
    }

    private static func settle(_ lua: String, _ told: String...) -> Row {
        Row(hook: "settle", lua: lua, told: told)
    }
    private static func person(_ lua: String, _ told: String...) -> Row {
        Row(hook: "participant", lua: lua, told: told)
    }

    private static let rows: [Row] = [
        settle("s:pay('reward', s.terms.fee)"),
        settle("s:pay('reward', s.terms.fe)", "unknown-field 25 the contract's [terms] has no 'fe'"),
        settle(
            "s:pay('rewrad', s.terms.fee)", "unknown-id 8 there is no [[payment]] 'rewrad' in the contract"),
        settle(
            "s:pay('reward', s.terms.share)",
            "wrong-call 17 s:pay: argument 2 (amount) must be money, or a breakdown, and is an exact number"),
        settle("s:pay('reward', s.terms.fee * s.terms.share)"),
        settle(
            "s:pay('reward', s.terms.fee + s.terms.share)",
            "wrong-operator 29 money + an exact number means nothing"),
        settle("s:pay('reward', s.terms.fee + 5)", "wrong-operator 29 money + a number means nothing"),
        settle("s:pay('reward')", "wrong-call 3 s:pay lacks its argument 'amount'"),
        settle("s:pay('reward', s.terms.fee, {}, 1)", "wrong-call 34 s:pay takes at most 3, and is given 4"),
        settle("s:pay('reward', s.terms.fee, {outcom = 'work'})", "unknown-key 31 s:pay has no 'outcom'"),
        settle(
            "s:pay('reward', s.terms.fee, {outcome = 'wrok'})",
            "unknown-id 42 there is no [[outcome]] 'wrok' in the contract"),
        settle("s:pay(table.unpack {'reward', s.terms.fee})"),
        settle("s.pay('reward', s.terms.fee)", "wrong-call 3 s:pay is called with a colon"),
        settle("local pay = s.pya", "unknown-field 15 s (a settlement) has no 'pya'"),
        settle("s.due()", "wrong-call 3 this is a day, and is not called"),
        settle("s:due()", "wrong-call 3 this is a day, and is not called"),
        settle("s.due = nil", "wrong-operator 3 nothing can be put into a settlement"),
        settle("local w = s.windows.year, s.windows.spring"),
        settle("local w = s.windows.yaer", "unknown-field 21 windows has no 'yaer'"),
        settle("local e = s:evaluate('cost').savings", "unknown-field 30 estimate has no 'savings'"),
        settle("local e = s:evaluate('cost').saving:at_least(0)"),
        settle("local t = s:tariff('visit')", "unknown-id 21 there is no [[tariff]] 'visit' in the contract"),
        settle("s:pay_tariffs('unit_prices')", "unknown-id 16 'unit_prices' is not known here"),
        settle(
            "for _, o in ipairs(s.outcomes) do s:claims(o.idd) end", "unknown-field 46 outcome has no 'idd'"),
        settle("for _, o in ipairs(s.outcomes) do local n = s:claims(o.id).count end"),
        settle("local n = s:claims('work').cuont", "unknown-field 28 claims has no 'cuont'"),
        settle(
            "if s.id == 'finale' then end",
            "never-equal 13 this is always false: there is no [[settlement]] 'finale' in the contract"),
        settle("if s.id == 'final' then end"),
        settle(
            "if s.terms.share == 1 then end",
            "never-equal 18 this is always false: an exact number never equals a number of Lua"),
        settle(
            "if s.terms.share ~= 1 then end",
            "never-equal 18 this is always true: an exact number never equals a number of Lua"),
        settle("if s.terms.share == soc.decimal(1) or s.terms.share >= 1 then end"),
        settle("if s.terms.fee == nil then end", "never-equal 16 this is always false: money is never nil"),
        settle("if s.terms.fee > 100 then end", "wrong-operator 16 money > a number means nothing"),
        settle("if s.due > 3 then end", "wrong-operator 10 a day > a number means nothing"),
        settle("local x = 'x' .. s.terms.fee", "wrong-operator 18 money cannot be joined to a text with .."),
        settle("local x = ('x %s'):format(s.terms.fee)"),
        settle("local x = ('x'):fromat()", "unknown-field 17 a text has no 'fromat'"),
        settle("local x = s.terms.share // 2", "wrong-operator 25 an exact number has no operator //"),
        settle(
            "local x = 1 & 2",
            "bitwise-operator 13 bitwise operators are refused: some releases of Lua get them wrong"),
        settle(
            "local x = ~1",
            "bitwise-operator 11 bitwise operators are refused: some releases of Lua get them wrong"),
        settle("totl = 1", "global-assignment 1 'totl' is a global, which no hook may set"),
        settle(
            "local total; total = 1; totl = 2",
            "global-assignment 25 'totl' is a global, which no hook may set"),
        settle("local x = sco.decimal '1'", "unknown-global 11 'sco' is not defined"),
        settle(
            "local x = next({})",
            "not-in-sandbox 11 'next' is not there for packs: the order of keys would differ from run to run"),
        settle(
            "local x = math.random()",
            "not-in-sandbox 16 math.random is not there for packs: a settlement is the same each time it is made"
        ),
        settle("local x = math.flor(1)", "unknown-field 16 math has no 'flor'"),
        settle("local x = math.floor(1.5), string.rep('x', 3), table.concat({}), utf8.len('x')"),
        settle(
            "local x = soc.decimal '1,5'",
            "wrong-call 23 soc.decimal: '1,5' is not a number; digits and at most one point were expected, as in 18.5"
        ),
        settle("local x = soc.day '2024-02-30'", "wrong-call 19 soc.day: there is no day '2024-02-30'"),
        settle(
            "local x = soc.money('1.00', 'EURO')",
            "wrong-call 29 soc.money: 'EURO' is not a currency of ISO 4217, such as SEK"),
        settle(
            "local x = soc.decimal('1'):round(2, 'half-even')", "unknown-id 38 'half-even' is not known here"),
        settle("local m = require 'modle'", "unknown-module 20 there is no module 'modle'"),
        settle("local x = s.terms; x = nil; local y = x.fe"),
        settle(
            "local function f(t) return t.fe end f(s.terms)",
            "unknown-field 30 the contract's [terms] has no 'fe'"),
        settle("local function f(t) return t.fe end f(s.terms) f({})"),
        settle("local function f(t) return t.fe end f(s.terms) pcall(f, {})"),
        settle(
            "local function fee() return s.terms.fee end s:pay('reward', fee() + 1)",
            "wrong-operator 67 money + a number means nothing"),
        settle("s:claim('work', 1)"),
        settle(
            "local x = s:series('jobs', 'coachd')",
            "unknown-id 29 there is no [[group]] 'coachd' in the contract"),
        settle("local x = s:people():by('site', 'group'):count(), s:people():by('entry_month')"),
        settle(
            "local x = s:people():by('sight')",
            "unknown-id 26 there is no [[attribute]] 'sight' in the contract"),
        settle(
            "local x = s:people():rows()", "wrong-hook 22 selection:rows cannot be called in rules.settle",
            "permission 22 selection:rows needs the permission 'participants'"),
        person("p:claim('work')"),
        person("p:claim 'wrok'", "unknown-id 10 there is no [[outcome]] 'wrok' in the contract"),
        person("local x = p.wellbieng:sum()", "unknown-field 13 p (a participant) has no 'wellbieng'"),
        person("local x = p.wellbeing:summ()", "unknown-field 23 series has no 'summ'"),
        person("local x = p.wellbeing:sum(p.windows.year) - p.cost:sum()"),
        person(
            "local x = p.wellbeing:values()",
            "wrong-hook 23 series:values cannot be called in rules.participant"),
        person(
            "if p.work:sum() == 1 then p:claim 'work' end",
            "never-equal 17 this is always false: an exact figure never equals a number of Lua"),
        person(
            "if p.group == 'coachd' then end",
            "never-equal 16 this is always false: there is no [[group]] 'coachd' in the contract"),
        person("if p.group == nil or p.exit == nil then end"),
        person("local x = p.attributes.sight", "unknown-field 24 attributes has no 'sight'"),
        person("local x = p.attributes.site:upper()"),
        person("local x = p.entry + 30 - p.entry"),
        person("local x = p.entry - s.due", "unknown-global 21 's' is not defined"),
        person(
            "p:claim('work', '2')",
            "wrong-call 17 p:claim: argument 2 (quantity) must be a whole number, and is a text"),
        person("local x = p.jobs", "unknown-field 13 p (a participant) has no 'jobs'"),
    ]

    @Test(arguments: rows)
    func `a mistake is said where it stands, and what is right is let be`(row: Row) throws {
        let lua = """
            local soc = require "soc"
            return {
            participant = function(p) p:claim "work" if p.id == "x" then
            \(row.hook == "participant" ? row.lua : "")
            end end,
            settle = function(s) s:pay("reward", s.terms.fee) do
            \(row.hook == "settle" ? row.lua : "")
            end end }
            """
        let remarks = try CheckingTests.remarks(["rules.lua": lua])
        let said = remarks.filter { $0.diagnostic.place?.file.hasSuffix("rules.lua") == true }.map {
            "\($0.rule.rawValue) \($0.diagnostic.place?.column ?? 0) \($0.diagnostic.message)"
        }
        #expect(said == row.told)
    }

    @Test func `what a contract declares and nothing uses is told`() throws {
        let remarks = try CheckingTests.remarks([
            "rules.lua": """
            local rules = {}
            function rules.participant(p) p:claim "work" end
            function rules.settle(s) s:pay("reward", s:tariff("saved"):amount()) end
            return rules
            """,
            "tests/one.lua": "return { { name = \"one\", expect = { total = \"0.00\" } } }",
        ])
        #expect(
            remarks.map { "\($0.severity) \($0.rule.rawValue) \($0.diagnostic.message)" } == [
                "warning unclaimed-outcome the outcome jobs is claimed nowhere, and never paid",
                "warning unclaimed-outcome the outcome beds is claimed nowhere, and never paid",
                "warning unused-term the term share is read nowhere",
                "warning unused-term the term fee is read nowhere",
                "warning unused-term the term rate is read nowhere",
                "warning unused-evaluation the evaluation wellbeing is read nowhere",
                "note uncapped-payment no [[cap]] bounds what is paid as reward",
            ])
    }

    @Test func `what is chosen at run time may be anything`() throws {
        let remarks = try CheckingTests.remarks([
            "rules.lua": """
            local rules = {}
            function rules.participant(p) for _, o in ipairs(p.outcomes) do p:claim(o.id) end end
            function rules.settle(s)
              for name, term in pairs(s.terms) do s:pay(name, term) end
              local id = "cost"
              s:evaluate(id)
            end
            return rules
            """,
            "tests/one.lua": "return { { name = \"one\", expect = { total = \"0.00\" } } }",
        ])
        #expect(remarks.map(\.rule) == [.uncappedPayment])
    }

    @Test(arguments: [
        "local evaluate = s.evaluate evaluate(s, 'wellbeing')",
        "s['evaluate'](s, 'wellbeing')",
        "s:evaluate('well' .. 'being')",
        "local function made(by) by(s, 'wellbeing') end made(s.evaluate)",
    ])
    func `what is kept and called later, or named by a text, may be any of a kind`(lua: String) throws {
        let remarks = try CheckingTests.remarks(["rules.lua": "return { settle = function(s) \(lua) end }"])
        #expect(!remarks.contains { $0.rule == .unusedEvaluation })
        let silent = try CheckingTests.remarks([
            "rules.lua": "return { settle = function(s) local day = s.due end }"
        ])
        #expect(silent.contains { $0.rule == .unusedEvaluation })
    }

    @Test func `an attribute is not looked for among the measurements`() throws {
        let lua = "return { participant = function(p) return p.site end, settle = function(s) end }"
        let remarks = try CheckingTests.remarks(["rules.lua": lua]).filter { $0.rule == .unknownField }
        #expect(remarks.map(\.diagnostic.message) == ["p (a participant) has no 'site'"])
        #expect(remarks.map(\.diagnostic.hint) == ["did you mean p.attributes.site?"])
    }

    @Test(arguments: [
        ("rules.lua", "local rules = {}", "wrong-shape the file does not return what the host calls"),
        ("rules.lua", "return { settel = function(s) end }", "unknown-hook there is no hook 'rules.settel'"),
        (
            "rules.lua", "return { participant = function(p) end }",
            "wrong-shape rules.lua has no hook 'settle', so that nothing is ever paid"
        ),
        (
            "checks.lua", "return { mesurement = function(m) m:aks('') end }",
            "unknown-hook there is no hook 'checks.mesurement'; unknown-field m (a measurement) has no 'aks'"
        ),
        (
            "checks.lua", "return { batch = function(b) b:count('coachd') end }",
            "unknown-id there is no [[group]] and no [[indicator]] 'coachd' in the contract"
        ),
        (
            "checks.lua", "return { batch = function(b) return b.kind == 'people' end }",
            "never-equal this is always false: 'people' is not known here"
        ),
        (
            "reports/one.lua", "return { report = function(r) end }",
            "wrong-shape the file does not return what the host calls"
        ),
        (
            "reports/one.lua", "return function(r) r:titel('x') end",
            "unknown-field r (a report) has no 'titel'"
        ),
        (
            "reports/one.lua", "return function(r) for _, l in ipairs(r.lines) do r:text(l.amuont) end end",
            "unknown-field this table has no 'amuont'"
        ),
        (
            "reports/one.lua", "local rates = require 'rates' return function(r) rates.reducton(r) end",
            "unknown-field rates has no 'reducton'"
        ),
        ("reports/one.lua", "local rates = require 'rates' return function(r) rates.reduction(r) end", ""),
        ("tests/one.lua", "return { { name = 'one', expct = {} } }", "unknown-key a test has no 'expct'"),
        ("tests/one.lua", "return { { name = 'one' } }", "unknown-key this test has no 'expect'"),
        (
            "tests/one.lua", "return { { name = 'one', expect = { totl = '1' } } }",
            "unknown-key expect has no 'totl'"
        ),
        (
            "tests/one.lua", "return { { name = 'one', terms = { fe = '1' }, expect = { total = '1' } } }",
            "unknown-id there is no [terms] 'fe' in the contract"
        ),
        (
            "tests/one.lua",
            "local function case(n) return { name = n, expect = { lines = { rewrad = '1' } } } end return { case('a'), case('b') }",
            "unknown-id there is no [[payment]] and no [[outcome]] 'rewrad' in the contract"
        ),
        ("rates.lua", "x = = 1 return {}", "lua-syntax a value was expected, and not '='"),
    ])
    func `each file is read as what it is`(file: String, lua: String, told: String) throws {
        let settle = "return { settle = function(s) s:pay('reward', s.terms.fee) end }"
        let remarks = try CheckingTests.remarks(
            [
                "rules.lua": settle,
                "rates.lua": "local rates = {} function rates.reduction(s) return s end return rates",
            ]
            .merging([file: lua]) { $1 })
        let said = remarks.filter { $0.diagnostic.place?.file.hasSuffix("/\(file)") == true }.map {
            "\($0.rule.rawValue) \($0.diagnostic.message)"
        }
        #expect(said.joined(separator: "; ") == told)
    }

    @Test func `each phrase of the documentation means something to a program`() {
        #expect(ApiDocumentation.phrases.filter { !ApiPhrases.isKnown($0) } == [])
    }

    /// Reads the tiny contract with other Lua.
    private static func remarks(_ sources: [String: String]) throws -> [Remark] {
        let folder = FileManager.default.temporaryDirectory.appending(path: "utfall-checking-\(UUID())").path
        defer { try? FileManager.default.removeItem(atPath: folder) }
        for (name, text) in TinyContract.files.merging(sources, uniquingKeysWith: { $1 }) {
            let path = URL(filePath: "\(folder)/\(name)")
            try FileManager.default.createDirectory(
                at: path.deletingLastPathComponent(), withIntermediateDirectories: true)
            try Data(text.utf8).write(to: path)
        }
        let inspection = try PackReader(libraryFolders: []).inspect(folder: folder)
        return PackChecker.remarks(on: inspection, engine: PluginEngine())
    }
}

/// What the check believes to be in the sandbox is what is in it.
@Suite struct SandboxTests {
    @Test(arguments: Sandbox.libraries.sorted { $0.key < $1.key }.map(\.key))
    func `each of Lua's libraries has the functions that are listed`(library: String) {
        let names =
            "(function() local n = {} for k in pairs(\(library)) do n[#n + 1] = k end return table.concat(n, ' ') end)()"
        #expect(told(names) == "= " + (Sandbox.libraries[library] ?? []).sorted().joined(separator: " "))
    }

    @Test(arguments: Api.knownGlobals)
    func `a known global is there`(name: String) {
        #expect(!told(name).contains("is not defined"))
    }

    @Test(arguments: Sandbox.absent.keys.sorted().filter { $0 != "print" })
    func `what is said to be absent is absent`(name: String) {
        #expect(told(name).hasPrefix("'\(name)' is not defined"))
    }

    @Test(arguments: Sandbox.absentFields.keys.sorted())
    func `a field that is said to be absent is absent`(name: String) {
        #expect(told("\(name)()").contains("nil value"))
    }
}
