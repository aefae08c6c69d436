import OutcomesModel
import Testing

@testable import MeasurementStore

/// Subjects of many lengths, with long beginnings in common, in some order.
func randomSubjects(_ count: Int, _ random: inout SplitMix64) -> [String] {
    let stems = ["P-", "P-000000000000000000", "å", "z\0", "", "group:", "😀"]
    let texts = (0..<count).map { _ in
        stems.randomElement(using: &random)! + String(Int.random(in: 0..<count * 20, using: &random))
    }
    return Set(texts).sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
}

/// A chunk whose columns are of a random shape: constant, small, repeated or extreme.
func randomChunk(subjects count: Int, _ random: inout SplitMix64) -> MeasurementChunk {
    var chunk = MeasurementChunk()
    for subject in randomSubjects(count, &random) { chunk.subjects.append(subject) }
    let isUniform = Bool.random(using: &random)
    let rowsEach = Int.random(in: 1...14, using: &random)
    let spread = [0, 1, 300, 40_000].randomElement(using: &random)!
    let values: ClosedRange<Int64> = [0...0, -3...3, 0...40_000, .min ... .max].randomElement(using: &random)!
    chunk.reasons = Bool.random(using: &random) ? [] : ["not_measured", "flyttad"]
    chunk.sources = [[""], ["register", "intervju", "å"]].randomElement(using: &random)!
    for _ in 0..<chunk.subjects.count {
        let rows = isUniform ? rowsEach : Int.random(in: 1...rowsEach, using: &random)
        var day =
            [-719_162, 17_000].randomElement(using: &random)! + Int.random(in: 0...spread, using: &random)
        for _ in 0..<rows {
            chunk.days.append(Int32(day))
            day += 1 + (spread == 0 ? 30 : Int.random(in: 0...spread, using: &random))
            let reason = Int.random(in: 0...chunk.reasons.count, using: &random)
            chunk.reasonCodes.append(UInt16(reason))
            chunk.units.append(reason > 0 ? 0 : Int64.random(in: values, using: &random))
            chunk.stateCodes.append(values == 0...0 ? 1 : UInt8.random(in: 0...3, using: &random))
            chunk.sourceCodes.append(UInt32(Int.random(in: 0..<chunk.sources.count, using: &random)))
            chunk.lines.append(
                spread == 0 ? UInt32(chunk.lines.count) : UInt32.random(in: 0 ... .max, using: &random))
        }
        chunk.offsets.append(UInt32(chunk.days.count))
    }
    return chunk
}

extension MeasurementChunk {
    init(bytes: [UInt8], _ part: Part = .all) throws {
        self = try bytes.withUnsafeBytes { try MeasurementChunk(decoding: $0, part) }
    }
}

@Suite struct ChunkTests {
    @Test(arguments: 0..<60)
    func `any columns come back as they were`(seed: Int) throws {
        var random = SplitMix64(state: UInt64(seed))
        let chunk = randomChunk(subjects: [1, 2, 40, 700][seed % 4], &random)
        let bytes = chunk.encoded()
        #expect(try MeasurementChunk(bytes: bytes) == chunk)
        let values = try MeasurementChunk(bytes: bytes, .values)
        #expect(values.units == chunk.units && values.days == chunk.days && values.lines.isEmpty)
    }

    @Test(
        arguments: [
            [0], [.min], [.max], [.min, .max], [.max, .min, 0], [1, 1, 1, 1],
            Array(repeating: .min, count: 256) + [.max], (0..<1000).map { $0 * 1_000_000_007 },
            (0..<600).map { Int64(1) << ($0 % 63) }, (0..<257).map { -$0 },
        ] as [[Int64]])
    func `numbers come back by any prediction`(numbers: [Int64]) throws {
        let halves = [0, UInt32(numbers.count / 2), UInt32(numbers.count)]
        for offsets in [halves, Array(0...UInt32(numbers.count)), [0, UInt32(numbers.count)]] {
            let rows = ChunkRows(offsets: offsets)
            for prediction in [Prediction.zero, .previous, .above] {
                var writer = ChunkWriter([7])
                writer.append(integers: numbers, [prediction], rows)
                let read: [Int64] = try writer.finished().withUnsafeBytes { bytes in
                    var reader = try ChunkReader(bytes, [7])
                    let read: [Int64] = try reader.integers(numbers.count, rows)
                    try reader.requireEnd()
                    return read
                }
                #expect(read == numbers, "\(prediction), \(offsets.count) offsets")
            }
        }
    }

    // Bytes of all rows but what a number and a subject need themselves.
    @Test func `the same days for everybody, one source and lines in order cost next to nothing`() throws {
        var chunk = MeasurementChunk()
        chunk.sources = ["register"]
        for person in 0..<5000 {
            chunk.subjects.append("P-\(10_000 + person)")
            for month in 0..<12 {
                chunk.days.append(Int32(17_000 + 30 * month))
                chunk.units.append(Int64(month))
                chunk.reasonCodes.append(0)
                chunk.stateCodes.append(1)
                chunk.sourceCodes.append(0)
                chunk.lines.append(UInt32(2 + month * 5000 + person))
            }
            chunk.offsets.append(UInt32(chunk.days.count))
        }
        let values = chunk.units.count / 2  // four bits each
        let subjects = 5000 * 5 / 2
        let bytes = chunk.encoded().count
        #expect(bytes < values + subjects + 60_000 / 20, "\(bytes) bytes")
    }

