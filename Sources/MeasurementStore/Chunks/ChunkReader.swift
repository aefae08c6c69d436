/// Why bytes are no chunk that Utfall writes.
struct ChunkDamage: Error, Equatable {
    let what: String
    init(_ what: String) { self.what = what }
}

/// Reads what `ChunkWriter` wrote, and refuses any other bytes without a trap.
struct ChunkReader {
    private let bytes: UnsafeRawBufferPointer
    private var place: Int
    /// Where the padding begins.
    private let end: Int

    /// No column is longer, and no list of texts either.
    static let maximumRows = 1 << 23
    /// What the subjects of one chunk may take, spelled out.
    static let maximumTextBytes = 1 << 28

    init(_ bytes: UnsafeRawBufferPointer, _ mark: [UInt8]) throws(ChunkDamage) {
        guard bytes.count >= mark.count + ChunkWriter.padding, bytes.starts(with: mark) else {
            throw ChunkDamage("it does not begin as a chunk of this kind and version")
        }
        self.bytes = bytes
        place = mark.count
        end = bytes.count - ChunkWriter.padding
    }

    func requireEnd() throws(ChunkDamage) {
        guard place == end, bytes[end...].allSatisfy({ $0 == 0 }) else {
            throw ChunkDamage("it does not end where its columns do")
        }
    }

    /// Reads a number of at most `limit`.
    mutating func number(upTo limit: Int, _ what: String) throws(ChunkDamage) -> Int {
        guard let number = Int(exactly: try number()), number <= limit else {
            throw ChunkDamage("\(what): a number is too large")
        }
        return number
    }

    mutating func text() throws(ChunkDamage) -> String {
        let count = try number(upTo: end - place, "a text")
        guard count <= end - place else { throw ChunkDamage("a text ends behind the chunk") }
        let slice = UnsafeRawBufferPointer(rebasing: bytes[place..<place + count])
        guard let text = String(validating: slice, as: UTF8.self) else {
            throw ChunkDamage("a text is not UTF-8")
        }
        place += count
        return text
    }

    mutating func texts() throws(ChunkDamage) -> [String] {
        // Each takes a byte at least.
        let count = try number(upTo: end - place, "a list of texts")
        var texts: [String] = []
        for _ in 0..<count { texts.append(try text()) }
        return texts
    }

    mutating func ascendingTexts(_ count: Int) throws(ChunkDamage) -> TextList {
        let total = try number(upTo: Self.maximumTextBytes, "subjects")
        let suffixBytes = try number(upTo: end - place, "subjects")
        let shared: [UInt32] = try integers(count)
        let suffixes: [UInt32] = try integers(count)
        guard suffixBytes <= end - place else { throw ChunkDamage("subjects end behind the chunk") }
        guard Self.length(shared, suffixes) == total else {
            throw ChunkDamage("subjects do not ascend, or are not as long as they say")
        }
        var texts = [UInt8](repeating: 0, count: total)
        var ends = [Int](repeating: 0, count: count)
        let (from, limit) = (place, place + suffixBytes)
        let isWhole = texts.withUnsafeMutableBytes { texts in
            Self.spell(UnsafeRawBufferPointer(rebasing: bytes[from..<limit]), shared, suffixes, texts, &ends)
        }
        guard isWhole else { throw ChunkDamage("subjects do not ascend, or are not as long as they say") }
        guard String(validating: texts, as: UTF8.self) != nil else {
            throw ChunkDamage("a subject is not UTF-8")
        }
        place = limit
        return TextList(bytes: texts, ends: ends)
    }

    /// Returns how many bytes the texts take, before room is made for them: a few bytes may claim any number.
    private static func length(_ shared: [UInt32], _ suffixes: [UInt32]) -> Int? {
        var (length, total) = (0, 0)
        for (common, more) in zip(shared, suffixes) {
            guard common <= length else { return nil }
            length = Int(common) + Int(more)
            total += length
        }
        return total
    }

