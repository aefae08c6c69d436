import OutcomesModel

/// The libFuzzer target for the chunks of a store: whatever the bytes are, decoding them gives a chunk that can be
/// read to its end, and written and read again as it is, or throws. The first two bytes tell of which kind it is.
@_cdecl("LLVMFuzzerTestOneInput")
public func decodeChunk(_ start: UnsafePointer<UInt8>, _ count: Int) -> CInt {
    // At their own place, where reading beyond the end is seen.
    let own = UnsafeMutableRawBufferPointer.allocate(byteCount: count, alignment: 1)
    own.copyMemory(from: UnsafeRawBufferPointer(start: start, count: count))
    defer { own.deallocate() }
    let bytes = UnsafeRawBufferPointer(own)
    guard !claimsTooMuch(bytes) else { return 0 }
    if let chunk = try? MeasurementChunk(decoding: bytes, .all) {
        expectReadable(chunk)
        expectTheSameAgain(chunk)
        guard let values = try? MeasurementChunk(decoding: bytes, .values) else {
            preconditionFailure("the values of a whole chunk cannot be read")
        }
        precondition(
            values.subjects == chunk.subjects && values.offsets == chunk.offsets && values.days == chunk.days
                && values.units == chunk.units && values.stateCodes == chunk.stateCodes,
            "the values alone are others")
    } else if let chunk = try? MeasurementChunk(decoding: bytes, .values) {
        // What is wrong with it stands behind its values.
        for row in chunk.days.indices { _ = (chunk.value(row), chunk.state(row)) }
    }
    if let people = try? ParticipantChunk(decoding: bytes) {
        expectReadable(people)
        expectTheSameAgain(people)
    }
    return 0
}

/// What chunks are to those who merge them, whose files are not here.
protocol SubjectChunk: Sendable {
    var subjects: TextList { get }
}

/// Says whether many rows are claimed, which would only make each try slow.
private func claimsTooMuch(_ bytes: UnsafeRawBufferPointer) -> Bool {
    guard bytes.count > 2, var reader = try? ChunkReader(bytes, [bytes[0], bytes[1]]) else { return false }
    let most = bytes[0] == UInt8(ascii: "M") ? 1 << 14 : 1 << 12
    return (try? reader.number(upTo: most, "rows")) == nil
}

private func expectReadable(_ chunk: MeasurementChunk) {
    var rows = 0
    for subject in 0..<chunk.subjects.count {
        _ = chunk.subjects[subject]
        for row in chunk.rows(subject) {
            _ = (chunk.value(row), chunk.state(row), chunk.source(row), chunk.lines[row])
            rows += 1
        }
    }
    precondition(rows == chunk.days.count, "the subjects have not the rows of the chunk")
}

private func expectReadable(_ people: ParticipantChunk) {
    for row in 0..<people.subjects.count {
        _ = people.subjects[row]
        if people.groupCodes[row] > 0 { _ = people.groups[Int(people.groupCodes[row]) - 1] }
        for attribute in people.attributes where attribute.codes[row] > 0 {
            _ = attribute.values[Int(attribute.codes[row]) - 1]
        }
        precondition(
            people.exits[row] == ParticipantTable.noExit || MeasurementChunk.days.contains(people.exits[row]),
            "an exit is no day")
    }
}

private func expectTheSameAgain(_ chunk: MeasurementChunk) {
    let again = chunk.encoded().withUnsafeBytes { try? MeasurementChunk(decoding: $0, .all) }
    precondition(again == chunk, "a chunk that was read is written as another")
}

private func expectTheSameAgain(_ people: ParticipantChunk) {
    let again = people.encoded().withUnsafeBytes { try? ParticipantChunk(decoding: $0) }
    precondition(again == people, "a chunk that was read is written as another")
}
