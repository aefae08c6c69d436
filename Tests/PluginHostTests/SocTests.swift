import OutcomesModel
import Testing

/// Missing values, the comparing functions of `soc`, and names that do not exist.
@Suite struct SocTests {
    private static let missing =
        " | ask soc.is_missing(x) first, or state a policy in [[indicator]] missing"

    static let missingValues: [(lua: String, came: String)] = [
        ("soc.missing()", "= not_measured"),
        ("soc.missing 'withdrawn'", "= withdrawn"),
        ("soc.missing('moved_away').reason", "= moved_away"),
        ("soc.is_missing(soc.missing())", "= true"),
        ("soc.is_missing(soc.decimal '0')", "= false"),
        ("soc.is_missing(nil)", "= false"),
        ("soc.missing() == soc.missing()", "= true"),
        ("soc.missing() == soc.missing 'withdrawn'", "= false"),
        ("soc.missing() == soc.decimal '0'", "= false"),
        ("soc.missing() + 1", "arithmetic on a missing value (not_measured)" + missing),
        ("soc.money '1.00' * soc.missing 'disputed'", "arithmetic on a missing value (disputed)" + missing),
        ("soc.missing() < 1", "arithmetic on a missing value (not_measured)" + missing),
        ("1 <= soc.missing()", "arithmetic on a missing value (not_measured)" + missing),
        ("-soc.missing()", "arithmetic on a missing value (not_measured)" + missing),
        ("soc.min(soc.missing(), 1)", "arithmetic on a missing value (not_measured)" + missing),
        (
            "soc.decimal('1'):at_least(soc.missing())",
            "x:at_least: argument 1 (least) must be a number, and was a missing value"
        ),
    ]

    static let functions: [(lua: String, came: String)] = [
        ("soc.min(1, soc.decimal '1.5')", "= 1"),
        ("soc.min(2, soc.decimal '1.5')", "= 1.5"),
        ("soc.max(1, soc.decimal '1.5')", "= 1.5"),
        ("soc.max(soc.money '1.00', soc.money '2.00')", "= 2.00 SEK"),
        ("soc.min(soc.day '2016-01-02', soc.day '2016-01-01')", "= 2016-01-01"),
        ("soc.min(soc.money '1.00', soc.money('2.00', 'EUR'))", "1.00 SEK < 2.00 EUR mixes two currencies"),
        (
            "soc.max(soc.money '1.00', 2)",
            "the sum 1.00 SEK and the number 2 cannot be compared"
                + " | money meets money: write soc.money(\"100.00\") for a sum"
        ),
        ("soc.min(1, 'x')", "soc.min: argument 2 (second) must be a figure, and was a string"),
        ("soc.max({}, 1)", "soc.max: argument 1 (first) must be a figure, and was a table"),
        ("soc.min(1)", "soc.min: argument 2 (second) must be a figure, and was nil"),
        ("soc.type(soc.decimal '1')", "= exact"),
        ("soc.type(soc.money '1.00')", "= money"),
        ("soc.type(soc.day '2016-01-01')", "= day"),
        ("soc.type(soc.missing())", "= missing"),
        ("soc.type(s)", "= settlement"),
        ("soc.type(s.terms)", "= terms"),
        ("soc.type(1)", "= number"),
        ("soc.type 'x'", "= string"),
        ("soc.type({})", "= table"),
        ("soc.type(print_nothing)", "'print_nothing' is not defined"),
        ("soc.type()", "= nil"),
    ]

    /// 1,000 over a year in two payments at 10 % a year: 1,000 · 1.05² / (1 + 1.05) = 537.80 each.
    private static let loan =
        "soc.loan {principal = soc.money '1000.00', starts = soc.day '2026-01-01', matures = soc.day '2027-01-01', "
        + "rate = soc.decimal '0.10', months = 6, repayment = "

