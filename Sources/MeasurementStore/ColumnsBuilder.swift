import OutcomesModel

/// Gathers the rows of one indicator as columns, in their order.
struct ColumnsBuilder {
    private var subjects = TextList()
    private var offsets: [UInt32] = []
    private var days: [Int32] = []
    private var units: [Int64] = []
    private var reasons: [Missing] = []
    private var places: [String: UInt16] = [:]
    /// Empty until there is a reason.
    private var reasonCodes: [UInt16] = []
    private var stateCodes: [UInt8] = []

    /// - Parameter rows: at most so many will come.
    init(rows: Int) {
        days.reserveCapacity(rows)
        units.reserveCapacity(rows)
        stateCodes.reserveCapacity(rows)
    }

    /// Appends the selected rows of the subject at hand.
    mutating func append(_ first: ChunkCursor<MeasurementChunk>, _ pieces: [LatestRows.Piece]) {
        subjects.append(first.subject, of: first.chunk.subjects)
        offsets.append(UInt32(days.count))
        for piece in pieces { append(piece.cursor, rows: piece.rows) }
    }

    /// Appends subjects of a chunk with all their rows.
    mutating func append(_ cursor: ChunkCursor<MeasurementChunk>, _ taken: Range<Int>) {
        guard !taken.isEmpty else { return }
        let chunk = cursor.chunk
        let rows = chunk.rows(taken.lowerBound).lowerBound..<chunk.rows(taken.upperBound - 1).upperBound
        let shift = UInt32(days.count) &- UInt32(rows.lowerBound)
        subjects.append(taken, of: chunk.subjects)
        for subject in taken { offsets.append(chunk.offsets[subject] &+ shift) }
        append(cursor, rows: rows)
    }

    // The chunk stays in its cursor: to hand it over costs a reference count for each of its columns.
    private mutating func append(_ cursor: ChunkCursor<MeasurementChunk>, rows: Range<Int>) {
        if !reasonCodes.isEmpty || !cursor.chunk.reasons.isEmpty { appendReasons(cursor.chunk, rows) }
        if rows.count == 1 {
            days.append(cursor.chunk.days[rows.lowerBound])
            units.append(cursor.chunk.units[rows.lowerBound])
            stateCodes.append(cursor.chunk.stateCodes[rows.lowerBound])
        } else {
            days.append(contentsOf: cursor.chunk.days[rows])
            units.append(contentsOf: cursor.chunk.units[rows])
            stateCodes.append(contentsOf: cursor.chunk.stateCodes[rows])
        }
    }

    private mutating func appendReasons(_ chunk: MeasurementChunk, _ rows: Range<Int>) {
        // Rows before it had none.
        padReasons(to: days.count)
        for row in rows {
            let code = chunk.reasonCodes[row]
            reasonCodes.append(code == 0 ? 0 : place(of: chunk.reasons[Int(code) - 1]) + 1)
        }
    }

    private mutating func padReasons(to count: Int) {
        while reasonCodes.count < count { reasonCodes.append(0) }
    }

    private mutating func place(of reason: String) -> UInt16 {
        if let place = places[reason] { return place }
        let place = UInt16(reasons.count)
        places[reason] = place
        reasons.append(Missing(rawValue: reason))
        return place
    }

    /// Returns the columns; where the subjects are those of `earlier`, both have one list of them.
    mutating func columns(
        _ indicator: IndicatorID, sharing earlier: inout SharedSubjects?
    ) -> MeasurementColumns {
        let ids: [SubjectID]
        if let earlier, earlier.texts == subjects {
            ids = earlier.ids
        } else {
            ids = (0..<subjects.count).map { subjects.subject($0) }
            earlier = SharedSubjects(texts: subjects, ids: ids)
        }
        return MeasurementColumns(
            indicator: indicator, subjects: ids, offsets: offsets + [UInt32(days.count)], days: days,
            units: units, reasons: reasons, reasonCodes: reasons.isEmpty ? [] : reasonCodes,
            stateCodes: stateCodes)
    }
}

/// The subjects of an indicator, for the next one that is read.
struct SharedSubjects {
    let texts: TextList
    let ids: [SubjectID]
}