    /// Writes out texts of which only what differs from the one before is kept; false where that is not
    /// all of it, or where one is not after the one before.
    private static func spell(
        _ rest: UnsafeRawBufferPointer, _ shared: [UInt32], _ suffixes: [UInt32],
        _ texts: UnsafeMutableRawBufferPointer, _ ends: inout [Int]
    ) -> Bool {
        var (start, end, before, length) = (0, 0, 0, 0)
        for index in shared.indices {
            let (common, more) = (Int(shared[index]), Int(suffixes[index]))
            guard common <= length, more > 0, more <= rest.count - start, common + more <= texts.count - end
            else { return false }
            guard common == length || rest[start] > texts[before + common] else { return false }
            for offset in 0..<common { texts[end + offset] = texts[before + offset] }
            for offset in 0..<more { texts[end + common + offset] = rest[start + offset] }
            before = end
            length = common + more
            end += length
            start += more
            ends[index] = end
        }
        return start == rest.count && end == texts.count
    }

    /// Reads a column of `count` numbers.
    mutating func integers<Integer: FixedWidthInteger>(
        _ count: Int, _ rows: ChunkRows = ChunkRows(offsets: [0])
    ) throws(ChunkDamage) -> [Integer] {
        guard count > 0 else { return [] }
        guard let prediction = Prediction(rawValue: try byte()) else {
            throw ChunkDamage("a column is packed in a way that is not known")
        }
        guard prediction != .constant else {
            guard let value = Integer(exactly: try signed()) else {
                throw ChunkDamage("a number does not fit its column")
            }
            return [Integer](repeating: value, count: count)
        }
        guard prediction != .above || rows.count == count else {
            throw ChunkDamage("a column is packed by subjects that it does not have")
        }
        var values = [Int64](repeating: 0, count: count)
        for start in stride(from: 0, to: count, by: ChunkPacking.block) {
            try unpack(&values, start..<min(start + ChunkPacking.block, count))
        }
        ChunkPacking.restore(&values, prediction, rows)
        if let same = values as? [Integer] { return same }
        var wrong: Int64 = 0
        let narrow = values.map { value in
            let narrow = Integer(truncatingIfNeeded: value)
            wrong |= Int64(truncatingIfNeeded: narrow) ^ value
            return narrow
        }
        guard wrong == 0 else { throw ChunkDamage("a number does not fit its column") }
        return narrow
    }

    private mutating func unpack(_ values: inout [Int64], _ rows: Range<Int>) throws(ChunkDamage) {
        let least = try signed()
        let width = Int(try byte())
        guard width <= 56 || width == 64 else { throw ChunkDamage("a number of \(width) bits") }
        let length = ChunkPacking.bytes(rows.count, width)
        guard length <= end - place else { throw ChunkDamage("a column ends behind the chunk") }
        let mask = width == 64 ? UInt64.max : (1 << UInt64(width)) - 1
        var bit = place * 8
        values.withUnsafeMutableBufferPointer { values in
            if width == 0 {
                for row in rows { values[row] = least }
                return
            }
            for row in rows {
                // The guard above and the padding keep these eight bytes inside.
                let word = bytes.loadUnaligned(fromByteOffset: bit >> 3, as: UInt64.self)
                let above = UInt64(littleEndian: word) &>> UInt64(bit & 7) & mask
                values[row] = least &+ Int64(bitPattern: above)
                bit += width
            }
        }
        place += length
    }

    private mutating func byte() throws(ChunkDamage) -> UInt8 {
        guard place < end else { throw ChunkDamage("it ends too early") }
        place += 1
        return bytes[place - 1]
    }

    private mutating func number() throws(ChunkDamage) -> UInt64 {
        var number: UInt64 = 0
        for shift in stride(from: UInt64(0), to: 70, by: 7) {
            let byte = try byte()
            guard shift < 63 || byte <= 1 else { break }
            number |= UInt64(byte & 127) << shift
            if byte < 128 { return number }
        }
        throw ChunkDamage("a number has no end")
    }

    private mutating func signed() throws(ChunkDamage) -> Int64 {
        let number = try number()
        return Int64(bitPattern: number >> 1) ^ -Int64(bitPattern: number & 1)
    }
}
