import OutcomesModel
@testable import PluginHost
import Settlement
import Testing

/// Tariffs, prices and splits as rules reach them; seven jobs are reported, and work is claimed three times.
@Suite struct TariffTests {
    @Test(arguments: [
        ("s.tariffs[1].id", "= visits"), ("s.tariffs[2].payment", "= nil"), ("s.tariffs[3].split", "= both"),
        ("s:tariff('visits').kind", "= unit_price"), ("s:tariff('visits').title", "= Visits"),
        ("s:tariff('visits').payment", "= reward"), ("#s.tariffs", "= 3"),
        ("s:tariff('visits'):figure()", "= 7"), ("s:tariff('visits'):amount()", "= 80.00 SEK"),
        ("s:tariff('visits'):amount(6)", "= 75.00 SEK"), ("s:tariff('visits'):amount(6.4)", "= 80.00 SEK"),
        ("s:tariff('visits'):amount(0)", "= 0.00 SEK"), ("s:tariff('result'):figure()", "= nil"),
        ("s:tariff('result'):amount(10)", "= 100.00 SEK"), ("s:tariff('result'):amount(9.99)", "= 0.00 SEK"),
        ("s:tariff('saved'):amount(soc.money '3.00')", "= 1.50 SEK"),
        ("s:tariff('visits'):breakdown().amount", "= 80.00 SEK"),
        ("s:tariff('visits'):breakdown().parts[1].label", "= Visits"),
        ("s:tariff('visits'):breakdown().parts[1].quantity", "= 7"),
        ("s:tariff('visits'):breakdown().parts[1].unit_price", "= 12.50 SEK"),
        ("s:tariff('visits'):breakdown().parts[2].amount", "= -7.50 SEK"),
        ("s:tariff('visits'):breakdown().parts[2].clause", "= clause 9.1"),
        ("s:price('work').amount", "= 3,000.00 SEK"), ("s:price().amount", "= 3,000.00 SEK"),
        ("s:price('jobs').amount", "= 0.00 SEK"), ("s:paid('reward')", "= 0.00 SEK"),
        ("s.outcomes[1].after", "= nil"),
    ])
    func `rules read tariffs and what they come to`(expression: String, shown: String) {
        #expect(told(expression) == shown)
    }

    @Test(arguments: [
        (
            "s:tariff('visit')",
            "there is no [[tariff]] 'visit' in the contract | did you mean 'visits'?"
        ),
        (
            "s:pay_tariffs('unit')",
            "'unit' is no kind of tariff | one of unit_price, step, threshold, band, savings_share, activity_guarantee, guarantee, bonus, netting, staged, standing_charge, referral_shortfall, termination"
        ),
        ("s:split('all', soc.money(1))", "there is no [[split]] 'all' in the contract"),
        (
            "s:split('both', soc.money(-1))",
            "split 'both' cannot share -1.00 SEK, which is less than 0"
        ),
        ("s:paid('rewards')", "there is no [[payment]] 'rewards' in the contract | did you mean 'reward'?"),
        ("s:tariff('visits'):amount(-1)", "tariff 'visits': its figure is -1, and cannot be less than 0"),
        (
            "s:tariff('visits'):amount(soc.money(1))",
            "tariff 'visits': it is priced by a number, and was given money"
        ),
        ("s:tariff('result'):amount()", "tariff 'result': it is priced by a number, and was given no figure"),
        (
            "s:tariff('visits'):amount('7')",
            "tariff:amount: argument 1 (figure) must be a number, or money, and was a string | "
                + "a text of digits is no number: write soc.decimal \"7\""
        ),
        ("s:pay_tariffs()", "tariff 'result': it is priced by a number, and was given no figure"),
    ])
    func `what cannot be priced is told by its name`(expression: String, message: String) {
        #expect(told(expression) == message)
    }

    private func lines(_ body: String) throws -> [String] {
        let rules = """
            local soc = require "soc"
            return { participant = function(p) p:claim "work" end, settle = function(s) \(body) end }
            """
        return try Bench(["rules.lua": rules]).statement().lines.map { line in
            "\(line.payment) \(line.requested) \(line.parts.map { "\($0.label) \($0.amount)" })"
        }
    }

    @Test func `a line keeps the parts that its amount is made of`() throws {
        #expect(
            try lines("s:pay_tariffs 'unit_price'") == [
                #"reward 80.00 SEK ["Visits 87.50 SEK", "Visits: at most 80.00 SEK -7.50 SEK"]"#
            ])
        #expect(
            try lines("s:split('both', s:price 'work')") == [
                #"reward 3000.00 SEK ["Begins to work 3000.00 SEK"]"#
            ])
        #expect(
            try lines("s:split('both', soc.money '7.50')") == [#"reward 7.50 SEK ["both 7.50 SEK"]"#])
        #expect(try lines("s:pay('reward', soc.money(1))") == ["reward 1.00 SEK []"])
    }

    @Test func `what was asked for counts as paid`() {
        #expect(told("(s:pay('reward', soc.money(3)) or s:paid('reward'))") == "= 3.00 SEK")
    }
}
