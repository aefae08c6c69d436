/// Reads a text of JSON (RFC 8259) and says where it stops being one.
///
/// The decoder of Foundation tells no place and makes numbers of what was typed; here both are kept.
struct JSONReader {
    private let bytes: [UInt8]
    private let file: String
    private var next = 0

    private static let deepest = 200

    static func read(_ bytes: [UInt8], file: String) throws(IndigoError) -> JSONValue {
        let isMarked = bytes.starts(with: [0xEF, 0xBB, 0xBF])
        var reader = JSONReader(bytes: isMarked ? Array(bytes.dropFirst(3)) : bytes, file: file)
        guard String(validating: reader.bytes, as: UTF8.self) != nil else {
            throw .notJSON(file: file, line: nil, column: nil, expected: "text in UTF-8")
        }
        let value = try reader.value(depth: 0)
        reader.skipSpace()
        guard reader.next == reader.bytes.count else { throw reader.fault("the end of the file") }
        return value
    }

    private init(bytes: [UInt8], file: String) {
        self.bytes = bytes
        self.file = file
    }

    private func fault(_ expected: String) -> IndigoError {
        let before = bytes[..<min(next, bytes.count)]
        let line = before.count { $0 == UInt8(ascii: "\n") } + 1
        let start = before.lastIndex(of: UInt8(ascii: "\n")).map { $0 + 1 } ?? 0
        return .notJSON(
            file: file, line: line, column: String(decoding: before[start...], as: UTF8.self).count + 1,
            expected: expected)
    }

    private mutating func skipSpace() {
        while next < bytes.count, [0x20, 0x09, 0x0A, 0x0D].contains(bytes[next]) { next += 1 }
    }

    /// Takes a mark, if it comes next behind spaces.
    private mutating func take(_ mark: Unicode.Scalar) -> Bool {
        skipSpace()
        guard next < bytes.count, bytes[next] == UInt8(ascii: mark) else { return false }
        next += 1
        return true
    }

    private mutating func value(depth: Int) throws(IndigoError) -> JSONValue {
        guard depth < Self.deepest else { throw fault("at most \(Self.deepest) levels") }
        if take("{") { return try object(depth) }
        if take("[") { return try array(depth) }
        guard next < bytes.count else { throw fault("a value") }
        switch bytes[next] {
        case UInt8(ascii: "\""): return .text(try string())
        case UInt8(ascii: "-"), UInt8(ascii: "0")...UInt8(ascii: "9"): return .number(try number())
        default:
            for (word, value) in [("true", JSONValue.truth(true)), ("false", .truth(false)), ("null", .null)]
            where bytes[next...].starts(with: word.utf8) {
                next += word.utf8.count
                return value
            }
            throw fault("a value")
        }
    }

    private mutating func object(_ depth: Int) throws(IndigoError) -> JSONValue {
        var fields: [String: JSONValue] = [:]
        guard !take("}") else { return .object(fields) }
        repeat {
            skipSpace()
            guard next < bytes.count, bytes[next] == UInt8(ascii: "\"") else {
                throw fault("a name in quotes")
            }
            let place = next
            let name = try string()
            guard fields[name] == nil else {
                next = place
                throw fault("each name once in an object")
            }
            guard take(":") else { throw fault("a colon") }
            fields[name] = try value(depth: depth + 1)
        } while take(",")
        guard take("}") else { throw fault("a comma or }") }
        return .object(fields)
    }

    private mutating func array(_ depth: Int) throws(IndigoError) -> JSONValue {
        var values: [JSONValue] = []
        guard !take("]") else { return .array(values) }
        repeat { values.append(try value(depth: depth + 1)) } while take(",")
        guard take("]") else { throw fault("a comma or ]") }
        return .array(values)
    }

    /// Reads the digits of a number as they stand.
    private mutating func number() throws(IndigoError) -> String {
        let start = next
        _ = take("-")
        if !take("0") { try digits() }
        if next < bytes.count, bytes[next] == UInt8(ascii: ".") {
            next += 1
            try digits()
        }
        if next < bytes.count, bytes[next] | 0x20 == UInt8(ascii: "e") {
            next += 1
            if next < bytes.count, [UInt8(ascii: "+"), UInt8(ascii: "-")].contains(bytes[next]) { next += 1 }
            try digits()
        }
        return String(decoding: bytes[start..<next], as: UTF8.self)
    }

    private mutating func digits() throws(IndigoError) {
        let start = next
        while next < bytes.count, (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(bytes[next]) { next += 1 }
        guard next > start else { throw fault("a digit") }
    }

    private mutating func string() throws(IndigoError) -> String {
        next += 1
        var text: [UInt8] = []
        while next < bytes.count, bytes[next] != UInt8(ascii: "\"") {
            guard bytes[next] >= 0x20 else { throw fault("a closing quote") }
            if bytes[next] == UInt8(ascii: "\\") {
                text += try escaped()
            } else {
                text.append(bytes[next])
                next += 1
            }
        }
        guard next < bytes.count else { throw fault("a closing quote") }
        next += 1
        return String(decoding: text, as: UTF8.self)
    }

    private static let escapes: [UInt8: UInt8] = [
        UInt8(ascii: "\""): 0x22, UInt8(ascii: "\\"): 0x5C, UInt8(ascii: "/"): 0x2F, UInt8(ascii: "b"): 0x08,
        UInt8(ascii: "f"): 0x0C, UInt8(ascii: "n"): 0x0A, UInt8(ascii: "r"): 0x0D, UInt8(ascii: "t"): 0x09,
    ]

    private mutating func escaped() throws(IndigoError) -> [UInt8] {
        let letter = next + 1 < bytes.count ? bytes[next + 1] : 0
        if let plain = Self.escapes[letter] {
            next += 2
            return [plain]
        }
        var units = [try unit()]
        // A character beyond the first 65,536 is two units.
        if UTF16.isLeadSurrogate(units[0]) { units.append(try unit()) }
        guard String(validating: units, as: UTF16.self) != nil else { throw fault("a pair of surrogates") }
        return Array(String(decoding: units, as: UTF16.self).utf8)
    }

    private mutating func unit() throws(IndigoError) -> UInt16 {
        guard bytes[next...].starts(with: "\\u".utf8), next + 6 <= bytes.count else {
            throw fault("an escape such as \\n or \\u00e5")
        }
        let digits = String(decoding: bytes[(next + 2)..<(next + 6)], as: UTF8.self)
        guard digits.allSatisfy(\.isHexDigit), let unit = UInt16(digits, radix: 16) else {
            throw fault("four hexadecimal digits")
        }
        next += 6
        return unit
    }
}
