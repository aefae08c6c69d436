/// Texts one after the other in one buffer: a million of them are two allocations.
struct TextList: Sendable, Equatable {
    private(set) var bytes: [UInt8] = []
    /// Where each text ends in `bytes`.
    private(set) var ends: [Int] = []

    init() {}

    init(_ texts: some Collection<String>) {
        reserve(texts: texts.count, bytes: texts.count * 12)
        for text in texts { append(text) }
    }

    /// Takes some texts of another list, in this order.
    init(_ places: [UInt32], of other: TextList) {
        reserve(texts: places.count, bytes: other.bytes.count)
        for place in places { append(Int(place), of: other) }
    }

    /// Trusts that `ends` ascend, and that the last is where the bytes end.
    init(bytes: [UInt8], ends: [Int]) {
        self.bytes = bytes
        self.ends = ends
    }

    var count: Int { ends.count }

    func range(_ place: Int) -> Range<Int> { (place == 0 ? 0 : ends[place - 1])..<ends[place] }

    subscript(place: Int) -> String { String(decoding: bytes[range(place)], as: UTF8.self) }

    mutating func reserve(texts: Int, bytes count: Int) {
        ends.reserveCapacity(texts)
        bytes.reserveCapacity(count)
    }

    mutating func append(_ text: String) {
        bytes.append(contentsOf: text.utf8)
        ends.append(bytes.count)
    }

    mutating func append(_ place: Int, of other: TextList) { append(place..<place + 1, of: other) }

    mutating func append(_ places: Range<Int>, of other: TextList) {
        guard !places.isEmpty else { return }
        let start = other.range(places.lowerBound).lowerBound
        let shift = bytes.count - start
        bytes.append(contentsOf: other.bytes[start..<other.ends[places.upperBound - 1]])
        for place in places { ends.append(other.ends[place] + shift) }
    }

    /// Returns how many bytes two neighbours begin with in common.
    func sharedPrefix(_ place: Int, _ next: Int) -> Int {
        let left = range(place)
        let right = range(next)
        return bytes.withUnsafeBufferPointer { bytes in
            let limit = min(left.count, right.count)
            var shared = 0
            while shared < limit && bytes[left.lowerBound + shared] == bytes[right.lowerBound + shared] {
                shared += 1
            }
            return shared
        }
    }

    /// Compares two texts byte by byte: below 0 where the first is the lesser, 0 where they are the same.
    func compare(_ place: Int, with other: TextList, _ otherPlace: Int) -> Int {
        let left = range(place)
        let right = other.range(otherPlace)
        return bytes.withUnsafeBytes { leftBytes in
            other.bytes.withUnsafeBytes { rightBytes in
                Self.compare(
                    UnsafeRawBufferPointer(rebasing: leftBytes[left]),
                    UnsafeRawBufferPointer(rebasing: rightBytes[right]))
            }
        }
    }

    /// Returns the first place whose text is not before `text`, in a list that ascends.
    func lowerBound(_ text: [UInt8]) -> Int {
        var low = 0
        var high = count
        while low < high {
            let middle = (low + high) / 2
            let order = bytes[range(middle)].withUnsafeBytes { left in
                text.withUnsafeBytes { Self.compare(left, $0) }
            }
            if order < 0 { low = middle + 1 } else { high = middle }
        }
        return low
    }

    static func compare(_ left: UnsafeRawBufferPointer, _ right: UnsafeRawBufferPointer) -> Int {
        let limit = min(left.count, right.count)
        var place = 0
        while place + 8 <= limit {
            let (one, other) = (
                UInt64(bigEndian: left.loadUnaligned(fromByteOffset: place, as: UInt64.self)),
                UInt64(bigEndian: right.loadUnaligned(fromByteOffset: place, as: UInt64.self))
            )
            if one != other { return one < other ? -1 : 1 }
            place += 8
        }
        while place < limit {
            if left[place] != right[place] { return left[place] < right[place] ? -1 : 1 }
            place += 1
        }
        return left.count - right.count
    }

    /// Returns eight bytes of a text from `offset` on as a number that sorts as they do, zeros where it ends.
    func word(_ place: Int, from offset: Int = 0) -> UInt64 {
        let range = range(place)
        let start = range.lowerBound + offset
        let length = range.upperBound - start
        guard length > 0 else { return 0 }
        return bytes.withUnsafeBytes { bytes in
            if length >= 8 {
                return UInt64(bigEndian: bytes.loadUnaligned(fromByteOffset: start, as: UInt64.self))
            }
            if start + 8 <= bytes.count {
                let word = UInt64(bigEndian: bytes.loadUnaligned(fromByteOffset: start, as: UInt64.self))
                return word & ~(UInt64.max >> UInt64(8 * length))
            }
            return (0..<8).reduce(0) { $0 << 8 | UInt64($1 < length ? bytes[start + $1] : 0) }
        }
    }
}
