import GRDB
package import OutcomesModel

extension MeasurementStore {
    /// Returns the people of a contract as of a batch, sorted by pseudonym, byte by byte.
    package func participants(of contract: PackID, asOf batch: BatchID) throws(StoreError) -> ParticipantTable
    {
        try read { database in
            try database.requireBatch(batch)
            let query = try Query(database, Participant.rowsSQL(where: "person.batch <= ?2"))
            return ParticipantTable(
                try Participant.latest(query, [.text(contract.rawValue), .number(batch.number)]))
        }
    }
}

extension Database {
    /// Compares a file's people with the latest rows of the store.
    ///
    /// - Throws: `twiceInFile` where two rows say different things about the same person.
    func changes(
        in participants: ParticipantTable, of contract: PackID, file: EvidenceFile
    ) throws -> Changes<Participant> {
        let rows = try Query(self, Participant.rowsSQL(where: "person.pseudonym = ?2"))
        let isFirst = try Query(self, "SELECT 1 FROM participant WHERE contract = ? LIMIT 1").isEmpty(
            [.text(contract.rawValue)])
        var changes = Changes<Participant>()
        var before: Participant?
        for row in participants.sorted(by: { ($0.pseudonym, $0.line) < ($1.pseudonym, $1.line) }) {
            if let before, before.pseudonym == row.pseudonym {
                guard row.saysTheSame(as: before) else {
                    throw StoreError.twiceInFile(
                        file: file.name, subject: .participant(row.pseudonym), indicator: nil, day: nil,
                        lines: [before.line, row.line])
                }
                changes.append(row, as: .unchanged)
                continue
            }
            before = row
            let key: [Argument] = [.text(contract.rawValue), .text(row.pseudonym)]
            let known = isFirst ? nil : try Participant.latest(rows, key).first
            let isSame = known.map { row.saysTheSame(as: $0) }
            changes.append(row, as: isSame.map { $0 ? .unchanged : .correction } ?? .new)
        }
        return changes
    }

    func insert(_ participants: [Participant], contract: PackID, batch: BatchID) throws {
        let key = ["contract", "pseudonym", "batch"]
        try insert(into: "participant", key + ["group_id", "entry_day", "exit_day", "line"], participants) {
            row in
            [
                .text(contract.rawValue), .text(row.pseudonym), .number(batch.number),
                .text(row.group?.rawValue), .number(row.entry.number), .number(row.exit?.number),
                .number(row.line),
            ]
        }
        let attributes = participants.flatMap { row in
            row.attributes.sorted { $0.key < $1.key }.map { (row.pseudonym, $0.key, $0.value) }
        }
        try insert(into: "participant_attribute", key + ["attribute", "value"], attributes) {
            (pseudonym, attribute, value) in
            [
                .text(contract.rawValue), .text(pseudonym), .number(batch.number), .text(attribute.rawValue),
                .text(value),
            ]
        }
    }
}

extension Participant {
    fileprivate func saysTheSame(as other: Participant) -> Bool {
        group == other.group && entry == other.entry && exit == other.exit && attributes == other.attributes
    }

    /// The rows of contract ?1 that fit `condition`, the latest of a person last: a line for each attribute,
    /// or one line where there are none.
    fileprivate static func rowsSQL(where condition: String) -> String {
        """
        SELECT person.pseudonym, group_id, entry_day, exit_day, line, attribute, value, person.batch
        FROM participant AS person LEFT JOIN participant_attribute AS attributes
            ON attributes.contract = person.contract AND attributes.pseudonym = person.pseudonym
            AND attributes.batch = person.batch
        WHERE person.contract = ?1 AND \(condition)
        ORDER BY person.pseudonym, person.batch
        """
    }

    /// Reads the latest row of each person from what `rowsSQL` selects.
    fileprivate static func latest(_ query: Query, _ arguments: [Argument]) throws -> [Participant] {
        var people: [Participant] = []
        var lastBatch: Int64?
        try query.rows(arguments) { row in
            let batch = try row.number(7)
            var attributes: [AttributeID: String] = [:]
            if let last = people.last, row.has(last.pseudonym, in: 0) {
                // A further attribute of the same row, or a later row, which takes its place.
                if batch == lastBatch { attributes = last.attributes }
                people.removeLast()
            }
            if let name = row.optionalText(5) { attributes[AttributeID(name)] = try row.text(6) }
            people.append(
                Participant(
                    pseudonym: try row.text(0), group: row.optionalText(1).map { GroupID($0) },
                    entry: try row.day(2), exit: try row.optionalDay(3), attributes: attributes,
                    line: Int(try row.number(4))))
            lastBatch = batch
        }
        return people
    }
}
