/// Cuts a comma-separated text into rows of cells, after RFC 4180; a cell is a range of the file's bytes.
///
/// A line ends with LF, CRLF or CR. Lines of nothing but spaces and tabs are no rows.
struct RowScanner {
    let bytes: [UInt8]
    let file: String
    /// The line on which the row at hand began, from 1.
    private(set) var rowLine = 1
    /// The cells of the row at hand, without the quotes around them; doubled quotes are still doubled.
    private(set) var cells: [Range<Int>] = []
    /// The first cell, from 1, that has a quote where none can be.
    private(set) var strayQuote: Int?
    private var position: Int
    private var line = 1

    /// Starts behind the remarks at the head of the file.
    init(bytes: [UInt8], start: Int, file: String) {
        self.bytes = bytes
        self.file = file
        position = start
        skipBlankLines()
        while position < bytes.count, bytes[position] == Byte.hash {
            position = lineEnd
            endLine()
            skipBlankLines()
        }
    }

    /// The rest of the line at hand, as it stands.
    var restOfLine: ArraySlice<UInt8> { bytes[position..<lineEnd] }

    /// The line that comes next, from 1.
    var nextLine: Int { line }

    /// As many rows as there can be below this line, for room to be made at once.
    var mostRows: Int { bytes[position...].count { $0 == Byte.lineFeed } + 1 }

    /// Moves on to the next row; false at the end of the file.
    mutating func next() throws(EvidenceError) -> Bool {
        skipBlankLines()
        guard position < bytes.count else { return false }
        cells.removeAll(keepingCapacity: true)
        strayQuote = nil
        rowLine = line
        while true {
            let isQuoted = position < bytes.count && bytes[position] == Byte.quote
            cells.append(isQuoted ? try quotedCell() : plainCell())
            guard position < bytes.count, bytes[position] == Byte.comma else { break }
            position += 1
        }
        endLine()
        return true
    }

    /// Gives every row that is left to `take`.
    ///
    /// - Throws: `noRows` where there is none, `unterminatedQuote`.
    mutating func forEachRow(_ take: (RowScanner) -> Void) throws(EvidenceError) {
        let headerLine = rowLine
        guard try next() else { throw .noRows(file: file, headerLine: headerLine) }
        repeat { take(self) } while try next()
    }

    /// Returns the cell in `column`, from 0, and an empty one for a column that the file does not have.
    func cell(_ column: Int?) -> Range<Int> { column.map { cells[$0] } ?? 0..<0 }

    /// Returns the text of a cell, with doubled quotes made single.
    func text(_ cell: Range<Int>) -> String { cellText(cell, in: bytes) }

    private mutating func plainCell() -> Range<Int> {
        let start = position
        while position < bytes.count, !endsCell(bytes[position]) {
            if bytes[position] == Byte.quote { noteStrayQuote() }
            position += 1
        }
        return start..<position
    }

    private mutating func quotedCell() throws(EvidenceError) -> Range<Int> {
        let firstLine = line
        position += 1
        let start = position
        while true {
            guard position < bytes.count else { throw .unterminatedQuote(file: file, line: firstLine) }
            switch bytes[position] {
            case Byte.quote where position + 1 < bytes.count && bytes[position + 1] == Byte.quote:
                position += 2
            case Byte.quote:
                let end = position
                position += 1
                if position < bytes.count, !endsCell(bytes[position]) {
                    noteStrayQuote()
                    _ = plainCell()
                }
                return start..<end
            case Byte.lineFeed, Byte.carriageReturn:
                endLine()
            default:
                position += 1
            }
        }
    }

    private func endsCell(_ byte: UInt8) -> Bool {
        byte == Byte.comma || byte == Byte.lineFeed || byte == Byte.carriageReturn
    }

    private mutating func noteStrayQuote() {
        if strayQuote == nil { strayQuote = cells.count + 1 }
    }

    /// Steps over one end of line, if there is one here.
    private mutating func endLine() {
        guard position < bytes.count else { return }
        let isCarriageReturn = bytes[position] == Byte.carriageReturn
        position += 1
        if isCarriageReturn, position < bytes.count, bytes[position] == Byte.lineFeed { position += 1 }
        line += 1
    }

    private mutating func skipBlankLines() {
        while position < bytes.count {
            var end = position
            while end < bytes.count, bytes[end] == Byte.space || bytes[end] == Byte.tab { end += 1 }
            guard end == bytes.count || bytes[end] == Byte.lineFeed || bytes[end] == Byte.carriageReturn
            else { return }
            position = end
            endLine()
        }
    }

    private var lineEnd: Int {
        bytes[position...].firstIndex { $0 == Byte.lineFeed || $0 == Byte.carriageReturn } ?? bytes.count
    }
}

/// Returns the text of a cell of a file, with doubled quotes made single.
func cellText(_ cell: Range<Int>, in bytes: [UInt8]) -> String {
    let isEscaped = bytes[cell].contains(Byte.quote)
    guard isEscaped else { return String(decoding: bytes[cell], as: UTF8.self) }
    var single: [UInt8] = []
    var position = cell.lowerBound
    while position < cell.upperBound {
        single.append(bytes[position])
        position += bytes[position] == Byte.quote ? 2 : 1
    }
    return String(decoding: single, as: UTF8.self)
}
