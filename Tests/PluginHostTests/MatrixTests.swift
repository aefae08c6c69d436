import LuaHost
import OutcomesModel
import PackReader
@testable import PluginHost
import Settlement
import Testing

/// Each function in each hook: it can be called exactly where its documentation says.
@Suite struct MatrixTests {
    /// A call that succeeds wherever it is allowed; `o` is a value of the function's type.
    private static let calls = [
        ("r:", "a:", all), ("r:", "portfolio:", writing), ("r:", "contract:", reading),
        ("a:", "contract:", figuring),
    ]
    .reduce(ownCalls) { calls, copy in
        calls.merging(
            ownCalls.filter { $0.key.hasPrefix(copy.0) && copy.2($0.key) }
                .map { (copy.1 + $0.key.dropFirst(2), $0.value) }
        ) { own, _ in own }
    }

    /// An assessment has all that a report has; a script writes as one, and its contracts are read as one.
    private static let all: @Sendable (String) -> Bool = { _ in true }
    private static let writing: @Sendable (String) -> Bool = { name in
        ["title", "heading", "text", "callout", "facts", "table", "list", "footnote", "chart"]
            .contains { name == "r:\($0)" }
    }
    private static let reading: @Sendable (String) -> Bool = { !writing($0) }
    private static let figuring: @Sendable (String) -> Bool = { name in
        ["figures", "inequality", "reach", "coverage"].contains { name == "a:\($0)" }
    }

    private static let ownCalls: [String: String] = [
        "r:chart": "o:chart {kind='bar', title='T', places={'a'}, series={{title='S', values={1}}}}",
        "r:list": "o:list {'a', {en='b', sv='c'}}",
        "r:footnote": "o:footnote 'a'",
        "soc.decimal": "soc.decimal '1.5'",
        "soc.ratio": "soc.ratio(1, 3)",
        "soc.money": "soc.money '1.00'",
        "soc.day": "soc.day '2024-01-01'",
        "soc.missing": "soc.missing()",
        "soc.is_missing": "soc.is_missing(1)",
        "soc.type": "soc.type(1)",
        "soc.min": "soc.min(1, 2)",
        "soc.share": "soc.share(soc.money(1), {1, 2})",
        "soc.max": "soc.max(1, 2)",
        "soc.present_value": "soc.present_value({}, 0, soc.day '2024-01-01')",
        "soc.loan":
            "soc.loan {principal = soc.money(1), starts = soc.day '2024-01-01', matures = soc.day '2025-01-01', rate = 0, months = 6}",
        "x:round": "soc.decimal('1.5'):round()",
        "x:at_least": "soc.decimal('1.5'):at_least(2)",
        "x:at_most": "soc.decimal('1.5'):at_most(1)",
        "sum:at_least": "soc.money('1.00'):at_least(0)",
        "sum:at_most": "soc.money('1.00'):at_most(0)",
        "sum:round": "soc.money('1.50'):round()",
        "day:add_months": "soc.day('2024-01-31'):add_months(1)",
        "series:first": "o:first()",
        "series:last": "o:last()",
        "series:sum": "o:sum()",
        "series:mean": "o:mean()",
        "series:min": "o:min()",
        "series:max": "o:max()",
        "series:median": "o:median()",
        "series:percentile": "o:percentile(90)",
        "series:days_at_or_above": "o:days_at_or_above(1)",
        "series:change": "o:change(WINDOW, WINDOW)",
        "series:on": "o:on(soc.day '2024-01-01')",
        "estimate:statistics": "o:statistics()",
        "estimate:conclusion": "o:conclusion()",
        "estimate:estimand": "o:estimand()",
        "estimate:decision": "o:decision()",
        "estimate:people": "o:people()",
        "estimate:warnings": "o:warnings()",
        "estimate:balance": "o:balance()",
        "selection:where": "o:where('site', 'north')",
        "selection:by": "o:by 'site'",
        "selection:count": "o:count()",
        "selection:people": "o:people()",
        "selection:sum": "o:sum()",
        "selection:mean": "o:mean()",
        "selection:min": "o:min()",
        "selection:max": "o:max()",
        "selection:median": "o:median()",
        "selection:percentile": "o:percentile(90)",
        "selection:amount": "o:amount()",
        "selection:rows": "o:rows()",
        "series:count": "o:count()",
        "claims:where": "o:where('site', 'north')",
        "series:values": "o:values()",
        "claims:amount_by": "o:amount_by 'site'",
        "claims:by": "o:by 'site'",
        "p:claim": "o:claim 'work'",
        "p:claimed": "o:claimed 'work'",
        "p:series": "o:series 'wellbeing'",
        "s:evaluate": "o:evaluate 'cost'",
        "s:claims": "o:claims 'work'",
        "s:series": "o:series 'jobs'",
        "s:people": "o:people()",
        "s:measurements": "o:measurements 'cost'",
        "r:series": "o:series 'jobs'",
        "r:people": "o:people()",
        "r:measurements": "o:measurements 'cost'",
        "r:claims": "o:claims()",
        "r:payments": "o:payments()",
        "s:claim": "o:claim('jobs', 1)",
        "s:pay": "o:pay('reward', soc.money '1.00')",
        "s:tariff": "o:tariff 'visits'",
        "s:pay_tariffs": "o:pay_tariffs 'unit_price'",
        "s:price": "o:price()",
        "s:split": "o:split('both', soc.money '1.00')",
        "s:paid": "o:paid 'reward'",
        "tariff:figure": "o:figure()",
        "tariff:amount": "o:amount()",
        "tariff:breakdown": "o:breakdown()",
        "d:give": "o:give('fund', soc.money '1.00')", "d:waterfall": "o:waterfall()",
        "m:reject": "o:reject 'it is wrong'",
        "m:ask": "o:ask 'is it so?'",
        "m:warn": "o:warn 'look'",
        "b:reject": "o:reject 'it is wrong'",
        "b:ask": "o:ask 'is it so?'",
        "b:warn": "o:warn 'look'",
        "b:count": "o:count 'coached'",
        "c:reject": "o:reject 'it is wrong'",
        "c:ask": "o:ask 'is it so?'",
        "c:warn": "o:warn 'look'",
        "c:participants": "o:participants()",
        "r:evaluate": "o:evaluate 'cost'",
        "r:title": "o:title 'Title'",
        "r:heading": "o:heading 'Heading'",
        "r:text": "o:text 'Text'",
        "r:callout": "o:callout('note', 'Text')",
        "r:facts": "o:facts {{'Label', 1}}",
        "r:table": "o:table {columns = {'One'}, rows = {{1}}}",
        "portfolio:setting": "o:setting('outcome', 'work')",
        "portfolio:lines": "o:lines()",
        "portfolio:group": "o:group({}, 'payment', 'amount')",
        "a:question": "o:question 'aim'",
        "a:answer": "o:answer 'aim'",
        "a:ask": "o:ask 'is it so?'",
        "a:warn": "o:warn 'look'",
        "a:figures": "o:figures {measure = 'completion'}",
        "a:inequality": "o:inequality {measure = 'completion', by = 'site'}",
        "a:reach": "o:reach {by = 'site'}",
        "a:coverage": "o:coverage {indicator = 'wellbeing'}",
        "a:cost_per_outcome": "o:cost_per_outcome {cost = soc.money(100), achieved = 1, people = 2}",
        "a:cost_per_effect": "o:cost_per_effect {cost = 'cost', measure = 'change', indicator = 'wellbeing'}",
        "a:compare": "o:compare {first = {achieved = 1, people = 2}, second = {achieved = 1, people = 2}}",
        "describe": "require 'utfall.prompt'.describe(1)",
        "print": "require 'utfall.prompt'.print {}",
        "people": "require 'utfall.prompt'.people()",
        "person": "require 'utfall.prompt'.person 'a-1'",
    ]

