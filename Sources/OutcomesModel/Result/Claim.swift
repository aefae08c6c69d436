/// An outcome that a rule says was achieved, `quantity` times, by one subject in one window.
public struct Claim: Hashable, Sendable {
    public let subject: SubjectID
    public let outcome: OutcomeID
    public let window: WindowID
    /// The days of the window for this subject; none of a claim that an earlier host posted.
    public let period: Period?
    public let quantity: Int64
    /// The line of the rule that claimed it.
    public let cause: SourceLocation

    public init(
        subject: SubjectID, outcome: OutcomeID, window: WindowID, period: Period? = nil, quantity: Int64,
        cause: SourceLocation
    ) {
        self.subject = subject
        self.outcome = outcome
        self.window = window
        self.period = period
        self.quantity = quantity
        self.cause = cause
    }
}

/// A claim that could not be decided: it is not paid, and the totals say so.
public struct HeldClaim: Hashable, Sendable {
    public let subject: SubjectID
    public let reason: Diagnostic

    public init(subject: SubjectID, reason: Diagnostic) {
        self.subject = subject
        self.reason = reason
    }
}
