package import OutcomesModel

/// What is to be known before an estimate is believed, in words and as a table.
package struct QualityWords: WrittenInLanguage {
    private let quality: EstimateQuality
    private let figures: StatisticFigures
    package let language: Language

    package init(
        _ quality: EstimateQuality, indicator: Indicator?, contract: Contract, _ language: Language = .en
    ) {
        self.quality = quality
        self.language = language
        figures = StatisticFigures(indicator: indicator, contract: contract, language: language)
    }

    package var warnings: [String] { quality.warnings.map(words) }

    /// The covariates' standardised differences of means, before and after.
    package func balance() throws(ReportingError) -> Table {
        try Table(
            caption: word(
                "Differences between the groups, in standard deviations",
                sv: "Skillnader mellan grupperna, i standardavvikelser"),
            columns: [
                Column(word("Covariate", sv: "Bakgrundsvariabel")), Column(word("Before", sv: "Före"), .end),
                Column(word("After", sv: "Efter"), .end),
            ],
            rows: quality.balance.map { row in
                [.text(row.column), cell(row.before), cell(row.after)]
            })
    }

    private func cell(_ value: Double) -> Cell {
        Decimal(rounding: value, decimals: 3).map { .number($0) } ?? .empty
    }

    private func words(_ warning: EstimateQuality.Warning) -> String {
        switch warning {
        case .onlyBeforeAndAfter:
            word(
                "Before and after is the only method: what would have happened anyway is not told apart from the effect.",
                sv: "Före och efter är den enda metoden: vad som hade hänt ändå skiljs inte från effekten.")
        case .poorOverlap(let outside, let all):
            word(
                "\(outside) of \(all) treated people have no counterpart in the comparison: nothing is known of the effect on them.",
                sv:
                    "\(outside) av \(all) i insatsgruppen har ingen motsvarighet i jämförelsen: om effekten på dem vet man inget."
            )
        case .unbalanced(let column, let difference):
            word(
                "The groups still differ in \(column), by \(figures.rounded(difference, 2)) standard deviations.",
                sv:
                    "Grupperna skiljer sig ännu i \(column), med \(figures.rounded(difference, 2)) standardavvikelser."
            )
        case .cannotSeeTarget(let target, let smallest):
            word(
                "The target of \(figures.of(target.ratio)) is smaller than \(figures.of(smallest)), the least that so many people show in four of five cases.",
                sv:
                    "Målet \(figures.of(target.ratio)) är mindre än \(figures.of(smallest)), det minsta som så många personer visar i fyra fall av fem."
            )
        case .unequalAttrition(let treatment, let comparison):
            word(
                "\(figures.percent(treatment)) of the treatment group and \(figures.percent(comparison)) of the comparison are left out: those who are left may no longer be alike.",
                sv:
                    "\(figures.percent(treatment)) av insatsgruppen och \(figures.percent(comparison)) av jämförelsen är bortfall: de som är kvar liknar kanske inte längre varandra."
            )
        case .signDependsOnOnePerson:
            word(
                "Without a single person, the difference would have the other sign.",
                sv: "Utan en enda av personerna skulle skillnaden ha motsatt tecken.")
        case .matchedAfterOutcomes:
            word(
                "The pairs were formed when outcomes were already recorded.",
                sv: "Paren bildades när utfallen redan var registrerade.")
        case .fewClusters(let count):
            word(
                "\(count) clusters are few: the true interval is wider than the one shown.",
                sv: "\(count) kluster är få: det sanna intervallet är bredare än det som visas.")
        }
    }
}