    private static let types: [Substring: HostType] = [
        "series": .series, "claims": .claims, "p": .participant, "s": .settlement, "d": .distribution,
        "m": .measurement, "b": .batch, "c": .contract, "r": .report, "tariff": .tariff,
        "selection": .selection, "a": .assessment, "estimate": .estimate,
        "portfolio": .portfolio, "contract": .member,
    ]

    @Test func `each function of the API stands in the table of calls`() {
        #expect(Set(ApiDocumentation.matrix.map(\.function)) == Set(Self.calls.keys))
    }

    @Test(arguments: Hook.allCases)
    func `a function can be called in the hooks that it names and in no other`(hook: Hook) throws {
        for row in ApiDocumentation.matrix where row.hook == hook.rawValue {
            let came = try fault(of: row.function, in: hook)
            guard !row.isAllowed else {
                #expect(came == nil, "\(row.function) in \(row.hook)")
                continue
            }
            let allowed = ApiDocumentation.matrix.filter { $0.function == row.function && $0.isAllowed }
                .map(\.hook)
            // A pack is told of its hooks; the prompt is named where there is nothing else.
            let names = (allowed == ["prompt"] ? allowed : allowed.filter { $0 != "prompt" })
                .joined(separator: ", ")
            #expect(came == "\(row.function) cannot be called in \(row.hook), only in \(names)")
        }
    }

    /// Calls a function in a hook with a value of its type at hand, also where no script could get one.
    private func fault(of function: String, in hook: Hook) throws -> String? {
        let call = try #require(Self.calls[function])
        var bench = Bench(
            [
                "rules.lua": "local soc = require 'soc' return { f = function(o, WINDOW) return \(call) end }"
            ], permissions: [.participants]
        )
        bench.engine = bench.engine.prompting(PromptInterruption())
        let run = bench.run()
        // Of what most figures are, and of what has amounts.
        run.selections = [
            Selection(matter: function == "selection:amount" ? .claims([], nil) : .measurements(1))
        ]
        run.claimSets = [[]]
        run.treated = [0]
        run.distribution = DistributionAtHand(
            party: "fund", received: Money(minorUnits: 100_00, currency: TinyContract.contract.currency),
            receipts: [])
        run.batch = TinyEvidence.batch([])
        run.measurements = [
            MeasurementAtHand(
                measurement: TinyEvidence.measurements[0], file: "new.csv",
                indicator: TinyContract.contract.indicators[1], participant: nil)
        ]
        let loaded = try #require(try run.function("f", of: "rules.lua", returned: run.load("rules.lua")))
        let type = Self.types[function.prefix { $0 != ":" }]
        let object: LuaValue =
            switch type {
            case .series: .object(LuaObject(hook == .participant ? .atHand : .other(0), 2))
            case let type?: .host(type)
            case nil: .nil
            }
        run.assessmentMatter = TinyAssessment.matter()
        run.subjects = [.participant(TinyEvidence.people[0].pseudonym)]
        do throws(PluginError) {
            _ = try run.call(loaded, in: hook, [object, .host(.window)])
            return nil
        } catch {
            return error.diagnostic.message
        }
    }
}
