/// Cuts a block into rows of cells, after RFC 4180.
///
/// A line ends with LF, CRLF or CR. Lines of nothing but spaces and tabs are no rows. Doubled quotes are
/// made single where they stand, so that a cell is always a run of the block's bytes.
struct CSVRows {
    /// Where the next row's cells go, as many as `width`; what it has beyond them is only counted.
    var cells: UnsafeMutablePointer<Cell>?
    /// How many cells the row at hand has.
    private(set) var count = 0
    /// The line on which the row at hand began, from 0.
    private(set) var rowLine = 0
    /// The line that comes next, from 0.
    private(set) var line = 0
    /// The line of the quoted cell that has no end, once it was met.
    private(set) var unterminated: Int?
    /// The cell, from 0, that has a quote where none can be.
    private(set) var strayQuote: Int?
    /// The bytes of the row at hand, without the end of its line.
    private(set) var rowBytes = 0

    private(set) var hadRows = false

    private let width: Int
    private let separator: UInt8
    private(set) var position: UnsafeMutablePointer<UInt8>
    private let end: UnsafeMutablePointer<UInt8>

    /// - Parameter end: where a byte behind the text may be written, which marks its end.
    init(
        _ start: UnsafeMutablePointer<UInt8>, end: UnsafeMutablePointer<UInt8>, separator: UInt8,
        cells: UnsafeMutablePointer<Cell>?, width: Int
    ) {
        position = start
        self.end = end
        self.separator = separator
        self.cells = cells
        self.width = width
        // Every search ends here, and need not look where it is.
        end.pointee = Byte.lineFeed
    }

    var isAtEnd: Bool { position >= end }

    /// The rest of the line at hand, as it stands.
    var restOfLine: UnsafeBufferPointer<UInt8> {
        var place = position
        while place < end, place.pointee != Byte.lineFeed, place.pointee != Byte.carriageReturn { place += 1 }
        return UnsafeBufferPointer(start: position, count: place - position)
    }

    /// Moves on to the next row; false at the end, also where a quoted cell has none.
    @inline(__always)
    mutating func next() -> Bool {
        if position < end, position.pointee <= Byte.space { skipBlankLines() }
        guard position < end else { return false }
        let start = position
        count = 0
        strayQuote = nil
        rowLine = line
        while true {
            guard position.pointee == Byte.quote ? quotedCell() : plainCell() else { return false }
            guard position < end, position.pointee == separator else { break }
            position += 1
        }
        rowBytes = position - start
        hadRows = true
        endLine()
        return true
    }

    mutating func skipBlankLines() {
        while position < end {
            var next = position
            while next.pointee == Byte.space || next.pointee == Byte.tab { next += 1 }
            guard next.pointee == Byte.lineFeed || next.pointee == Byte.carriageReturn else { return }
            position = next
            endLine()
        }
    }

    /// Steps over the remarks at the head of a file.
    mutating func skipRemarks() {
        skipBlankLines()
        while !isAtEnd, position.pointee == Byte.hash {
            skipLine()
            skipBlankLines()
        }
    }

    /// Steps over the rest of the line.
    mutating func skipLine() {
        while position < end, position.pointee != Byte.lineFeed, position.pointee != Byte.carriageReturn {
            position += 1
        }
        endLine()
    }

    @inline(__always)
    private mutating func add(_ start: UnsafeMutablePointer<UInt8>, _ cellEnd: UnsafeMutablePointer<UInt8>) {
        if count < width, let cells { cells[count] = Cell(start: start, count: cellEnd - start) }
        count += 1
    }

    @inline(__always)
    private mutating func plainCell() -> Bool {
        let start = position
        var place = position
        while true {
            let byte = place.pointee
            if byte == separator { break }
            // Ends of lines and quotes are among the lowest bytes, and nearly all cells are above them.
            if byte <= Byte.quote {
                if byte == Byte.lineFeed || byte == Byte.carriageReturn { break }
                if byte == Byte.quote, strayQuote == nil { strayQuote = count }
            }
            place += 1
        }
        position = place
        add(start, place)
        return true
    }

    private mutating func quotedCell() -> Bool {
        let firstLine = line
        let start = position + 1
        var from = start
        var to = start
        while true {
            guard from < end else {
                unterminated = firstLine
                position = end
                return false
            }
            let byte = from.pointee
            if byte == Byte.quote {
                guard from + 1 < end, from[1] == Byte.quote else { break }
                from += 1
            } else if byte == Byte.lineFeed || (byte == Byte.carriageReturn && !isReturnOfPair(from)) {
                line += 1
            }
            if to != from { to.pointee = byte }
            to += 1
            from += 1
        }
        position = from + 1
        // The quote itself or what was made single leaves room, and what follows is not looked at here.
        if position < end, !endsCell(position.pointee) {
            if strayQuote == nil { strayQuote = count }
            while !endsCell(position.pointee) { position += 1 }
        }
        add(start, to)
        return true
    }

    private func isReturnOfPair(_ place: UnsafeMutablePointer<UInt8>) -> Bool {
        place + 1 < end && place[1] == Byte.lineFeed
    }

    private func endsCell(_ byte: UInt8) -> Bool {
        byte == separator || byte == Byte.lineFeed || byte == Byte.carriageReturn
    }

    /// Steps over one end of line, if there is one here.
    @inline(__always)
    private mutating func endLine() {
        guard position < end else {
            position = end
            return
        }
        let isReturn = position.pointee == Byte.carriageReturn
        position += 1
        if isReturn, position < end, position.pointee == Byte.lineFeed { position += 1 }
        line += 1
    }
}
