import Evaluation
import OutcomesModel
import Testing

let sek = try! Currency(code: "SEK")
let clause = Clause(number: "5.1", source: nil, place: SourceLocation(file: "contract.toml", line: 1))

func day(_ text: String) throws -> Day { try #require(Day(iso: text)) }

func period(_ first: String, months: Int) throws -> Period { Period(from: try day(first), months: months) }

func indicator(
    every: Indicator.Frequency = .month, unit: String = "points", decimals: Int = 0,
    better: Indicator.Direction = .higher, missing: [Missing: MissingPolicy] = [:]
) -> Indicator {
    Indicator(
        id: "figure", title: "Figure", subject: .participant, unit: unit, decimals: decimals, better: better,
        every: every, minimum: nil, maximum: nil, missing: missing)
}

/// Reads rows such as `2017-01-15 10`, `2017-02-15 withdrawn` and `2017-03-15 10 disputed`; where no state is
/// given, it is `verified`.
func reader(
    _ indicator: Indicator, _ rows: [String: [String]], asOf: String = "2020-12-31",
    payable: Set<VerificationState> = [.verified]
) throws -> SeriesReader {
    let sorted = try rows.sorted { $0.key < $1.key }.flatMap { subject, texts in
        try texts.map { text in
            let parts = text.split(separator: " ").map(String.init)
            let value = Int64(parts[1]).map(MeasuredValue.number) ?? .missing(Missing(rawValue: parts[1]))
            let state = try parts.count == 3 ? #require(VerificationState(rawValue: parts[2])) : .verified
            return (subject: SubjectID(text: subject), day: try day(parts[0]), value: value, state: state)
        }
    }
    return SeriesReader(
        indicator: indicator, columns: MeasurementColumns(indicator: indicator.id, rows: sorted),
        payableStates: payable, asOf: try day(asOf))
}

/// What a series came to in one line: its values, or why the subject is left out.
func told(_ series: Series) -> String {
    if let reason = series.excluded { return "excluded: \(reason)" }
    return series.values.map { "\($0.day) \($0.units)" }.joined(separator: ", ")
}
