/// Some whole rows of a file, as bytes that one thread reads.
final class Block {
    /// Bytes behind the last that may be looked at, since eight are loaded at once.
    static let slack = 16

    private(set) var start: UnsafeMutablePointer<UInt8>
    private(set) var capacity: Int
    var count = 0
    /// Where in the text of the file it begins.
    var offset = 0
    /// True where nothing comes after it.
    var isLast = false
    /// Set where it stands for one row that is longer than can be, of which nothing is kept.
    var longRow: LongRow?

    init(capacity: Int) {
        self.capacity = max(capacity, 1)
        start = .allocate(capacity: self.capacity + Block.slack)
    }

    deinit { start.deallocate() }

    /// Makes room for `needed` bytes, keeping those that are there.
    func reserve(_ needed: Int) {
        guard needed > capacity else { return }
        let larger = UnsafeMutablePointer<UInt8>.allocate(capacity: needed + Block.slack)
        larger.update(from: start, count: count)
        start.deallocate()
        start = larger
        capacity = needed
    }

    /// Clears what may be looked at behind the last byte.
    func endHere() { (start + count).initialize(repeating: 0, count: Block.slack) }

    var bytes: UnsafeBufferPointer<UInt8> { UnsafeBufferPointer(start: start, count: count) }
}
