package import Evaluation
package import OutcomesModel

/// The evidence that a run sees, as of one batch and one day.
package struct RunEvidence: Sendable {
    package let participants: ParticipantTable
    package let readers: [IndicatorID: SeriesReader]
    /// Pairs of matched evaluations that were recorded.
    package let frozen: [FrozenMatching]
    /// All that is recorded, whatever its state, for those who ask how well something is measured.
    package let columns: [IndicatorID: MeasurementColumns]

    /// - Parameter asOf: measurements about later days do not count.
    package init(
        contract: Contract, participants: ParticipantTable, columns: [MeasurementColumns], asOf: Day,
        frozen: [FrozenMatching] = []
    ) {
        self.participants = participants
        self.frozen = frozen
        let byID = Dictionary(uniqueKeysWithValues: columns.map { ($0.indicator, $0) })
        self.columns = byID
        readers = contract.indicators.reduce(into: [:]) { readers, indicator in
            let columns = byID[indicator.id] ?? MeasurementColumns(indicator: indicator.id, rows: [])
            readers[indicator.id] = SeriesReader(
                indicator: indicator, columns: columns, payableStates: contract.payableStates, asOf: asOf)
        }
    }
}

extension RunEvidence {
    /// Why there are no figures of people where there are no participants.
    func whyNobody(in language: Language) -> String {
        columns.values.contains { !$0.subjects.isEmpty }
            ? language.word(
                "the evidence is not of single people", sv: "underlaget gäller inte enskilda personer")
            : language.word("there is no evidence yet", sv: "det finns inget underlag än")
    }
}

/// What an evaluation came to: an estimate, what a test gave for it, or why there is none.
package enum EvaluationResult: Sendable {
    case estimate(Estimate)
    case given(GivenEstimate)
    case failed(EvaluationError)
}

/// What stands in for an estimate: the figures that a test, or a draw, says that it had; nil for the others.
package struct GivenEstimate: Hashable, Sendable {
    package var saving: Amount?
    package var improved: Bool?
    package var difference: Ratio?
    package var reductionPercent: Ratio?
    package var reached: Bool?

    package init(
        saving: Amount? = nil, improved: Bool? = nil, difference: Ratio? = nil,
        reductionPercent: Ratio? = nil, reached: Bool? = nil
    ) {
        self.saving = saving
        self.improved = improved
        self.difference = difference
        self.reductionPercent = reductionPercent
        self.reached = reached
    }
}
