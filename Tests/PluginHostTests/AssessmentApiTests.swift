import OutcomesModel
@testable import PluginHost
import Reporting
import Testing

@Suite struct AssessmentApiTests {
    static let questions: [(lua: String, came: String)] = [
        ("a:answer 'aim'", "= Work for all"),
        ("a:answer 'stage'", "= draft"),
        ("a:answer 'fair'", "= false"),
        ("a:answer 'cost'", "= 1250.5"),
        // The latest until the day of the assessment, whatever the order of the rows.
        ("a:answer 'level.goals'", "= 2"),
        // Answered only after that day.
        ("a:answer 'level.money'", "= nil"),
        ("a:question('aim').evidence", "= {1=minute 4 2=report}"),
        ("a:question('cost').shown", "= 1,250.50 SEK"),
        ("a:question('fair').shown", "= no"),
        ("a:question('level.goals').shown", "= 2 (in place)"),
        ("a:question('level.goals').text", "= Shared goals: how far?"),
        ("a:question('level.goals').topic_title", "= Shared goals"),
        ("#a:question('level.goals').history", "= 2"),
        ("a:question('level.goals').history[1].day", "= 2025-01-10"),
        ("a:question('level.money').shown", "= nil"),
        ("a:question('eligible.site.north').text", "= What?"),
        // A form that is asked of other contracts, and not of this one.
        ("a:question('eligible.site.east')", "= nil"),
        (
            "a:answer 'levl.goals'",
            "the assessment has no question 'levl.goals' | did you mean 'level.goals'?"
        ),
        ("#a.questions", "= 8"),
        ("#a.sections[1].questions", "= 8"),
        ("a.topics[2].text", "= Across budgets"),
        ("a.day", "= 2025-06-30"),
        ("a.contract", "= Tiny"),
        ("a.currency", "= SEK"),
        ("a.parties[2].roles[1]", "= investor"),
        ("a.attributes[1].values[2]", "= south"),
        ("a.arms[2].role", "= comparison"),
        ("a.indicators[2].is_money", "= true"),
        ("a.evaluations[1].method", "= comparison_group"),
        ("a.evaluations[1].comparison", "= reference"),
        ("a.evaluations[2].method", "= before_and_after"),
        (
            "a.evaluations[1].why",
            "= cost of a participant is missing (not_verified) for 2024-03-01, and the contract states no figure "
                + "without it"
        ),
        ("a.settlement.id", "= final"),
        ("a.has_evidence", "= true"),
        ("a.questons", "a (an assessment) has no 'questons' | did you mean 'questions'?"),
    ]

    @Test(arguments: questions)
    func `a has what was asked and answered, and what the contract says`(lua: String, came: String) {
        #expect(assessed(lua) == came, "\(lua)")
    }

    @Test func `a draft has no settlement and says why, and its figures say that there are none`() throws {
        let lua = """
            return function(a)
              a:title(tostring(a.settlement))
              a:text(a.why_unsettled)
              a:text(a:inequality({measure = "completion", by = "site"}).why)
              a:text(a:reach({by = "site"}).why)
              a:text(a.evaluations[1].why)
              a:text(tostring(a.has_evidence))
              a:warn("look", "here")
            end
            """
        let run = Bench(["assess.lua": lua], participants: [], measurements: []).run([:])
        let (document, findings) = try run.assess(
            TinyAssessment.matter(whyUnsettled: "there is no evidence yet"), settled: nil)
        #expect(document.title == "nil")
        #expect(
            document.blocks == [
                .text("there is no evidence yet"), .text("there is no evidence yet"),
                .text("there is no evidence yet"), .text("there is no evidence yet"), .text("false"),
            ])
        #expect(findings == [Finding(severity: .warning, rule: "assess", message: "look", hint: "here")])
    }
}
