import OutcomesModel

/// Bytes that are no text, the first of them: where, and which kind.
struct TextFault: Equatable {
    enum Kind { case zeroByte, notUTF8 }

    let kind: Kind
    /// From the start of the bytes that were looked at.
    let offset: Int

    /// Returns the first fault of bytes that should be UTF-8, nil where there is none.
    init?(in bytes: UnsafeBufferPointer<UInt8>) {
        guard hasHighOrZeroByte(bytes) else { return nil }
        let zero = bytes.firstIndex(of: 0)
        do throws(UTF8.ValidationError) {
            _ = try UTF8Span(validating: Span(_unsafeElements: bytes))
        } catch {
            let offset = error.byteOffsets.lowerBound
            if zero.map({ offset < $0 }) ?? true {
                self.init(.notUTF8, at: offset)
                return
            }
        }
        guard let zero else { return nil }
        self.init(.zeroByte, at: zero)
    }

    /// Returns the first zero byte of bytes in an encoding in which all others are letters or signs.
    init?(zeroIn bytes: UnsafeBufferPointer<UInt8>) {
        guard let zero = bytes.firstIndex(of: 0) else { return nil }
        self.init(.zeroByte, at: zero)
    }

    init(_ kind: Kind, at offset: Int) {
        self.kind = kind
        self.offset = offset
    }

    func error(file: String, line: Int, before: Int) -> EvidenceError {
        switch kind {
        case .zeroByte: .zeroByte(file: file, line: line, offset: before + offset)
        case .notUTF8: .notUTF8(file: file, line: line, offset: before + offset)
        }
    }
}

/// Tells whether any byte is 0 or above 0x7F, looking at eight at a time.
func hasHighOrZeroByte(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
    let raw = UnsafeRawBufferPointer(bytes)
    let words = bytes.count / 8
    var found: UInt64 = 0
    for word in 0..<words {
        let eight = raw.loadUnaligned(fromByteOffset: word * 8, as: UInt64.self)
        // The high bit of a byte is set where it is 0 or above 0x7F; never missed, and exact below.
        found |= (eight &- 0x0101_0101_0101_0101) | eight
    }
    if found & 0x8080_8080_8080_8080 != 0 { return true }
    return bytes[(words * 8)...].contains { $0 == 0 || $0 >= 0x80 }
}

/// Returns where the last character begins, if it has more bytes than are there; otherwise the end.
func endOfWholeCharacters(_ bytes: UnsafeBufferPointer<UInt8>) -> Int {
    for length in 1...3 where length <= bytes.count {
        let lead = bytes[bytes.count - length]
        if lead < 0x80 { break }
        guard lead >= 0xC0 else { continue }
        let needed = lead >= 0xF0 ? 4 : lead >= 0xE0 ? 3 : 2
        return needed > length ? bytes.count - length : bytes.count
    }
    return bytes.count
}

/// Returns how many ends of lines there are in `bytes`; a line ends with LF, CRLF or CR.
func countLineEnds(in bytes: some Collection<UInt8>, isAfterReturn: Bool = false) -> Int {
    var ends = 0
    var isAfterReturn = isAfterReturn
    for byte in bytes {
        if byte == Byte.carriageReturn || (byte == Byte.lineFeed && !isAfterReturn) { ends += 1 }
        isAfterReturn = byte == Byte.carriageReturn
    }
    return ends
}

extension TextEncoding {
    /// Returns the first bytes that are no text in this encoding.
    func fault(in bytes: UnsafeBufferPointer<UInt8>) -> TextFault? {
        self == .utf8 ? TextFault(in: bytes) : TextFault(zeroIn: bytes)
    }

    /// Returns the text of some bytes in this encoding.
    func text(_ bytes: UnsafeBufferPointer<UInt8>) -> String {
        guard self != .utf8 else { return String(decoding: bytes, as: UTF8.self) }
        var text = String.UnicodeScalarView()
        for byte in bytes { text.append(scalar(byte)) }
        return String(text)
    }

    /// Writes the text of some bytes in this encoding as UTF-8.
    func convert(_ bytes: UnsafeBufferPointer<UInt8>, into text: Block) {
        text.count = 0
        // No character of these encodings takes more than three bytes.
        text.reserve(bytes.count * 3)
        var place = text.start
        for byte in bytes {
            if byte < 0x80 {
                place.pointee = byte
                place += 1
            } else {
                for unit in UTF8.encode(scalar(byte))! {
                    place.pointee = unit
                    place += 1
                }
            }
        }
        text.count = place - text.start
        text.endHere()
    }

    /// Returns the character of a byte, in an encoding in which each byte is one.
    func scalar(_ byte: UInt8) -> Unicode.Scalar {
        guard self == .windows1252, (0x80...0x9F).contains(byte) else { return Unicode.Scalar(byte) }
        return windowsSigns[Int(byte - 0x80)]
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

/// What Windows-1252 has at 0x80 to 0x9F; the five bytes that it leaves free stand for themselves.
private let windowsSigns: [Unicode.Scalar] = [
    "\u{20AC}", "\u{81}", "\u{201A}", "\u{192}", "\u{201E}", "\u{2026}", "\u{2020}", "\u{2021}",
    "\u{2C6}", "\u{2030}", "\u{160}", "\u{2039}", "\u{152}", "\u{8D}", "\u{17D}", "\u{8F}",
    "\u{90}", "\u{2018}", "\u{2019}", "\u{201C}", "\u{201D}", "\u{2022}", "\u{2013}", "\u{2014}",
    "\u{2DC}", "\u{2122}", "\u{161}", "\u{203A}", "\u{153}", "\u{9D}", "\u{17E}", "\u{178}",
]
