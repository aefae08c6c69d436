/// Tells line and column of the bytes of a source.
package struct LuaLines: Sendable {
    private let bytes: [UInt8]
    /// Where each line begins.
    private let starts: [Int]

    package init(_ bytes: [UInt8]) {
        self.bytes = bytes
        var starts = [0]
        for (index, byte) in bytes.enumerated() where byte == UInt8(ascii: "\n") { starts.append(index + 1) }
        self.starts = starts
    }

    /// Returns the line of a byte and its character there, both from 1.
    package func place(of offset: Int) -> (line: Int, column: Int) {
        var (low, high) = (0, starts.count)
        while high - low > 1 {
            let middle = (low + high) / 2
            if starts[middle] <= offset { low = middle } else { high = middle }
        }
        let end = min(max(offset, starts[low]), bytes.count)
        return (low + 1, String(decoding: bytes[starts[low]..<end], as: UTF8.self).unicodeScalars.count + 1)
    }

    /// Returns how many characters a range has, of its first line alone.
    package func length(of range: Range<Int>) -> Int {
        let text = bytes[range.clamped(to: 0..<bytes.count)].prefix { $0 != 10 && $0 != 13 }
        return String(decoding: text, as: UTF8.self).unicodeScalars.count
    }
}
