import OutcomesModel
@testable import PluginHost
import Testing

/// Each field and method of what the rules are given, once; `= …` is a value, all else an error.
@Suite struct ObjectTests {
    /// a-1 is coached, in the north, from 2024-01-01; the window is a year.
    static let participant: [(lua: String, came: String)] = [
        ("p.id", "= a-1"),
        ("p.group", "= coached"),
        ("p.entry", "= 2024-01-01"),
        ("p.exit", "= nil"),
        ("p.attributes.site", "= north"),
        ("p.site", "p (a participant) has no 'site' | did you mean p.attributes.site?"),
        ("p.attributes.sex", "attributes has no 'sex' | it has site"),
        ("p.terms.share", "= 0.4"),
        ("p.terms.fee", "= 300.00 SEK"),
        ("p.window.id", "= year"),
        ("p.window.title", "= A year"),
        ("p.windows.spring.id", "= spring"),
        ("#p.outcomes", "= 3"),
        ("p.outcomes[1].id", "= work"),
        ("p.outcomes[1].title", "= Begins to work"),
        ("p.outcomes[1].price", "= 1,000.00 SEK"),
        ("p.outcomes[1].payment", "= reward"),
        ("p.outcomes[1].indicator", "= work"),
        ("p.outcomes[1].subject", "= participant"),
        ("p.outcomes[1].limit", "= 2"),
        ("p.wellbeing:first()", "= 4"),
        ("p.wellbeing:last()", "= 6.1"),
        ("p.wellbeing:sum()", "= 15.6"),
        ("p.wellbeing:mean()", "= 5.2"),
        ("p.wellbeing:min()", "= 4"),
        ("p.wellbeing:max()", "= 6.1"),
        ("p.wellbeing:median()", "= 5.5"),
        ("p.wellbeing:percentile(0)", "= 4"),
        ("p.wellbeing:percentile(90)", "= 5.98"),
        ("p.wellbeing:percentile(soc.ratio(100, 3))", "= 5"),
        ("p.wellbeing:percentile(50, p.windows.spring)", "= 4.75"),
        (
            "p.wellbeing:percentile(101)",
            "series:percentile: argument 1 (percent) must be a number from 0 to 100, and was a number"
        ),
        ("p.wellbeing:days_at_or_above(5.5)", "= 275"),
        ("p.wellbeing:days_at_or_above(5.5, p.windows.spring)", "= 91"),
        ("p.wellbeing:days_at_or_above(99)", "= 0"),
        ("p.cost:days_at_or_above(soc.money '100.00')", "= 184"),
        (
            "p.cost:days_at_or_above(100)",
            "series:days_at_or_above: argument 1 (level) must be money, or a number, as the indicator's unit is, "
                + "and was a number | write soc.money(…)"
        ),
        // A message about one person shows none of that person's figures.
        (
            "p.wellbeing:last() + soc.money '1.00'",
            "a number + a sum means nothing | money meets money: write soc.money(\"100.00\") for a sum"
        ),
        ("p.wellbeing:last() / 0", "nothing can be divided by zero"),
        (
            "p.wellbeing:last() < 'x'",
            "a number and a string cannot be compared | both sides must be figures; a text is none"
        ),
        (
            "soc.decimal 'x5'",
            "soc.decimal: the text is not a number; digits and at most one point were expected, as in 18.5"
        ),
        ("soc.day '31.12.2016'", "soc.day: the text is no day | write year-month-day, as in \"2016-08-01\""),
        (
            "soc.money('1.00', 'SEK') + soc.money('1.00', 'EUR')", "+ mixes two currencies"
        ),
        (
            "p.cost:days_at_or_above(soc.money('1.00', 'EUR'))",
            "series:days_at_or_above: cost is in SEK, and the level is 1.00 EUR"
        ),
        ("p.wellbeing:change(p.windows.spring, p.windows.year)", "= 0.45"),
        ("p.cost:change(p.windows.year, p.windows.spring)", "= 24.75 SEK"),
        ("p.wellbeing:on(p.entry)", "= 4"),
        ("p.wellbeing:on(soc.day '2024-01-02')", "= not_measured"),
        ("p.wellbeing:on(soc.day '2025-07-01')", "= not_yet"),
        ("p.cost:on(soc.day '2024-03-01')", "= 100.00 SEK"),
        ("soc.is_missing(p.wellbeing:on(p.entry + 1))", "= true"),
        ("p.wellbeing:count()", "= 3"),
        ("p.wellbeing:last(p.windows.spring)", "= 5.5"),
        ("p.cost:sum()", "= 150.50 SEK"),
        ("p.cost:mean()", "= 75.25 SEK"),
        ("p.cost:count()", "= 2"),
        ("p:series('cost'):max()", "= 100.00 SEK"),
        (
            "p.jobs",
            "p (a participant) has no 'jobs' | it has attributes, caps, claim, claimed, cost, entry, exit, "
                + "group, groups, id, limits, outcomes, series, tariffs, terms, wellbeing, window, windows, work"
        ),
        ("p:claim 'work'", "= nil"),
        ("p:claimed 'work'", "= 0"),
        (
            "p:claim('work', 3)",
            "outcome 'work' may be claimed 2 times per participant and window; 0 are claimed and 3 came"
        ),
        ("p:claim('work', 0)", "outcome 'work' must be claimed at least once, and was claimed 0 times"),
        (
            "p:claim('work', 1.5)",
            "p:claim: argument 2 (quantity) must be a whole number, and was a float"
        ),
        ("p:claim 'wrok'", "there is no [[outcome]] 'wrok' in the contract; did you mean 'work'?"),
        ("p:claim 'jobs'", "outcome 'jobs' is claimed for a contract, and was claimed for a participant"),
        (
            "p.wellbeing:mean 'year'",
            "series:mean: argument 1 (window) must be a window, such as p.windows.contract, and was a string"
        ),
    ]

