import OutcomesModel
import Testing

/// What parts of an amount are called, in each language.
@Suite struct PartLabelTests {
    private static let sum = Amount(minorUnits: Ratio(100_50), currency: try! Currency(code: "SEK"))

    private static let labels: [(label: PartLabel, english: String, swedish: String)] = [
        (PartLabel("Bostad"), "Bostad", "Bostad"),
        (PartLabel("Visits", .upTo(Ratio(10))), "Visits, up to 10", "Visits, upp till 10"),
        (PartLabel("Visits", .above(Ratio(10))), "Visits, above 10", "Visits, över 10"),
        (
            PartLabel("Visits", .upTo(Ratio(10))).adding(.atMost(sum)),
            "Visits, up to 10: at most 100.50 SEK", "Visits, upp till 10: högst 100.50 SEK"
        ),
        (
            PartLabel("Band", .figure(Ratio(4)), .share(Ratio(2), of: sum)), "Band: 4, 2 of 100.50 SEK",
            "Band: 4, 2 av 100.50 SEK"
        ),
        (
            PartLabel("End", .ended(Day(number: 0)), .share(Ratio(1), of: sum)),
            "End: ended on 1970-01-01, 1 of 100.50 SEK", "End: upphörde 1970-01-01, 1 av 100.50 SEK"
        ),
        (PartLabel("Floor", .received), "Floor: received", "Floor: mottaget"),
        (
            PartLabel("Net", .neverLessThanNothing), "Net: never less than nothing",
            "Net: aldrig mindre än ingenting"
        ),
        (PartLabel("Stage", .stage("job")), "Stage, job", "Stage, job"),
        (PartLabel("Job", .limited("Each person")), "Job: Each person", "Job: Each person"),
        (PartLabel("Job", .notBefore("entry")), "Job: not before entry", "Job: inte före entry"),
        (PartLabel("Target", .notMet), "Target is not met", "Target är inte uppfyllt"),
    ]

    @Test(arguments: labels)
    func `a label is worded where it is shown`(label: PartLabel, english: String, swedish: String) {
        #expect(label.text(in: .en) == english)
        #expect(label.text(in: .sv) == swedish)
    }

    @Test func `its figures are written as the language writes them`() {
        let label = PartLabel("Ej 1.5", .atMost(Self.sum))
        let text = label.text(
            in: .sv, figures: { _ in "" }, amounts: { "\($0)".replacing(".", with: ",") })
        #expect(text == "Ej 1.5: högst 100,50 SEK")
    }
}
