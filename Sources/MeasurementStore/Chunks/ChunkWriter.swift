/// Writes the parts of a chunk one after the other.
///
/// Numbers are LEB128: seven bits a byte, the lowest first. A chunk ends with eight zero bytes, so that
/// eight bytes can be read wherever a packed number begins.
struct ChunkWriter {
    private var bytes: [UInt8]

    static let padding = 8

    init(_ mark: [UInt8]) { bytes = mark }

    func finished() -> [UInt8] { bytes + [UInt8](repeating: 0, count: Self.padding) }

    mutating func append(number: Int) { append(number: UInt64(number)) }

    mutating func append(text: String) {
        append(number: text.utf8.count)
        bytes += text.utf8
    }

    mutating func append(texts: [String]) {
        append(number: texts.count)
        for text in texts { append(text: text) }
    }

    /// Writes texts that ascend: of each, how much it begins with of the one before, and what follows.
    mutating func append(ascending texts: TextList) {
        var shared: [Int64] = []
        var suffixes: [Int64] = []
        var rest: [UInt8] = []
        for place in 0..<texts.count {
            let common = place == 0 ? 0 : texts.sharedPrefix(place - 1, place)
            let range = texts.range(place)
            shared.append(Int64(common))
            suffixes.append(Int64(range.count - common))
            rest += texts.bytes[(range.lowerBound + common)..<range.upperBound]
        }
        append(number: texts.bytes.count)
        append(number: rest.count)
        append(integers: shared, [.zero])
        append(integers: suffixes, [.zero])
        bytes += rest
    }

    /// Writes a column by the first of the predictions that makes it smallest.
    mutating func append<Integer: FixedWidthInteger>(
        integers: [Integer], _ predictions: [Prediction], _ rows: ChunkRows = ChunkRows(offsets: [0])
    ) {
        guard let first = integers.first else { return }
        let values = (integers as? [Int64]) ?? integers.map { Int64($0) }
        guard integers.contains(where: { $0 != first }) else {
            bytes.append(Prediction.constant.rawValue)
            append(signed: values[0])
            return
        }
        var best: (prediction: Prediction, residuals: [Int64], cost: Int)?
        for prediction in predictions where best?.cost != 0 {
            let residuals = ChunkPacking.residuals(values, prediction, rows)
            let cost = predictions.count == 1 ? 0 : ChunkPacking.cost(residuals)
            if best.map({ cost < $0.cost }) ?? true { best = (prediction, residuals, cost) }
        }
        guard let best else { preconditionFailure("a column without a prediction") }
        bytes.append(best.prediction.rawValue)
        ChunkPacking.forEachBlock(best.residuals) { append(block: $0) }
    }

    private mutating func append(number: UInt64) {
        var rest = number
        while rest > 127 {
            bytes.append(UInt8(truncatingIfNeeded: rest) | 128)
            rest >>= 7
        }
        bytes.append(UInt8(rest))
    }

    /// Negative numbers and those that are not take turns, so that both are short near zero.
    private mutating func append(signed number: Int64) {
        append(number: UInt64(bitPattern: number << 1 ^ number >> 63))
    }

    private mutating func append(block: UnsafeBufferPointer<Int64>) {
        let (least, width) = ChunkPacking.bounds(block)
        append(signed: least)
        bytes.append(UInt8(width))
        guard width > 0 else { return }
        let start = bytes.count
        let length = ChunkPacking.bytes(block.count, width)
        bytes.append(contentsOf: repeatElement(0, count: length + Self.padding))
        bytes.withUnsafeMutableBytes { bytes in
            var place = start
            var word: UInt64 = 0
            var filled = 0
            for value in block {
                let above = UInt64(bitPattern: value &- least)
                word |= above &<< UInt64(filled)
                filled += width
                guard filled >= 64 else { continue }
                bytes.storeBytes(of: word.littleEndian, toByteOffset: place, as: UInt64.self)
                place += 8
                filled -= 64
                word = filled == 0 ? 0 : above &>> UInt64(width - filled)
            }
            bytes.storeBytes(of: word.littleEndian, toByteOffset: place, as: UInt64.self)
        }
        bytes.removeLast(Self.padding)
    }
}
