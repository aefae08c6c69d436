import OutcomesModel

/// The rows of a short list that people keep in a spreadsheet: its named columns, in their order, cell by cell.
///
/// Columns may stand in any order, and others beside them are not read. A list is held whole.
struct ListRows {
    /// A longer one is no list that somebody keeps.
    static let mostBytes = 64 << 20
    private static let mostColumns = 64

    let file: EvidenceFile
    /// What the header calls the cells of each row.
    let columns: [String]
    /// From 1.
    let headerLine: Int
    let rows: [(cells: [String], line: Int)]
    /// Rows that have not the cells of the header, with their lines from 1.
    let faults: [(problem: RowProblem, line: Int)]

    /// - Throws: where it cannot be read as a whole, or a column lacks.
    ///
    /// - Parameter columns: those that must be there; all that there are where nil.
    init(path: String, columns: [String]?) throws(EvidenceError) {
        let name = path.split(separator: "/").last.map(String.init) ?? path
        try self.init(ByteSource(path: path, name: name), columns)
    }

    init(bytes: [UInt8], name: String, columns: [String]) throws(EvidenceError) {
        try self.init(ByteSource(bytes, name: name), columns)
    }

    private init(_ source: ByteSource, _ wanted: [String]?) throws(EvidenceError) {
        let block = Block(capacity: Self.mostBytes + 1)
        block.count = try TextSource(source).read(
            into: UnsafeMutableRawBufferPointer(start: block.start, count: block.capacity))
        guard block.count <= Self.mostBytes else {
            throw .longList(file: source.name, limit: Self.mostBytes)
        }
        block.endHere()
        if let fault = TextEncoding.utf8.fault(in: block.bytes) {
            let line = 1 + countLineEnds(in: block.bytes[..<fault.offset])
            throw fault.error(file: source.name, line: line, before: 0)
        }
        let mark = block.bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
        let cells = UnsafeMutablePointer<Cell>.allocate(capacity: Self.mostColumns)
        cells.initialize(repeating: Cell(start: nil, count: 0), count: Self.mostColumns)
        defer { cells.deallocate() }
        var remarks = CSVRows(
            block.start + mark, end: block.start + block.count, separator: Byte.comma, cells: nil, width: 0)
        remarks.skipRemarks()
        let header = remarks.restOfLine
        let separator =
            Separator.allCases.max { left, right in
                header.count { $0 == left.byte } < header.count { $0 == right.byte }
            } ?? .comma
        var reading = CSVRows(
            block.start + mark, end: block.start + block.count, separator: separator.byte, cells: cells,
            width: Self.mostColumns)
        reading.skipRemarks()
        guard reading.next() else {
            throw wanted.map {
                .listWithoutHeader(file: source.name, isEmpty: block.count == mark, columns: $0)
            } ?? .noHeader(file: source.name)
        }
        let names = (0..<min(reading.count, Self.mostColumns)).map { TextEncoding.utf8.text(cells[$0]) }
        let columns = wanted ?? names
        let places = columns.map { names.firstIndex(of: $0) }
        let missing = zip(columns, places).filter { $0.1 == nil }.map(\.0)
        guard missing.isEmpty else {
            throw .listHeader(
                file: source.name, line: reading.rowLine + 1, missing: missing, columns: columns)
        }
        let width = reading.count
        headerLine = reading.rowLine + 1
        var rows: [(cells: [String], line: Int)] = []
        var faults: [(problem: RowProblem, line: Int)] = []
        while reading.next() {
            let line = reading.rowLine + 1
            if reading.count != width {
                faults.append(
                    (.columns(came: reading.count, expected: width, separator: separator), line))
            } else if reading.strayQuote != nil {
                faults.append((.strayQuote, line))
            } else {
                rows.append((places.map { TextEncoding.utf8.text(cells[$0!]) }, line))
            }
        }
        if let line = reading.unterminated { throw .unterminatedQuote(file: source.name, line: line + 1) }
        file = source.evidenceFile()
        self.columns = columns
        self.rows = rows
        self.faults = faults
    }
}
