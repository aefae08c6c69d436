import MeasurementStore
import OutcomesModel
import Testing

func posted(
    _ settlement: SettlementID, _ minorUnits: [Int64], of contract: PackID = contract, claims: [Claim] = []
) throws -> PostedSettlement {
    let sek = try Currency(code: "SEK")
    let lines = minorUnits.enumerated().map { index, units in
        PostedLine(
            number: minorUnits.count - index, payment: "savings_share", outcome: index == 0 ? nil : "job",
            paid: Money(minorUnits: units, currency: sek))
    }
    let journal = try lines.map { line in
        try JournalEntry(
            line: line.number,
            postings: [("leksell", line.paid.minorUnits), ("norrkoping", -line.paid.minorUnits)].map {
                party, units in
                Posting(
                    account: Account(contract: contract, party: PartyID(party), purpose: line.payment),
                    amount: Money(minorUnits: units, currency: sek))
            })
    }
    return PostedSettlement(
        contract: contract, settlement: settlement, asOf: BatchID(0), packHash: "abc", lines: lines,
        claims: claims, journal: journal, recording: corrected)
}

let claim = Claim(
    subject: .participant("P-01"), outcome: "job", window: "year", quantity: 2,
    cause: SourceLocation(file: "rules.lua", line: 7))

extension MeasurementStore {
    /// Posts as one who knows all that was posted before.
    func postNext(_ settlement: PostedSettlement, archive: PackArchive? = nil) throws(StoreError) {
        let known = try posted(of: settlement.contract).count
        try post(
            PostedSettlement(
                contract: settlement.contract, settlement: settlement.settlement, asOf: settlement.asOf,
                knownPostings: known, packHash: settlement.packHash, lines: settlement.lines,
                claims: settlement.claims, journal: settlement.journal, recording: settlement.recording),
            archive: archive)
    }
}

@Suite struct LedgerTests {
    let store = try! MeasurementStore.temporary()

    @Test func `a settlement that does not know of the last one that was posted is refused`() throws {
        try store.post(posted("interim", [100]))
        #expect(throws: StoreError.postedMeanwhile(contract: contract, settlement: "final")) {
            try store.post(posted("final", [100]))
        }
        #expect(try store.posted(of: contract).map(\.settlement) == ["interim"])
    }

    @Test func `the claims of a posted settlement come back exactly`() throws {
        let claim = Claim(
            subject: .participant("P-01"), outcome: "job", window: "year", quantity: 2,
            cause: SourceLocation(file: "rules.lua", line: 7))
        let bare = try posted("interim", [100])
        try store.post(
            PostedSettlement(
                contract: contract, settlement: "interim", asOf: BatchID(0), packHash: "abc",
                lines: bare.lines,
                claims: [claim], journal: bare.journal, recording: corrected))
        #expect(try store.posted(of: contract).first?.claims == [claim])
        #expect(try store.check() == [])
    }

    @Test func `a posted settlement comes back exactly`() throws {
        let settlements = [
            try posted("interim", [4_000_000_00, .max]), try posted("final", [-17]), try posted("zero", []),
        ]
        for settlement in settlements { try store.postNext(settlement) }
        try store.postNext(posted("interim", [1], of: "other"))
        let stored = try store.posted(of: contract)
        #expect(stored.map(\.settlement) == ["interim", "final", "zero"])
        for (stored, settlement) in zip(stored, settlements) {
            #expect(stored.contract == contract)
            #expect(stored.asOf == settlement.asOf)
            #expect(stored.packHash == settlement.packHash)
            #expect(stored.lines == settlement.lines)
            #expect(stored.journal == settlement.journal)
            #expect(stored.recording == settlement.recording)
        }
        #expect(try store.posted(of: "other").map(\.lines.count) == [1])
        #expect(try store.check().isEmpty)
    }

    @Test func `a settlement is posted once, and a second time says when`() throws {
        try store.postNext(posted("final", [1]))
        let error = #expect(throws: StoreError.self) { try store.postNext(posted("final", [2])) }
        #expect(error == .alreadyPosted(contract: contract, settlement: "final", recording: corrected))
        #expect(
            error?.diagnostics.first?.message
                == "settlement final of se.norrkoping.soc-2016 was posted by Maja at 2026-11-22T10:15:00Z")
        #expect(try store.posted(of: contract).map { $0.lines[0].paid.minorUnits } == [1])
    }

    @Test func `an entry that books no line leaves nothing behind`() throws {
        let whole = try posted("final", [1, 2])
        let broken = PostedSettlement(
            contract: contract, settlement: "final", asOf: BatchID(0), packHash: "abc",
            lines: [whole.lines[0]],
            journal: whole.journal, recording: corrected)
        #expect(throws: StoreError.refused(path: ":memory:", rule: "FOREIGN KEY constraint failed")) {
            try store.postNext(broken)
        }
        #expect(try store.posted(of: contract).isEmpty)
        try store.postNext(whole)
        #expect(try store.check().isEmpty)
    }

    @Test func `a settlement as of a batch that is yet to come is refused`() throws {
        let whole = try posted("final", [1])
        let early = PostedSettlement(
            contract: contract, settlement: "final", asOf: BatchID(1), packHash: "abc", lines: whole.lines,
            journal: whole.journal, recording: corrected)
        #expect(throws: StoreError.unknownBatch(BatchID(1), latest: nil)) { try store.postNext(early) }
    }
}
