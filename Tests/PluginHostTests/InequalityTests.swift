import OutcomesModel
@testable import PluginHost
import Testing

/// Figures by group. Those of the two sites were calculated outside, by the formulas that the sources print.
@Suite struct InequalityTests {
    private static let improved = "measure = 'improved', indicator = 'wellbeing'"
    private static let change = "measure = 'change', indicator = 'wellbeing'"
    private static let order = "order = {'south', 'north'}"

    static let figures: [(lua: String, came: String)] = [
        ("a:figures({\(improved)}).figure", "= 55"),
        ("a:figures({\(improved)}).achieved", "= 22"),
        ("a:figures({\(improved)}).interval", "= 39.8 to 69.3"),
        ("a:figures({measure = 'completion'}).figure", "= 100"),
        ("a:figures({measure = 'achieved', outcome = 'work'}).achieved", "= 22"),
        ("a:figures({measure = 'paid'}).text", "= 550"),
        ("a:figures({measure = 'paid'}).unit", "= SEK"),
        ("a:figures({\(change), among = 'reference'}).why", "= nobody of this group is in the evidence"),
        ("a:figures({\(improved)}).why", "= nil"),
        ("a:figures({\(improved), window = a.windows.spring}).why", "= nobody has a figure"),
        (
            "a:figures({\(improved), window = a.windows.spring}).title",
            "= wellbeing: the last value is better than the first"
        ),

        ("a:inequality({\(improved), by = 'site'}).rows[1].figure", "= 70"),
        ("a:inequality({\(improved), by = 'site'}).rows[1].interval", "= 48.1 to 85.5"),
        ("a:inequality({\(improved), by = 'site'}).rows[2].interval", "= 21.9 to 61.3"),
        ("a:inequality({\(improved), by = 'site'}).all.interval", "= 39.8 to 69.3"),
        // Without an order: the highest less the lowest.
        ("a:inequality({\(improved), by = 'site'}).gap.first", "= north"),
        ("a:inequality({\(improved), by = 'site'}).gap.absolute.text", "= 30.0"),
        ("a:inequality({\(improved), by = 'site'}).gap.absolute.interval", "= -0.6 to 53.8"),
        ("a:inequality({\(improved), by = 'site'}).gap.relative.interval", "= 0.95 to 3.22"),
        (
            "a:inequality({\(improved), by = 'site'}).slope.why",
            "= the groups have no order from the worst off to the best off"
        ),
        // With one: the worst off less the best off.
        ("a:inequality({\(improved), by = 'site', \(order)}).gap.first", "= south"),
        ("a:inequality({\(improved), by = 'site', \(order)}).gap.absolute.text", "= -30.0"),
        ("a:inequality({\(improved), by = 'site', \(order)}).gap.absolute.interval", "= -53.8 to 0.6"),
        ("a:inequality({\(improved), by = 'site', \(order)}).slope.text", "= 60.0"),
        ("a:inequality({\(improved), by = 'site', \(order)}).slope.interval", "= -2.3 to 122.3"),
        ("a:inequality({\(improved), by = 'site', \(order)}).relative_index.text", "= 1.09"),
        ("a:inequality({\(improved), by = 'site', \(order)}).relative_index.interval", "= -0.04 to 2.46"),
        ("a:inequality({\(improved), by = 'site', \(order)}).concentration.text", "= 0.136"),
        ("a:inequality({\(improved), by = 'site', \(order)}).concentration.interval", "= -0.005 to 0.278"),

        ("a:inequality({\(change), by = 'site', \(order)}).rows[1].text", "= 6.400"),
        ("a:inequality({\(change), by = 'site', \(order)}).rows[2].interval", "= -0.023 to 5.623"),
        ("a:inequality({\(change), by = 'site', \(order)}).gap.absolute.text", "= -3.600"),
        ("a:inequality({\(change), by = 'site', \(order)}).gap.absolute.interval", "= -7.339 to 0.139"),
        (
            "a:inequality({\(change), by = 'site', \(order)}).concentration.why",
            "= the concentration index is of what cannot be below 0"
        ),
        // Everybody stayed: no ratio has an error, and no line a slope.
        (
            "a:inequality({measure = 'completion', by = 'site'}).gap.relative.why",
            "= the outcome in both arms has no variance, so there is no standard error"
        ),

        (
            "a:reach({by = 'site', eligible = {north = 100, south = 50}}).rows[1].rate.interval",
            "= 13.3 to 28.9"
        ),
        ("a:reach({by = 'site', eligible = {north = 100, south = 50}, \(order)}).slope.text", "= -40.0"),
        (
            "a:reach({by = 'site', eligible = {north = 100, south = 50}, \(order)}).concentration.text",
            "= -0.167"
        ),
        (
            "a:reach({by = 'site', eligible = {north = 100}}).rows[2].rate.why",
            "= how many could be reached is not known"
        ),
        (
            "a:reach({by = 'site', eligible = {north = 10, south = 50}}).rows[1].rate.why",
            "= more are reached than there are to be reached"
        ),

        ("a:cost_per_outcome({cost = soc.money(1000000), achieved = 22, people = 40}).text", "= 45,455"),
        (
            "a:cost_per_outcome({cost = soc.money(1000000), achieved = 22, people = 40}).interval",
            "= 36,078 to 62,768"
        ),
        (
            "a:cost_per_outcome({cost = soc.money(1), achieved = 0, people = 40}).why",
            "= nobody achieves the outcome"
        ),
        ("a:cost_per_outcome({achieved = 1, people = 40}).why", "= the cost is not known"),
        (
            "a:cost_per_outcome({cost = soc.money(1), achieved = soc.missing '<5', people = 40}).why",
            "= figures of few people are hidden"
        ),
        (
            "a:compare({first = {achieved = 14, people = 20, cost = soc.money(200000)}, "
                + "second = {achieved = 8, people = 20, cost = soc.money(100000)}}).cost_ratio.interval",
            "= 0.62 to 2.10"
        ),
        (
            "a:cost_per_outcome({cost = soc.money(1)}).why",
            "= how many achieve is not known, and of how many people is not known"
        ),
        (
            "a:cost_per_outcome({cost = soc.money(1), people = soc.missing '<5'}).why",
            "= how many achieve is not known, and figures of few people are hidden"
        ),
        (
            "a:cost_per_outcome({cost = soc.money(1), achieved = soc.missing '<5', people = soc.missing '<5'}).why",
            "= figures of few people are hidden"
        ),
        (
            "a:compare({first = {}, second = {people = 20}}).difference.why",
            "= how many achieve is not known, and of how many people is not known"
        ),
        (
            "a:compare({first = {achieved = 14, people = 20}, second = {achieved = 8, people = 20}}).ratio.text",
            "= 1.75"
        ),
        (
            "a:compare({first = {achieved = 14, people = 20}, second = {people = 20}}).difference.why",
            "= how many achieve is not known"
        ),

        ("a:coverage({indicator = 'wellbeing'}).counted", "= 40"),
        ("a:coverage({indicator = 'wellbeing'}).months", "= 6"),
        // Of one person at each site the cost is only reported: it may not pay, and is no figure.
        ("a:coverage({indicator = 'cost'}).verified_share", "= 95"),
        ("a:coverage({indicator = 'cost'}).missing_share", "= 5"),
        ("a:coverage({indicator = 'cost'}).missing", "= 2"),
    ]

