import Evaluation
import Foundation
import OutcomesModel
import Testing

/// People of two groups, what is known of them, and what was measured: a contract's evidence, for tests.
///
/// Everybody enters on 2017-01-01. Windows: `before` is 2016, `after` is 2017. What is known before is of
/// 2016-12-31.
struct Study {
    /// Of the outcome and of what is known before.
    var decimals = 12
    var outcome = "figure"
    var every = Indicator.Frequency.event
    var better = Indicator.Direction.higher
    var bounds: (least: String, most: String)?
    var missing: [Missing: MissingPolicy] = [.notMeasured: .exclude]
    var attributes: [Attribute] = []
    private var people: [Participant] = []
    private var rows: [String: [(subject: SubjectID, day: Day, value: MeasuredValue)]] = [:]
    private var known: [String] = []

    init() {}

    mutating func add(
        _ pseudonym: String, treated: Bool, _ attributes: [String: String] = [:],
        known: [(name: String, value: String)] = [], values: [(day: String, value: String)]
    ) throws {
        people.append(
            Participant(
                pseudonym: pseudonym, group: treated ? "treated" : "others",
                entry: try day("2017-01-01"), exit: nil,
                attributes: Dictionary(
                    uniqueKeysWithValues: attributes.map { (AttributeID($0.key), $0.value) }), line: 2))
        for value in values { try add(outcome, .participant(pseudonym), value.day, value.value) }
        for (name, value) in known {
            if !self.known.contains(name) { self.known.append(name) }
            try add(name, .participant(pseudonym), "2016-12-31", value)
        }
    }

    mutating func add(_ indicator: String, _ subject: SubjectID, _ on: String, _ value: String) throws {
        let units = try Decimal(value).rescaled(to: decimals).units
        rows[indicator, default: []].append((subject, try day(on), .number(units)))
    }

    private func indicator(_ id: String, _ subject: SubjectKind) throws -> Indicator {
        let isOutcome = id == outcome
        return Indicator(
            id: IndicatorID(id), title: id, subject: subject, unit: "units", decimals: decimals,
            better: better, every: isOutcome ? every : .event,
            minimum: try isOutcome ? bounds.map { try Decimal($0.least) } : nil,
            maximum: try isOutcome ? bounds.map { try Decimal($0.most) } : nil, missing: missing)
    }

    func evaluator(
        subject: SubjectKind = .participant, plans: [EvaluationPlan] = [], indexes: [PriceIndex] = [],
        frozen: [FrozenMatching] = []
    ) throws -> Evaluator {
        var indicators = [try indicator(outcome, subject)]
        indicators += try known.map { try indicator($0, .participant) }
        indicators += try indexes.map { try indicator($0.indicator.rawValue, .contract) }
        var terms = PaymentTerms()
        terms.indexes = indexes
        let contract = Contract(
            id: "test.study", title: "Study", currency: sek,
            rounding: Rounding(mode: .halfEven, unit: Money(minorUnits: 100, currency: sek)),
            starts: try day("2017-01-01"), ends: try day("2017-12-31"), source: nil,
            payableStates: [.verified], parties: [], indicators: indicators, attributes: attributes,
            groups: [
                Group(id: "treated", title: "The treated", role: .treatment, evidence: .live, size: nil),
                Group(id: "others", title: "The others", role: .comparison, evidence: .live, size: nil),
            ],
            windows: [Self.before, Self.after], outcomes: [], terms: [], evaluations: plans, payments: [],
            settlements: [], caps: [], paymentTerms: terms)
        let readers = try Dictionary(
            uniqueKeysWithValues: indicators.map { indicator in
                let sorted = (rows[indicator.id.rawValue] ?? []).sorted {
                    ($0.subject.description, $0.day) < ($1.subject.description, $1.day)
                }
                let columns = MeasurementColumns(
                    indicator: indicator.id,
                    rows: sorted.map { ($0.subject, $0.day, $0.value, VerificationState.verified) })
                return (
                    indicator.id,
                    SeriesReader(
                        indicator: indicator, columns: columns, payableStates: [.verified],
                        asOf: try day("2020-12-31"))
                )
            })
        return Evaluator(
            contract: contract,
            participants: ParticipantTable(people.sorted { $0.pseudonym < $1.pseudonym }), readers: readers,
            frozen: frozen)
    }

    func estimate(
        _ method: EvaluationMethod, _ statistic: EvaluationPlan.Statistic = .last, level: String = "0.95",
        decision: DecisionRule? = nil, target: String? = nil, subject: SubjectKind = .participant,
        indexes: [PriceIndex] = [], frozen: FrozenMatching? = nil, earlier: [EvaluationID: Estimate] = [:]
    ) throws -> Estimate {
        let plan = try Self.plan(method, statistic, level: level, decision: decision, target: target)
        return try evaluator(
            subject: subject, plans: [plan], indexes: indexes, frozen: frozen.map { [$0] } ?? [],
        ).estimate(plan, over: Self.after, earlier: earlier)
    }

    static func plan(
        _ method: EvaluationMethod, _ statistic: EvaluationPlan.Statistic = .last, level: String = "0.95",
        decision: DecisionRule? = nil, target: String? = nil
    ) throws -> EvaluationPlan {
        EvaluationPlan(
            id: "effect", indicator: "figure", method: method, treatment: "treated", statistic: statistic,
            level: try Decimal(level), decision: decision, target: try target.map { try Decimal($0) },
            clause: clause)
    }

    static let before = Window(
        id: "before", title: "2016",
        span: .fixed(Period(first: Day(iso: "2016-01-01")!, last: Day(iso: "2016-12-31")!)!))
    static let after = Window(
        id: "after", title: "2017",
        span: .fixed(Period(first: Day(iso: "2017-01-01")!, last: Day(iso: "2017-12-31")!)!))
}

/// To the ninth digit, unless told otherwise.
func near(_ came: Double?, _ expected: Double, _ tolerance: Double = 1e-9) -> Bool {
    guard let came else { return false }
    return (came - expected).magnitude <= tolerance * max(expected.magnitude, 1e-300)
}

extension Ratio {
    var float: Double { Double(numerator) / Double(denominator) }
}

/// Research data and figures from outside the project; where they are not beside it, tests of them are skipped.
enum Research {
    static let folder: URL? = {
        let near = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent().appending(path: "../shared/evaluation").standardizedFileURL
        return FileManager.default.fileExists(atPath: near.path) ? near : nil
    }()

    /// The rows of a CSV file, each by its columns.
    static func rows(_ file: String) throws -> [[String: String]] {
        let text = try String(contentsOf: try #require(folder).appending(path: file), encoding: .utf8)
        let lines = text.split(whereSeparator: \.isNewline).map {
            $0.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
        }
        return lines.dropFirst().map { Dictionary(uniqueKeysWithValues: zip(lines[0], $0)) }
    }

    /// A figure of `reference.json` by its path, such as `nhefs/reference/ipw/diff`.
    static func figure(_ path: String) throws -> Double {
        let bytes = try Data(contentsOf: try #require(folder).appending(path: "reference.json"))
        var here: Any? = try JSONSerialization.jsonObject(with: bytes)
        for key in path.split(separator: "/") {
            if let list = here as? [Any] {
                here = Int(key).map { list[$0] }
            } else {
                here = (here as? [String: Any])?[String(key)]
            }
        }
        return try #require(here as? NSNumber, "the reference has no \(path)").doubleValue
    }

    /// So many digits that all pseudonyms sort as their numbers do.
    static func name(_ number: String) -> String {
        "p" + String(repeating: "0", count: max(0, 6 - number.count)) + number
    }
}
