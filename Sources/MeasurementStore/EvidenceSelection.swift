package import OutcomesModel

/// Which measurements of an indicator a read is about; of all days and subjects where nothing is said.
///
/// Chunks that hold none of them are not read.
package struct EvidenceSelection: Sendable {
    package var days: ClosedRange<Day>?
    /// A group, a shard, or any people, in any order.
    package var subjects: [SubjectID]?

    package init(days: ClosedRange<Day>? = nil, subjects: [SubjectID]? = nil) {
        self.days = days
        self.subjects = subjects
    }
}

/// A selection in the terms of chunks.
struct ChunkSelection {
    let days: ClosedRange<Int32>?
    /// Ascending, each once.
    let subjects: TextList?

    init(_ selection: EvidenceSelection) {
        days = selection.days.map { $0.lowerBound.number...$0.upperBound.number }
        subjects = selection.subjects.map { subjects in
            var texts = TextList()
            for subject in subjects { texts.append(subject) }
            var ascending = TextList()
            for place in texts.ascendingPlaces() {
                let isSame =
                    ascending.count > 0
                    && ascending.compare(ascending.count - 1, with: texts, Int(place)) == 0
                if !isSame { ascending.append(Int(place), of: texts) }
            }
            return ascending
        }
    }

    static let everything = ChunkSelection(EvidenceSelection())

    var isEverything: Bool { days == nil && subjects == nil }

    func allows(_ place: ChunkPlace) -> Bool { place.overlaps(days: days, subjects: subjects) }
}

extension ChunkMerge<MeasurementChunk> {
    /// Calls `body` with the pieces of each selected subject, in order, and a cursor that stands at it.
    ///
    /// - Parameter rest: is given subjects of a cursor's chunk that can be taken as they are.
    mutating func forEach(
        _ selection: ChunkSelection, rest: (ChunkCursor<MeasurementChunk>, Range<Int>) throws -> Void,
        _ body: (ChunkCursor<MeasurementChunk>, [LatestRows.Piece]) throws -> Void
    ) throws {
        var rows = LatestRows()
        var wanted = 0
        var passing = 1
        while try next(passing: passing) {
            passing = 1
            if selection.isEverything, let only {
                let subjects = only.subject..<only.chunk.subjects.count
                try rest(only, subjects)
                passing = subjects.count
                continue
            }
            guard let first = current.first else { return }
            if let subjects = selection.subjects {
                var order = -1
                while wanted < subjects.count, order < 0 {
                    order = subjects.compare(wanted, with: first.chunk.subjects, first.subject)
                    if order < 0 { wanted += 1 }
                }
                if wanted == subjects.count { return }
                if order > 0 { continue }
            }
            rows.gather(self)
            let pieces = selection.days.map { rows.pieces(on: $0) } ?? rows.pieces
            if !pieces.isEmpty { try body(first, pieces) }
        }
    }
}

extension LatestRows {
    /// Returns the pieces that lie in `days`.
    func pieces(on days: ClosedRange<Int32>) -> [Piece] {
        pieces.compactMap { piece in
            let all = piece.cursor.chunk.days
            var rows = piece.rows
            while !rows.isEmpty && all[rows.lowerBound] < days.lowerBound { rows.removeFirst() }
            while !rows.isEmpty && all[rows.upperBound - 1] > days.upperBound { rows.removeLast() }
            return rows.isEmpty ? nil : Piece(cursor: piece.cursor, rows: rows)
        }
    }
}
