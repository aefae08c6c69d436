import GRDB
package import OutcomesModel

extension MeasurementStore {
    /// Returns all values of one indicator as of a batch, sorted by subject, byte by byte, and day.
    package func measurements(
        of contract: PackID, indicator: IndicatorID, asOf batch: BatchID,
        _ selection: EvidenceSelection = EvidenceSelection()
    ) throws(StoreError) -> MeasurementColumns {
        try measurements(of: contract, indicators: [indicator], asOf: batch, selection)[0]
    }

    /// Returns the values of some indicators in their order, read in one transaction; indicators of the same
    /// people share one list of them.
    package func measurements(
        of contract: PackID, indicators: [IndicatorID], asOf batch: BatchID,
        _ selection: EvidenceSelection = EvidenceSelection()
    ) throws(StoreError) -> [MeasurementColumns] {
        let selection = ChunkSelection(selection)
        return try read(whole: ["batch", "measurement_chunk"]) { database in
            try database.requireBatch(batch)
            var shared: SharedSubjects?
            return try indicators.map { indicator in
                let places = try database.measurementChunks(of: contract, indicator, asOf: batch)
                    .filter(selection.allows)
                var builder = ColumnsBuilder(rows: places.reduce(0) { $0 + Int($1.content.rows) })
                var merge = ChunkMerge(try places.cursors { try database.load($0, .values) })
                try merge.forEach(selection) { cursor, subjects in
                    builder.append(cursor, subjects)
                } _: { cursor, pieces in
                    builder.append(cursor, pieces)
                }
                return builder.columns(indicator, sharing: &shared)
            }
        }
    }

    /// Returns every measurement of a contract as of a batch, sorted by indicator, subject and day.
    package func evidence(of contract: PackID, asOf batch: BatchID) throws(StoreError) -> MeasurementTable {
        try read(whole: ["batch", "measurement_chunk"]) { database in
            var all: MeasurementTable = []
            try database.evidence(of: contract, asOf: batch, rowsAtOnce: .max) { all = $0 }
            return all
        }
    }

    /// Gives every measurement of a contract as of a batch to `body`, in tables of at least `rowsAtOnce` rows
    /// but for the last; sorted by indicator, subject and day through all of them.
    ///
    /// - Throws: `StoreError`, and what `body` throws.
    package func evidence(
        of contract: PackID, asOf batch: BatchID, rowsAtOnce: Int, _ body: (MeasurementTable) throws -> Void
    ) throws {
        let stopped: (any Error)? = try read(whole: ["batch", "measurement_chunk"]) { database in
            var failure: (any Error)?
            do {
                try database.evidence(of: contract, asOf: batch, rowsAtOnce: rowsAtOnce) { table in
                    do { try body(table) } catch {
                        failure = error
                        throw error
                    }
                }
            } catch {
                guard let failure else { throw error }
                return failure
            }
            return nil
        }
        if let stopped { throw stopped }
    }
}

extension Database {
    fileprivate func evidence(
        of contract: PackID, asOf batch: BatchID, rowsAtOnce: Int, _ body: (MeasurementTable) throws -> Void
    ) throws {
        try requireBatch(batch)
        var builder = TableBuilder()
        for indicator in try indicators(of: contract) {
            let places = try measurementChunks(of: contract, indicator, asOf: batch)
            var merge = ChunkMerge(try places.cursors { try self.load($0, .all) })
            builder.begin(indicator)
            try merge.forEach(.everything) { cursor, subjects in
                let chunk = cursor.chunk
                for subject in subjects {
                    builder.begin(chunk.subjects.subject(subject))
                    builder.append(chunk, chunk.rows(subject))
                }
                if builder.count >= rowsAtOnce { try body(builder.take()) }
            } _: { cursor, pieces in
                builder.begin(cursor.chunk.subjects.subject(cursor.subject))
                for piece in pieces { builder.append(piece.cursor.chunk, piece.rows) }
                if builder.count >= rowsAtOnce { try body(builder.take()) }
            }
        }
        if builder.count > 0 { try body(builder.take()) }
    }
}
