import CToml

/// A place in a TOML file: line and column, from 1.
struct TomlPlace: Hashable, Comparable, Sendable {
    let line: Int
    let column: Int

    static func < (left: TomlPlace, right: TomlPlace) -> Bool {
        (left.line, left.column) < (right.line, right.column)
    }
}

/// A value of a TOML file and the place where it begins; a table begins at its header.
struct TomlValue: Sendable {
    let content: Content
    let place: TomlPlace

    enum Content: Sendable {
        /// In the order of the file.
        case table([TomlEntry])
        case array([TomlValue])
        case string(String)
        case integer(Int64)
        /// With the text that was typed.
        case float(Double, text: String)
        case boolean(Bool)
        /// A day without a time; the year can be 0, which our calendar has not.
        case day(year: Int, month: Int, day: Int, text: String)
        case time(text: String)
    }
}

struct TomlEntry: Sendable {
    let key: String
    let keyPlace: TomlPlace
    let value: TomlValue
}

/// What came of reading a text as TOML.
enum TomlReading: Sendable {
    case tree(TomlValue)
    case syntaxError(String, TomlPlace?)
}

extension TomlReading {
    /// Reads bytes that are valid UTF-8.
    init(_ bytes: [UInt8]) {
        var document: OpaquePointer?
        let status = bytes.withUnsafeBufferPointer { ctoml_parse($0.baseAddress, $0.count, &document) }
        defer { ctoml_free(document) }
        switch Int(status) {
        case CTOML_DONE:
            var first: UnsafePointer<ctoml_node>?
            var count = 0
            ctoml_nodes(document, &first, &count)
            var nodes = UnsafeBufferPointer(start: first, count: count)[...]
            self = .tree(TomlValue(takingFirstOf: &nodes))
        case CTOML_SYNTAX:
            var message: UnsafePointer<CChar>?
            var length = 0
            var place = ctoml_place()
            ctoml_syntax_error(document, &message, &length, &place)
            self = .syntaxError(text(message, length), place.line > 0 ? TomlPlace(place) : nil)
        case CTOML_NO_MEMORY:
            self = .syntaxError("there is not enough memory to read it", nil)
        default:
            self = .syntaxError("the TOML reader gave up on it", nil)
        }
    }
}

extension TomlPlace {
    fileprivate init(_ place: ctoml_place) {
        self.init(line: Int(place.line), column: Int(place.column))
    }
}

extension TomlValue {
    /// Takes a value and all that is in it from the front of `nodes`, which are in preorder.
    fileprivate init(takingFirstOf nodes: inout Slice<UnsafeBufferPointer<ctoml_node>>) {
        let node = nodes.removeFirst()
        let source = text(node.text, node.text_length)
        switch Int(node.kind) {
        case CTOML_TABLE:
            var entries: [TomlEntry] = []
            for _ in 0..<node.children {
                let child = nodes[nodes.startIndex]
                let key = text(child.key, child.key_length)
                let value = TomlValue(takingFirstOf: &nodes)
                entries.append(TomlEntry(key: key, keyPlace: TomlPlace(child.key_place), value: value))
            }
            content = .table(entries.sorted { $0.keyPlace < $1.keyPlace })
        case CTOML_ARRAY:
            content = .array((0..<node.children).map { _ in TomlValue(takingFirstOf: &nodes) })
        case CTOML_STRING: content = .string(source)
        case CTOML_INTEGER: content = .integer(node.integer)
        case CTOML_FLOAT: content = .float(node.real, text: source)
        case CTOML_BOOLEAN: content = .boolean(node.integer != 0)
        case CTOML_DAY:
            content = .day(year: Int(node.year), month: Int(node.month), day: Int(node.day), text: source)
        default: content = .time(text: source)
        }
        place = TomlPlace(node.place)
    }
}

/// Copies a text that C holds.
private func text(_ start: UnsafePointer<CChar>?, _ length: Int) -> String {
    String(decoding: UnsafeRawBufferPointer(start: start, count: length), as: UTF8.self)
}