    static let finance: [(lua: String, came: String)] = [
        (
            "soc.present_value({{day = soc.day '2027-01-01', amount = soc.money '105.00'}}, 0.05, soc.day '2026-01-01')",
            "= 100.00 SEK"
        ),
        (
            "soc.present_value({{day = soc.day '2025-01-01', amount = soc.money('100.00', 'EUR')}}, 0.05, soc.day '2026-01-01')",
            "= 105.00 EUR"
        ),
        (
            "soc.present_value({{day = soc.day '2026-12-27', amount = soc.money '105.00'}}, 0.05, soc.day '2026-01-01', 'ACT/360')",
            "= 100.00 SEK"
        ),
        ("soc.present_value({}, 0.05, soc.day '2026-01-01')", "= 0.00 SEK"),
        (
            "soc.present_value({{day = soc.day '2027-01-01'}}, 0.05, soc.day '2026-01-01')",
            "soc.present_value: amount of flow 1 must be money, and was nil"
        ),
        (
            "soc.present_value({}, 0.05, soc.day '2026-01-01', 'ACT/365E')",
            "soc.present_value: 'ACT/365E' is no day count | did you mean 'ACT/365F'?"
        ),
        ("#(\(loan)'annuity'})", "= 5"),
        ("\(loan)'annuity'}[1].amount", "= -1,000.00 SEK"),
        ("\(loan)'annuity'}[2].kind", "= repayment"),
        ("\(loan)'annuity'}[2].amount", "= 487.80 SEK"),
        ("\(loan)'annuity'}[2].left", "= 512.20 SEK"),
        ("\(loan)'annuity'}[3].amount", "= 50.00 SEK"),
        ("\(loan)'linear'}[2].amount", "= 500.00 SEK"),
        ("\(loan)'maturity'}[2].kind", "= interest"),
        ("\(loan)'maturity'}[4].day", "= 2027-01-01"),
        (
            "\(loan)'bullet'}",
            "soc.loan: the schedule's repayment cannot be bullet | maturity, linear or annuity"
        ),
        ("soc.loan {pricipal = 1}", "soc.loan: the terms have no 'pricipal' | did you mean 'principal'?"),
        ("soc.loan {}", "soc.loan: principal must be money in whole minor units, and was nil"),
    ]

    static let names: [(lua: String, came: String)] = [
        ("s.therms", "s (a settlement) has no 'therms' | did you mean 'terms'?"),
        ("s.terms.shar", "terms has no 'shar' | did you mean 'share'?"),
        ("s.terms.loan", "terms has no 'loan' | it has fee, rate, share"),
        ("s.windows.yaer", "windows has no 'yaer' | did you mean 'year'?"),
        ("s.windows.year.titel", "window has no 'titel' | did you mean 'title'?"),
        ("s.outcomes[1].prize", "outcome has no 'prize' | did you mean 'price'?"),
        ("s:claims('work').cuont", "claims has no 'cuont' | did you mean 'count'?"),
        ("s:evaluate('cost').savings", "estimate has no 'savings' | did you mean 'saving'?"),
        ("s.terms[1]", "the fields of terms are names"),
        ("sock.money '1.00'", "'sock' is not defined | did you mean 'soc'?"),
        ("tostrin(1)", "'tostrin' is not defined | did you mean 'tostring'?"),
        ("s:evaluate 'csot'", "there is no [[evaluation]] 'csot' in the contract | did you mean 'cost'?"),
        (
            "soc.share(soc.money '1.00', {0, 0})",
            "soc.share: 1.00 SEK cannot be shared: no weight is more than 0 | weights are 0 or more, and one of them is more"
        ),
        ("s:claims 'wrok'", "there is no [[outcome]] 'wrok' in the contract | did you mean 'work'?"),
        ("s:series 'job'", "there is no [[indicator]] 'job' in the contract | did you mean 'jobs'?"),
        (
            "s:series('beds', 'coachd')",
            "there is no [[group]] 'coachd' in the contract | did you mean 'coached'?"
        ),
        (
            "s:pay('rewards', soc.money '1.00')",
            "there is no [[payment]] 'rewards' in the contract | did you mean 'reward'?"
        ),
        (
            "s:claims():where('sit', 'north')",
            "there is no [[attribute]] 'sit' in the contract | did you mean 'site'?"
        ),
        ("s:pays('reward', 1)", "s (a settlement) has no 'pays' | did you mean 'pay'?"),
    ]

    @Test(arguments: missingValues)
    func `missing is never zero`(lua: String, came: String) {
        #expect(told(lua) == came, "\(lua)")
    }

    @Test(arguments: functions)
    func `soc compares figures and says what a value is`(lua: String, came: String) {
        #expect(told(lua) == came, "\(lua)")
    }

    @Test(arguments: finance)
    func `sums are discounted and loans repaid exactly, and rounded once`(lua: String, came: String) {
        #expect(told(lua) == came, "\(lua)")
    }

    @Test(arguments: names)
    func `a name that does not exist is an error with the nearest one`(lua: String, came: String) {
        #expect(told(lua) == came, "\(lua)")
    }

    @Test func `a module that is not required says how to get it`() throws {
        let fault = try #require(rulesFault("return { settle = function(s) soc.money '1.00' end }"))
        #expect(fault.message == "'soc' is not defined")
        #expect(fault.hint == "write: local soc = require \"soc\"")
    }
}