    @Test(arguments: figures)
    func `figures by group have the values that were calculated outside`(lua: String, came: String) {
        #expect(assessed(lua) == came, "\(lua)")
    }

    /// Three of the four people of the south, all of the north: small cells are hidden, and what would tell them.
    @Test(arguments: [
        ("a:inequality({\(improved), by = 'site'}).rows[2].figure", "= <5"),
        ("a:inequality({\(improved), by = 'site'}).rows[1].figure", "= withheld"),
        ("a:inequality({\(change), by = 'site'}).rows[2].counted", "= <5"),
        ("a:inequality({\(change), by = 'site'}).gap.why", "= fewer than two groups can be shown"),
        ("a:inequality({\(change), by = 'site', \(order)}).gap.why", "= south is too small"),
        (
            "a:inequality({\(change), by = 'site', \(order)}).slope.why",
            "= a group is too small to be shown, and this figure would tell of it"
        ),
        ("a:reach({by = 'site'}).rows[2].people", "= <5"),
        ("a:reach({by = 'site'}).rows[1].share.figure", "= withheld"),
        (
            "a:reach({by = 'site', eligible = {north = 100, south = 50}, \(order)}).slope.why",
            "= a group is too small to be shown, and this figure would tell of it"
        ),
    ])
    func `figures of few people are hidden, and those that would tell of them`(lua: String, came: String) {
        let few = TwoSites.people.filter { $0.attributes["site"] == "north" || $0.pseudonym < "s-14" }
        #expect(few.count == 23)
        #expect(assessed(lua, people: few) == came, "\(lua)")
    }

