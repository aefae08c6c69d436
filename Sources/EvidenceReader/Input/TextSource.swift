/// Gives the text of a file piece by piece.
final class TextSource {
    private let source: ByteSource

    init(_ source: ByteSource) {
        self.source = source
    }

    /// Fills `room` as far as there is text, and returns how much; less than all of it only at the end.
    func read(into room: UnsafeMutableRawBufferPointer) throws(EvidenceError) -> Int {
        try source.read(into: room)
    }
}
