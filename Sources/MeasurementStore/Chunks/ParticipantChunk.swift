import OutcomesModel

/// People of one batch as columns, sorted by pseudonym.
struct ParticipantChunk: SubjectChunk, Equatable {
    struct Attribute: Equatable {
        let id: String
        var values: [String] = []
        /// 0 where it is not known, otherwise 1 more than a place in `values`.
        var codes: [UInt32] = []
    }

    /// Pseudonyms, ascending.
    var subjects = TextList()
    var groups: [String] = []
    /// 0 for no group, otherwise 1 more than a place in `groups`.
    var groupCodes: [UInt16] = []
    var entries: [Int32] = []
    /// `ParticipantTable.noExit` for one who has not left.
    var exits: [Int32] = []
    var lines: [UInt32] = []
    /// Sorted by id, byte by byte; those that nobody in the chunk has are not there.
    var attributes: [Attribute] = []

    private static let mark: [UInt8] = [UInt8(ascii: "P"), 1]

    func encoded() -> [UInt8] {
        var writer = ChunkWriter(Self.mark)
        writer.append(number: subjects.count)
        writer.append(ascending: subjects)
        writer.append(texts: groups)
        writer.append(integers: groupCodes, [.zero])
        writer.append(integers: entries, [.zero, .previous])
        // Whether, and how long after the entry.
        writer.append(integers: exits.map { $0 == ParticipantTable.noExit ? 0 : 1 as UInt8 }, [.zero])
        let stays = zip(entries, exits).map { entry, exit in
            exit == ParticipantTable.noExit ? 0 : Int64(exit) - Int64(entry)
        }
        writer.append(integers: stays, [.zero])
        writer.append(integers: lines, [.previous])
        writer.append(texts: attributes.map(\.id))
        for attribute in attributes {
            writer.append(texts: attribute.values)
            writer.append(integers: attribute.codes, [.zero])
        }
        return writer.finished()
    }

    init() {}

    init(decoding bytes: UnsafeRawBufferPointer) throws(ChunkDamage) {
        var reader = try ChunkReader(bytes, Self.mark)
        let count = try reader.number(upTo: ChunkReader.maximumRows, "people")
        subjects = try reader.ascendingTexts(count)
        groups = try reader.texts()
        groupCodes = try reader.integers(count)
        entries = try reader.integers(count)
        let left: [UInt8] = try reader.integers(count)
        let stays: [Int64] = try reader.integers(count)
        exits.reserveCapacity(count)
        for row in 0..<count {
            let (exit, wraps) = stays[row].addingReportingOverflow(Int64(entries[row]))
            let isDay = !wraps && MeasurementChunk.days.contains(Int32(clamping: exit))
            guard MeasurementChunk.days.contains(entries[row]), left[row] == 0 || isDay else {
                throw ChunkDamage("a day is not in the calendar")
            }
            exits.append(left[row] == 0 ? ParticipantTable.noExit : Int32(exit))
        }
        lines = try reader.integers(count)
        for id in try reader.texts() {
            let values = try reader.texts()
            let codes: [UInt32] = try reader.integers(count)
            guard (codes.max() ?? 0) <= values.count else {
                throw ChunkDamage("a value of an attribute is not in its list")
            }
            attributes.append(Attribute(id: id, values: values, codes: codes))
        }
        guard groups.count < Int(UInt16.max), (groupCodes.max() ?? 0) <= groups.count else {
            throw ChunkDamage("a group is not in its list")
        }
        try reader.requireEnd()
    }
}
