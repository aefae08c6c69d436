import OutcomesModel
import Testing

@testable import MeasurementStore

/// What a store should know, kept the simplest way.
private struct Model {
    struct Key: Hashable {
        let subject: String
        let day: Int32
    }
    var rows: [Key: Measurement] = [:]

    /// Subjects, days, values and states in the store's order.
    func lines(_ isSelected: (Measurement) -> Bool = { _ in true }) -> [String] {
        rows.values.filter(isSelected).sorted { ($0.subject, $0.day) < ($1.subject, $1.day) }
            .map { "\($0.subject) \($0.day) \($0.value) \($0.state)" }
    }
}

@Suite struct MergeTests {
    /// Batches that overlap in people, days and values in many ways.
    private func batches(_ seed: Int) -> [[Measurement]] {
        var random = SplitMix64(state: UInt64(seed))
        let people = randomSubjects(40, &random)
        return (0..<Int.random(in: 1...9, using: &random)).map { number in
            let isMonthly = Bool.random(using: &random)
            var taken: Set<String> = []
            return (0..<Int.random(in: 1...120, using: &random)).compactMap { line in
                let subject = people.randomElement(using: &random)!
                let day = Int32(isMonthly ? number * 30 : Int.random(in: 0...60, using: &random))
                guard taken.insert("\(subject)/\(day)").inserted else { return nil }
                let value = Int64.random(in: 0...2, using: &random)
                return Measurement(
                    subject: SubjectID(text: subject), indicator: "placement_cost", day: Day(number: day),
                    value: value == 2 && seed % 2 == 0 ? .missing(.other("flyttad")) : .number(value),
                    state: VerificationState(code: UInt8.random(in: 0...1, using: &random)),
                    source: value == 0 ? "register" : "", line: line)
            }
        }
    }

