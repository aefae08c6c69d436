import GRDB
package import OutcomesModel

extension MeasurementStore {
    /// Returns the people of a contract as of a batch, sorted by pseudonym, byte by byte.
    package func participants(of contract: PackID, asOf batch: BatchID) throws(StoreError) -> ParticipantTable
    {
        try read(whole: ["batch", "participant_chunk"]) { database in
            try database.requireBatch(batch)
            let places = try database.participantChunks(of: contract, asOf: batch)
            var merge = ChunkMerge(try places.cursors { try database.loadParticipants($0) })
            var builder = ParticipantsBuilder()
            while try merge.next() {
                guard let latest = merge.current.last else { break }
                builder.append(latest.chunk, latest.subject)
            }
            return builder.table()
        }
    }

    /// Returns the contracts that a pseudonym was in at any time, in the order of their ids.
    package func contracts(of pseudonym: String) throws(StoreError) -> [PackID] {
        try read { database in
            let contracts = try Query(
                database, "SELECT DISTINCT contract FROM participant_chunk ORDER BY contract"
            ).map([]) { PackID(try $0.text(0)) }
            var sought = TextList()
            sought.append(pseudonym)
            return try contracts.filter { contract in
                try database.participantChunks(of: contract, asOf: BatchID(.max)).contains { place in
                    guard place.overlaps(days: nil, subjects: sought) else { return false }
                    let people = try database.loadParticipants(place).subjects
                    let row = people.lowerBound(sought.bytes)
                    return row < people.count && people.compare(row, with: sought, 0) == 0
                }
            }
        }
    }
}

/// The people of a file beside what the store knew before it.
struct ParticipantChanges {
    var new = 0
    var unchanged = 0
    var corrections = 0
    let table: ParticipantTable
    /// What is to be stored, as places in the table, by pseudonym.
    var rows: [Int] = []
}

extension Database {
    /// Compares a file's people with the latest rows of the store.
    ///
    /// - Throws: `twiceInFile` where two rows say different things about the same person.
    func changes(
        in table: ParticipantTable, of contract: PackID, file: EvidenceFile
    ) throws -> ParticipantChanges {
        var changes = ParticipantChanges(table: table)
        let places = try latestBatch(of: contract).map { try participantChunks(of: contract, asOf: $0) } ?? []
        var merge = ChunkMerge(try places.cursors { try self.loadParticipants($0) })
        var isAtEnd = try !merge.next()
        let texts = TextList(table.pseudonyms)
        var before: Int?
        for place in changes.sortedRows(texts) {
            if let before, texts.compare(before, with: texts, place) == 0 {
                guard table.saysTheSame(before, place) else {
                    throw StoreError.twiceInFile(
                        file: file.name, subject: .participant(table.pseudonyms[place]), indicator: nil,
                        day: nil, lines: [Int(table.lines[before]), Int(table.lines[place])])
                }
                changes.unchanged += 1
                continue
            }
            before = place
            var order = 1
            while !isAtEnd, let latest = merge.current.last {
                order = latest.chunk.subjects.compare(latest.subject, with: texts, place)
                if order >= 0 { break }
                isAtEnd = try !merge.next()
            }
            if !isAtEnd, order == 0, let latest = merge.current.last {
                guard !table.saysTheSame(place, as: latest.chunk, latest.subject) else {
                    changes.unchanged += 1
                    continue
                }
                changes.corrections += 1
            } else {
                changes.new += 1
            }
            changes.rows.append(place)
        }
        return changes
    }

    /// Stores the people that are to be stored as chunks of the batch.
    func insert(_ changes: ParticipantChanges, contract: PackID, batch: BatchID) throws {
        try changes.requireMeaning()
        let size = MeasurementOrder.rowsOfAChunk
        var dictionaries = ParticipantDictionaries(changes.table)
        for (position, start) in stride(from: 0, to: changes.rows.count, by: size).enumerated() {
            let rows = changes.rows[start..<min(start + size, changes.rows.count)]
            let chunk = changes.table.chunk(of: rows, &dictionaries)
            try insert(
                chunk.encoded(), chunk.content, contract: contract, batch: batch, indicator: nil,
                position: position)
        }
    }
}

extension ParticipantChanges {
    /// Returns the rows by pseudonym, and those of one person by line.
    fileprivate func sortedRows(_ texts: TextList) -> [Int] {
        var rows = texts.ascendingPlaces().map { Int($0) }
        var start = 0
        while start < rows.count {
            var end = start + 1
            while end < rows.count && texts.compare(rows[start], with: texts, rows[end]) == 0 { end += 1 }
            if end - start > 1 {
                rows[start..<end].sort { (table.lines[$0], $0) < (table.lines[$1], $1) }
            }
            start = end
        }
        return rows
    }

    fileprivate func requireMeaning() throws {
        for row in rows {
            let exit = table.exits[row]
            guard !table.pseudonyms[row].isEmpty else { throw Refusal(rule: "a pseudonym is empty") }
            guard MeasurementChunk.days.contains(table.entries[row]),
                exit == ParticipantTable.noExit || MeasurementChunk.days.contains(exit)
            else { throw Refusal(rule: "a day is not in the calendar") }
        }
    }
}

extension ParticipantTable {
    fileprivate func saysTheSame(_ row: Int, _ other: Int) -> Bool {
        groupCodes[row] == groupCodes[other] && entries[row] == entries[other] && exits[row] == exits[other]
            && attributes.allSatisfy { $0[row] == $0[other] }
    }

    fileprivate func saysTheSame(_ row: Int, as known: ParticipantChunk, _ knownRow: Int) -> Bool {
        guard entries[row] == known.entries[knownRow], exits[row] == known.exits[knownRow],
            group(row)?.rawValue == known.group(knownRow)
        else { return false }
        let told = attributes.filter { $0.codes[row] > 0 }
        guard told.count == known.attributes.filter({ $0.codes[knownRow] > 0 }).count else { return false }
        return told.allSatisfy { attribute in
            known.attributes.contains {
                $0.id == attribute.id.rawValue && $0.value(knownRow) == attribute[row]
            }
        }
    }
}
