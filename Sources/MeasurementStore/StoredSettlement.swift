import GRDB
import OutcomesModel

/// A settlement as its rows have it, not yet known to be whole.
struct StoredSettlement {
    /// All but the journal.
    let header: PostedSettlement
    let hash: String
    let entries: [Entry]

    struct Entry {
        let number: Int64
        let line: Int
        let postings: [Posting]
        let previous: String
        let hash: String
    }

    /// Reads the settlements of one contract, or of all, in the order in which they were posted.
    static func all(_ database: Database, contract: PackID?) throws -> [StoredSettlement] {
        try Query(
            database,
            """
            SELECT number, contract, settlement, as_of, pack_hash, recorded_by, recorded_at, reason, hash,
                revision, kind, receipt
            FROM settlement WHERE contract = ?1 OR ?1 IS NULL ORDER BY number
            """
        ).map([.text(contract?.rawValue)]) { try StoredSettlement($0, database) }
    }

    private init(_ row: StoredRow, _ database: Database) throws {
        let number = try row.number(0)
        let lines = try Query(
            database,
            """
            SELECT number, payment, outcome, minor_units, currency FROM settlement_line
            WHERE settlement = ? ORDER BY position
            """
        ).map([.number(number)], PostedLine.init(row:))
        let claims = try Query(
            database,
            """
            SELECT subject, outcome, window, quantity, cause_file, cause_line, first_day, last_day
            FROM settlement_claim WHERE settlement = ? ORDER BY position
            """
        ).map([.number(number)], Claim.init(row:))
        entries = try Query(
            database,
            """
            SELECT number, line, previous_hash, hash FROM journal_entry
            WHERE settlement = ? ORDER BY number
            """
        ).map([.number(number)]) { try Entry($0, database) }
        header = PostedSettlement(
            number: number, contract: PackID(try row.text(1)), settlement: SettlementID(try row.text(2)),
            revision: Int(try row.number(9)), kind: try row.word(10), asOf: BatchID(try row.number(3)),
            packHash: try row.text(4), lines: lines, claims: claims, journal: [],
            receipt: row.optionalText(11), recording: try row.recording(by: 5, at: 6, reason: 7))
        hash = try row.text(8)
    }

    /// Returns the settlement with its journal.
    ///
    /// - Throws: `Damage` where an entry does not balance.
    func posted() throws -> PostedSettlement {
        let journal = try entries.map { entry in
            do {
                return try JournalEntry(line: entry.line, postings: entry.postings)
            } catch {
                throw Damage(what: "journal entry \(entry.number): \(error)")
            }
        }
        return PostedSettlement(
            number: header.number, contract: header.contract, settlement: header.settlement,
            revision: header.revision,
            kind: header.kind, asOf: header.asOf, packHash: header.packHash, lines: header.lines,
            claims: header.claims, journal: journal, receipt: header.receipt, recording: header.recording)
    }
}

extension StoredSettlement.Entry {
    /// Reads an entry of number, line and the two hashes, and its postings.
    fileprivate init(_ row: StoredRow, _ database: Database) throws {
        number = try row.number(0)
        line = Int(try row.number(1))
        previous = try row.text(2)
        hash = try row.text(3)
        postings = try Query(
            database,
            """
            SELECT contract, party, purpose, minor_units, currency FROM posting
            WHERE entry = ? ORDER BY position
            """
        ).map([.number(number)]) { row in
            Posting(
                account: Account(
                    contract: PackID(try row.text(0)), party: PartyID(try row.text(1)),
                    purpose: PaymentID(try row.text(2))),
                amount: try row.money(minorUnits: 3, currency: 4))
        }
    }
}

extension Claim {
    fileprivate init(row: StoredRow) throws {
        var period: Period?
        if let first = try row.optionalDay(6), let last = try row.optionalDay(7) {
            period = Period(first: first, last: last)
        }
        self.init(
            subject: SubjectID(text: try row.text(0)), outcome: OutcomeID(try row.text(1)),
            window: WindowID(try row.text(2)), period: period, quantity: try row.number(3),
            cause: SourceLocation(file: try row.text(4), line: row.optionalNumber(5).map { Int($0) }))
    }
}

extension PostedLine {
    fileprivate init(row: StoredRow) throws {
        self.init(
            number: Int(try row.number(0)), payment: PaymentID(try row.text(1)),
            outcome: row.optionalText(2).map { OutcomeID($0) },
            paid: try row.money(minorUnits: 3, currency: 4))
    }
}