    @Test(arguments: 0..<40)
    func `every batch is read as if each row had been looked up by itself`(seed: Int) throws {
        let store = try MeasurementStore.temporary()
        var model = Model()
        var models: [Model] = []
        for (number, rows) in batches(seed).enumerated() {
            let recorded = try store.record(
                batch(Character(String(number)), rows), contract: contract, recording: imported)
            var (new, corrections) = (0, 0)
            for row in rows {
                let key = Model.Key(subject: row.subject.description, day: row.day.number)
                if let known = model.rows[key] {
                    if known.value == row.value && known.state == row.state && known.source == row.source {
                        continue
                    }
                    corrections += 1
                } else {
                    new += 1
                }
                model.rows[key] = row
            }
            #expect(recorded.new == new && recorded.corrections == corrections)
            #expect(recorded.unchanged == rows.count - new - corrections)
            models.append(model)
        }
        for (number, model) in models.enumerated() {
            #expect(try store.costs(asOf: BatchID(Int64(number + 1))) == model.lines())
        }
        let all = try store.evidence(of: contract, asOf: BatchID(Int64(models.count)))
        #expect(
            Array(all)
                == model.rows.values.sorted { ($0.subject, $0.day) < ($1.subject, $1.day) })
        let last = BatchID(Int64(models.count))
        let chosen = Set(all.prefix(30).map(\.subject) + [.participant("nobody"), .contract])
        let selected = try store.measurements(
            of: contract, indicator: "placement_cost", asOf: last,
            EvidenceSelection(days: Day(number: 10)...Day(number: 40), subjects: Array(chosen)))
        #expect(
            lines(selected)
                == model.lines { chosen.contains($0.subject) && (10...40).contains($0.day.number) })
        #expect(try store.check().isEmpty)
    }

    /// More rows than a chunk holds, given in an order of their own.
    @Test func `many chunks are read as one, and in parts`() throws {
        let (people, months) = (20_000, 4)
        let count = people * months
        let table = MeasurementTable(
            subjects: (0..<people).map { .participant("P\(people - $0 + 100_000)") },
            indicators: ["placement_cost"], sources: ["register"], reasons: [],
            subjectCodes: (0..<count).map { UInt32($0 % people) },
            indicatorCodes: Array(repeating: 0, count: count),
            days: (0..<count).map { Int32($0 / people * 30) }, units: (0..<count).map { Int64($0) },
            reasonCodes: Array(repeating: 0, count: count), stateCodes: Array(repeating: 1, count: count),
            sourceCodes: Array(repeating: 0, count: count), lines: (0..<count).map { UInt32($0 + 2) })
        let store = try MeasurementStore.temporary()
        let file = EvidenceFile(name: "1.csv", bytes: 1, sha256: String(repeating: "a", count: 64))
        let recorded = try store.record(
            EvidenceBatch(
                file: file, kind: .measurements, measurements: table, participants: [], findings: []),
            contract: contract, recording: imported)
        #expect(recorded.new == count)
        let columns = try store.measurements(
            of: contract, indicators: ["placement_cost", "placement_cost"], asOf: recorded.id)
        #expect(columns[0].subjects.count == people && columns[1].units == columns[0].units)
        #expect(Array(columns[0].units.prefix(5)) == [19_999, 39_999, 59_999, 79_999, 19_998])
        var parts: [Int] = []
        var units: [Int64] = []
        try store.evidence(of: contract, asOf: recorded.id, rowsAtOnce: 1000) { part in
            parts.append(part.count)
            units += part.units
        }
        #expect(parts == [65_536, count - 65_536])
        #expect(units == columns[0].units)
        #expect(try store.check().isEmpty)
    }

    @Test func `what a part is given to can stop the reading`() throws {
        struct Enough: Error {}
        let store = try MeasurementStore.temporary()
        let recorded = try store.record(
            batch("1", [measured("P-01", "2017-01-31", .number(1))]), contract: contract, recording: imported)
        #expect(throws: Enough.self) {
            try store.evidence(of: contract, asOf: recorded.id, rowsAtOnce: 1) { _ in throw Enough() }
        }
        #expect(throws: StoreError.unknownBatch(BatchID(7), latest: recorded.id)) {
            try store.evidence(of: contract, asOf: BatchID(7), rowsAtOnce: 1) { _ in throw Enough() }
        }
    }

    @Test func `corrections are listed up to a limit, and all are counted`() throws {
        let store = try MeasurementStore.temporary()
        let rows = (10..<40).map { measured("P-\($0)", "2017-01-31", .number(Int64($0))) }
        _ = try store.record(batch("1", rows), contract: contract, recording: imported)
        let changed = rows.map {
            measured($0.subject.description, "2017-01-31", .missing(.withdrawn), source: "letter", line: 9)
        }
        let recorded = try store.record(
            batch("2", changed.reversed()), contract: contract, recording: corrected, listing: 2)
        #expect(recorded.corrections == 30)
        #expect(
            recorded.listed
                == (10...11).map { number in
                    Correction(
                        subject: .participant("P-\(number)"), indicator: "placement_cost",
                        day: Day(iso: "2017-01-31")!,
                        before: Correction.Reading(
                            value: .number(Int64(number)), state: .verified, source: "register"),
                        after: Correction.Reading(
                            value: .missing(.withdrawn), state: .verified, source: "letter"), line: 9)
                })
    }

    @Test func `a pseudonym is found in all its contracts`() throws {
        let store = try MeasurementStore.temporary()
        for (number, (contract, names)) in [("b", ["A", "C"]), ("a", ["B", "C"]), ("c", ["A", "D"])]
            .enumerated()
        {
            _ = try store.record(
                batch(Character(String(number)), people: names.map { person($0) }),
                contract: PackID(contract),
                recording: imported)
        }
        #expect(try store.contracts(of: "C") == ["a", "b"])
        #expect(try store.contracts(of: "D") == ["c"])
        #expect(try store.contracts(of: "E") == [])
    }
}
