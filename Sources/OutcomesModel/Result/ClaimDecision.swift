/// What a verifier said of a claim: a claim that is rejected is not paid, one that is disputed is held.
public struct ClaimDecision: Hashable, Sendable {
    public let subject: SubjectID
    public let outcome: OutcomeID
    public let window: WindowID
    public let state: VerificationState
    /// Who said it, when, and why.
    public let recording: Recording

    public init(
        subject: SubjectID, outcome: OutcomeID, window: WindowID, state: VerificationState,
        recording: Recording
    ) {
        self.subject = subject
        self.outcome = outcome
        self.window = window
        self.state = state
        self.recording = recording
    }
}
