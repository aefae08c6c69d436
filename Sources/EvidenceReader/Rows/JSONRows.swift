import OutcomesModel

/// What is wrong with a line of NDJSON. `came` is already in the form in which it may be shown.
enum JSONFault: Error, Equatable {
    case noObject
    /// From 1, in bytes.
    case malformed(at: Int)
    case nested(key: String)
    case repeatedKey(String)
    case unknownKey(came: String, nearest: String?)
}

extension JSONFault {
    var wording: (message: String, hint: String?) {
        switch self {
        case .noObject:
            ("the line is no JSON object", "write one object a line, as {\"subject\": \"P-001\", …}")
        case .malformed(let byte): ("the line is not JSON from byte \(byte) on", nil)
        case .nested(let key):
            ("the key \(key) holds a list or an object", "write one value a key, and one object a line")
        case .repeatedKey(let key): ("the key '\(key)' stands twice in the line", nil)
        case .unknownKey(let came, let nearest):
            ("the key, \(came), is not known", nearest.map { "did you mean '\($0)'?" })
        }
    }
}

/// Cuts lines of NDJSON, a flat object each, into cells by their keys.
///
/// What is escaped is written out where it stands. Numbers stay the text that they are; null, and a key that
/// is not there, are empty cells.
struct JSONRows {
    private(set) var position: UnsafeMutablePointer<UInt8>
    private let end: UnsafeMutablePointer<UInt8>
    private(set) var line = 0
    private(set) var rowLine = 0
    private(set) var rowBytes = 0
    private(set) var hadRows = false
    private var rowStart: UnsafeMutablePointer<UInt8>
    private var rowEnd: UnsafeMutablePointer<UInt8>

    /// - Parameter end: where a byte behind the text may be written, which marks its end.
    init(_ start: UnsafeMutablePointer<UInt8>, end: UnsafeMutablePointer<UInt8>) {
        position = start
        self.end = end
        rowStart = start
        rowEnd = start
        end.pointee = Byte.lineFeed
    }

    var isAtEnd: Bool { position >= end }

    /// Moves on to the next line that is not blank; false at the end.
    mutating func next() -> Bool {
        while position < end {
            rowStart = position
            rowLine = line
            var isBlank = true
            while position.pointee != Byte.lineFeed, position.pointee != Byte.carriageReturn {
                if position.pointee != Byte.space, position.pointee != Byte.tab { isBlank = false }
                position += 1
            }
            rowEnd = position
            rowBytes = rowEnd - rowStart
            endLine()
            if !isBlank {
                hadRows = true
                return true
            }
        }
        return false
    }

    private mutating func endLine() {
        guard position < end else { return }
        let isReturn = position.pointee == Byte.carriageReturn
        position += 1
        if isReturn, position < end, position.pointee == Byte.lineFeed { position += 1 }
        line += 1
    }

    /// Gives each key of the object at hand with its cell to `take`, which says what is wrong with it.
    func read(_ take: (_ key: Cell, _ value: Cell) -> JSONFault?) -> JSONFault? {
        var place = rowStart
        skipSpace(&place)
        guard place.pointee == UInt8(ascii: "{") else { return .noObject }
        place += 1
        skipSpace(&place)
        var isFirst = true
        while place.pointee != UInt8(ascii: "}") {
            if !isFirst {
                guard place.pointee == Byte.comma else { return malformed(place) }
                place += 1
                skipSpace(&place)
            }
            isFirst = false
            guard place.pointee == Byte.quote, let key = string(&place) else { return malformed(place) }
            skipSpace(&place)
            guard place.pointee == UInt8(ascii: ":") else { return malformed(place) }
            place += 1
            skipSpace(&place)
            if place.pointee == UInt8(ascii: "{") || place.pointee == UInt8(ascii: "[") {
                return .nested(key: shownName(key.text, nearest: nil))
            }
            guard let value = place.pointee == Byte.quote ? string(&place) : word(&place) else {
                return malformed(place)
            }
            skipSpace(&place)
            if let fault = take(key, value) { return fault }
        }
        place += 1
        skipSpace(&place)
        return place == rowEnd ? nil : malformed(place)
    }

    private func malformed(_ place: UnsafeMutablePointer<UInt8>) -> JSONFault {
        .malformed(at: place - rowStart + 1)
    }

