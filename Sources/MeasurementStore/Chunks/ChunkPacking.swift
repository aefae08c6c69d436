/// What a value of a column is expected to be; only its distance from that is kept.
enum Prediction: UInt8 {
    /// Nothing.
    case zero = 0
    /// The value of the row before.
    case previous = 1
    /// The value of the row that has the same place among those of the subject before: people are mostly
    /// measured on the same days.
    case above = 2
    /// All values are the same, which is kept once.
    case constant = 3
}

/// Where the rows of each subject of a chunk begin.
struct ChunkRows: Equatable {
    /// One more than there are subjects.
    let offsets: [UInt32]
    /// How many rows each subject has, 0 where they have not all the same number.
    let uniform: Int

    init(offsets: [UInt32]) {
        self.offsets = offsets
        let first = offsets.count > 1 ? Int(offsets[1]) : 0
        let isUniform = (1..<max(1, offsets.count)).allSatisfy { offsets[$0] - offsets[$0 - 1] == first }
        uniform = isUniform ? first : 0
    }

    var count: Int { Int(offsets.last ?? 0) }

    /// Calls `body` with each row from the first on, and the row that it is predicted from; -1 for none.
    @inline(__always)
    func forEachAbove(_ body: (_ row: Int, _ source: Int) -> Void) {
        if uniform > 0 {
            for row in 0..<min(uniform, count) { body(row, row - 1) }
            for row in min(uniform, count)..<count { body(row, row - uniform) }
            return
        }
        var before = 0..<0
        for place in 0..<max(0, offsets.count - 1) {
            let rows = Int(offsets[place])..<Int(offsets[place + 1])
            for row in rows {
                let among = row - rows.lowerBound
                if among < before.count {
                    body(row, before.lowerBound + among)
                } else {
                    // The row before, which is the subject's own, or another's where this one has but one.
                    body(row, row - 1)
                }
            }
            before = rows
        }
    }
}

/// Whole numbers in blocks of 256: the least of a block, and what each has above it, in as many bits as the
/// largest needs.
///
/// All arithmetic wraps, so that every distance of two 64-bit numbers fits, and is undone exactly.
enum ChunkPacking {
    static let block = 256

    /// Returns the bits that a number needs; one load of eight bytes reaches 56 from any bit of a byte.
    static func width(_ span: UInt64) -> Int {
        let bits = 64 - span.leadingZeroBitCount
        return bits > 56 ? 64 : bits
    }

    /// Replaces values by their distances from what is predicted.
    static func residuals(_ values: [Int64], _ prediction: Prediction, _ rows: ChunkRows) -> [Int64] {
        var residuals = values
        switch prediction {
        case .zero, .constant: break
        case .previous:
            for place in stride(from: 1, to: values.count, by: 1) {
                residuals[place] = values[place] &- values[place - 1]
            }
        case .above:
            residuals.withUnsafeMutableBufferPointer { residuals in
                values.withUnsafeBufferPointer { values in
                    rows.forEachAbove { row, source in
                        if source >= 0 { residuals[row] = values[row] &- values[source] }
                    }
                }
            }
        }
        return residuals
    }

    /// Replaces distances by the values.
    static func restore(_ values: inout [Int64], _ prediction: Prediction, _ rows: ChunkRows) {
        values.withUnsafeMutableBufferPointer { values in
            switch prediction {
            case .zero, .constant: break
            case .previous:
                for place in stride(from: 1, to: values.count, by: 1) { values[place] &+= values[place - 1] }
            case .above:
                rows.forEachAbove { row, source in
                    if source >= 0 { values[row] &+= values[source] }
                }
            }
        }
    }

    /// Returns the least of a block, and how many bits tell one value from another.
    static func bounds(_ values: UnsafeBufferPointer<Int64>) -> (least: Int64, width: Int) {
        var least = Int64.max
        var largest = Int64.min
        for value in values {
            least = value < least ? value : least
            largest = value > largest ? value : largest
        }
        return (least, width(UInt64(bitPattern: largest &- least)))
    }

    /// Calls `body` with the blocks of a column, with `step` 8 only with every eighth.
    static func forEachBlock(
        _ values: [Int64], step: Int = 1, _ body: (UnsafeBufferPointer<Int64>) -> Void
    ) {
        values.withUnsafeBufferPointer { values in
            for start in stride(from: 0, to: values.count, by: block * step) {
                body(UnsafeBufferPointer(rebasing: values[start..<min(start + block, values.count)]))
            }
        }
    }

    /// Returns about how many bytes the blocks take, by every eighth of a long column.
    static func cost(_ values: [Int64]) -> Int {
        var cost = 0
        forEachBlock(values, step: values.count > 64 * block ? 8 : 1) { part in
            let (least, width) = bounds(part)
            cost += Self.width(UInt64(bitPattern: least << 1 ^ least >> 63)) / 7 + bytes(part.count, width)
        }
        return cost
    }

    static func bytes(_ count: Int, _ width: Int) -> Int { (count * width + 7) / 8 }
}
