import OutcomesModel

/// Rows of one indicator and batch as columns, sorted by subject and day, with no day twice for a subject.
struct MeasurementChunk: SubjectChunk, Equatable {
    /// Ascending.
    var subjects = TextList()
    /// One more than there are subjects.
    var offsets: [UInt32] = [0]
    var days: [Int32] = []
    var units: [Int64] = []
    var reasons: [String] = []
    /// 0 for a number, otherwise 1 more than a place in `reasons`.
    var reasonCodes: [UInt16] = []
    var stateCodes: [UInt8] = []
    var sources: [String] = []
    var sourceCodes: [UInt32] = []
    var lines: [UInt32] = []

    /// The kind of chunk, and the version of its form.
    private static let mark: [UInt8] = [UInt8(ascii: "M"), 1]
    static let days = Int32(-719_162)...2_932_896

    /// Which columns a reader wants.
    enum Part {
        case values
        /// With source and line.
        case all
    }

    func rows(_ subject: Int) -> Range<Int> { Int(offsets[subject])..<Int(offsets[subject + 1]) }

    func encoded() -> [UInt8] {
        let rows = ChunkRows(offsets: offsets)
        var writer = ChunkWriter(Self.mark)
        writer.append(number: days.count)
        writer.append(number: subjects.count)
        writer.append(ascending: subjects)
        let counts = (0..<subjects.count).map { offsets[$0 + 1] - offsets[$0] }
        writer.append(integers: counts, [.zero])
        writer.append(integers: days, [.above, .previous, .zero], rows)
        writer.append(integers: units, [.zero, .previous], rows)
        writer.append(texts: reasons)
        writer.append(integers: reasonCodes, [.zero], rows)
        writer.append(integers: stateCodes, [.zero], rows)
        writer.append(texts: sources)
        writer.append(integers: sourceCodes, [.zero, .previous], rows)
        writer.append(integers: lines, [.above, .previous], rows)
        return writer.finished()
    }

    init() {}

    init(decoding bytes: UnsafeRawBufferPointer, _ part: Part) throws(ChunkDamage) {
        var reader = try ChunkReader(bytes, Self.mark)
        let count = try reader.number(upTo: ChunkReader.maximumRows, "rows")
        let subjectCount = try reader.number(upTo: count, "subjects")
        subjects = try reader.ascendingTexts(subjectCount)
        let counts: [UInt32] = try reader.integers(subjectCount)
        offsets.reserveCapacity(subjectCount + 1)
        var total = 0
        for count in counts {
            total += Int(count)
            guard count > 0, total <= ChunkReader.maximumRows else {
                throw ChunkDamage("its subjects have too few or too many rows")
            }
            offsets.append(UInt32(total))
        }
        guard total == count else { throw ChunkDamage("its subjects do not have its rows") }
        let rows = ChunkRows(offsets: offsets)
        days = try reader.integers(count, rows)
        units = try reader.integers(count, rows)
        reasons = try reader.texts()
        reasonCodes = try reader.integers(count, rows)
        stateCodes = try reader.integers(count, rows)
        try requireMeaning()
        guard part == .all else { return }
        sources = try reader.texts()
        sourceCodes = try reader.integers(count, rows)
        lines = try reader.integers(count, rows)
        guard (sourceCodes.max() ?? 0) < max(1, sources.count), sources.isEmpty == days.isEmpty else {
            throw ChunkDamage("a source is not in its list")
        }
        try reader.requireEnd()
    }

    private func requireMeaning() throws(ChunkDamage) {
        guard days.allSatisfy(Self.days.contains) else { throw ChunkDamage("a day is not in the calendar") }
        for subject in 0..<subjects.count {
            let rows = rows(subject)
            for row in rows.dropFirst() where days[row - 1] >= days[row] {
                throw ChunkDamage("the days of a subject do not ascend")
            }
        }
        guard reasons.count < Int(UInt16.max), (reasonCodes.max() ?? 0) <= reasons.count else {
            throw ChunkDamage("a reason is not in its list")
        }
        guard Int(stateCodes.max() ?? 0) < VerificationState.allCases.count else {
            throw ChunkDamage("a state is not known")
        }
    }
}

extension MeasurementChunk {
    func value(_ row: Int) -> MeasuredValue {
        let reason = reasonCodes[row]
        return reason == 0 ? .number(units[row]) : .missing(Missing(rawValue: reasons[Int(reason) - 1]))
    }

    func state(_ row: Int) -> VerificationState { VerificationState(code: stateCodes[row]) }

    func source(_ row: Int) -> String { sources[Int(sourceCodes[row])] }
}
