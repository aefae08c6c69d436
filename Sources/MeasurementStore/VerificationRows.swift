import Crypto
import GRDB
import OutcomesModel

/// Returns the SHA-256 of a text's bytes, in lower-case digits.
func sha256(_ text: String) -> String { hexadecimal(SHA256.hash(data: Array(text.utf8))) }

/// Lines of a list about what the store does not have, or has another value of, and how many there are.
typealias UnknownLines = (first: [Int], count: Int)

extension Database {
    /// Records rows with their new states, where one of them is new.
    ///
    /// - Parameter rows: as the store has them, but for the state.
    func verify(
        _ rows: MeasurementTable, _ unknown: UnknownLines, earlier: BatchID?, _ file: EvidenceFile,
        _ contract: PackID, _ recording: Recording, _ limit: Int
    ) throws -> RecordedVerification {
        let changes = try changes(in: rows, of: contract, file: file, listing: limit, isVerification: true)
        if let earlier, changes.isEmpty {
            let batch = RecordedBatch(
                id: earlier, alreadyRecorded: true, new: 0, unchanged: 0, corrections: 0)
            return RecordedVerification(batch: batch, unknown: unknown.count, unknownLines: unknown.first)
        }
        let batch = RecordedBatch(
            id: try nextBatch(), alreadyRecorded: false, new: changes.new, unchanged: changes.unchanged,
            corrections: changes.corrections, listed: changes.listed)
        try insert(batch, file, .verification, contract, recording)
        try insert(changes, contract: contract, batch: batch.id)
        return RecordedVerification(batch: batch, unknown: unknown.count, unknownLines: unknown.first)
    }

    /// Returns what a filter finds, with another state.
    func found(
        by filter: VerificationFilter, _ contract: PackID, as state: VerificationState
    ) throws -> MeasurementTable {
        var builder = TableBuilder()
        guard let latest = try latestBatch(of: contract) else { return builder.take() }
        let selection = ChunkSelection(filter.selection)
        let states = filter.states.map { Set($0.map(\.code)) }
        for indicator in try filter.indicators ?? indicators(of: contract) {
            let places = try measurementChunks(of: contract, indicator, asOf: latest)
                .filter(selection.allows)
            var merge = ChunkMerge(try places.cursors { try self.load($0, .all) })
            builder.begin(indicator)
            func take(_ chunk: MeasurementChunk, _ subject: Int, _ rows: Range<Int>) {
                for row in rows {
                    guard states?.contains(chunk.stateCodes[row]) ?? true,
                        filter.sources?.contains(chunk.source(row)) ?? true
                    else { continue }
                    builder.begin(chunk.subjects.subject(subject))
                    builder.append(chunk, row..<row + 1, state: state)
                }
            }
            try merge.forEach(selection) { cursor, subjects in
                let chunk = cursor.chunk
                for subject in subjects { take(chunk, subject, chunk.rows(subject)) }
            } _: { _, pieces in
                for piece in pieces { take(piece.cursor.chunk, piece.cursor.subject, piece.rows) }
            }
        }
        return builder.take()
    }

    /// Returns what the store has of the rows of a list, with the list's states.
    func known(
        of list: MeasurementTable, _ contract: PackID, file: EvidenceFile, _ limit: Int
    ) throws -> (rows: MeasurementTable, unknown: UnknownLines) {
        var builder = TableBuilder()
        var unknown: [Int] = []
        var order = MeasurementOrder(list)
        order.sortByDay()
        let latest = try latestBatch(of: contract) ?? BatchID(0)
        let sought = TextList(order.subjects, of: order.texts)
        for part in order.parts {
            let places = try measurementChunks(of: contract, part.indicator, asOf: latest)
                .filter { $0.overlaps(days: order.days, subjects: sought) }
            var known = try KnownMeasurements(places, [], self)
            builder.begin(part.indicator)
            var before: Int?
            for row in order.rows[part.rows].map({ Int($0) }) {
                let code = Int(list.subjectCodes[row])
                let isSameSubject =
                    before.map { order.ranks[Int(list.subjectCodes[$0])] == order.ranks[code] } ?? false
                if !isSameSubject { try known.go(to: code, of: order.texts) }
                if isSameSubject, let before, list.days[before] == list.days[row] {
                    guard list.stateCodes[before] == list.stateCodes[row] else {
                        throw StoreError.twiceInFile(
                            file: file.name, subject: list.subjects[code], indicator: part.indicator,
                            day: Day(number: list.days[row]),
                            lines: [Int(list.lines[before]), Int(list.lines[row])])
                    }
                    continue
                }
                before = row
                // Whoever verified another value has not verified this one.
                guard let found = known.find(list.days[row]), found.hasValue(of: list, row) else {
                    unknown.append(Int(list.lines[row]))
                    continue
                }
                builder.begin(list.subjects[code])
                builder.append(
                    found.cursor.chunk, found.row..<found.row + 1,
                    state: VerificationState(code: list.stateCodes[row]))
            }
        }
        return (builder.take(), (Array(unknown.sorted().prefix(limit)), unknown.count))
    }
}