    /// Everybody has claimed work once but r-1, who is in the reference group.
    static let settlement: [(lua: String, came: String)] = [
        ("s.id", "= final"),
        ("s.due", "= 2025-06-30"),
        ("s.window.id", "= year"),
        ("s.windows.year.title", "= A year"),
        ("s.terms.rate", "= 16.00 SEK"),
        ("s.outcomes[2].subject", "= contract"),
        ("s.groups", "= {1=coached 2=reference}"),
        ("s.caps", "= {}"),
        ("s.limits", "= {}"),
        ("s.tariffs[1].price", "= 12.50 SEK"),
        ("s.tariffs[1].most", "= 80.00 SEK"),
        ("s.tariffs[1].clause", "= clause 9.1"),
        ("#s.tariffs[1].rows", "= 0"),
        ("s.tariffs[2].rows[1].share", "= 0.5"),
        ("s.tariffs[2].price", "= nil"),
        ("s.tariffs[3].rows[1].at", "= 10"),
        ("s.tariffs[3].rows[1].amount", "= 100.00 SEK"),
        ("s:claims().count", "= 3"),
        ("s:claims('work').count", "= 3"),
        ("s:claims('jobs').count", "= 0"),
        ("s:claims('work').people", "= 3"),
        ("s:claims('work'):where('site', 'north').count", "= 1"),
        ("s:claims('work'):where('group', 'coached').count", "= 2"),
        ("s:claims('work'):by 'site'", "= {north=1 south=1 unknown=1}"),
        ("s:claims('work'):by 'group'", "= {coached=2 unknown=1}"),
        ("s:series('jobs'):sum()", "= 7"),
        ("s:series('beds', 'coached'):sum()", "= 3"),
        ("s:series('beds', 'reference'):sum()", "= 0"),
        ("s:series('jobs'):values()[1]", "= 7"),
        ("s:series('jobs'):values()[2]", "= nil"),
        ("#s:series('jobs'):values()", "= 1"),
        ("s:series('jobs'):values():mean()", "= 7"),
        ("#s:series('jobs'):values():totable()", "= 1"),
        ("#s:series('beds', 'reference'):values()", "= 0"),
        ("s:series('jobs'):on(soc.day '2024-06-01')", "= 7"),
        // Rules are given exact figures, however few people they are of.
        ("s:people():count()", "= 4"),
        ("s:people():by('site'):count().rows[1]", "= {1=north 2=1}"),
        ("s:measurements('cost'):where('group', 'coached'):mean()", "= 53.50 SEK"),
        ("s:claims():amount_by('site', 'group').unknown.coached", "= 1,000.00 SEK"),
        ("soc.share(soc.money '100.00', {north = 1, south = 2}).south", "= 66.67 SEK"),
        ("soc.share(soc.money '100.00', {1, 1, 1})[1]", "= 33.34 SEK"),
        ("s:claims().amount", "= 3,000.00 SEK"),
        ("s:claim('jobs', 7)", "= nil"),
        ("s:claim('beds', 2, 'coached')", "= nil"),
        (
            "s:claim('jobs', 9223372036854775807)",
            "3 claims are made, and 9223372036854775807 more of outcome 'jobs' are past 64 bits"
        ),
        ("s:claim('beds', 2)", "outcome 'beds' is claimed for a group, and was claimed for a contract"),
        ("s:evaluate('cost').saving", "= 239.50 SEK"),
        ("s:evaluate('cost').improved", "= true"),
        ("s:evaluate('cost').difference", "= -119.75"),
        ("s:evaluate('cost').treatment_mean", "= 80.25 SEK"),
        ("s:evaluate('cost').comparison_mean", "= 200.00 SEK"),
        ("s:evaluate('cost').treatment_count", "= 2"),
        ("s:evaluate('cost').comparison_count", "= 1"),
        ("s:evaluate('wellbeing').saving", "= nil"),
        ("s:evaluate('wellbeing').difference", "= 2.1"),
        ("s:evaluate('wellbeing').treatment_mean", "= 6.1"),
        ("s:evaluate('wellbeing').treatment_excluded", "= {withdrawn=1}"),
        ("s:evaluate('wellbeing').comparison_excluded", "= {withdrawn=1}"),
        ("s:pay('reward', soc.money '1.00')", "= nil"),
        (
            "s:pay('reward', 1)",
            "s:pay: argument 2 (amount) must be money, or a breakdown, and was the number 1 | write soc.money(1)"
        ),
        (
            "s:pay('reward', soc.money '-1.00')",
            "payment 'reward' cannot be negative, and would be -1.00 SEK"
                + " | write :at_least(0) where less than nothing means nothing"
        ),
        (
            "s:pay('reward', soc.money('1.00', 'EUR'))",
            "the contract pays in SEK, and payment 'reward' is 1.00 EUR"
        ),
        (
            "s:pay('reward', soc.money '1.00', { outcom = 'work' })",
            "s:pay: argument 3 has no 'outcom' | it has outcome"
        ),
        (
            "s:pay('reward', soc.money '1.00', { outcome = 'wrok' })",
            "there is no [[outcome]] 'wrok' in the contract | did you mean 'work'?"
        ),
        (
            "s:pay('reward', soc.money '1.00', { outcome = 1 })",
            "s:pay: outcome in argument 3 must be the id of an outcome, and was the number 1"
        ),
        ("s.pay('reward', soc.money '1.00')", "s:pay is called with a colon, on a settlement"),
    ]

