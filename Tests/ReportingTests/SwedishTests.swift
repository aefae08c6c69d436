import OutcomesModel
@testable import Reporting
import Testing

/// The words that estimates hold in English, as a Swedish report tells them.
@Suite struct SwedishTests {
    @Test(arguments: [
        ("Welch", "Welch"),
        ("Student's t, paired by person", "Students t, parat per person"),
        ("Student's t, one sample", "Students t, ett stickprov"),
        ("one variance for both", "samma varians för båda"),
        ("bootstrap, percentiles", "bootstrap, percentiler"),
        ("clusters of school, factor G/(G-1)", "kluster av school, faktor G/(G-1)"),
        (
            "Newey and West, 3 lags, factor N/(N-K)",
            "Newey och West, 3 eftersläpningar, faktor N/(N-K)"
        ),
        ("a sum of estimates, correlation 0.5", "en summa av skattningar, korrelation 0.5"),
        ("HC1", "HC1"),
    ])
    func `the way in which an interval was made`(english: String, swedish: String) {
        #expect(Phrases.precision.words(english, in: .sv) == swedish)
        #expect(Phrases.precision.words(english, in: .en) == english)
    }

    @Test(arguments: [
        ("the treatment: 1, and at least 2 are needed", "insatsgruppen: 1, och minst 2 behövs"),
        (
            "the outcome in both arms has no variance, so there is no standard error",
            "utfallet i båda grupperna varierar inte, så det finns inget medelfel"
        ),
        (
            "Newcombe's interval is undefined: the figures are not all 0 or 1",
            "Newcombes intervall är inte definierat: alla värden är inte 0 eller 1"
        ),
        ("something else", "something else"),
    ])
    func `why there is no interval`(english: String, swedish: String) {
        #expect(Phrases.faults.words(english, in: .sv) == swedish)
    }

    @Test(arguments: [
        (EvaluationMethod.none, "ingen jämförelse"), (.beforeAndAfter, "före och efter"),
    ])
    func `what a method is called`(method: EvaluationMethod, swedish: String) {
        #expect(method.words(in: .sv) == swedish)
    }

    @Test func `no two tiers of a waterfall are called the same, and none as in English`() {
        let swedish = Tier.Kind.allCases.map { $0.title(in: .sv) }
        #expect(Set(swedish).count == swedish.count)
        #expect(Set(swedish).isDisjoint(with: Tier.Kind.allCases.map(\.title)))
    }
}
