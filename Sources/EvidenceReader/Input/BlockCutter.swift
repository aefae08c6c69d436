import OutcomesModel

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#else
    import Darwin
#endif

/// Cuts the text of a file into blocks of whole rows, holding no more of it than a block and a row.
///
/// A row ends where a line ends outside quotes, and a quote counts as one only where it begins a cell.
final class BlockCutter {
    private let text: TextSource
    private let limits: ReadingLimits
    /// NDJSON has no quoted line ends.
    private let separator: UInt8?
    private let encoding: TextEncoding
    /// What was read and not given yet.
    private var pending: [UInt8]
    private var offset: Int
    private var isAtEnd = false

    /// Goes on with `pending`, which was read before and begins a row at `offset`.
    init(
        _ text: TextSource, pending: [UInt8], offset: Int, separator: UInt8?, encoding: TextEncoding,
        limits: ReadingLimits
    ) {
        self.text = text
        self.pending = pending
        self.offset = offset
        self.separator = separator
        self.encoding = encoding
        self.limits = limits
    }

    /// Fills the block with whole rows; false where none are left.
    func fill(_ block: Block) throws(EvidenceError) -> Bool {
        block.count = 0
        block.offset = offset
        block.longRow = nil
        var wanted = max(limits.blockBytes, 1)
        while true {
            block.reserve(wanted)
            try take(into: block, upTo: wanted)
            if block.count < wanted { isAtEnd = true }
            block.isLast = isAtEnd && pending.isEmpty
            if block.isLast {
                offset += block.count
                return block.count > 0
            }
            if let end = lastRowEnd(in: block.bytes) {
                giveBack(block, from: end)
                offset += end
                return true
            }
            if wanted > limits.rowBytes { return try passOver(block) }
            wanted *= 2
        }
    }

    /// Takes what is pending, and then what is read.
    private func take(into block: Block, upTo wanted: Int) throws(EvidenceError) {
        let held = min(pending.count, wanted - block.count)
        if held > 0 {
            pending.withUnsafeBufferPointer { all in
                (block.start + block.count).update(from: all.baseAddress!, count: held)
            }
            pending.removeFirst(held)
            block.count += held
        }
        guard block.count < wanted else { return }
        let room = UnsafeMutableRawBufferPointer(
            start: block.start + block.count, count: wanted - block.count)
        block.count += try text.read(into: room)
    }

    private func giveBack(_ block: Block, from end: Int) {
        pending.insert(contentsOf: UnsafeBufferPointer(rebasing: block.bytes[end...]), at: 0)
        block.count = end
    }

    /// Returns the place behind the last end of a row, nil where no row ends in `bytes` for certain.
    private func lastRowEnd(in bytes: UnsafeBufferPointer<UInt8>) -> Int? {
        var last: Int?
        var plain = 0
        while let separator, let quote = position(of: Byte.quote, in: bytes, from: plain) {
            let opens =
                quote == 0 || bytes[quote - 1] == separator || bytes[quote - 1] == Byte.lineFeed
                || bytes[quote - 1] == Byte.carriageReturn
            guard opens else {
                // It is astray, and the line goes on as if it were not there.
                last = lastLineEnd(in: bytes, plain..<quote) ?? last
                plain = quote + 1
                continue
            }
            last = lastLineEnd(in: bytes, plain..<quote) ?? last
            guard let closing = closingQuote(in: bytes, from: quote + 1) else { return last }
            plain = closing + 1
        }
        return lastLineEnd(in: bytes, plain..<bytes.count) ?? last
    }

    private func closingQuote(in bytes: UnsafeBufferPointer<UInt8>, from start: Int) -> Int? {
        var place = start
        while let quote = position(of: Byte.quote, in: bytes, from: place) {
            // Whether a quote at the very end is doubled cannot be known yet.
            guard quote + 1 < bytes.count else { return nil }
            guard bytes[quote + 1] == Byte.quote else { return quote }
            place = quote + 2
        }
        return nil
    }

    private func position(
        of byte: UInt8, in bytes: UnsafeBufferPointer<UInt8>, from start: Int
    ) -> Int? {
        guard start < bytes.count, let base = bytes.baseAddress,
            let found = memchr(base + start, Int32(byte), bytes.count - start)
        else { return nil }
        return UnsafeRawPointer(base).distance(to: UnsafeRawPointer(found))
    }

    /// Returns the place behind the last end of a line in `range`.
    private func lastLineEnd(in bytes: UnsafeBufferPointer<UInt8>, _ range: Range<Int>) -> Int? {
        var place = range.upperBound
        while place > range.lowerBound {
            place -= 1
            if bytes[place] == Byte.lineFeed { return place + 1 }
            // What follows a return may be the line feed of the same end.
            if bytes[place] == Byte.carriageReturn, place + 1 < bytes.count {
                return bytes[place + 1] == Byte.lineFeed ? place + 2 : place + 1
            }
        }
        return nil
    }

    /// Reads on to the end of a row that is too long, keeping nothing of it but how many lines it has.
    private func passOver(_ block: Block) throws(EvidenceError) -> Bool {
        var row = LongRow(separator: separator, encoding: encoding)
        while true {
            if let end = row.take(block.bytes, isLast: block.isLast) {
                giveBack(block, from: end)
                offset += row.byteCount
                block.longRow = row
                block.isLast = isAtEnd && pending.isEmpty
                block.count = 0
                return true
            }
            if block.isLast {
                row.finish()
                offset += row.byteCount
                block.longRow = row
                block.count = 0
                return true
            }
            block.count = 0
            try take(into: block, upTo: limits.rowBytes)
            if block.count < limits.rowBytes { isAtEnd = true }
            block.isLast = isAtEnd && pending.isEmpty
        }
    }
}
