public import OutcomesModel
import PluginHost
public import Settlement

/// What an evidence file came to.
public struct ImportedFile: Sendable {
    public let file: EvidenceFile
    public let kind: EvidenceKind
    public let batch: BatchID
    /// The same file was recorded before: nothing was written.
    public let wasAlreadyRecorded: Bool
    public let new: Int
    /// Rows that say what is known already.
    public let unchanged: Int
    /// Rows that say something else than what was known.
    public let corrections: Int
    /// The first of the corrections of measurements.
    public let corrected: [Correction]
    /// Good rows by indicator, in the contract's order.
    public let counts: [(indicator: IndicatorID, rows: Int)]
    public let findings: [Finding]

    func adding(_ finding: Finding) -> ImportedFile {
        ImportedFile(
            file: file, kind: kind, batch: batch, wasAlreadyRecorded: wasAlreadyRecorded, new: new,
            unchanged: unchanged, corrections: corrections, corrected: corrected, counts: counts,
            findings: findings + [finding])
    }

    /// A file of which rows were rejected, where that stops an import.
    public struct Rejection: Sendable {
        public let file: String
        public let rows: Int
        public let line: Int
    }
}

/// A settlement with what stands beside it.
public struct Settled: Sendable {
    public let statement: Statement
    /// The settlements that only show what would have been paid.
    public let others: [Statement]
    public let findings: [RecordedFinding]
    /// The version of the pack whose rules made it.
    let pack: ContractPack

    /// True where somebody should look: open questions, rejected rows, warnings, claims that are held, or
    /// another result than was posted.
    public var needsAttention: Bool {
        findings.contains { $0.isOpen || $0.finding.severity != .question } || !statement.held.isEmpty
            || !statement.withheld.isEmpty || statement.differsFromPosted
    }
}

/// Whose rules a settlement is made by.
public enum RuleVersion: Sendable {
    /// Where it stands posted, the version of the pack that posted it; otherwise the one at hand.
    case ofPosting
    /// The pack at hand, to see what another version of it would have come to.
    case atHand
}

/// How much of what is recorded a settlement knows.
public enum AsOf: Sendable {
    case now
    case batch(BatchID)
    /// A day, `2026-11-22`, or a moment in UTC, `2026-11-22T10:15:00Z`.
    case moment(String)

    /// Reads a batch's number, a day or a moment.
    public init(_ text: String) {
        self = Int64(text).map { .batch(BatchID($0)) } ?? .moment(text)
    }
}

extension EvaluationResult {
    var estimate: Estimate? { if case .estimate(let estimate) = self { estimate } else { nil } }
}
