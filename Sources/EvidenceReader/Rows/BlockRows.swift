import OutcomesModel

/// Takes the rows of one block in, and keeps what is wrong with them.
protocol RowTaker: ~Copyable {
    var log: FaultLog { get set }

    /// Looks at what the rows will be looked up by, so that it is at hand when each is taken.
    mutating func touch(_ rows: UnsafeBufferPointer<Row>)
    /// Takes a row that has as many cells as the file has columns.
    mutating func take(_ row: Row)
}

/// Reads a block, and keeps what came of it.
protocol BlockReader: AnyObject, SendableMetatype {
    var block: Block { get }
    var log: FaultLog { get }
    /// The ends of lines in the block.
    var lineEnds: Int { get }
    /// True where there was any row, good or bad.
    var hasRows: Bool { get }
    /// The first bytes that are no text, and the line from 0 that they are on.
    var textFault: (fault: TextFault, line: Int)? { get }
    /// The line from 0 of a quoted cell that has no end.
    var unterminated: Int? { get }

    /// Reads all rows of the block.
    func read()
}

/// What one thread reads a block with, and what came of it.
final class BlockRows<Taker: RowTaker & ~Copyable & SendableMetatype>: BlockReader {
    let block: Block
    // Safe because one thread at a time has the block; to make sure of it costs as much as a cell.
    @exclusivity(unchecked) var taker: Taker
    private(set) var lineEnds = 0
    private(set) var hasRows = false
    private(set) var textFault: (fault: TextFault, line: Int)?
    private(set) var unterminated: Int?

    private var jsonCells: JSONCells?
    private let form: TextForm
    private let width: Int
    private let limits: ReadingLimits
    /// The same text in UTF-8, where the file is in another encoding.
    private let converted = Block(capacity: 1)
    /// The rows that are cut before the first of them is taken, and the cells of each.
    private let rowsAhead: Int
    private let rows: UnsafeMutablePointer<Row>
    private let cells: UnsafeMutablePointer<Cell>

    init(_ taker: consuming Taker, form: TextForm, width: Int, limits: ReadingLimits) {
        self.taker = taker
        self.form = form
        self.width = width
        self.limits = limits
        block = Block(capacity: 1)
        jsonCells = form.keys.map { JSONCells($0) }
        // Enough to look for many subjects at once, and few enough that their cells stay near.
        rowsAhead = max(1, min(32, 512 / max(width, 1)))
        cells = .allocate(capacity: max(width, 1) * rowsAhead)
        cells.initialize(repeating: Cell(start: nil, count: 0), count: max(width, 1) * rowsAhead)
        rows = .allocate(capacity: rowsAhead)
    }

    deinit {
        cells.deallocate()
        rows.deallocate()
    }

    var log: FaultLog { taker.log }

    func read() {
        lineEnds = 0
        hasRows = false
        textFault = nil
        unterminated = nil
        if let row = block.longRow {
            readLong(row)
            return
        }
        block.endHere()
        if let fault = form.encoding.fault(in: block.bytes) {
            let before = block.bytes[..<fault.offset]
            textFault = (fault, countLineEnds(in: before))
            return
        }
        if form.encoding != .utf8, hasHighOrZeroByte(block.bytes) {
            form.encoding.convert(block.bytes, into: converted)
            readRows(converted)
        } else {
            readRows(block)
        }
    }

    private func readLong(_ row: LongRow) {
        hasRows = true
        lineEnds = row.lineEnds
        textFault = row.fault.map { ($0.fault, $0.lineEnds) }
        unterminated = row.unterminatedAfter
        taker.log.note(
            .tooLong(limit: limits.rowBytes), in: nil, of: Row(cells: cells, line: 0), subject: nil)
    }

    private func readRows(_ text: Block) {
        if form.keys == nil { readCSV(text) } else { readJSON(text) }
    }

    private func readJSON(_ text: Block) {
        var rows = JSONRows(text.start, end: text.start + text.count)
        while rows.next() {
            let row = Row(cells: UnsafePointer(cells), line: rows.rowLine)
            if rows.rowBytes > limits.rowBytes {
                taker.log.note(.tooLong(limit: limits.rowBytes), in: nil, of: row, subject: nil)
            } else if let fault = jsonCells?.fill(cells, from: rows) {
                taker.log.note(.json(fault), in: nil, of: row, subject: nil)
            } else {
                taker.take(row)
            }
        }
        hasRows = rows.hadRows
        lineEnds = rows.line
    }

    private func readCSV(_ text: Block) {
        var cutter = CSVRows(
            text.start, end: text.start + text.count, separator: form.separator.byte, cells: cells,
            width: width)
        var count = 0
        while cutter.next() {
            let own = cells + count * width
            let row = Row(cells: UnsafePointer(own), line: cutter.rowLine)
            if cutter.count == width, cutter.strayQuote == nil, cutter.rowBytes <= limits.rowBytes {
                (rows + count).initialize(to: row)
                count += 1
                if count == rowsAhead { takeAll(&count) }
            } else {
                // What was cut before it is told before it.
                takeAll(&count)
                noteForm(cutter, row)
            }
            cutter.cells = cells + count * width
        }
        takeAll(&count)
        hasRows = cutter.hadRows
        lineEnds = cutter.line
        unterminated = cutter.unterminated
    }

    @inline(__always)
    private func takeAll(_ count: inout Int) {
        if count > 1 { taker.touch(UnsafeBufferPointer(start: rows, count: count)) }
        for place in 0..<count { taker.take(rows[place]) }
        count = 0
    }

    private func noteForm(_ cutter: CSVRows, _ row: Row) {
        if cutter.rowBytes > limits.rowBytes {
            taker.log.note(.tooLong(limit: limits.rowBytes), in: nil, of: row, subject: nil)
        } else if let column = cutter.strayQuote {
            taker.log.note(.strayQuote, in: column, of: row, subject: nil)
        } else {
            let problem = RowProblem.columns(came: cutter.count, expected: width, separator: form.separator)
            taker.log.note(problem, in: min(cutter.count, width), of: row, subject: nil)
        }
    }
}
