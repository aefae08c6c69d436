/// How grave a finding is.
public enum FindingSeverity: String, CaseIterable, Sendable {
    /// The row or measurement is not used.
    case rejected
    /// It is used, and a person must have answered before anything is posted.
    case question
    /// Nothing is lost or held up, and somebody should look, as where a row says the same as an earlier one.
    case warning
}

/// Something to look at in the evidence or the contract: bad data is a value, not a stop.
public struct Finding: Hashable, Sendable {
    public let severity: FindingSeverity
    /// The rule that found it: `row.decimals`, or the hook such as `checks.measurement`.
    public let rule: String
    public let message: String
    /// What to do about it, where that is known.
    public let hint: String?
    /// File, line and column of the evidence, where there is one.
    public let place: SourceLocation?
    /// The pseudonym or group at hand, where there is one.
    public let subject: SubjectID?

    public init(
        severity: FindingSeverity, rule: String, message: String, hint: String? = nil,
        place: SourceLocation? = nil, subject: SubjectID? = nil
    ) {
        self.severity = severity
        self.rule = rule
        self.message = message
        self.hint = hint
        self.place = place
        self.subject = subject
    }
}

/// A finding as the store keeps it, with the answer that was recorded, if any.
public struct RecordedFinding: Hashable, Sendable {
    public let id: FindingID
    /// The batch that it was found in; none for a finding about the contract.
    public let batch: BatchID?
    public let finding: Finding
    public let answer: FindingAnswer?

    public init(id: FindingID, batch: BatchID?, finding: Finding, answer: FindingAnswer?) {
        self.id = id
        self.batch = batch
        self.finding = finding
        self.answer = answer
    }

    /// True for a question that nobody has answered.
    public var isOpen: Bool { finding.severity == .question && answer == nil }
}

/// What a person said to a question.
public struct FindingAnswer: Hashable, Sendable {
    public let text: String
    public let by: String
    public let at: String

    public init(text: String, by: String, at: String) {
        self.text = text
        self.by = by
        self.at = at
    }
}
