import FoundationEssentials
import GRDB
import MeasurementStore
import OutcomesModel

let contract: PackID = "se.norrkoping.soc-2016"
let imported = Recording(by: "Maja", at: "2026-11-20T09:00:00Z", reason: "first import")
let corrected = Recording(by: "Maja", at: "2026-11-22T10:15:00Z", reason: "correction")

/// A folder of its own for one test, gone with it.
final class TemporaryFolder {
    let path = FileManager.default.temporaryDirectory.appending(path: "utfall-store-\(UUID())").path

    init() throws { try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true) }
    deinit { try? FileManager.default.removeItem(atPath: path) }

    var store: String { path + "/utfall.db" }
    var files: [String] { get throws { try FileManager.default.contentsOfDirectory(atPath: path).sorted() } }

    /// Speaks to the file behind the store's back.
    func raw(_ sql: String) throws {
        try DatabaseQueue(path: store).writeWithoutTransaction { try $0.execute(sql: sql) }
    }
}

func measured(
    _ subject: String, _ day: String, _ value: MeasuredValue, _ indicator: IndicatorID = "placement_cost",
    state: VerificationState = .verified, source: String = "register", line: Int = 2
) -> Measurement {
    Measurement(
        subject: SubjectID(text: subject), indicator: indicator, day: Day(iso: day)!, value: value,
        state: state,
        source: source, line: line)
}

func person(
    _ pseudonym: String, group: GroupID? = "pilot", entry: String = "2016-08-01", exit: String? = nil,
    attributes: [AttributeID: String] = [:], line: Int = 2
) -> Participant {
    Participant(
        pseudonym: pseudonym, group: group, entry: Day(iso: entry)!, exit: exit.map { Day(iso: $0)! },
        attributes: attributes, line: line)
}

/// A batch of the file whose hash is the digit `file`, sixty-four times.
func batch(
    _ file: Character, _ measurements: [Measurement] = [], people: [Participant] = [],
    findings: [Finding] = []
) -> EvidenceBatch {
    EvidenceBatch(
        file: EvidenceFile(name: "\(file).csv", bytes: 100, sha256: String(repeating: file, count: 64)),
        kind: people.isEmpty ? .measurements : .participants, measurements: MeasurementTable(measurements),
        participants: ParticipantTable(people),
        findings: findings)
}

/// What a column of values holds, a text for each row.
func lines(_ columns: MeasurementColumns) -> [String] {
    columns.subjects.indices.flatMap { place in
        columns.rows(ofSubjectAt: place).map {
            "\(columns.subjects[place]) \(columns.day($0)) \(columns.value($0)) \(columns.state($0))"
        }
    }
}

extension MeasurementStore {
    func costs(asOf batch: BatchID) throws -> [String] {
        lines(try measurements(of: contract, indicator: "placement_cost", asOf: batch))
    }
}
