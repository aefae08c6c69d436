import GRDB
package import OutcomesModel

extension MeasurementStore {
    /// Posts a settlement, an adjustment or a reversal with its lines and journal entries, for good.
    ///
    /// - Parameter archive: the pack whose rules made it; kept once.
    /// - Throws: `postedMeanwhile` where another posting came since this one was made, `alreadyPosted` where the
    ///   settlement stands posted and this is no difference to it, `unknownBatch`, `notAMoment`.
    package func post(_ settlement: PostedSettlement, archive: PackArchive? = nil) throws(StoreError) {
        _ = try Moment.checked(settlement.recording.at)
        try write { database in
            try database.requireBatch(settlement.asOf)
            let (contract, id) = (settlement.contract, settlement.settlement)
            let last = try Query(
                database,
                """
                SELECT recorded_by, recorded_at, reason, kind, revision FROM settlement
                WHERE contract = ? AND settlement = ? ORDER BY revision DESC LIMIT 1
                """
            ).first([.text(contract.rawValue), .text(id.rawValue)]) { row in
                (
                    recording: try row.recording(by: 0, at: 1, reason: 2),
                    kind: try row.word(3) as PostedSettlement.Kind, revision: Int(try row.number(4))
                )
            }
            if let last, last.kind != .reversal, settlement.kind == .settlement {
                throw StoreError.alreadyPosted(contract: contract, settlement: id, recording: last.recording)
            }
            let posted = try Query(database, "SELECT count(*) FROM settlement WHERE contract = ?")
                .first([.text(contract.rawValue)]) { Int(try $0.number(0)) }
            guard posted == settlement.knownPostings, settlement.revision == (last?.revision ?? 0) + 1 else {
                throw StoreError.postedMeanwhile(contract: contract, settlement: id)
            }
            if let archive { try database.insert(archive) }
            let hash = JournalChain.hash(of: settlement, entries: settlement.journal.count)
            let number = try Self.insert(settlement, hash: hash, database)
            try Self.insert(settlement.lines, of: number, database)
            try Self.insert(settlement.claims, of: number, database)
            try Self.insert(settlement.journal, of: number, hash: hash, database)
        }
    }

    /// Returns the posted settlements of a contract in the order in which they were posted.
    package func posted(of contract: PackID) throws(StoreError) -> [PostedSettlement] {
        try read(whole: Schema.ledgerTables) { database in
            return try StoredSettlement.all(database, contract: contract).map { stored in
                let posted = try stored.posted()
                if let damage = stored.damages.first { throw Damage(what: damage) }
                return posted
            }
        }
    }
}

extension MeasurementStore {
    private static func insert(
        _ settlement: PostedSettlement, hash: String, _ database: Database
    ) throws -> Int64 {
        try Query(
            database,
            """
            INSERT INTO settlement
                (contract, settlement, as_of, pack_hash, recorded_by, recorded_at, reason, hash, revision,
                kind, receipt)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
            """
        ).run([
            .text(settlement.contract.rawValue), .text(settlement.settlement.rawValue),
            .number(settlement.asOf.number), .text(settlement.packHash), .text(settlement.recording.by),
            .text(settlement.recording.at), .text(settlement.recording.reason), .text(hash),
            .number(settlement.revision), .text(settlement.kind.rawValue), .text(settlement.receipt),
        ])
        return database.lastInsertedRowID
    }

    private static func insert(_ lines: [PostedLine], of settlement: Int64, _ database: Database) throws {
        let columns = ["settlement", "position", "number", "payment", "outcome", "minor_units", "currency"]
        try database.insert(into: "settlement_line", columns, Array(lines.enumerated())) { position, line in
            [
                .number(settlement), .number(position), .number(line.number), .text(line.payment.rawValue),
                .text(line.outcome?.rawValue), .number(line.paid.minorUnits), .text(line.paid.currency.code),
            ]
        }
    }

    private static func insert(_ claims: [Claim], of settlement: Int64, _ database: Database) throws {
        let columns = [
            "settlement", "position", "subject", "outcome", "window", "quantity", "cause_file", "cause_line",
            "first_day", "last_day",
        ]
        try database.insert(into: "settlement_claim", columns, Array(claims.enumerated())) {
            position, claim in
            [
                .number(settlement), .number(position), .text(claim.subject.description),
                .text(claim.outcome.rawValue), .text(claim.window.rawValue), .number(claim.quantity),
                .text(claim.cause.file), .number(claim.cause.line), .number(claim.period?.first.number),
                .number(claim.period?.last.number),
            ]
        }
    }

    private static func insert(
        _ journal: [JournalEntry], of settlement: Int64, hash settlementHash: String, _ database: Database
    ) throws {
        let entries = try Query(
            database,
            "INSERT INTO journal_entry (number, settlement, line, previous_hash, hash) VALUES (?, ?, ?, ?, ?)"
        )
        let columns = ["entry", "position", "contract", "party", "purpose", "minor_units", "currency"]
        let last = try Query(
            database, "SELECT number, hash FROM journal_entry ORDER BY number DESC LIMIT 1"
        ).first([]) { (number: try $0.number(0), hash: try $0.text(1)) }
        var (number, previous) = last ?? (number: 0, hash: JournalChain.start)
        for entry in journal {
            number += 1
            let hash = JournalChain.hash(
                ofEntry: number, line: entry.line, entry.postings, settlement: settlementHash,
                previous: previous)
            try entries.run([
                .number(number), .number(settlement), .number(entry.line), .text(previous), .text(hash),
            ])
            try database.insert(into: "posting", columns, Array(entry.postings.enumerated())) {
                position, side in
                [
                    .number(number), .number(position), .text(side.account.contract.rawValue),
                    .text(side.account.party.rawValue), .text(side.account.purpose.rawValue),
                    .number(side.amount.minorUnits), .text(side.amount.currency.code),
                ]
            }
            previous = hash
        }
    }
}
