/// One posting of a settlement: it is never changed. A later one says the difference to what was posted before.
public struct PostedSettlement: Sendable {
    /// Its place among all postings of the store, from 1; 0 until it is posted.
    public let number: Int64
    public let contract: PackID
    public let settlement: SettlementID
    /// From 1: which posting of this settlement it is.
    public let revision: Int
    public let kind: Kind
    public let asOf: BatchID
    /// How many postings of the contract there were when this one was made: its caps and claims know them.
    public let knownPostings: Int
    /// The content hash of the pack whose rules made it.
    public let packHash: String
    /// What this posting adds: the amounts of an adjustment are differences, and may be negative.
    public let lines: [PostedLine]
    /// All that the settlement has paid for as of this posting; none of it is ever paid again.
    public let claims: [Claim]
    public let journal: [JournalEntry]
    /// The receipt as it was given out; none of a posting that an earlier host made.
    public let receipt: String?
    public let recording: Recording

    public enum Kind: String, CaseIterable, Sendable {
        case settlement
        /// The difference that later or corrected evidence makes.
        case adjustment
        /// Takes back all that was posted before.
        case reversal
    }

    public init(
        number: Int64 = 0, contract: PackID, settlement: SettlementID, revision: Int = 1,
        kind: Kind = .settlement,
        asOf: BatchID, knownPostings: Int = 0, packHash: String, lines: [PostedLine],
        claims: [Claim] = [], journal: [JournalEntry], receipt: String? = nil, recording: Recording
    ) {
        self.number = number
        self.contract = contract
        self.settlement = settlement
        self.revision = revision
        self.kind = kind
        self.asOf = asOf
        self.knownPostings = knownPostings
        self.packHash = packHash
        self.lines = lines
        self.claims = claims
        self.journal = journal
        self.receipt = receipt
        self.recording = recording
    }
}

/// What a later settlement needs to know of a payment line that was posted.
public struct PostedLine: Hashable, Sendable {
    public let number: Int
    public let payment: PaymentID
    public let outcome: OutcomeID?
    public let paid: Money

    public init(number: Int, payment: PaymentID, outcome: OutcomeID?, paid: Money) {
        self.number = number
        self.payment = payment
        self.outcome = outcome
        self.paid = paid
    }
}
