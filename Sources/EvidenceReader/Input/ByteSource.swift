import Crypto
import FoundationEssentials
import OutcomesModel

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#else
    import Darwin
#endif

/// Gives the bytes of a file or of memory piece by piece, counting and hashing them on the way.
final class ByteSource {
    let name: String
    /// How many bytes there are in all, where that can be known.
    let expectedBytes: Int?
    private let origin: Origin
    private var hasher = SHA256()
    private(set) var count = 0

    private enum Origin {
        case memory([UInt8])
        case descriptor(Int32, path: String)
    }

    init(_ bytes: [UInt8], name: String) {
        origin = .memory(bytes)
        expectedBytes = bytes.count
        self.name = name
    }

    /// Opens the file at `path`.
    init(path: String, name: String) throws(EvidenceError) {
        self.name = name
        let descriptor = open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else {
            throw errno == ENOENT || errno == ENOTDIR ? .missingFile(path: path) : .unreadable(path: path)
        }
        var status = stat()
        guard fstat(descriptor, &status) == 0 else {
            close(descriptor)
            throw .unreadable(path: path)
        }
        let form = status.st_mode & S_IFMT
        guard form != S_IFDIR else {
            close(descriptor)
            throw .directory(path: path)
        }
        expectedBytes = form == S_IFREG ? Int(status.st_size) : nil
        origin = .descriptor(descriptor, path: path)
    }

    /// Reads the standard input to its end.
    init(standardInputAs name: String) {
        self.name = name
        expectedBytes = nil
        origin = .descriptor(dup(STDIN_FILENO), path: name)
    }

    deinit {
        if case .descriptor(let descriptor, _) = origin { close(descriptor) }
    }

    /// Fills `room` from its start as far as there are bytes, and returns how many; 0 at the end.
    func read(into room: UnsafeMutableRawBufferPointer) throws(EvidenceError) -> Int {
        guard let start = room.baseAddress, room.count > 0 else { return 0 }
        let taken: Int
        switch origin {
        case .memory(let bytes):
            taken = min(room.count, bytes.count - count)
            bytes.withUnsafeBytes { all in
                room.copyMemory(from: UnsafeRawBufferPointer(rebasing: all[count..<(count + taken)]))
            }
        case .descriptor(let descriptor, let path):
            taken = try fill(start, room.count, from: descriptor, path)
        }
        hasher.update(bufferPointer: UnsafeRawBufferPointer(start: start, count: taken))
        count += taken
        return taken
    }

    private func fill(
        _ start: UnsafeMutableRawPointer, _ size: Int, from descriptor: Int32, _ path: String
    ) throws(EvidenceError) -> Int {
        var taken = 0
        while taken < size {
            #if canImport(Darwin)
                let came = Darwin.read(descriptor, start + taken, size - taken)
            #elseif canImport(Musl)
                let came = Musl.read(descriptor, start + taken, size - taken)
            #else
                let came = Glibc.read(descriptor, start + taken, size - taken)
            #endif
            if came == 0 { break }
            if came < 0 {
                if errno == EINTR { continue }
                throw .unreadable(path: path)
            }
            taken += came
        }
        return taken
    }

    /// What is known of the file once all of it was read.
    func evidenceFile() -> EvidenceFile {
        EvidenceFile(name: name, bytes: count, sha256: hexadecimal(hasher.finalize()))
    }
}
