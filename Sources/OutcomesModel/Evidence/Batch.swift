/// What an evidence file holds.
public enum EvidenceKind: String, CaseIterable, Sendable {
    case measurements, participants
}

/// An evidence file, known by its content.
public struct EvidenceFile: Hashable, Sendable {
    public let name: String
    public let bytes: Int
    /// Lower-case hexadecimal, 64 digits.
    public let sha256: String

    public init(name: String, bytes: Int, sha256: String) {
        self.name = name
        self.bytes = bytes
        self.sha256 = sha256
    }
}

/// The rows of one kind that a file gave, with what was found wrong in it.
public struct EvidenceBatch: Sendable {
    public let file: EvidenceFile
    public let kind: EvidenceKind
    public let measurements: MeasurementTable
    public let participants: ParticipantTable
    public let findings: [Finding]

    public init(
        file: EvidenceFile, kind: EvidenceKind, measurements: MeasurementTable,
        participants: ParticipantTable,
        findings: [Finding]
    ) {
        self.file = file
        self.kind = kind
        self.measurements = measurements
        self.participants = participants
        self.findings = findings
    }

    public var rows: Int { measurements.count + participants.count }
}

/// Who recorded something, when, and why; given by the caller, since nothing below the command line
/// reads a clock.
public struct Recording: Hashable, Sendable {
    public let by: String
    /// A moment in UTC, as `2026-11-22T10:15:00Z`.
    public let at: String
    public let reason: String

    public init(by: String, at: String, reason: String) {
        self.by = by
        self.at = at
        self.reason = reason
    }
}
