/// Remembers what each distinct cell text was read as, so that a text is read once and not in every row.
///
/// Texts are numbered from 0 in the order in which they first come; nothing else can be seen of the table.
struct CellMemo<Value> {
    private struct Entry {
        let hash: Int
        let text: Range<Int>
        let value: Value
    }

    private var entries: [Entry] = []
    /// The bytes of all texts, one after the other.
    private var texts: [UInt8] = []
    /// Numbers of entries by hash, with open addressing; -1 is free. At most half are taken.
    private var slots = [Int32](repeating: -1, count: 64)

    /// The text that came last, which often comes again in the next row.
    private var latest = 0

    subscript(number: Int) -> Value { entries[number].value }

    /// Returns the number of the cell's text, having it read by `make` when it comes for the first time.
    mutating func number(of cell: Range<Int>, in bytes: [UInt8], make: (String) -> Value) -> Int {
        if latest < entries.count, isText(of: latest, at: cell, in: bytes) { return latest }
        latest = find(cell, in: bytes, make: make)
        return latest
    }

    /// Returns what the cell's text is read as.
    mutating func value(of cell: Range<Int>, in bytes: [UInt8], make: (String) -> Value) -> Value {
        let number = number(of: cell, in: bytes, make: make)
        return entries[number].value
    }

    private mutating func find(_ cell: Range<Int>, in bytes: [UInt8], make: (String) -> Value) -> Int {
        let hash = hash(of: cell, in: bytes)
        var slot = hash & (slots.count - 1)
        while slots[slot] >= 0 {
            let number = Int(slots[slot])
            if entries[number].hash == hash, isText(of: number, at: cell, in: bytes) { return number }
            slot = (slot + 1) & (slots.count - 1)
        }
        slots[slot] = Int32(entries.count)
        let start = texts.count
        texts.append(contentsOf: bytes[cell])
        entries.append(Entry(hash: hash, text: start..<texts.count, value: make(cellText(cell, in: bytes))))
        if entries.count * 2 > slots.count { grow() }
        return entries.count - 1
    }

    private func hash(of cell: Range<Int>, in bytes: [UInt8]) -> Int {
        // Seeded, so that no file can be made to fill one slot; the order of slots is never seen.
        var hasher = Hasher()
        bytes.withUnsafeBytes { hasher.combine(bytes: UnsafeRawBufferPointer(rebasing: $0[cell])) }
        return hasher.finalize()
    }

    private func isText(of number: Int, at cell: Range<Int>, in bytes: [UInt8]) -> Bool {
        let text = entries[number].text
        guard text.count == cell.count else { return false }
        for offset in 0..<text.count
        where texts[text.lowerBound + offset] != bytes[cell.lowerBound + offset] {
            return false
        }
        return true
    }

    private mutating func grow() {
        slots = [Int32](repeating: -1, count: slots.count * 2)
        for (number, entry) in entries.enumerated() {
            var slot = entry.hash & (slots.count - 1)
            while slots[slot] >= 0 { slot = (slot + 1) & (slots.count - 1) }
            slots[slot] = Int32(number)
        }
    }
}