    /// Two of fourteen people of the south are paid for: per person, times people, over the price would tell that.
    @Test(arguments: [
        ("a:inequality({measure = 'paid', by = 'site'}).rows[2].figure", "= <5"),
        ("a:inequality({measure = 'paid', by = 'site'}).rows[2].people", "= 14"),
        ("a:inequality({measure = 'paid', by = 'site'}).rows[1].figure", "= withheld"),
        ("a:inequality({measure = 'paid', by = 'site'}).all.text", "= 471"),
        ("a:inequality({measure = 'paid', by = 'site'}).gap.why", "= fewer than two groups can be shown"),
        ("a:inequality({measure = 'sum', indicator = 'wellbeing', by = 'site'}).rows[2].figure", "= 79.714"),
    ])
    func `what is paid for a person is hidden where few are paid for`(lua: String, came: String) {
        let people = TwoSites.people.filter { $0.attributes["site"] == "north" || $0.pseudonym > "s-16" }
        #expect(people.count == 34)
        #expect(assessed(lua, people: people) == came, "\(lua)")
    }

    @Test(arguments: ["people", "counted", "missing", "missing_share", "values", "verified_share", "months"])
    func `of few people nothing is said of how well they are measured`(field: String) {
        let few = Array(TwoSites.people.prefix(3))
        #expect(assessed("a:coverage({indicator = 'cost'}).\(field)", people: few) == "= <5")
    }

    @Test(arguments: [
        (
            "a:inequality({by = 'site'})",
            "a:inequality needs measure, one of completion, improved, achieved, change, sum, mean, first, last, paid"
        ),
        (
            "a:inequality({measure = 'improvd', by = 'site'})",
            "a:inequality: measure must be one of completion, improved, achieved, change, sum, mean, first, last, paid, and was a string"
        ),
        ("a:inequality({mesure = 'change'})", "a:inequality has no 'mesure' | did you mean 'measure'?"),
        (
            "a:inequality({measure = 'change', by = 'site'})",
            "a:inequality needs indicator, the id of an indicator, for the measure change"
        ),
        (
            "a:inequality({\(change), by = 'sit'})",
            "people are not told apart by 'sit' | did you mean 'site'?"
        ),
        (
            "a:inequality({\(change), by = 'site', order = {'south'}})",
            "the order must name each value once | they are north, south"
        ),
        (
            "a:inequality({\(change), by = 'site', level = 2})",
            "a:inequality: level must be a number between 0.5 and 1, such as 0.95, and was the number 2"
        ),
        (
            "a:figures({measure = 'sum', indicator = 'jobs'})",
            "'jobs' is measured of the contract, not of people"
        ),
        (
            "a:figures({\(change), among = 'coachd'})",
            "there is no [[group]] 'coachd' in the contract | did you mean 'coached'?"
        ),
        (
            "a:reach({by = 'site', eligible = {east = 1}})",
            "a:reach: eligible has 'east', which is no value | they are north, south"
        ),
        (
            "a:reach({by = 'site', against = 'reference', eligible = {north = 1}})",
            "a:reach has either against or eligible | ask for each of them by itself"
        ),
        (
            "a:cost_per_outcome({cost = 5, achieved = 1, people = 2})",
            "cost must be money | write soc.money(1000000)"
        ),
        (
            "a:cost_per_outcome({cost = soc.money(5), achieved = 0.5, people = 2})",
            "achieved must be a whole number of at least 0"
        ),
    ])
    func `an option that is wrong is told with what would be right`(lua: String, came: String) {
        #expect(assessed(lua) == came, "\(lua)")
    }
}
