import OutcomesModel
@testable import PluginHost
import Testing

/// Comparisons with `==` that Lua answers by itself, and always with no.
@Suite struct EqualityTests {
    /// What stands in `rules.lua`, and what is told of each line where something is.
    static let lines: [(lua: String, told: [String])] = [
        ("if p.wellbeing:mean() == 3 then end", ["== 3"]),
        ("if p.wellbeing:sum(p.window) ~= 0 then end", ["~= 0"]),
        ("if p.terms.share == 0.4 and p.terms.fee == -1 then end", ["== 0.4", "== -1"]),
        ("if soc.decimal '3' == 3 then end", ["== 3"]),
        ("if (p.wellbeing:mean(p.windows.spring)) == 3 then end", []),
        ("local gain = p.wellbeing:change(a, b) if gain == 5 then end", []),
        ("local gain = p.wellbeing:change(a, b)\nif gain == 5 then end", ["== 5"]),
        ("local gain = p.wellbeing:mean()\ngain = 5\nif gain == 5 then end", []),
        // What is no exact value, and what is compared with one.
        ("if p.wellbeing:count() == 3 then end", []),
        ("if p:claimed 'work' == 0 then end", []),
        ("if s:claims('work').count == 3 then end", []),
        ("if p.wellbeing:mean() == soc.decimal '3' then end", []),
        ("if p.wellbeing:mean() >= 3 then end", []),
        ("if #p.outcomes == 3 and p.id == 'x' then end", []),
        ("if n % 2 == 0 then end", []),
        ("if terms.unknown == 3 then end", []),
        // What only looks like it.
        ("-- p.wellbeing:mean() == 3", []),
        ("--[[ p.wellbeing:mean()\n == 3 ]] local x = [==[ p.terms.share == 3 ]==]", []),
        ("local x = \"p.terms.share == 3 \\\" p.terms.share == 3\"", []),
    ]

    @Test(arguments: lines)
    func `what never holds is told with its line, and nothing else is`(lua: String, told: [String]) {
        let bench = Bench(["rules.lua": "local soc = require 'soc'\n\(lua)\nreturn {}"])
        let found = bench.pack.comparisonsThatNeverHold
        #expect(
            found.map { String($0.hint!.dropFirst("write ".count).prefix { $0 != "," }) }
                == told.map { $0.replacing(" ", with: " soc.decimal \"") + "\"" })
        let last = 1 + lua.split(separator: "\n").count
        #expect(found.allSatisfy { $0.place?.line == last && $0.blame == .pack })
    }

    @Test func `it is so: Lua finds no exact value equal to a number of its own`() {
        #expect(told("soc.decimal '3' == 3") == "= false")
        #expect(told("soc.decimal '3' == soc.decimal '3'") == "= true")
        #expect(told("soc.decimal '3' >= 3 and soc.decimal '3' <= 3") == "= true")
    }
}
