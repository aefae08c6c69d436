package import OutcomesModel

/// What is to be known before an estimate is believed, in words and as a table.
package struct QualityWords {
    private let quality: EstimateQuality
    private let figures: StatisticFigures

    package init(_ quality: EstimateQuality, indicator: Indicator?, contract: Contract) {
        self.quality = quality
        figures = StatisticFigures(indicator: indicator, contract: contract)
    }

    package var warnings: [String] { quality.warnings.map(words) }

    /// The covariates' standardised differences of means, before and after.
    package func balance() throws(ReportingError) -> Table {
        try Table(
            caption: "Differences between the groups, in standard deviations",
            columns: [Column("Covariate"), Column("Before", .end), Column("After", .end)],
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
            "Before and after is the only method: what would have happened anyway is not told apart from the effect."
        case .poorOverlap(let outside, let all):
            "\(outside) of \(all) treated people have no counterpart in the comparison: nothing is known of the effect on them."
        case .unbalanced(let column, let difference):
            "The groups still differ in \(column), by \(figures.rounded(difference, 2)) standard deviations."
        case .cannotSeeTarget(let target, let smallest):
            "The target of \(figures.of(target.ratio)) is smaller than \(figures.of(smallest)), the least that so many people show in four of five cases."
        case .unequalAttrition(let treatment, let comparison):
            "\(figures.percent(treatment)) of the treatment group and \(figures.percent(comparison)) of the comparison are left out: those who are left may no longer be alike."
        case .signDependsOnOnePerson:
            "Without a single person, the difference would have the other sign."
        case .matchedAfterOutcomes: "The pairs were formed when outcomes were already recorded."
        case .fewClusters(let count):
            "\(count) clusters are few: the true interval is wider than the one shown."
        }
    }
}