    private func skipSpace(_ place: inout UnsafeMutablePointer<UInt8>) {
        while place.pointee == Byte.space || place.pointee == Byte.tab { place += 1 }
    }

    /// Reads a number, true, false or null.
    private func word(_ place: inout UnsafeMutablePointer<UInt8>) -> Cell? {
        let start = place
        while isWordByte(place.pointee) { place += 1 }
        let word = Cell(start: start, count: place - start)
        if word.elementsEqual("null".utf8) { return Cell(start: start, count: 0) }
        let isBoolean = word.elementsEqual("true".utf8) || word.elementsEqual("false".utf8)
        return isBoolean || isNumber(word) ? word : nil
    }

    private func isWordByte(_ byte: UInt8) -> Bool {
        isDigit(byte) || byte == Byte.minus || byte == Byte.plus || byte == Byte.point
            || (byte | 0x20 >= UInt8(ascii: "a") && byte | 0x20 <= UInt8(ascii: "z"))
    }

    /// Tells whether a word is a number after the grammar of JSON.
    private func isNumber(_ word: Cell) -> Bool {
        var rest = word[...]
        func digits() -> Int {
            let count = rest.prefix(while: isDigit).count
            rest = rest.dropFirst(count)
            return count
        }
        if rest.first == Byte.minus { rest = rest.dropFirst() }
        let startsWithZero = rest.first == Byte.zero
        let whole = digits()
        guard whole > 0, whole == 1 || !startsWithZero else { return false }
        if rest.first == Byte.point {
            rest = rest.dropFirst()
            guard digits() > 0 else { return false }
        }
        if let mark = rest.first, mark | 0x20 == UInt8(ascii: "e") {
            rest = rest.dropFirst()
            if rest.first == Byte.plus || rest.first == Byte.minus { rest = rest.dropFirst() }
            guard digits() > 0 else { return false }
        }
        return rest.isEmpty
    }

    /// Reads a string, writing out what is escaped in it.
    private func string(_ place: inout UnsafeMutablePointer<UInt8>) -> Cell? {
        place += 1
        let start = place
        var to = place
        while place < rowEnd {
            let byte = place.pointee
            if byte == Byte.quote {
                place += 1
                return Cell(start: start, count: to - start)
            }
            guard byte >= 0x20 else { return nil }
            if byte == UInt8(ascii: "\\") {
                guard let scalar = escaped(&place), let units = UTF8.encode(scalar) else { return nil }
                for unit in units {
                    to.pointee = unit
                    to += 1
                }
            } else {
                to.pointee = byte
                to += 1
                place += 1
            }
        }
        return nil
    }

    /// Reads what stands behind a backslash; at least as many bytes as the character has in UTF-8.
    private func escaped(_ place: inout UnsafeMutablePointer<UInt8>) -> Unicode.Scalar? {
        place += 1
        guard place < rowEnd else { return nil }
        let letter = place.pointee
        place += 1
        switch letter {
        case Byte.quote, UInt8(ascii: "\\"), UInt8(ascii: "/"): return Unicode.Scalar(letter)
        case UInt8(ascii: "b"): return "\u{8}"
        case UInt8(ascii: "f"): return "\u{C}"
        case UInt8(ascii: "n"): return "\n"
        case UInt8(ascii: "r"): return "\r"
        case UInt8(ascii: "t"): return "\t"
        case UInt8(ascii: "u"):
            guard let first = unit(&place) else { return nil }
            guard UTF16.isLeadSurrogate(first) else { return Unicode.Scalar(first) }
            guard rowEnd - place >= 6, place[0] == UInt8(ascii: "\\"), place[1] == UInt8(ascii: "u") else {
                return nil
            }
            place += 2
            guard let second = unit(&place), UTF16.isTrailSurrogate(second) else { return nil }
            return UTF16.decode(UTF16.EncodedScalar([first, second]))
        default: return nil
        }
    }

    private func unit(_ place: inout UnsafeMutablePointer<UInt8>) -> UInt16? {
        guard rowEnd - place >= 4 else { return nil }
        var value: UInt16 = 0
        for _ in 0..<4 {
            guard let digit = Character(Unicode.Scalar(place.pointee)).hexDigitValue, place.pointee < 0x80
            else { return nil }
            value = value << 4 | UInt16(digit)
            place += 1
        }
        return value
    }
}
