import OutcomesModel
@testable import Reporting
import Testing

/// What was asked for and what came, as a finance director reads it in both languages.
@Suite struct RequirementWordsTests {
    private static let clause = Clause(
        number: "6.1", source: nil, place: OutcomesModel.SourceLocation(file: "pack/contract.toml", line: 12))

    private static func asked(
        _ subject: Requirement.Subject, _ figure: Requirement.Value, _ reached: Reached,
        _ at: Requirement.Value,
        unrounded: Requirement.Value? = nil, unit: String? = nil, isMet: Bool
    ) -> Requirement {
        Requirement(
            subject, of: "rate", title: "Rate of work", figure: figure, unrounded: unrounded, reached, at,
            unit: unit, isMet: isMet, clause: clause)
    }

    private static func number(_ text: String) -> Requirement.Value { .number(try! Decimal(text).ratio) }
    private static let sek = try! Currency(code: "SEK")
    private static let percent = try! Ratio(260, over: 31)

    static let cases: [(Requirement, Int, String, String)] = [
        (
            asked(.row(2, of: 8), number("61.2"), .atLeast, number("60"), unit: "percent", isMet: true), 0,
            "row 2 of 8: at least 60 % — 61.2 % — met", "rad 2 av 8: minst 60 % — 61,2 % — uppfyllt"
        ),
        (
            asked(.row(1, of: 3), .number(percent), .moreThan, number("10"), isMet: false), 2,
            "row 1 of 3: more than 10 — ≈ 8.3871 (8 12/31) — not met, nor are the 2 rows after it",
            "rad 1 av 3: mer än 10 — ≈ 8,3871 (8 12/31) — inte uppfyllt, och inte heller de 2 raderna efter"
        ),
        (
            asked(
                .condition("site"), number("8.4"), .atMost, number("9"), unrounded: .number(percent),
                unit: "days", isMet: true), 0,
            "condition 'Rate of work': at most 9 days — 8.4 days, rounded from ≈ 8.3871 days (8 12/31) — met",
            "villkoret 'Rate of work': högst 9 days — 8,4 days, avrundat från ≈ 8,3871 days (8 12/31) — uppfyllt"
        ),
        (
            asked(
                .tariff, .money(Amount(minorUnits: .zero, currency: sek)), .lessThan,
                .money(Amount(minorUnits: Ratio(123_456_700), currency: sek)), isMet: true), 0,
            "the figure: less than 1,234,567 SEK — 0 SEK — met",
            "talet: mindre än 1\u{A0}234\u{A0}567 SEK — 0 SEK — uppfyllt"
        ),
        (
            asked(.tariff, .truth(false), .atLeast, .truth(true), isMet: false), 0,
            "an early end of the contract: yes — no — not met",
            "att avtalet upphör i förtid: ja — nej — inte uppfyllt"
        ),
    ]

    @Test(arguments: cases)
    func `a requirement is a sentence with exact figures`(
        asked: Requirement, further: Int, english: String, swedish: String
    ) {
        #expect(RequirementWords(asked, in: .en).sentence(further: further) == english)
        #expect(RequirementWords(asked, in: .sv).sentence(further: further) == swedish)
        #expect(asked.clause.file == "contract.toml:12")
    }

    private static let indicator = Indicator(
        id: "cost", title: "Cost", subject: .participant, unit: "SEK", decimals: 2, better: .lower,
        every: .event, minimum: nil, maximum: nil, missing: [:])

    private static func decided(
        _ figure: DecisionRule.Figure, _ reading: DecisionRule.Reading, rounded: Bool, zero: Bool? = nil
    ) -> DecidedFigure {
        let rule = DecisionRule(
            figure: figure, reading: reading, at: try! Decimal("2"),
            rounding: rounded ? FigureRounding(mode: .halfUp, unit: try! Ratio(1, over: 10)) : nil)
        return DecidedFigure(
            try! Decimal("1.9").ratio, unrounded: reading == .lowerBound ? nil : try! Decimal("1.87").ratio,
            leavesOutZero: zero, of: indicator, by: rule)
    }

    @Test(arguments: [
        (
            decided(.improvementPercent, .lowerBound, rounded: true),
            "not met: the lower bound of the improvement in percent is 1.9 %, rounded to 0.1 (half up), and at least 2 % is asked for.",
            "inte uppfyllt: undre gränsen för förbättringen i procent är 1,9 %, avrundat till 0,1 (half_up), och minst 2 % krävs."
        ),
        (
            decided(.improvement, .point, rounded: true),
            "not met: the improvement is 1.90 SEK, rounded to 0.1 (half up) from 1.87 SEK, and at least 2 SEK is asked for.",
            "inte uppfyllt: förbättringen är 1,90 SEK, avrundat till 0,1 (half_up) från 1,87 SEK, och minst 2 SEK krävs."
        ),
        (
            decided(.improvement, .significant, rounded: false, zero: false),
            "not met: the improvement is 1.90 SEK (interval with zero), and at least 2 SEK is asked for, by an interval without zero.",
            "inte uppfyllt: förbättringen är 1,90 SEK (intervall med noll), och minst 2 SEK krävs, med ett intervall utan noll."
        ),
    ])
    func `a decision names the figure that it compared`(
        decided: DecidedFigure, english: String, swedish: String
    ) {
        #expect(DecidedWords(decided, in: .en).sentence == "The contract's own test of it is \(english)")
        #expect(DecidedWords(decided, in: .sv).sentence == "Avtalets eget test av den är \(swedish)")
    }
}