    static let distribution: [(lua: String, came: String)] = [
        ("d.party", "= fund"),
        ("d.received", "= 100.00 SEK"),
        ("d.left", "= 100.00 SEK"),
        ("d.terms.share", "= 0.4"),
        ("d:give('fund', d.received * d.terms.share)", "= nil"),
        ("d:give('fund', soc.money '100.50')", "= nil"),
        ("d:give('loan', soc.money '1.00', 'Repayment')", "= nil"),
        (
            "d:give('lona', soc.money '1.00')",
            "d:give: there is no [[party]] 'lona' in the contract | did you mean 'loan'?"
        ),
        (
            "d:give('senior', soc.money '1.00')",
            "d:give: there is no [[party]] 'senior' in the contract | it has town, fund, loan"
        ),
        (
            "d:give('fund', soc.money '101.00')",
            "d:give: 101.00 SEK is not to be had, since 100.00 SEK is left"
        ),
        (
            "d:give('fund', soc.money '-1.00')",
            "d:give: -1.00 SEK is not to be had, since 100.00 SEK is left"
        ),
        (
            "d:give('fund', 1)",
            "d:give: argument 2 (amount) must be money, and was the number 1 | write soc.money(1)"
        ),
    ]

    static let measurement: [(lua: String, came: String)] = [
        ("m.subject", "= a-1"),
        ("m.indicator", "= cost"),
        ("m.day", "= 2024-03-01"),
        ("m.value", "= 100.00 SEK"),
        ("m.state", "= verified"),
        ("m.source", "= register"),
        ("m.group", "= coached"),
        ("m.entry", "= 2024-01-01"),
        ("m.terms.fee", "= 300.00 SEK"),
        ("m:ask 'is it so?'", "= nil"),
        ("m:ask(1)", "m:ask: argument 1 (message) must be a text, and was a number"),
        ("m:warn('look', 'there')", "= nil"),
        ("m:ask(('x'):rep(501))", "m:ask: argument 1 may have 500 bytes at most"),
        ("m:warn('x', ('x'):rep(501))", "m:warn: argument 2 may have 500 bytes at most"),
        ("m:reject 'wrong'", "= nil"),
        ("m.valeu", "m (a measurement) has no 'valeu' | did you mean 'value'?"),
    ]

