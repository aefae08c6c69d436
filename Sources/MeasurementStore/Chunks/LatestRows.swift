/// The rows of one subject that the batches of a merge hold: of each day, the latest batch's.
struct LatestRows {
    /// Rows of one batch's chunk that follow each other.
    struct Piece {
        let cursor: ChunkCursor<MeasurementChunk>
        var rows: Range<Int>
    }

    /// In the order of their days.
    private(set) var pieces: [Piece] = []

    /// Gathers the rows of the subject at hand.
    mutating func gather(_ merge: ChunkMerge<MeasurementChunk>) {
        pieces.removeAll(keepingCapacity: true)
        var last = Int32.min
        var isAscending = true
        for cursor in merge.current {
            let rows = cursor.chunk.rows(cursor.subject)
            // A batch mostly tells of days after those of the batches before it.
            isAscending = isAscending && cursor.chunk.days[rows.lowerBound] > last
            last = cursor.chunk.days[rows.upperBound - 1]
            pieces.append(Piece(cursor: cursor, rows: rows))
        }
        if !isAscending { pieces = Self.latest(pieces) }
    }

    private static func latest(_ pieces: [Piece]) -> [Piece] {
        var rows: [(day: Int32, piece: Int, row: Int)] = []
        for (index, piece) in pieces.enumerated() {
            for row in piece.rows { rows.append((piece.cursor.chunk.days[row], index, row)) }
        }
        rows.sort { ($0.day, $0.piece) < ($1.day, $1.piece) }
        var latest: [Piece] = []
        var before: (piece: Int, row: Int)?
        for (index, row) in rows.enumerated() {
            // A later batch says something of the same day.
            if index + 1 < rows.count && rows[index + 1].day == row.day { continue }
            if let before, before.piece == row.piece, before.row + 1 == row.row {
                latest[latest.count - 1].rows = latest[latest.count - 1].rows.lowerBound..<row.row + 1
            } else {
                latest.append(Piece(cursor: pieces[row.piece].cursor, rows: row.row..<row.row + 1))
            }
            before = (row.piece, row.row)
        }
        return latest
    }
}
