import OutcomesModel
@testable import PluginHost
import Settlement
import Testing

@Suite struct ExplainingTests {
    /// Explains all lines, and all participants, of a pack of the tiny contract with these rules.
    private func explained(_ rules: String, settlement: SettlementID = "final") throws -> Explained {
        let bench = Bench(["rules.lua": rules], settlement: settlement)
        let statement = try bench.statement()
        let run = bench.run()
        let explainer = try SettlementExplainer(
            SettlementExplainer.Matter(
                pack: bench.pack, evidence: run.evidence, evaluations: run.evaluations, known: KnownClaims(),
                alreadyPaid: [], statement: statement, engine: bench.engine))
        return Explained(explainer: explainer, statement: statement)
    }

    private struct Explained {
        let explainer: SettlementExplainer
        let statement: Statement

        func line(_ number: Int) throws -> Explanation { try explainer.line(statement.lines[number - 1]) }
    }

    private func settling(_ body: String) -> String {
        """
        local soc = require "soc"
        local rules = {}
        function rules.participant(p)
          if p.id ~= "z-1" then p:claim("work", p.id == "a-1" and 2 or 1) end
        end
        function rules.settle(s)
          local t = s.terms
        \(body)
        end
        return rules
        """
    }

    // MARK: Trees

    @Test func `a product names its factors, each with its clause, and the line that made it`() throws {
        let line = try explained(settling("s:pay('reward', t.fee * t.share)")).line(1)
        #expect(
            line.value == .money(Amount(minorUnits: Ratio(12_000), currency: TinyContract.contract.currency)))
        let product = try #require(line.parts.first)
        #expect(product.rule == .product && product.parts.map(\.label) == ["term fee", "term share"])
        #expect(product.parts.map { $0.clause?.number } == ["6.2", "6.1"])
        #expect(product.step?.place == SourceLocation(file: "rules.lua", line: 8))
        #expect(product.step?.source == "s:pay('reward', t.fee * t.share)")
    }

    @Test func `a sum that a loop makes is one sum, without the nothing that it began with`() throws {
        let line = try explained(
            settling(
                "local sum = soc.money(0) for i = 1, 3 do sum = sum + t.fee * i end s:pay('reward', sum)")
        ).line(1)
        let sum = try #require(line.parts.first)
        #expect(sum.rule == .sum && sum.parts.map(\.rule) == [.product, .product, .product])
    }

    @Test func `what rounding and a cap take off stands beside what was asked for`() throws {
        let line = try explained(settling("s:pay('reward', t.fee / 7)")).line(1)
        #expect(line.rule == .difference && line.parts.count == 2)
        #expect(line.parts[1].label == "rounding to 1.00 SEK (half even)")
    }

    @Test func `a number that follows a count is explained by the claims, and one like it is not`() throws {
        let line = try explained(settling("s:pay('reward', t.fee * s:claims('work').count / 3)")).line(1)
        let product = try #require(line.parts.first { $0.rule == .quotient })
        #expect(product.parts[1].label == "a number that the rule says")
        #expect(product.parts[0].parts[1].label == "claims of work")
        #expect(product.parts[0].parts[1].notes == ["2 people"])
    }

    @Test func `what Lua makes of a count says so`() throws {
        let line = try explained(settling("s:pay('reward', t.fee * (s:claims('work').count - 1))")).line(1)
        let made = try #require(line.parts.first?.parts.last)
        #expect(
            made.label == "made in Lua from the count of claims of work" && made.value == .number(Ratio(2)))
        #expect(made.parts.map(\.value) == [.number(Ratio(3))])
    }

    @Test(arguments: [
        "s:pay_tariffs 'unit_price'", "s:pay('reward', s:tariff('visits'):breakdown())",
        "s:pay('reward', s:tariff('visits'):amount())",
    ])
    func `a tariff is told with its parts, their clauses and the evidence that it is priced by`(
        _ body: String
    ) throws {
        let line = try explained(settling(body)).line(1)
        let tariff = try #require(line.parts.first)
        let units = try #require(tariff.rule == .product ? tariff : tariff.parts.first)
        #expect(units.parts.count == 2 && units.parts[1].clause?.number == "9.1")
        #expect(units.parts[0].evidence?.indicator == "jobs" && units.parts[0].evidence?.values == 1)
    }

    @Test func `what a payment comes to so far is the sum of what was asked for`() throws {
        let line = try explained(
            settling(
                "s:pay('reward', t.fee) s:pay('reward', t.rate * 2) s:pay('reward', s:paid('reward') / 3)")
        ).line(3)
        let paid = try #require(line.parts.first?.parts.first)
        #expect(paid.label == "what payment reward comes to so far")
        #expect(paid.parts.map(\.label) == ["term fee", "the product of"])
    }

    // MARK: Decisions

    @Test func `a line names the comparison that decides it, and not one that does not`() throws {
        let explained = try explained(
            settling(
                """
                local a, b = t.fee < t.rate, t.rate < t.fee
                s:pay('reward', t.fee)
                if b then s:pay('reward', t.rate) end
                """))
        #expect(try explained.line(1).decisions.isEmpty)
        let decisions = try explained.line(2).decisions
        #expect(decisions.count == 1)
        #expect(decisions[0].left.label == "term rate" && decisions[0].right?.label == "term fee")
        #expect(decisions[0].outcome && decisions[0].step?.place.line == 8)
    }

    @Test func `a payment that is not asked for names what would have led to it`() throws {
        let explained = try explained(settling("if t.rate > t.fee then s:pay('reward', t.fee) end"))
        let payment = try #require(TinyContract.contract.payments.first)
        let unpaid = try #require(try explained.explainer.unpaid(payment))
        #expect(unpaid.decisions.count == 1 && !unpaid.decisions[0].outcome)
    }

    // MARK: Claims

    @Test func `a claim names the figures that its rule compared`() throws {
        let rules = """
            local rules = {}
            function rules.participant(p)
              if p.id ~= "z-1" and p.work:sum() >= 0 then p:claim "work" end
            end
            function rules.settle(s) end
            return rules
            """
        let claims = try explained(rules).explainer.claims(of: "a-1")
        #expect(claims.parts.map(\.label) == ["Begins to work"])
        let decision = try #require(claims.parts[0].decisions.last)
        let sides = [decision.left, decision.right].compactMap(\.self)
        let read = try #require(sides.compactMap(\.evidence).first)
        #expect(read.indicator == "work" && read.spans.map(\.subject) == [.participant("a-1")])
    }

    /// More than 1000 is asked first, and decides nothing of the claim that is made.
    @Test func `a claim names the comparisons alone without which it would not be made`() throws {
        let rules = """
            local rules = {}
            function rules.participant(p)
              if p.work:sum() > 1000 then p:claim("work", 2) end
              if p.work:sum() >= 0 then p:claim "work" end
            end
            function rules.settle(s) end
            return rules
            """
        let explainer = try explained(rules).explainer
        let all = try explainer.claims(of: "a-1")
        #expect(all.parts.map(\.decisions.count) == [1, 1] && all.parts[0].decisions[0].outcome)
        #expect(all.parts[1].value == .money(.zero(TinyContract.contract.currency)) && all.decisions.isEmpty)
        let asked = try explainer.claims(of: "a-1", outcome: "work")
        #expect(asked.parts == Array(all.parts.prefix(1)) && asked.decisions.isEmpty)
    }

    @Test func `a rule that counts those before is explained by running it for them first`() throws {
        let rules = """
            local rules, seen = {}, 0
            function rules.participant(p)
              seen = seen + 1
              if seen > 1 then p:claim "work" end
            end
            function rules.settle(s) s:pay("reward", s.terms.fee * seen) end
            return rules
            """
        let explained = try explained(rules)
        #expect(try explained.explainer.claims(of: "a-1").parts.isEmpty)
        #expect(try explained.explainer.claims(of: "a-2").parts.count == 1)
        #expect(try explained.line(1).value == .money(Amount(explained.statement.lines[0].paid)))
    }

    @Test func `nobody of that name is said to be nobody`() throws {
        let explained = try explained(settling(""))
        #expect(throws: PluginError.self) { try explained.explainer.claims(of: "b-9") }
    }

    // MARK: The same as ordinary runs

    /// What a figure in Lua is, also where it carries its note: each pays 1 where it holds.
    static let sameness = [
        "t.share == soc.decimal '0.40'", "t.fee == soc.money '300.00'", "t.fee ~= t.rate",
        "t.share + 1 - 1 == t.share", "soc.ratio(1, 3) * 3 == soc.decimal '1'",
        "t.fee / t.fee == soc.decimal '1'",
        "soc.type(t.fee * 2) == 'money'", "tostring(t.share) == '0.4'",
        "math.type(s:claims().count) == 'integer'",
        "s:claims('work').count // 2 == 1", "t.fee:at_most(t.rate) == t.rate", "-t.share < 0",
        "s:series('jobs'):values()[1] == s:series('jobs'):values():sum()",
        "#('%s'):format(t.fee) > 0", "soc.day '2024-02-01' - soc.day '2024-01-01' == soc.decimal '31'",
    ]

    @Test(arguments: sameness)
    func `a figure that is noted is to the rule what it is in an ordinary run`(_ condition: String) throws {
        let explained = try explained(settling("if \(condition) then s:pay('reward', t.fee) end"))
        #expect(explained.statement.lines.count == 1)
        #expect(try explained.line(1).value == .money(Amount(explained.statement.lines[0].paid)))
    }

    @Test func `a rule that is another one with notes is not explained`() throws {
        let rules = settling("local paid = {[t.share] = t.fee} s:pay('reward', paid[t.share * 1] or t.rate)")
        #expect(throws: PluginError.self) { try explained(rules) }
    }

    @Test func `rules that a seed makes up are explained to the last minor unit`() throws {
        var settled = 0
        for seed in 0..<UInt64(150) {
            let rules = settling(RandomRule(seed: seed).body)
            guard (try? Bench(["rules.lua": rules]).statement()) != nil else { continue }
            let explained = try explained(rules)
            settled += 1
            for line in explained.statement.lines {
                #expect(
                    try explained.explainer.line(line).value == .money(Amount(line.paid)),
                    "seed \(seed):\n\(rules)")
            }
        }
        // Others divide by nothing, or are past 128 bits.
        #expect(settled > 75)
    }
}