    static let batch: [(lua: String, came: String)] = [
        ("b.file", "= new.csv"),
        ("b.kind", "= measurements"),
        ("b.rows", "= 1"),
        ("b.terms.fee", "= 300.00 SEK"),
        ("b:count 'cost'", "= 1"),
        ("b:count 'work'", "= 0"),
        ("b:count 'coached'", "= 0"),
        (
            "b:count 'coachd'",
            "there is no [[group]] and no [[indicator]] 'coachd' in the contract | did you mean 'coached'?"
        ),
        ("b:warn 'look'", "= nil"),
    ]

    static let contract: [(lua: String, came: String)] = [
        ("c.title", "= Tiny"),
        ("c.starts", "= 2024-01-01"),
        ("c.ends", "= 2025-12-31"),
        ("c.terms.rate", "= 16.00 SEK"),
        ("c.window.id", "= year"),
        ("#c.outcomes", "= 3"),
        ("c:participants()", "= 4"),
        ("c:participants 'coached'", "= 2"),
        (
            "c:participants 'coachd'",
            "there is no [[group]] 'coachd' in the contract | did you mean 'coached'?"
        ),
        ("c:ask 'is it so?'", "= nil"),
    ]

    @Test(arguments: participant)
    func `p has what rules may know of a participant`(lua: String, came: String) {
        #expect(told(lua, in: .participant) == came, "\(lua)")
    }

    @Test(arguments: settlement)
    func `s has what rules may know of a settlement`(lua: String, came: String) {
        #expect(told(lua, in: .settle) == came, "\(lua)")
    }

    @Test(arguments: distribution)
    func `d has what a party received`(lua: String, came: String) {
        #expect(told(lua, in: .distribute) == came, "\(lua)")
    }

    @Test(arguments: measurement)
    func `m has what a check may know of a measurement`(lua: String, came: String) {
        #expect(told(lua, in: .measurement) == came, "\(lua)")
    }

    @Test(arguments: batch)
    func `b has what a check may know of a file`(lua: String, came: String) {
        #expect(told(lua, in: .batch) == came, "\(lua)")
    }

    @Test(arguments: contract)
    func `c has what a check may know of the contract`(lua: String, came: String) {
        #expect(told(lua, in: .contract) == came, "\(lua)")
    }
}
