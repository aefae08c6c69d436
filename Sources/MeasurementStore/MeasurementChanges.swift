import GRDB
import OutcomesModel

/// The measurements of a file beside what the store knew before it.
struct MeasurementChanges {
    var new = 0
    var unchanged = 0
    var corrections = 0
    /// The first of the corrections, up to a limit.
    var listed: [Correction] = []
    /// What is to be stored, by indicator, subject and day: `parts` are ranges of `order.rows`.
    var order: MeasurementOrder
    var parts: [MeasurementOrder.Part] = []

    var isEmpty: Bool { parts.allSatisfy(\.rows.isEmpty) }
}

extension Database {
    /// Compares a file's rows with the latest ones of the store.
    ///
    /// - Throws: `twiceInFile` where two rows say different things about the same subject, indicator and day.
    func changes(
        in table: MeasurementTable, of contract: PackID, file: EvidenceFile, listing limit: Int,
        isVerification: Bool = false
    ) throws -> MeasurementChanges {
        var changes = MeasurementChanges(order: MeasurementOrder(table))
        guard let latest = try latestBatch(of: contract) else {
            try changes.compare(file: file, limit) { _ in nil }
            return changes
        }
        // A verification's own states undo those of the one before.
        let verifications = try isVerification ? [] : verifications(of: contract)
        let days = changes.order.days
        // Sorted only where there is something to look up, which is not so in what is often the largest
        // import, the first.
        let (texts, codes) = (changes.order.texts, changes.order.subjects)
        lazy var sought = TextList(codes, of: texts)
        try changes.compare(file: file, limit) { indicator in
            let places = try measurementChunks(of: contract, indicator, asOf: latest)
            if places.isEmpty { return nil }
            return try KnownMeasurements(
                places.filter { $0.overlaps(days: days, subjects: sought) }, verifications, self)
        }
        return changes
    }

    /// Stores the rows that are to be stored as chunks of the batch.
    func insert(_ changes: MeasurementChanges, contract: PackID, batch: BatchID) throws {
        try changes.order.table.requireMeaning()
        for part in changes.parts {
            let ranges = changes.order.chunkRanges(part.rows)
            let chunks = changes.order.encodedChunks(ranges)
            for (position, chunk) in chunks.enumerated() {
                try insert(
                    chunk.bytes, chunk.content, contract: contract, batch: batch,
                    indicator: part.indicator, position: position)
            }
        }
    }
}

extension MeasurementChanges {
    /// Goes through the rows of each indicator and subject, and keeps those that say something new.
    fileprivate mutating func compare(
        file: EvidenceFile, _ limit: Int, _ known: (IndicatorID) throws -> KnownMeasurements?
    ) throws {
        let table = order.table
        let (subjectCodes, days, lines, ranks) = (table.subjectCodes, table.days, table.lines, order.ranks)
        var written = 0
        for part in order.parts {
            var known = try known(part.indicator)
            let first = written
            var start = part.rows.lowerBound
            while start < part.rows.upperBound {
                let code = subjectCodes[Int(order.rows[start])]
                let rank = ranks[Int(code)]
                var end = start + 1
                while end < part.rows.upperBound && ranks[Int(subjectCodes[Int(order.rows[end])])] == rank {
                    end += 1
                }
                order.sortByDay(start..<end, days, lines)
                try known?.go(to: Int(code), of: order.texts)
                var before: Int?
                for place in start..<end {
                    let row = Int(order.rows[place])
                    if let before, days[before] == days[row] {
                        guard table[before].saysTheSame(as: table[row]) else {
                            throw StoreError.twiceInFile(
                                file: file.name, subject: table[row].subject, indicator: part.indicator,
                                day: Day(number: days[row]), lines: [Int(lines[before]), Int(lines[row])])
                        }
                        unchanged += 1
                        continue
                    }
                    before = row
                    if let known, let found = known.find(days[row]) {
                        guard let reading = found.differing(from: table, row) else {
                            unchanged += 1
                            continue
                        }
                        count(reading, table[row], limit)
                    } else {
                        new += 1
                    }
                    order.rows[written] = order.rows[place]
                    written += 1
                }
                start = end
            }
            parts.append(MeasurementOrder.Part(indicator: part.indicator, rows: first..<written))
        }
    }