/// A rule of payments made of random sums, products, choices, counts and comparisons.
private struct RandomRule {
    private var state: UInt64
    private(set) var body = ""

    init(seed: UInt64) {
        state = seed
        for number in 1...3 {
            body += "local m\(number) = \(money(3))\n"
            switch pick(4) {
            case 0: body += "if \(money(1)) < m\(number) then s:pay('reward', \(money(2)):at_least(0)) end\n"
            case 1: body += "for i = 1, \(1 + pick(6)) do m\(number) = m\(number) + \(money(1)) end\n"
            case 2:
                body +=
                    "if \(number1()) >= \(number1()) then m\(number) = \(money(2)) else s:pay('reward', t.fee) end\n"
            default: break
            }
            body += "s:pay('reward', soc.max(m\(number), soc.money(0)))\n"
        }
    }

    /// - Source: Steele, Lea and Flood (2014), SplitMix64.
    private mutating func pick(_ count: UInt64) -> UInt64 {
        state &+= 0x9e37_79b9_7f4a_7c15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xbf58_476d_1ce4_e5b9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94d0_49bb_1331_11eb
        return (mixed ^ (mixed >> 31)) % count
    }

    private mutating func money(_ depth: Int) -> String {
        guard depth > 0 else {
            switch pick(6) {
            case 0: return "t.fee"
            case 1: return "t.rate"
            case 2: return "s:claims('work').amount"
            case 3: return "s:price().amount"
            case 4: return "s:tariff('visits'):amount()"
            default: return "soc.money('\(pick(1_000)).\(10 + pick(90))')"
            }
        }
        switch pick(11) {
        case 0, 1: return "(\(money(depth - 1)) + \(money(depth - 1)))"
        case 2: return "(\(money(depth - 1)) - \(money(depth - 1)))"
        case 3, 4: return "(\(money(depth - 1)) * \(number(depth - 1)))"
        case 5: return "(\(money(depth - 1)) / \(number(depth - 1)))"
        case 6: return "soc.min(\(money(depth - 1)), \(money(depth - 1)))"
        case 7: return "(\(money(depth - 1))):at_least(\(pick(2) == 0 ? "0" : money(depth - 1)))"
        case 8: return "(\(money(depth - 1))):round()"
        case 9: return "soc.share(soc.money '\(1 + pick(500)).01', {\(1 + pick(9)), t.share})[\(1 + pick(2))]"
        default: return "(-\(money(depth - 1))):at_most(\(money(depth - 1)))"
        }
    }

    private mutating func number1() -> String { "soc.decimal(\(number(1)))" }

    private mutating func number(_ depth: Int) -> String {
        guard depth > 0 else {
            switch pick(6) {
            case 0: return "t.share"
            case 1: return "s:claims('work').count"
            case 2: return "soc.ratio(\(1 + pick(9)), \(1 + pick(9)))"
            case 3: return "0.\(1 + pick(9))"
            case 4: return "(s:claims().count + \(pick(4)))"
            default: return "\(1 + pick(12))"
            }
        }
        switch pick(4) {
        case 0: return "(t.share + \(number(depth - 1)))"
        case 1: return "(t.share * \(number(depth - 1))):round(2)"
        case 2: return "(t.fee / \(money(depth - 1)))"
        default: return number(0)
        }
    }
}
