/// Gives the text of a file piece by piece, unpacked where the file is packed.
final class TextSource {
    private let source: ByteSource
    private let inflater: Inflater?
    /// What was looked at to tell whether the file is packed.
    private var head: [UInt8]

    init(_ source: ByteSource) throws(EvidenceError) {
        self.source = source
        var first: [UInt8] = [0, 0]
        var failure: EvidenceError?
        let count = first.withUnsafeMutableBytes { room -> Int in
            do throws(EvidenceError) {
                return try source.read(into: room)
            } catch {
                failure = error
                return 0
            }
        }
        if let failure { throw failure }
        head = Array(first.prefix(count))
        let isPacked = head == [0x1F, 0x8B]
        inflater = isPacked ? try Inflater(source, head: head) : nil
        if isPacked { head = [] }
    }

    /// True where the file's bytes are not its text, so that their number says little.
    var isPacked: Bool { inflater != nil }

    /// Fills `room` as far as there is text, and returns how much; less than all of it only at the end.
    func read(into room: UnsafeMutableRawBufferPointer) throws(EvidenceError) -> Int {
        if let inflater { return try inflater.read(into: room) }
        let held = min(head.count, room.count)
        room.copyBytes(from: head.prefix(held))
        head.removeFirst(held)
        return held + (try source.read(into: UnsafeMutableRawBufferPointer(rebasing: room[held...])))
    }
}
