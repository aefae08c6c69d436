import Dispatch
import OutcomesModel

/// A chunk as bytes, with what the store keeps beside them.
struct EncodedChunk: Sendable {
    let bytes: [UInt8]
    let content: ChunkContent
}

extension MeasurementOrder {
    /// A chunk holds so many rows or a few more: the rows of a subject are never parted.
    static let rowsOfAChunk = 1 << 16

    /// Cuts sorted rows of one indicator into those of each chunk.
    func chunkRanges(_ part: Range<Int>) -> [Range<Int>] {
        var ranges: [Range<Int>] = []
        var start = part.lowerBound
        while start < part.upperBound {
            var end = min(start + Self.rowsOfAChunk, part.upperBound)
            while end < part.upperBound && rank(end) == rank(end - 1) { end += 1 }
            ranges.append(start..<end)
            start = end
        }
        return ranges
    }

    /// Encodes the rows of chunks on all cores: each of them alone, so that the bytes are the same for any
    /// number of cores.
    func encodedChunks(_ ranges: [Range<Int>]) -> [EncodedChunk] {
        let lanes = min(ranges.count, 8)
        guard lanes > 0 else { return [] }
        var encoded = [EncodedChunk?](repeating: nil, count: ranges.count)
        encoded.withUnsafeMutableBufferPointer { encoded in
            // Safe because each place is written by one lane, and read when all are done.
            nonisolated(unsafe) let encoded = encoded
            DispatchQueue.concurrentPerform(iterations: lanes) { lane in
                var dictionaries = ChunkDictionaries(table)
                for index in stride(from: lane, to: ranges.count, by: lanes) {
                    let chunk = chunk(of: ranges[index], &dictionaries)
                    encoded[index] = EncodedChunk(bytes: chunk.encoded(), content: chunk.content)
                }
            }
        }
        return encoded.compactMap { $0 }
    }

    private func rank(_ place: Int) -> UInt32 { ranks[Int(table.subjectCodes[Int(rows[place])])] }

    private func chunk(of range: Range<Int>, _ dictionaries: inout ChunkDictionaries) -> MeasurementChunk {
        let rows = rows[range]
        var chunk = MeasurementChunk()
        let codes = table.subjectCodes
        var last: UInt32?
        chunk.offsets = []
        for (index, row) in rows.enumerated() {
            let code = codes[Int(row)]
            let rank = ranks[Int(code)]
            guard rank != last else { continue }
            last = rank
            chunk.subjects.append(Int(code), of: texts)
            chunk.offsets.append(UInt32(index))
        }
        chunk.offsets.append(UInt32(rows.count))
        chunk.days = Self.gather(table.days, rows)
        chunk.units = Self.gather(table.units, rows)
        chunk.stateCodes = Self.gather(table.stateCodes, rows)
        chunk.lines = Self.gather(table.lines, rows)
        chunk.reasonCodes = Self.gather(table.reasonCodes, rows).map { code in
            code == 0 ? 0 : UInt16(dictionaries.reasons.place(of: Int(code) - 1)) + 1
        }
        chunk.reasons = dictionaries.reasons.take().map { table.reasons[$0].rawValue }
        chunk.sourceCodes = Self.gather(table.sourceCodes, rows).map { code in
            dictionaries.sources.place(of: Int(code))
        }
        chunk.sources = dictionaries.sources.take().map { table.sources[$0] }
        return chunk
    }

    private static func gather<Value>(_ column: [Value], _ rows: ArraySlice<UInt32>) -> [Value] {
        rows.map { column[Int($0)] }
    }
}

/// What a chunk needs of the table's lists, in the order in which its rows name it.
struct ChunkDictionaries {
    var reasons, sources: ChunkDictionary

    init(_ table: MeasurementTable) {
        reasons = ChunkDictionary(count: table.reasons.count)
        sources = ChunkDictionary(count: table.sources.count)
    }
}

/// The places in a table's list that one chunk has named so far.
struct ChunkDictionary {
    /// 1 more than the place in the chunk's list, 0 where it is not there yet.
    private var places: [UInt32]
    private var named: [Int] = []

    init(count: Int) { places = [UInt32](repeating: 0, count: count) }

    /// Returns the place in the chunk's list of what the table's list has at `code`.
    mutating func place(of code: Int) -> UInt32 {
        if places[code] == 0 {
            named.append(code)
            places[code] = UInt32(named.count)
        }
        return places[code] - 1
    }

    /// Returns what was named, as codes of the table, and forgets it for the next chunk.
    mutating func take() -> [Int] {
        for code in named { places[code] = 0 }
        defer { named = [] }
        return named
    }
}
