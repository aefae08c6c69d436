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

    /// Appends the selected rows of one subject.
    mutating func append(_ chunk: MeasurementChunk, _ subject: Int, _ pieces: [LatestRows.Piece]) {
        subjects.append(subject, of: chunk.subjects)
        offsets.append(UInt32(days.count))
        for piece in pieces { append(piece.cursor.chunk, rows: piece.rows) }
    }

    /// Appends subjects of a chunk with all their rows.
    mutating func append(_ chunk: MeasurementChunk, _ taken: Range<Int>) {
        guard !taken.isEmpty else { return }
        let rows = chunk.rows(taken.lowerBound).lowerBound..<chunk.rows(taken.upperBound - 1).upperBound
        let shift = UInt32(days.count) &- UInt32(rows.lowerBound)
        subjects.append(taken, of: chunk.subjects)
        for subject in taken { offsets.append(chunk.offsets[subject] &+ shift) }
        append(chunk, rows: rows)
    }

    private mutating func append(_ chunk: MeasurementChunk, rows: Range<Int>) {
        if !chunk.reasons.isEmpty { appendReasons(chunk, rows) }
        if rows.count == 1 {
            days.append(chunk.days[rows.lowerBound])
            units.append(chunk.units[rows.lowerBound])
            stateCodes.append(chunk.stateCodes[rows.lowerBound])
        } else {
            days.append(contentsOf: chunk.days[rows])
            units.append(contentsOf: chunk.units[rows])
            stateCodes.append(contentsOf: chunk.stateCodes[rows])
        }
    }

    private mutating func appendReasons(_ chunk: MeasurementChunk, _ rows: Range<Int>) {
        for row in rows {
            let code = chunk.reasonCodes[row]
            if code == 0 && reasonCodes.isEmpty { continue }
            // Rows before it had none.
            padReasons(to: days.count + row - rows.lowerBound)
            guard code > 0 else {
                reasonCodes.append(0)
                continue
            }
            reasonCodes.append(place(of: chunk.reasons[Int(code) - 1]) + 1)
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
        if !reasonCodes.isEmpty { padReasons(to: days.count) }
        let ids: [SubjectID]
        if let earlier, earlier.texts == subjects {
            ids = earlier.ids
        } else {
            ids = (0..<subjects.count).map { subjects.subject($0) }
            earlier = SharedSubjects(texts: subjects, ids: ids)
        }
        return MeasurementColumns(
            indicator: indicator, subjects: ids, offsets: offsets + [UInt32(days.count)], days: days,
            units: units, reasons: reasons, reasonCodes: reasonCodes, stateCodes: stateCodes)
    }
}

/// The subjects of an indicator, for the next one that is read.
struct SharedSubjects {
    let texts: TextList
    let ids: [SubjectID]
}
