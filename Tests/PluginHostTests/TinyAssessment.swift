import OutcomesModel
import PackReader
@testable import PluginHost
import Settlement

/// An assessment with one question of each kind.
enum TinyAssessment {
    static let questionnaire = Questionnaire(
        title: "Tiny", source: nil,
        sections: [.init(id: "all", title: "All of it", text: "What it is about")],
        topics: [
            .init(id: "goals", title: "Shared goals", kind: "driver"),
            .init(id: "money", title: "Joined money", kind: "driver", text: "Across budgets"),
        ],
        forms: [
            form("aim", .text, needsEvidence: true),
            form("stage", .choice(["draft", "signed"])),
            form("fair", .yesNo),
            form(
                "cost", .number(unit: "SEK", minimum: Decimal(units: 0, decimals: 0), maximum: nil),
                required: false),
            form("level", .scale(["not seen", "tried", "in place"]), each: "driver", "{topic}: how far?"),
            form(
                "eligible", .number(unit: nil, minimum: nil, maximum: nil), each: "attribute_value",
                required: false),
        ])

    private static func form(
        _ id: QuestionID, _ kind: AnswerKind, each: String? = nil, _ text: String = "What?",
        required: Bool = true,
        needsEvidence: Bool = false
    ) -> QuestionForm {
        QuestionForm(
            id: id, section: "all", each: each, text: text, guidance: nil, kind: kind, isRequired: required,
            needsEvidence: needsEvidence)
    }

    static let sheet = AnswerSheet([
        answer("aim", .text("Work for all"), "2025-01-10", evidence: ["minute 4", "report"]),
        answer("stage", .choice("draft"), "2025-01-10"),
        answer("fair", .truth(false), "2025-01-10"),
        answer("cost", .number(Decimal(units: 1_250_50, decimals: 2)), "2025-01-10"),
        answer("level.goals", .level(2), "2025-06-01"),
        answer("level.goals", .level(1), "2025-01-10"),
        answer("level.money", .level(0), "2026-01-01"),
    ])

    private static func answer(
        _ question: QuestionID, _ value: AnswerValue, _ day: String, evidence: [String] = []
    ) -> Answer {
        Answer(
            question: question, value: value, evidence: evidence, by: "the team", day: Day(iso: day)!,
            place: SourceLocation(file: "answers.csv", line: 2))
    }

    static func matter(_ sheet: AnswerSheet = sheet, whyUnsettled: String? = nil) -> AssessmentMatter {
        AssessmentMatter(
            questionnaire: questionnaire, contract: TinyContract.contract, sheet: sheet,
            day: Day(iso: "2025-06-30")!, whyUnsettled: whyUnsettled)
    }
}

/// Forty coached people, twenty at each site, of whom 8 in the south and 14 in the north get better by ten points;
/// the others lose two.
enum TwoSites {
    static let people = numbered { site, number in
        TinyEvidence.person("\(site.first!)-\(number)", "coached", "2024-01-01", site: site)
    }

    static let measurements = numbered { site, number -> [Measurement] in
        let isBetter = number <= (site == "south" ? 18 : 24)
        let subject = "\(site.first!)-\(number)"
        return [
            TinyEvidence.measured(subject, "wellbeing", "2024-01-01", .number(40_0)),
            TinyEvidence.measured(subject, "wellbeing", "2024-07-01", .number(isBetter ? 50_0 : 38_0)),
            TinyEvidence.measured(
                subject, "cost", "2024-03-01", .number(Int64(1000 + 10 * number) * 100),
                state: number == 11 ? .reported : .verified),
        ]
    }.flatMap(\.self)

    /// Numbers from 11, so that names sort as they count.
    private static func numbered<Thing>(_ make: (String, Int) -> Thing) -> [Thing] {
        ["north", "south"].flatMap { site in (11...30).map { make(site, $0) } }
    }

    static let claiming = """
        return {
          participant = function(p)
            local gain = p.wellbeing:last() - p.wellbeing:first()
            if gain > 0 then p:claim "work" end
          end,
          settle = function(s) s:pay("reward", s:claims("work").amount, {outcome = "work"}) end,
        }
        """
}

/// Evaluates Lua in `assess(a)` on what is known of the two sites.
///
/// - Returns: `= value`, or the message that it fails with and, behind ` | `, the hint.
func assessed(_ expression: String, people: [Participant] = TwoSites.people) -> String {
    let lua = """
        local soc = require "soc"
        local function show(x)
          if type(x) ~= "table" then return tostring(x) end
          local parts = {}
          for key, value in pairs(x) do parts[#parts + 1] = key .. "=" .. show(value) end
          return "{" .. table.concat(parts, " ") .. "}"
        end
        return function(a) error('= ' .. show(\(expression)), 0) end
        """
    do {
        let settled = try Bench(
            ["rules.lua": TwoSites.claiming], participants: people, measurements: TwoSites.measurements
        )
        .statement()
        _ = try document(
            of: Bench(["assess.lua": lua], participants: people, measurements: TwoSites.measurements), settled
        )
        return "nothing"
    } catch {
        guard let fault = (error as? any Diagnosable)?.diagnostics.first else { return "\(error)" }
        return fault.message + (fault.hint.map { " | \($0)" } ?? "")
    }
}
