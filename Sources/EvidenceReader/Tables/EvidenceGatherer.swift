/// Puts the blocks of a file together in their order.
protocol EvidenceGatherer: ~Copyable {
    associatedtype Rows: BlockReader

    /// The good rows so far.
    var count: Int { get }
    /// Makes room for so many rows.
    mutating func reserve(_ rows: Int)
    /// Makes what a block is read with.
    func makeRows(_ form: TextForm, _ limits: ReadingLimits) -> Rows
    /// Prepares for the next block, of which at most so many faults are kept.
    func begin(_ rows: Rows, mostFaults: Int)
    /// Takes the rows of the next block, whose first line is `line`, from 1.
    mutating func append(_ rows: Rows, from line: Int)
}
