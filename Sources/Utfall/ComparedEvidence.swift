import MeasurementStore
import OutcomesModel
import Reporting

/// Evidence in the order in which it is compared: people, measurements and decisions, each by what they are about.
struct ComparedEvidence {
    private var people: [Participant]
    private var measurements: [Measurement]
    private var decisions: [ClaimDecision]
    private let frozen: [FrozenMatching]
    private let batch: BatchID

    init(_ pipeline: Pipeline, _ batch: BatchID) throws {
        let (store, id) = (pipeline.store.store, pipeline.pack.id)
        people = Array(try store.participants(of: id, asOf: batch))
        measurements = Array(try store.evidence(of: id, asOf: batch))
        decisions = try store.claimDecisions(of: id, asOf: batch)
        frozen = try store.frozenMatchings(of: id, asOf: batch)
        self.batch = batch
    }

    func known(for contract: Contract) -> KnownEvidence {
        var rows:
            [IndicatorID: [(subject: SubjectID, day: Day, value: MeasuredValue, state: VerificationState)]] =
                [:]
        for row in measurements {
            rows[row.indicator, default: []].append((row.subject, row.day, row.value, row.state))
        }
        return KnownEvidence(
            batch: batch, participants: ParticipantTable(people),
            columns: contract.indicators.map {
                MeasurementColumns(indicator: $0.id, rows: rows[$0.id] ?? [])
            }, decisions: decisions, frozen: frozen)
    }

    // MARK: Differences

    /// How many differ.
    func differing(_ kind: Comparison.Kind, from other: ComparedEvidence) -> Int {
        differences(kind, to: other, in: .en).count
    }

    /// Returns what differs, in order.
    func differences(
        _ kind: Comparison.Kind, to other: ComparedEvidence, in language: Language
    ) -> [Comparison.Place] {
        func word(_ english: String, sv swedish: String) -> String { language.word(english, sv: swedish) }
        func name(_ indicator: some CustomStringConvertible, _ subject: SubjectID, _ place: String) -> String
        {
            word("\(indicator) of \(subject) ", sv: "\(indicator) för \(subject) ") + place
        }
        func state(_ left: String, _ right: String) -> String {
            word("\(right) and not \(left)", sv: "\(right) och inte \(left)")
        }
        switch kind {
        case .participants:
            return merged(people, other.people, \.key).compactMap { left, right in
                Self.place(left, right, \.pseudonym, Self.isSame, language) { _, _ in
                    word(
                        "another entry, exit, group or attribute",
                        sv: "annan start, annat slut, annan grupp eller annat attribut")
                }
            }
        case .measurements:
            return merged(measurements, other.measurements, \.key).compactMap { left, right in
                Self.place(
                    left, right,
                    { name($0.indicator, $0.subject, word("on \($0.day)", sv: "den \($0.day)")) },
                    Self.isSame, language
                ) { left, right in
                    left.value == right.value
                        ? state(left.state.words(in: language), right.state.words(in: language))
                        : word("another value", sv: "ett annat värde")
                }
            }
        case .decisions:
            return merged(decisions, other.decisions, \.key).compactMap { left, right in
                Self.place(
                    left, right,
                    { name($0.outcome, $0.subject, word("in \($0.window)", sv: "i \($0.window)")) },
                    Self.isSame, language
                ) { state($0.state.words(in: language), $1.state.words(in: language)) }
            }
        case .terms, .rules: return []
        }
    }

    /// Takes the first so many differences from another.
    mutating func replaceFirst(_ count: Int, of kind: Comparison.Kind, by other: ComparedEvidence) {
        switch kind {
        case .participants: people = replaced(count, people, other.people, \.key, Self.isSame)
        case .measurements:
            measurements = replaced(count, measurements, other.measurements, \.key, Self.isSame)
        case .decisions: decisions = replaced(count, decisions, other.decisions, \.key, Self.isSame)
        case .terms, .rules: break
        }
    }

