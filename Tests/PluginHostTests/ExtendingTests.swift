import OutcomesModel
@testable import PluginHost
import Testing

/// Functions that the host program adds, as an integrator writes them.
@Suite struct ExtendingTests {
    struct Visit: HostCodable, Equatable {
        var place: String
        var minutes: Int
        var tags: [String]?
    }

    struct Grade: HostValue, Equatable {
        let points: Ratio
        static var inWords: String { "a grade" }
        init?(_ datum: HostDatum) {
            guard case .record(let fields) = datum, let points = fields["points"].flatMap(Ratio.init) else {
                return nil
            }
            self.points = points
        }
        init(points: Ratio) { self.points = points }
        var datum: HostDatum { .record(["points": points.datum]) }
    }

    struct Closed: Error, CustomStringConvertible { let description = "the register is closed on Sundays" }

    static let school = HostModule(
        "school",
        [
            HostFunction(
                "grade", ["pseudonym", "weight"], gives: "a grade", in: [.participant, .settle],
                "The last grade that the school has sent.", example: "school.grade(p.id).points"
            ) { (pseudonym: String, weight: Int?) in
                Grade(points: Ratio(pseudonym.utf8.count * (weight ?? 1)))
            },
            HostFunction("better", ["first", "second"], gives: "a grade", "The better of two.") {
                (first: Grade, second: Grade) in first.points < second.points ? second : first
            },
            HostFunction("longest", ["visits"], gives: "a visit", "The longest visit.") {
                (visits: [Visit]) in visits.max { $0.minutes < $1.minutes }
            },
            HostFunction("doubled", ["sum"], gives: "money", "Twice as much.") { (sum: Amount) in
                try sum.multiplied(by: Ratio(2))
            },
            HostFunction("names", ["counts"], gives: "a list", "The names in a table.") {
                (counts: [String: Int]) in counts.keys.sorted()
            },
            HostFunction("closed", [], gives: "nothing", "Fails.") { () throws -> NoValue in throw Closed() },
            HostFunction("later", ["day", "days"], gives: "a day", "Some days later.") {
                (day: Day, days: Int) in day.adding(days: days)
            },
        ])

    static let calls: [(lua: String, came: String)] = [
        ("school.grade('abc').points", "= 3"),
        ("school.grade('abc', 4).points", "= 12"),
        ("school.better({points = 1}, {points = soc.decimal '2.5'}).points", "= 2.5"),
        (
            "school.longest({{place = 'home', minutes = 5}, {place = 'school', minutes = 7}}).place",
            "= school"
        ),
        ("school.longest({})", "= nil"),
        ("school.doubled(soc.money '10.50')", "= 21.00 SEK"),
        ("school.names({b = 1, a = 2})[1]", "= a"),
        ("#school.names({})", "= 0"),
        ("school.later(soc.day '2016-02-28', 2)", "= 2016-03-01"),
        ("school.closed()", "the register is closed on Sundays"),
        (
            "school.grade(5)", "school.grade: argument 1 (pseudonym) must be a text, and was the number 5"
        ),
        (
            "school.grade('a', 'b')",
            "school.grade: argument 2 (weight) must be a whole number, and was a string"
        ),
        ("school.grade()", "school.grade: argument 1 (pseudonym) must be a text, and was nil"),
        (
            "school.grade('a', 1, 2)",
            "school.grade takes at most 2 arguments, and was given 3 | write school.grade(pseudonym, [weight])"
        ),
        (
            "school.better({points = 1}, {})",
            "school.better: argument 2 (second) must be a grade, and was a table"
        ),
        ("school.longest({{place = 'home'}})", "must be a list, each a table for Visit, and was a table"),
        ("school.doubled(10)", "school.doubled: argument 1 (sum) must be money, and was the number 10"),
        ("school.later(soc.day '2016-02-28', 0.5)", "must be a whole number, and was the float 0.5"),
        ("school.grades('a')", "school has no 'grades' | did you mean 'grade'?"),
        ("require('scool')", "there is no module 'scool'"),
        ("school.names(function() end)", "a function cannot be given to a function of the host program"),
    ]

    @Test(arguments: calls)
    func `a function of the host program is called, and its arguments checked`(lua: String, came: String) {
        let said = told(lua, with: [Self.school])
        #expect(came.hasPrefix("= ") ? said == came : said.contains(came), "\(lua) said \(said)")
    }

    @Test func `it can be called in its hooks only`() {
        let said = told("school.grade('a').points", in: .measurement, with: [Self.school])
        #expect(
            said
                == "school.grade cannot be called in checks.measurement, only in rules.participant, rules.settle"
        )
    }

    @Test func `the reference documents it`() {
        let text = ApiDocumentation.markdown(with: [Self.school])
        #expect(text.contains("## school"))
        #expect(text.contains("### `school.grade(pseudonym, [weight])`"))
        #expect(text.contains("The last grade that the school has sent. Gives a grade."))
        #expect(text.contains("- `weight`: a whole number; may be left out"))
        #expect(text.contains("school.grade(p.id).points"))
    }

    @Test func `without the host program's modules the name is not known`() {
        #expect(told("school.grade('a')", with: []).contains("'school' is not defined"))
    }
}

/// Evaluates Lua in a hook of a host with these modules; `= value`, or the message and, behind ` | `, the hint.
private func told(_ expression: String, in hook: Hook = .settle, with modules: [HostModule]) -> String {
    let head =
        "local soc = require 'soc' " + modules.map { "local \($0.name) = require '\($0.name)' " }.joined()
    let body = "error('= ' .. tostring(\(expression)), 0)"
    var bench = Bench([
        "rules.lua": "\(head) return { settle = function(s) \(body) end }",
        "checks.lua": "\(head) return { measurement = function(m) \(body) end }",
    ])
    bench.engine = PluginEngine(modules: modules)
    do throws(PluginError) {
        if hook == .measurement {
            _ = try bench.run().check(TinyEvidence.batch(Array(TinyEvidence.measurements.prefix(1))))
        } else {
            _ = try bench.run().applyRules()
        }
        return "nothing"
    } catch {
        return error.diagnostic.message + (error.diagnostic.hint.map { " | \($0)" } ?? "")
    }
}
