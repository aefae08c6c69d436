/// Remembers what the text that came last was read as, since it often comes again in the next row.
///
/// Texts of more than sixteen bytes are not remembered.
struct LatestText {
    private var head: UInt64 = 0
    private var tail: UInt64 = 0
    private var length = -1
    private var known = 0

    /// Returns what the text was read as, nil where it is another than the last.
    @inline(__always)
    func value(of cell: Cell) -> Int? {
        guard cell.count == length, let start = cell.baseAddress.map(UnsafeRawPointer.init) else {
            return nil
        }
        let isSame =
            length >= 8
            ? start.loadUnaligned(as: UInt64.self) == head
                && (start + (length - 8)).loadUnaligned(as: UInt64.self) == tail
            : TextKey(cell).value == head
        return isSame ? known : nil
    }

    mutating func set(_ cell: Cell, _ value: Int) {
        guard (1...16).contains(cell.count), let start = cell.baseAddress.map(UnsafeRawPointer.init) else {
            return
        }
        length = cell.count
        known = value
        if length >= 8 {
            head = start.loadUnaligned(as: UInt64.self)
            tail = (start + (length - 8)).loadUnaligned(as: UInt64.self)
        } else {
            head = TextKey(cell).value
        }
    }
}
