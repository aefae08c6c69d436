import Evaluation
import OutcomesModel
import Testing

/// A fold of all people at once is what it is of each.
@Suite struct FoldColumnTests {
    static let folds: [Fold] = [
        .first, .last, .sum, .mean, .count, .min, .max, .median, .percentile(Ratio(90)),
        .percentile(try! Ratio(100, over: 3)), .daysAtOrAbove(Ratio(20)),
        .daysAtOrAbove(try! Ratio(-1, over: 3)),
        .daysAtOrAbove(Ratio(Int64.max)),
    ]

    @Test(arguments: RandomEvidence.frequencies, [UInt64(1), 2, 3])
    func `each fold answers for all as it does for one`(every: Indicator.Frequency, seed: UInt64) throws {
        let evidence = try RandomEvidence(every, seed: seed)
        let people = FoldColumn.People(
            evidence.people, rows: Array(evidence.people.indices), in: evidence.reader)
        for window in RandomEvidence.windows {
            for fold in Self.folds {
                let column = FoldColumn(
                    fold, of: people, over: window, starts: RandomEvidence.starts, in: evidence.reader,
                    shift: -1)
                var answered = 0
                for (row, person) in evidence.people.enumerated() where column.denominators[row] > 0 {
                    answered += 1
                    let series = try evidence.reader.series(
                        of: .participant(person.pseudonym),
                        in: window.period(entry: person.entry, starts: RandomEvidence.starts),
                        exit: person.exit)
                    #expect(series.excluded == nil)
                    let figure = try Ratio(
                        Int128(column.numerators[row]), over: Int128(column.denominators[row]))
                    #expect(
                        try series.folded(fold, evidence.indicator) == figure,
                        "\(fold) of \(person.pseudonym) over \(window.id)")
                }
                // Somebody must have been answered for, or nothing was compared.
                if window.id == "entry", every != .quarter { #expect(answered > 10, "\(fold)") }
            }
        }
    }
}