    private static func isSame(_ left: Participant, _ right: Participant) -> Bool {
        left.group == right.group && left.entry == right.entry && left.exit == right.exit
            && left.attributes == right.attributes
    }

    private static func isSame(_ left: Measurement, _ right: Measurement) -> Bool {
        left.value == right.value && left.state == right.state
    }

    private static func isSame(_ left: ClaimDecision, _ right: ClaimDecision) -> Bool {
        left.state == right.state
    }

    private static func place<Row>(
        _ left: Row?, _ right: Row?, _ name: (Row) -> String, _ isSame: (Row, Row) -> Bool,
        _ language: Language, _ words: (Row, Row) -> String
    ) -> Comparison.Place? {
        let there = language.word("there", sv: "finns")
        let notThere = language.word("not there", sv: "finns inte")
        switch (left, right) {
        case (let left?, let right?):
            return isSame(left, right)
                ? nil
                : Comparison.Place(
                    name: name(right), left: there, right: words(left, right), difference: nil)
        case (let left?, nil):
            return Comparison.Place(name: name(left), left: there, right: notThere, difference: nil)
        case (nil, let right?):
            return Comparison.Place(name: name(right), left: notThere, right: there, difference: nil)
        case (nil, nil): return nil
        }
    }
}

/// Walks two lists that are sorted by a key, and gives what is in one or both.
private func merged<Row, Key: Comparable>(
    _ left: [Row], _ right: [Row], _ key: (Row) -> Key
) -> [(Row?, Row?)] {
    var pairs: [(Row?, Row?)] = []
    var (l, r) = (0, 0)
    while l < left.count || r < right.count {
        if r == right.count || l < left.count && key(left[l]) < key(right[r]) {
            pairs.append((left[l], nil))
            l += 1
        } else if l == left.count || key(right[r]) < key(left[l]) {
            pairs.append((nil, right[r]))
            r += 1
        } else {
            pairs.append((left[l], right[r]))
            l += 1
            r += 1
        }
    }
    return pairs
}

private func replaced<Row, Key: Comparable>(
    _ count: Int, _ left: [Row], _ right: [Row], _ key: (Row) -> Key, _ isSame: (Row, Row) -> Bool
) -> [Row] {
    var seen = 0
    return merged(left, right, key).compactMap { one, other in
        if let one, let other, isSame(one, other) { return one }
        seen += 1
        return seen <= count ? other : one
    }
}

private struct MeasurementKey: Comparable {
    let indicator: IndicatorID
    let subject: SubjectID
    let day: Day

    static func < (left: MeasurementKey, right: MeasurementKey) -> Bool {
        (left.indicator, left.subject, left.day) < (right.indicator, right.subject, right.day)
    }
}

private struct DecisionKey: Comparable {
    let subject: SubjectID
    let outcome: OutcomeID
    let window: WindowID

    static func < (left: DecisionKey, right: DecisionKey) -> Bool {
        (left.subject, left.outcome, left.window) < (right.subject, right.outcome, right.window)
    }
}

extension Participant {
    fileprivate var key: SubjectID { .participant(pseudonym) }
}

extension Measurement {
    fileprivate var key: MeasurementKey {
        MeasurementKey(indicator: indicator, subject: subject, day: day)
    }
}

extension ClaimDecision {
    fileprivate var key: DecisionKey { DecisionKey(subject: subject, outcome: outcome, window: window) }
}

extension ComparedSide {
    /// Takes all of one kind from another side, and returns how much of it differs.
    mutating func replace(_ kind: Comparison.Kind, by other: ComparedSide) -> Int {
        switch kind {
        case .participants, .measurements, .decisions:
            let count = evidence.differing(kind, from: other.evidence)
            evidence.replaceFirst(.max, of: kind, by: other.evidence)
            return count
        case .terms, .rules:
            let hunks = FileHunks(pack, other.pack, kind)
            pack = hunks.files(replacingFirst: hunks.places.count)
            return hunks.places.count
        }
    }
}
