/// Returns where the text of a file starts, after a byte order mark, having checked that all of it is UTF-8.
func startOfText(_ bytes: [UInt8], file: String) throws(EvidenceError) -> Int {
    guard !bytes.isEmpty else { throw .noBytes(file: file) }
    if bytes.starts(with: [0xFF, 0xFE]) || bytes.starts(with: [0xFE, 0xFF]) { throw .utf16(file: file) }
    if let offset = bytes.firstIndex(of: 0) {
        throw .zeroByte(file: file, line: lineNumber(at: offset, in: bytes), offset: offset)
    }
    do throws(UTF8.ValidationError) {
        _ = try UTF8Span(validating: bytes.span)
    } catch {
        let offset = error.byteOffsets.lowerBound
        throw .notUTF8(file: file, line: lineNumber(at: offset, in: bytes), offset: offset)
    }
    return bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
}

/// Returns the line, from 1, that the byte at `offset` is on; a line ends with LF, CRLF or CR.
private func lineNumber(at offset: Int, in bytes: [UInt8]) -> Int {
    1
        + bytes[..<offset].indices.count { index in
            bytes[index] == Byte.lineFeed
                || (bytes[index] == Byte.carriageReturn && bytes[index + 1] != Byte.lineFeed)
        }
}

/// The bytes that give a file its form.
enum Byte {
    static let tab = UInt8(ascii: "\t")
    static let lineFeed = UInt8(ascii: "\n")
    static let carriageReturn = UInt8(ascii: "\r")
    static let space = UInt8(ascii: " ")
    static let quote = UInt8(ascii: "\"")
    static let hash = UInt8(ascii: "#")
    static let comma = UInt8(ascii: ",")
    static let semicolon = UInt8(ascii: ";")
    static let plus = UInt8(ascii: "+")
    static let minus = UInt8(ascii: "-")
    static let point = UInt8(ascii: ".")
    static let zero = UInt8(ascii: "0")
    static let nine = UInt8(ascii: "9")
}