    @Test(arguments: 0..<20)
    func `people come back as they were`(seed: Int) throws {
        var random = SplitMix64(state: UInt64(seed))
        var chunk = ParticipantChunk()
        for subject in randomSubjects([1, 30, 500][seed % 3], &random) { chunk.subjects.append(subject) }
        chunk.groups = ["pilot", "comparison"]
        var sex = ParticipantChunk.Attribute(id: "sex", values: ["f", "m"])
        for row in 0..<chunk.subjects.count {
            chunk.groupCodes.append(UInt16.random(in: 0...2, using: &random))
            chunk.entries.append(Int32.random(in: -719_162...2_932_896, using: &random))
            let exit = Int32.random(in: -719_162...2_932_896, using: &random)
            chunk.exits.append(row % 3 == 0 ? ParticipantTable.noExit : exit)
            chunk.lines.append(UInt32(row))
            sex.codes.append(UInt32.random(in: 0...2, using: &random))
        }
        chunk.attributes = seed % 2 == 0 ? [] : [sex]
        let decoded = try chunk.encoded().withUnsafeBytes { try ParticipantChunk(decoding: $0) }
        #expect(decoded == chunk)
    }

    @Test(arguments: 0..<30)
    func `texts are ranked byte by byte`(seed: Int) {
        var random = SplitMix64(state: UInt64(seed))
        let texts = (randomSubjects(300, &random) + ["", "P", "a", "a\0", "P-1", "P-1"]).shuffled(
            using: &random)
        let sorted = texts.enumerated().sorted { left, right in
            left.element.utf8.elementsEqual(right.element.utf8)
                ? left.offset < right.offset
                : left.element.utf8.lexicographicallyPrecedes(right.element.utf8)
        }
        #expect(TextList(texts).ascendingPlaces() == sorted.map { UInt32($0.offset) })
    }
}

@Suite struct ChunkDamageTests {
    /// Decodes bytes that may be anything: an error or a chunk, and no trap.
    private func decode(_ bytes: [UInt8]) {
        bytes.withUnsafeBytes { bytes in
            if let chunk = try? MeasurementChunk(decoding: bytes, .all) {
                // What is taken for whole can be read to its end.
                for subject in 0..<chunk.subjects.count {
                    for row in chunk.rows(subject) {
                        _ = (chunk.value(row), chunk.state(row), chunk.source(row))
                    }
                }
            }
            if let people = try? ParticipantChunk(decoding: bytes) {
                for row in 0..<people.subjects.count {
                    _ = (people.group(row), people.attributes.map { $0.value(row) })
                }
            }
        }
    }

    @Test(arguments: 0..<40)
    func `changed bytes are an error or another chunk`(seed: Int) {
        var random = SplitMix64(state: UInt64(seed))
        var whole = randomChunk(subjects: [1, 5, 60][seed % 3], &random).encoded()
        if seed % 4 == 0 { whole[0] = UInt8(ascii: "P") }
        for _ in 0..<500 {
            var bytes = whole
            for _ in 0..<Int.random(in: 1...4, using: &random) {
                let place = Int.random(
                    in: 0..<min(bytes.count, [30, bytes.count].randomElement(using: &random)!), using: &random
                )
                bytes[place] = [0, 1, 127, 128, 255, UInt8.random(in: 0...255, using: &random)].randomElement(
                    using: &random)!
            }
            if seed % 5 == 0 { bytes.removeLast(Int.random(in: 0..<bytes.count, using: &random)) }
            decode(bytes)
        }
    }

    @Test(arguments: 0..<20)
    func `random bytes are an error or a chunk`(seed: Int) {
        var random = SplitMix64(state: UInt64(seed))
        for _ in 0..<1000 {
            let rest = (0..<Int.random(in: 0..<200, using: &random)).map { _ in
                UInt8.random(in: 0...([3, 255].randomElement(using: &random)!), using: &random)
            }
            decode([UInt8(ascii: seed % 2 == 0 ? "M" : "P"), 1] + rest + [UInt8](repeating: 0, count: 8))
        }
    }

    @Test(
        arguments: [
            ([], "it does not begin as a chunk of this kind and version"),
            ([77, 2, 0, 0, 0, 0, 0, 0, 0, 0], "it does not begin as a chunk of this kind and version"),
            ([77, 1, 0, 0, 0, 0, 0, 0, 0], "it does not begin as a chunk of this kind and version"),
            ([77, 1, 0, 0, 0, 0, 0, 0, 0, 0], "it ends too early"),
            ([77, 1, 1, 2, 0, 0, 0, 0, 0, 0, 0, 0], "subjects: a number is too large"),
            ([77, 1] + [UInt8](repeating: 255, count: 20), "a number has no end"),
            // Two subjects of two hundred megabytes, in a few bytes.
            (
                [77, 1, 2, 2, 0xFF, 0xFF, 0xFF, 0x64, 0, 3, 0, 3, 2] + [UInt8](repeating: 0, count: 8),
                "subjects do not ascend, or are not as long as they say"
            ),
        ] as [([UInt8], String)])
    func `what is no chunk is told`(bytes: [UInt8], what: String) {
        #expect(throws: ChunkDamage(what)) { try MeasurementChunk(bytes: bytes) }
    }
}
