/// Measurements or claims that were drawn for somebody to look at, so that what is found in them says something of
/// all of them.
public struct AuditSample: Sendable {
    public let number: Int64
    public let population: Population
    /// What they were drawn from, in words.
    public let selection: String
    /// The last batch that was known when they were drawn.
    public let asOf: BatchID
    /// How many there were to draw from.
    public let size: Int
    /// What the numbers came from: the same seed draws the same ones again.
    public let seed: UInt64
    /// The share of errors above which the whole would not do, from 0 to 1.
    public let tolerated: Decimal
    /// How sure one is to find an error where the share is above that, from 0 to 1.
    public let confidence: Decimal
    /// In the order in which they stand in the population.
    public let members: [Member]
    public let recording: Recording

    public enum Population: String, CaseIterable, Sendable {
        case measurements, claims
    }

    /// A measurement, by indicator and day, or a claim, by outcome and window.
    public enum Member: Hashable, Sendable {
        case measurement(SubjectID, IndicatorID, Day)
        case claim(SubjectID, OutcomeID, WindowID)
    }

    public init(
        number: Int64 = 0, population: Population, selection: String, asOf: BatchID, size: Int, seed: UInt64,
        tolerated: Decimal, confidence: Decimal, members: [Member], recording: Recording
    ) {
        self.number = number
        self.population = population
        self.selection = selection
        self.asOf = asOf
        self.size = size
        self.seed = seed
        self.tolerated = tolerated
        self.confidence = confidence
        self.members = members
        self.recording = recording
    }
}
