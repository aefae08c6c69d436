import OutcomesModel

/// Takes the rows of one block in, and keeps what is wrong with them.
protocol RowTaker: ~Copyable {
    var log: FaultLog { get set }

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
    var taker: Taker
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
    private let cells: UnsafeMutablePointer<Cell>

    init(_ taker: consuming Taker, form: TextForm, width: Int, limits: ReadingLimits) {
        self.taker = taker
        self.form = form
        self.width = width
        self.limits = limits
        block = Block(capacity: 1)
        jsonCells = form.keys.map { JSONCells($0) }
        cells = .allocate(capacity: max(width, 1))
        cells.initialize(repeating: Cell(start: nil, count: 0), count: max(width, 1))
    }

    deinit { cells.deallocate() }

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
        var rows = CSVRows(
            text.start, end: text.start + text.count, separator: form.separator.byte, cells: cells,
            width: width)
        while rows.next() {
            let row = Row(cells: UnsafePointer(cells), line: rows.rowLine)
            if rows.count == width, rows.strayQuote == nil, rows.rowBytes <= limits.rowBytes {
                taker.take(row)
            } else {
                noteForm(rows, row)
            }
        }
        hasRows = rows.hadRows
        lineEnds = rows.line
        unterminated = rows.unterminated
    }

    private func noteForm(_ rows: CSVRows, _ row: Row) {
        if rows.rowBytes > limits.rowBytes {
            taker.log.note(.tooLong(limit: limits.rowBytes), in: nil, of: row, subject: nil)
        } else if let column = rows.strayQuote {
            taker.log.note(.strayQuote, in: column, of: row, subject: nil)
        } else {
            let problem = RowProblem.columns(came: rows.count, expected: width, separator: form.separator)
            taker.log.note(problem, in: min(rows.count, width), of: row, subject: nil)
        }
    }
}
