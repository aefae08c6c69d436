import Crypto
import FoundationEssentials
import GRDB
import OutcomesModel

/// Where a chunk lies in the store, and what is known of it without reading it.
struct ChunkPlace {
    /// Of the row in its table.
    let number: Int64
    let contract: PackID
    let batch: Int64
    /// None for a chunk of participants.
    let indicator: IndicatorID?
    /// Among the chunks of its batch and indicator.
    let position: Int64
    let content: ChunkContent
}

/// What a chunk says of itself, so that a read can pass it over.
struct ChunkContent: Equatable {
    let rows: Int64
    let firstSubject, lastSubject: String
    /// None for participants.
    let days: ClosedRange<Int32>?
}

extension ChunkPlace: CustomStringConvertible {
    var description: String {
        (indicator.map { "measurement_chunk of \(contract), \($0)" } ?? "participant_chunk of \(contract)")
            + ", batch \(batch), chunk \(position)"
    }
}

extension SubjectChunk {
    fileprivate func content(rows: Int, days: [Int32]?) -> ChunkContent {
        ChunkContent(
            rows: Int64(rows), firstSubject: subjects[0], lastSubject: subjects[subjects.count - 1],
            days: days.map { $0.min()!...$0.max()! })
    }
}

extension MeasurementChunk {
    /// What the store keeps beside the bytes; of a chunk that is not empty.
    var content: ChunkContent { content(rows: days.count, days: days) }
}

extension ParticipantChunk {
    var content: ChunkContent { content(rows: subjects.count, days: nil) }
}

extension Database {
    func insert(
        _ bytes: [UInt8], _ content: ChunkContent, contract: PackID, batch: BatchID, indicator: IndicatorID?,
        position: Int
    ) throws {
        let sha256 = bytes.withUnsafeBytes {
            Self.checksum($0, contract, batch.number, indicator, Int64(position))
        }
        var columns: [(name: String, value: Argument)] = [
            ("contract", .text(contract.rawValue)), ("batch", .number(batch.number)),
            ("position", .number(position)), ("rows", .number(content.rows)),
            ("first_subject", .text(content.firstSubject)), ("last_subject", .text(content.lastSubject)),
            ("sha256", .bytes(sha256)), ("bytes", .bytes(bytes)),
        ]
        if let indicator, let days = content.days {
            columns += [
                ("indicator", .text(indicator.rawValue)), ("first_day", .number(days.lowerBound)),
                ("last_day", .number(days.upperBound)),
            ]
        }
        let table = indicator == nil ? "participant_chunk" : "measurement_chunk"
        let names = columns.map(\.name).joined(separator: ", ")
        let values = repeatElement("?", count: columns.count).joined(separator: ", ")
        try Query(self, "INSERT INTO \(table) (\(names)) VALUES (\(values))").run(columns.map(\.value))
    }

    /// Returns the chunks of an indicator as of a batch, batch by batch, in their order.
    func measurementChunks(
        of contract: PackID, _ indicator: IndicatorID, asOf batch: BatchID
    ) throws -> [ChunkPlace] {
        try Query(
            self,
            """
            SELECT number, contract, batch, indicator, position, rows, first_subject, last_subject, first_day,
                last_day
            FROM measurement_chunk WHERE contract = ? AND indicator = ? AND batch <= ?
            ORDER BY batch, position
            """
        ).map([.text(contract.rawValue), .text(indicator.rawValue), .number(batch.number)]) {
            try ChunkPlace($0)
        }
    }

    func participantChunks(of contract: PackID, asOf batch: BatchID) throws -> [ChunkPlace] {
        try Query(
            self,
            """
            SELECT number, contract, batch, NULL, position, rows, first_subject, last_subject, NULL, NULL
            FROM participant_chunk WHERE contract = ? AND batch <= ? ORDER BY batch, position
            """
        ).map([.text(contract.rawValue), .number(batch.number)]) { try ChunkPlace($0) }
    }

    /// Returns the chunks of all contracts.
    func allChunks() throws -> [ChunkPlace] {
        let measurements = try Query(
            self,
            """
            SELECT number, contract, batch, indicator, position, rows, first_subject, last_subject, first_day,
                last_day
            FROM measurement_chunk ORDER BY batch, indicator, position
            """
        ).map([]) { try ChunkPlace($0) }
        let participants = try Query(
            self,
            """
            SELECT number, contract, batch, NULL, position, rows, first_subject, last_subject, NULL, NULL
            FROM participant_chunk ORDER BY batch, position
            """
        ).map([]) { try ChunkPlace($0) }
        return measurements + participants
    }

