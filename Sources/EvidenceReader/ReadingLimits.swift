import FoundationEssentials

/// How much is read at once, by how many, and the most that is kept of what is wrong.
package struct ReadingLimits: Sendable {
    /// What comes out is the same for any number.
    package var threads = ProcessInfo.processInfo.activeProcessorCount
    /// What one thread reads at a time; a row that is longer is waited for, up to `rowBytes`.
    package var blockBytes = 512 << 10
    /// The longest row, with all its cells.
    package var rowBytes = 1 << 20
    /// The most columns of a header.
    package var columns = 4096
    /// The findings that are told one by one; the rest are counted.
    package var findings = 10_000
    /// The most lines that a batch can number; there are no more subjects and sources than lines.
    package var lines = Int(Int32.max) - 1
    /// The most rows that room is made for before they are there.
    package var expectedRows = 100_000_000

    package init() {}
}
