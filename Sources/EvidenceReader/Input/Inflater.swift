import CZlib

/// Unpacks gzip, which may be several files one after the other.
final class Inflater {
    private let source: ByteSource
    private let stream: UnsafeMutablePointer<z_stream>
    private let packed: UnsafeMutableRawBufferPointer
    /// True between two packed files, where the end may be.
    private var isBetween = true
    private var isAtEnd = false

    /// - Parameter head: what was read of the packed bytes before.
    init(_ source: ByteSource, head: [UInt8]) throws(EvidenceError) {
        self.source = source
        packed = .allocate(byteCount: max(256 << 10, head.count), alignment: 16)
        packed.copyBytes(from: head)
        stream = .allocate(capacity: 1)
        stream.initialize(to: z_stream())
        stream.pointee.next_in = packed.baseAddress?.assumingMemoryBound(to: UInt8.self)
        stream.pointee.avail_in = UInt32(head.count)
        // 15 for the largest window, and 16 for the header of gzip.
        let status = inflateInit2_(stream, 15 + 16, ZLIB_VERSION, Int32(MemoryLayout<z_stream>.size))
        guard status == Z_OK else { throw .damagedGzip(file: source.name, isCut: false) }
    }

    deinit {
        inflateEnd(stream)
        stream.deallocate()
        packed.deallocate()
    }

    /// Fills `room` as far as there is text, and returns how much; less than all of it only at the end.
    func read(into room: UnsafeMutableRawBufferPointer) throws(EvidenceError) -> Int {
        var taken = 0
        while taken < room.count, try hasInput() {
            // zlib counts in 32 bits.
            let asked = min(room.count - taken, 1 << 30)
            stream.pointee.next_out = room.baseAddress?.advanced(by: taken).assumingMemoryBound(
                to: UInt8.self)
            stream.pointee.avail_out = UInt32(asked)
            isBetween = false
            let status = inflate(stream, Z_NO_FLUSH)
            taken += asked - Int(stream.pointee.avail_out)
            if status == Z_STREAM_END {
                isBetween = true
                inflateReset(stream)
            } else if status != Z_OK && status != Z_BUF_ERROR {
                throw .damagedGzip(file: source.name, isCut: false)
            }
        }
        return taken
    }

    /// Reads on where nothing is left; false at the end.
    private func hasInput() throws(EvidenceError) -> Bool {
        if stream.pointee.avail_in > 0 { return true }
        let came = isAtEnd ? 0 : try source.read(into: packed)
        isAtEnd = came < packed.count
        stream.pointee.next_in = packed.baseAddress?.assumingMemoryBound(to: UInt8.self)
        stream.pointee.avail_in = UInt32(came)
        if came == 0, !isBetween { throw .damagedGzip(file: source.name, isCut: true) }
        return came > 0
    }
}
