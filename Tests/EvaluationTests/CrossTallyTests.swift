@testable import Evaluation
import OutcomesModel
import Testing

/// A table made in one pass is what it is of each person's series.
@Suite struct CrossTallyTests {
    private func groups(_ people: ParticipantTable) -> TableAxis {
        .people(
            places: people.map { $0.group == "a" ? 0 : $0.group == "b" ? 1 : 2 }, count: 3)
    }

    @Test(
        arguments: RandomEvidence.frequencies,
        [MissingPolicy.exclude, .carry, .baseline].flatMap { policy in
            CalendarPart.allCases.map { (policy, $0) }
        })
    func `each cell and each total holds the values of its people`(
        every: Indicator.Frequency, way: (policy: MissingPolicy, part: CalendarPart)
    ) throws {
        let evidence = try RandomEvidence(every, seed: 7, policy: way.policy)
        let people = evidence.people
        for window in RandomEvidence.windows {
            // Whom a policy cannot fill is left out of the test; the next one is about that.
            let periods = people.map { window.period(entry: $0.entry, starts: RandomEvidence.starts) }
            let chosen = people.indices.filter { row in
                row % 5 != 0 && people[row].entry <= Day(iso: "2017-11-30")!
                    && (try? evidence.reader.series(
                        of: .participant(people[row].pseudonym), in: periods[row], exit: people[row].exit,
                        awaitsAll: false)) != nil
            }
            let (days, numbers) = evidence.reader.axis(
                by: way.part, over: window, starts: RandomEvidence.starts, entries: people.entries)
            let tally = try CrossTally(
                of: evidence.reader, people, people: chosen, over: window, starts: RandomEvidence.starts,
                rows: groups(people), columns: days, keepsUnits: true)
            var values: [[(person: Int, units: Int64)]] = Array(repeating: [], count: tally.cells.count)
            for row in chosen {
                let series = try evidence.reader.series(
                    of: .participant(people[row].pseudonym), in: periods[row], exit: people[row].exit,
                    awaitsAll: false)
                let group = people[row].group == "a" ? 0 : people[row].group == "b" ? 1 : 2
                for value in series.values {
                    let part = way.part.number(of: value.day) - numbers[0]
                    for cell in [
                        group * tally.columns + part, group * tally.columns + tally.columns - 1,
                        3 * tally.columns + part, 4 * tally.columns - 1,
                    ] {
                        values[cell].append((row, value.units))
                    }
                }
            }
            let whole = try CrossTally(
                of: evidence.reader, people, people: chosen, over: window, starts: RandomEvidence.starts,
                rows: groups(people), columns: .whole, keepsUnits: true)
            for row in 0...3 {
                let total = row * tally.columns + tally.columns - 1
                for fold: Fold in [.count, .sum, .min, .max, .median] {
                    #expect(try whole.folded(fold, at: 2 * row) == tally.folded(fold, at: total))
                }
                #expect(whole.cells[2 * row].people == tally.cells[total].people)
            }
            #expect(values.last?.isEmpty == false)
            for (cell, values) in values.enumerated() {
                #expect(tally.cells[cell].people == Set(values.map(\.person)).count)
                let series = Series(
                    values: values.map { (RandomEvidence.starts, $0.units) }, excluded: nil,
                    through: RandomEvidence.starts)
                for fold: Fold in [.count, .sum, .mean, .min, .max, .median, .percentile(Ratio(90))] {
                    let expected =
                        values.isEmpty && fold != .count ? nil : try series.folded(fold, evidence.indicator)
                    #expect(try tally.folded(fold, at: cell) == expected, "\(fold) of cell \(cell)")
                }
            }
        }
    }

    @Test func `what is not yet due is not missing, and what is missing fails as the contract says`() throws {
        let cost = indicator()
        let people = ParticipantTable([
            Participant(
                pseudonym: "A", group: nil, entry: try day("2017-01-01"), exit: nil, attributes: [:], line: 2)
        ])
        let window = Window(id: "year", title: "Year", span: .fromEntry(months: 12, skipping: 0))
        func tally(_ rows: [String]) throws -> CrossTally {
            try CrossTally(
                of: try reader(cost, ["A": rows], asOf: "2017-03-15"), people, people: [0], over: window,
                starts: try day("2017-01-01"), rows: .whole, columns: .whole, keepsUnits: false)
        }
        // March is not at its end.
        let known = try tally(["2017-01-31 4", "2017-02-28 6", "2017-04-01 99"])
        #expect(try known.folded(.mean, at: 0) == Ratio(5))
        #expect(known.cells[0].people == 1 && known.cells[0].count == 2)
        let error = EvaluationError.missing(
            indicator: "figure", subject: .participant("A"), reason: .notMeasured, on: try day("2017-02-01"))
        #expect(throws: error) { try tally(["2017-01-31 4", "2017-03-10 6"]) }
    }

    static let parts: [(part: CalendarPart, day: String, title: String)] = [
        (.month, "2016-12-31", "2016-12"), (.month, "2017-01-01", "2017-01"),
        (.month, "2017-10-31", "2017-10"), (.quarter, "2017-03-31", "2017 Q1"),
        (.quarter, "2017-04-01", "2017 Q2"), (.quarter, "2017-12-31", "2017 Q4"),
        (.year, "2017-12-31", "2017"), (.year, "0999-01-01", "0999"),
    ]

    @Test(arguments: parts)
    func `a day lies in its part of the calendar`(part: CalendarPart, day text: String, title: String) throws
    {
        #expect(part.title(part.number(of: try day(text))) == title)
    }
}