    /// Returns the indicators of which a contract has measurements, byte by byte.
    func indicators(of contract: PackID) throws -> [IndicatorID] {
        try Query(
            self, "SELECT DISTINCT indicator FROM measurement_chunk WHERE contract = ? ORDER BY indicator"
        ).map([.text(contract.rawValue)]) { IndicatorID(try $0.text(0)) }
    }

    func load(_ place: ChunkPlace, _ part: MeasurementChunk.Part) throws -> MeasurementChunk {
        try load(place, from: "measurement_chunk") { bytes throws(ChunkDamage) in
            let chunk = try MeasurementChunk(decoding: bytes, part)
            guard chunk.subjects.count > 0, chunk.content == place.content else {
                throw ChunkDamage("its columns are not what the store says of them")
            }
            return chunk
        }
    }

    func loadParticipants(_ place: ChunkPlace) throws -> ParticipantChunk {
        try load(place, from: "participant_chunk") { bytes throws(ChunkDamage) in
            let chunk = try ParticipantChunk(decoding: bytes)
            guard chunk.subjects.count > 0, chunk.content == place.content else {
                throw ChunkDamage("its columns are not what the store says of them")
            }
            return chunk
        }
    }

    private func load<Chunk>(
        _ place: ChunkPlace, from table: String,
        _ decode: (UnsafeRawBufferPointer) throws(ChunkDamage) -> Chunk
    ) throws -> Chunk {
        let chunk = try Query(self, "SELECT bytes, sha256 FROM \(table) WHERE number = ?").first(
            [.number(place.number)]
        ) { row in
            let bytes = try row.bytes(0)
            let sha256 = Self.checksum(bytes, place.contract, place.batch, place.indicator, place.position)
            guard try row.bytes(1).elementsEqual(sha256) else {
                throw Damage(what: "\(place): its bytes are not those of its checksum")
            }
            do throws(ChunkDamage) { return try decode(bytes) } catch {
                throw Damage(what: "\(place): \(error.what)")
            }
        }
        guard let chunk else { throw Damage(what: "\(place): it is not there") }
        return chunk
    }

    /// Returns the SHA-256 of a chunk's bytes behind its place, so that no chunk can stand for another.
    private static func checksum(
        _ bytes: UnsafeRawBufferPointer, _ contract: PackID, _ batch: Int64, _ indicator: IndicatorID?,
        _ position: Int64
    ) -> [UInt8] {
        var text = CanonicalText("utfall-chunk-1")
        text.append(contract.rawValue)
        text.append(batch)
        text.append(indicator?.rawValue)
        text.append(position)
        var hash = SHA256()
        hash.update(data: text.bytes)
        hash.update(bufferPointer: bytes)
        return Array(hash.finalize())
    }
}

extension ChunkPlace {
    fileprivate init(_ row: StoredRow) throws {
        number = try row.number(0)
        contract = PackID(try row.text(1))
        batch = try row.number(2)
        indicator = row.optionalText(3).map { IndicatorID($0) }
        position = try row.number(4)
        let (first, last) = (try row.optionalDay(8), try row.optionalDay(9))
        var days: ClosedRange<Int32>?
        if let first, let last {
            guard first <= last else { throw Damage(what: "a stored first_day is none that Utfall writes") }
            days = first.number...last.number
        }
        content = ChunkContent(
            rows: try row.number(5), firstSubject: try row.text(6), lastSubject: try row.text(7), days: days)
    }

    /// Tells whether the chunk can hold something of these days and subjects, which ascend.
    func overlaps(days wanted: ClosedRange<Int32>?, subjects: TextList?) -> Bool {
        if let days = content.days, let wanted, !days.overlaps(wanted) { return false }
        guard let subjects else { return true }
        let place = subjects.lowerBound(Array(content.firstSubject.utf8))
        return place < subjects.count && !Array(content.lastSubject.utf8).precedes(subjects, place)
    }
}

extension [UInt8] {
    /// Tells whether these bytes come before a text of a list.
    fileprivate func precedes(_ texts: TextList, _ place: Int) -> Bool {
        withUnsafeBytes { left in
            texts.bytes[texts.range(place)].withUnsafeBytes { TextList.compare(left, $0) < 0 }
        }
    }
}

extension Sequence<ChunkPlace> {
    /// Returns a cursor for each batch.
    func cursors<Chunk: SubjectChunk>(
        _ load: @escaping (ChunkPlace) throws -> Chunk
    ) throws -> [ChunkCursor<Chunk>] {
        let places = Array(self)
        var cursors: [ChunkCursor<Chunk>] = []
        var start = 0
        while start < places.count {
            var end = start + 1
            while end < places.count && places[end].batch == places[start].batch { end += 1 }
            if let cursor = try ChunkCursor(places[start..<end], load: load) { cursors.append(cursor) }
            start = end
        }
        return cursors
    }
}
