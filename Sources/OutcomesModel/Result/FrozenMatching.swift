/// Pairs of a matched evaluation that were recorded, so that nobody can choose them when outcomes are known.
public struct FrozenMatching: Hashable, Sendable {
    public let evaluation: EvaluationID
    /// The last batch that was known when they were formed.
    public let asOf: BatchID
    /// In the order of the treated, by pseudonym.
    public let sets: [MatchedSet]
    /// All on which the pairs depend, in words; pairs of other terms do not count.
    public let terms: String
    /// Whether outcomes of people after their entry were already recorded.
    public let knewOutcomes: Bool
    public let recording: Recording

    public init(
        evaluation: EvaluationID, asOf: BatchID, sets: [MatchedSet], terms: String, knewOutcomes: Bool,
        recording: Recording
    ) {
        self.evaluation = evaluation
        self.asOf = asOf
        self.sets = sets
        self.terms = terms
        self.knewOutcomes = knewOutcomes
        self.recording = recording
    }
}

/// One treated person and who was matched to it; nobody where nobody was near enough.
public struct MatchedSet: Hashable, Sendable {
    public let treated: String
    public let controls: [String]

    public init(treated: String, controls: [String]) {
        self.treated = treated
        self.controls = controls
    }
}
