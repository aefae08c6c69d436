/// A chunk whose rows are grouped by subjects that ascend.
protocol SubjectChunk: Sendable {
    var subjects: TextList { get }
}

/// The chunks of one batch, walked subject by subject; one of them is at hand at a time.
final class ChunkCursor<Chunk: SubjectChunk> {
    let batch: Int64
    private(set) var chunk: Chunk
    private(set) var subject = 0
    private var rest: ArraySlice<ChunkPlace>
    private let load: (ChunkPlace) throws -> Chunk

    /// - Parameter places: of one batch, in their order.
    init?(_ places: ArraySlice<ChunkPlace>, load: @escaping (ChunkPlace) throws -> Chunk) throws {
        guard let first = places.first else { return nil }
        batch = first.batch
        rest = places.dropFirst()
        self.load = load
        chunk = try load(first)
    }

    /// Goes to the next subject; false where there is none.
    func advance(by count: Int = 1) throws -> Bool {
        subject += count
        if subject < chunk.subjects.count { return true }
        guard let next = rest.popFirst() else { return false }
        let last = chunk
        chunk = try load(next)
        subject = 0
        guard last.subjects.compare(last.subjects.count - 1, with: chunk.subjects, 0) < 0 else {
            throw Damage(what: "\(next): it does not follow the chunk before it")
        }
        return true
    }
}

/// Walks the chunks of several batches side by side, subject by subject, in the order of the subjects.
///
/// The cursors stand in a line by their subjects and then by their batches. Where all batches tell of the
/// same people, each keeps its place, at the cost of one comparison.
struct ChunkMerge<Chunk: SubjectChunk> {
    private struct Position {
        /// The first sixteen bytes of the subject.
        let high, low: UInt64
        let length: Int
        let cursor: ChunkCursor<Chunk>

        init(_ cursor: ChunkCursor<Chunk>) {
            self.cursor = cursor
            high = cursor.chunk.subjects.word(cursor.subject)
            low = cursor.chunk.subjects.word(cursor.subject, from: 8)
            length = cursor.chunk.subjects.range(cursor.subject).count
        }
    }

    private var line: [Position] = []
    /// How many at the head of the line stand at the subject at hand.
    private var holders = 0

    init(_ cursors: [ChunkCursor<Chunk>]) {
        for cursor in cursors { line.append(Position(cursor)) }
        line.sort(by: Self.isBefore)
    }

    /// The batches that tell of the subject at hand, the earliest first.
    var current: some RandomAccessCollection<ChunkCursor<Chunk>> { line[..<holders].lazy.map(\.cursor) }

    /// The only batch that is left, if but one is: the rest of its chunk can be taken at once.
    var only: ChunkCursor<Chunk>? { line.count == 1 ? line[0].cursor : nil }

    /// Goes to the next subject, past `count` of them where only one batch is left; false at the end.
    mutating func next(passing count: Int = 1) throws -> Bool {
        for place in stride(from: holders - 1, through: 0, by: -1) {
            let cursor = line[place].cursor
            if try cursor.advance(by: count) {
                line[place] = Position(cursor)
                settle(place)
            } else {
                line.remove(at: place)
            }
        }
        holders = line.isEmpty ? 0 : 1
        while holders < line.count && Self.order(line[0], line[holders]) == 0 { holders += 1 }
        return holders > 0
    }

    /// Moves a position back to where it belongs among those behind it, which are in order.
    private mutating func settle(_ place: Int) {
        guard place + 1 < line.count, Self.isBefore(line[place + 1], line[place]) else { return }
        let position = line[place]
        var low = place + 2
        var high = line.count
        while low < high {
            let middle = (low + high) / 2
            if Self.isBefore(line[middle], position) { low = middle + 1 } else { high = middle }
        }
        for index in place..<low - 1 { line[index] = line[index + 1] }
        line[low - 1] = position
    }

    private static func isBefore(_ left: Position, _ right: Position) -> Bool {
        let order = order(left, right)
        return order == 0 ? left.cursor.batch < right.cursor.batch : order < 0
    }

    private static func order(_ left: Position, _ right: Position) -> Int {
        if left.high != right.high { return left.high < right.high ? -1 : 1 }
        if left.low != right.low { return left.low < right.low ? -1 : 1 }
        let (one, other) = (left.cursor, right.cursor)
        if left.length == right.length && left.length <= 16 { return 0 }
        return one.chunk.subjects.compare(one.subject, with: other.chunk.subjects, other.subject)
    }
}