    private mutating func count(_ before: Correction.Reading, _ row: Measurement, _ limit: Int) {
        corrections += 1
        guard listed.count < limit else { return }
        listed.append(
            Correction(
                subject: row.subject, indicator: row.indicator, day: row.day, before: before,
                after: Correction.Reading(value: row.value, state: row.state, source: row.source),
                line: row.line))
    }
}

/// What the store knows of one indicator, walked along with the rows of a file.
struct KnownMeasurements {
    private var merge: ChunkMerge<MeasurementChunk>
    private var rows = LatestRows()
    private var isAtEnd = false
    /// Whether the rows at hand are those of the subject that was asked for.
    private var isThere = false
    private let verifications: Set<Int64>

    init(_ places: [ChunkPlace], _ verifications: Set<Int64>, _ database: Database) throws {
        merge = ChunkMerge(try places.cursors { try database.load($0, .all) })
        self.verifications = verifications
        isAtEnd = try !merge.next()
    }

    /// Goes to a subject that comes after the one before.
    mutating func go(to place: Int, of texts: TextList) throws {
        isThere = false
        while !isAtEnd, let cursor = merge.current.first {
            let order = cursor.chunk.subjects.compare(cursor.subject, with: texts, place)
            if order < 0 {
                isAtEnd = try !merge.next()
                continue
            }
            if order == 0 {
                isThere = true
                rows.gather(merge)
            }
            return
        }
    }

    /// A stored row.
    struct Found {
        let cursor: ChunkCursor<MeasurementChunk>
        let row: Int
        let isVerification: Bool

        func hasValue(of table: MeasurementTable, _ reported: Int) -> Bool {
            let isNumber = cursor.chunk.reasonCodes[row] == 0 && table.reasonCodes[reported] == 0
            return isNumber
                ? cursor.chunk.units[row] == table.units[reported]
                : cursor.chunk.value(row) == table[reported].value
        }

        /// Returns what the store says where the row of a file says something else, otherwise nil.
        func differing(from table: MeasurementTable, _ reported: Int) -> Correction.Reading? {
            let state = cursor.chunk.stateCodes[row]
            let reportedState = table.stateCodes[reported]
            // A report does not undo a verification: it says nothing about it.
            let isState =
                state == reportedState
                || isVerification && reportedState == VerificationState.reported.code
            let isValue = hasValue(of: table, reported)
            let source = cursor.chunk.source(row)
            if isValue && isState && source == table.sources[Int(table.sourceCodes[reported])] { return nil }
            return Correction.Reading(
                value: cursor.chunk.value(row), state: VerificationState(code: state), source: source)
        }
    }

    /// Returns the row of the subject at hand on a day.
    func find(_ day: Int32) -> Found? {
        guard isThere else { return nil }
        for piece in rows.pieces {
            let last = piece.cursor.chunk.days[piece.rows.upperBound - 1]
            guard last >= day else { continue }
            var (low, high) = (piece.rows.lowerBound, piece.rows.upperBound - 1)
            while low < high {
                let middle = (low + high) / 2
                if piece.cursor.chunk.days[middle] < day { low = middle + 1 } else { high = middle }
            }
            guard piece.cursor.chunk.days[low] == day else { return nil }
            return Found(
                cursor: piece.cursor, row: low,
                isVerification: verifications.contains(piece.cursor.batch))
        }
        return nil
    }
}

extension Measurement {
    fileprivate func saysTheSame(as other: Measurement) -> Bool {
        value == other.value && state == other.state && source == other.source
    }
}

extension MeasurementTable {
    /// Refuses what no reader of evidence gives.
    fileprivate func requireMeaning() throws {
        guard days.allSatisfy(MeasurementChunk.days.contains) else {
            throw Refusal(rule: "a day is not in the calendar")
        }
        guard !subjects.contains(.participant("")) else { throw Refusal(rule: "a subject is empty") }
        guard !indicators.contains("") else { throw Refusal(rule: "an indicator is empty") }
        guard !reasons.contains(.other("")) else { throw Refusal(rule: "a reason is empty") }
    }
}
