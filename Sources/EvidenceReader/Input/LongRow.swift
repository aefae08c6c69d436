import OutcomesModel

/// Follows a row that is longer than can be to its end, piece by piece.
struct LongRow {
    /// The ends of lines in it, its own among them.
    private(set) var lineEnds = 0
    private(set) var byteCount = 0
    /// The first bytes in it that are no text, from its start, with the ends of lines before them.
    private(set) var fault: (fault: TextFault, lineEnds: Int)?
    /// The ends of lines before the quoted cell that was not closed when the file ended.
    private(set) var unterminatedAfter: Int?

    private enum Place { case cellStart, cell, quoted, quoteInQuoted, returned }

    private let separator: UInt8?
    private let encoding: TextEncoding
    private var place = Place.cellStart
    private var isAfterReturn = false
    private var quoteAfter = 0
    /// The begun bytes of a character, to be looked at with what follows.
    private var begun: [UInt8] = []

    init(separator: UInt8?, encoding: TextEncoding) {
        self.separator = separator
        self.encoding = encoding
    }

    /// Takes the next piece; returns how much of it belongs to the row, where the row ends in it.
    mutating func take(_ piece: UnsafeBufferPointer<UInt8>, isLast: Bool) -> Int? {
        let endsBefore = lineEnds
        let wasAfterReturn = isAfterReturn
        let end = follow(piece)
        let own = UnsafeBufferPointer(rebasing: piece[..<(end ?? piece.count)])
        look(
            at: own, isWhole: end != nil || isLast, endsBefore: endsBefore, wasAfterReturn: wasAfterReturn)
        byteCount += own.count
        return end
    }

    /// Says that the file ended in it.
    mutating func finish() {
        if place == .quoted { unterminatedAfter = quoteAfter }
    }

    private mutating func follow(_ piece: UnsafeBufferPointer<UInt8>) -> Int? {
        for (index, byte) in piece.enumerated() {
            switch place {
            case .returned:
                return byte == Byte.lineFeed ? index + 1 : index
            case .quoted where byte == Byte.quote:
                place = .quoteInQuoted
                isAfterReturn = false
            case .quoted:
                if byte == Byte.carriageReturn || (byte == Byte.lineFeed && !isAfterReturn) { lineEnds += 1 }
                isAfterReturn = byte == Byte.carriageReturn
            case .quoteInQuoted where byte == Byte.quote:
                place = .quoted
            case .cellStart where byte == Byte.quote && separator != nil:
                place = .quoted
                quoteAfter = lineEnds
            case .cellStart, .cell, .quoteInQuoted:
                if byte == Byte.lineFeed {
                    lineEnds += 1
                    return index + 1
                }
                if byte == Byte.carriageReturn {
                    lineEnds += 1
                    place = .returned
                } else {
                    place = byte == separator ? .cellStart : .cell
                }
            }
        }
        return nil
    }

    private mutating func look(
        at piece: UnsafeBufferPointer<UInt8>, isWhole: Bool, endsBefore: Int, wasAfterReturn: Bool
    ) {
        guard fault == nil else { return }
        var bytes = begun + piece
        let before = byteCount - begun.count
        let whole =
            isWhole || encoding != .utf8 ? bytes.count : bytes.withUnsafeBufferPointer(endOfWholeCharacters)
        begun = Array(bytes[whole...])
        bytes.removeLast(begun.count)
        let found = bytes.withUnsafeBufferPointer { encoding.fault(in: $0) }
        guard let found else { return }
        let ends = countLineEnds(in: bytes[..<found.offset], isAfterReturn: wasAfterReturn)
        fault = (TextFault(found.kind, at: before + found.offset), endsBefore + ends)
    }
}
