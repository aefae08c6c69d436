import Dispatch
import OutcomesModel
import Synchronization

/// Reads the blocks of a file on several threads and gives them in their order.
///
/// While some blocks are read, the next are filled; so many are held, and no more.
struct BlockReading {
    let file: String
    let cutter: BlockCutter
    let form: TextForm
    let limits: ReadingLimits
    /// The bytes of the file, where that is known.
    let expectedBytes: Int?
    /// Is called when some blocks more were read.
    let progress: (() -> Void)?

    /// Gives all rows to `gatherer`, and what is wrong with them to `log`.
    ///
    /// - Parameters:
    ///   - headerLine: where the header is, from 1.
    ///   - firstLine: where the first block begins, from 1.
    /// - Throws: what makes the whole file useless: the first such fault in it.
    func read<Gatherer: EvidenceGatherer & ~Copyable>(
        into gatherer: inout Gatherer, _ log: inout FindingLog, headerLine: Int, firstLine: Int
    ) throws(EvidenceError) {
        var reading = (0..<wave).map { _ in gatherer.makeRows(form, limits) }
        var filling = (0..<wave).map { _ in gatherer.makeRows(form, limits) }
        var place = Place(line: firstLine)
        var (filled, failure) = fill(reading)
        while filled > 0 {
            for rows in reading[..<filled] { gatherer.begin(rows, mostFaults: log.room) }
            let (next, nextFailure) = work(reading, filled, filling, isMore: failure == nil)
            for rows in reading[..<filled] {
                try check(rows, place)
                gatherer.append(rows, from: place.line)
                log.take(rows.log, from: place.line)
                place.line += rows.lineEnds
                place.hasRows = place.hasRows || rows.hasRows
            }
            guard place.line <= limits.lines else { throw .tooManyLines(file: file, limit: limits.lines) }
            if place.isFirstWave { makeRoom(in: &gatherer, afterBlock: reading[filled - 1].block) }
            place.isFirstWave = false
            progress?()
            swap(&reading, &filling)
            if let failure { throw failure }
            (filled, failure) = (next, nextFailure)
        }
        if let failure { throw failure }
        guard place.hasRows else { throw .noRows(file: file, headerLine: headerLine) }
    }

    private struct Place {
        var line: Int
        var hasRows = false
        var isFirstWave = true
    }

    /// How many blocks are read before they are put together: a few for each thread, so that none waits long.
    private var wave: Int { max(limits.threads, 1) * 3 }

    /// Fills blocks from the first on; returns how many, and why there are no more where that is a fault.
    private func fill(
        _ rows: [some BlockReader]
    ) -> (filled: Int, failure: EvidenceError?) {
        for (place, one) in rows.enumerated() {
            do throws(EvidenceError) {
                guard try cutter.fill(one.block) else { return (place, nil) }
            } catch {
                return (place, error)
            }
        }
        return (rows.count, nil)
    }

    /// Reads the filled blocks, and fills the others meanwhile.
    private func work<Rows: BlockReader>(
        _ reading: [Rows], _ filled: Int, _ filling: [Rows], isMore: Bool
    ) -> (filled: Int, failure: EvidenceError?) {
        // Safe because each task is taken by one thread, and touches one block, or those that are filled.
        nonisolated(unsafe) var next: (filled: Int, failure: EvidenceError?) = (0, nil)
        nonisolated(unsafe) let (reading, filling, this) = (reading, filling, self)
        let first = isMore ? 1 : 0
        let tasks = filled + first
        let taken = Counter()
        DispatchQueue.concurrentPerform(iterations: min(max(limits.threads, 1), tasks)) { _ in
            while let task = taken.next(below: tasks) {
                if task < first {
                    next = this.fill(filling)
                } else {
                    reading[task - first].read()
                }
            }
        }
        return next
    }

    /// Throws what is wrong with the bytes of a block.
    private func check(
        _ rows: some BlockReader, _ place: Place
    ) throws(EvidenceError) {
        if let (fault, line) = rows.textFault {
            throw fault.error(file: file, line: place.line + line, before: rows.block.offset)
        }
        if let line = rows.unterminated {
            throw .unterminatedQuote(file: file, line: place.line + line)
        }
    }

    /// Makes room for all rows that there will be, going by those that were read first.
    private func makeRoom<Gatherer: EvidenceGatherer & ~Copyable>(
        in gatherer: inout Gatherer, afterBlock block: Block
    ) {
        let read = block.offset + block.count
        guard let expectedBytes, read > 0, expectedBytes > read else { return }
        let rows = Double(gatherer.count) * Double(expectedBytes) / Double(read) * 1.02
        gatherer.reserve(Int(min(rows, Double(limits.expectedRows))))
    }
}

/// Numbers that several threads take, each once.
private final class Counter: Sendable {
    private let taken = Atomic(0)

    func next(below end: Int) -> Int? {
        let number = taken.add(1, ordering: .relaxed).oldValue
        return number < end ? number : nil
    }
}
