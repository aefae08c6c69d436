/// A value of JSON in which a number is the digits that were typed: no binary float is between.
package enum JSONValue: Hashable, Sendable {
    case object([String: JSONValue])
    case array([JSONValue])
    case text(String)
    case number(String)
    case truth(Bool)
    case null

    /// What a message calls it.
    package var description: String {
        switch self {
        case .object: "an object"
        case .array: "a list"
        case .text(let text): "\"\(text.count > 60 ? text.prefix(59) + "…" : text)\""
        case .number(let digits): digits.count > 40 ? digits.prefix(39) + "…" : digits
        case .truth(let truth): "\(truth)"
        case .null: "null"
        }
    }
}

// How it is written: keys sorted and two spaces a level, the same bytes for the same value.
extension JSONValue {
    package var written: String {
        var text = ""
        write(to: &text, indent: "")
        return text + "\n"
    }

    private func write(to text: inout String, indent: String) {
        switch self {
        case .object(let fields):
            let lines = fields.sorted { $0.key < $1.key }.map { (quotedAsJSON($0.key) + ": ", $0.value) }
            JSONValue.write(lines, between: ("{", "}"), to: &text, indent)
        case .array(let values):
            JSONValue.write(values.map { ("", $0) }, between: ("[", "]"), to: &text, indent)
        case .text(let value): text += quotedAsJSON(value)
        case .number(let digits): text += digits
        case .truth(let truth): text += "\(truth)"
        case .null: text += "null"
        }
    }

    private static func write(
        _ lines: [(String, JSONValue)], between marks: (String, String), to text: inout String,
        _ indent: String
    ) {
        guard !lines.isEmpty else {
            text += marks.0 + marks.1
            return
        }
        let inner = indent + "  "
        text += marks.0
        for (index, line) in lines.enumerated() {
            text += (index == 0 ? "\n" : ",\n") + inner + line.0
            line.1.write(to: &text, indent: inner)
        }
        text += "\n" + indent + marks.1
    }
}

/// Returns a text as JSON writes it.
package func quotedAsJSON(_ text: String) -> String {
    var quoted = "\""
    for scalar in text.unicodeScalars {
        switch scalar {
        case "\"": quoted += "\\\""
        case "\\": quoted += "\\\\"
        case "\n": quoted += "\\n"
        case "\r": quoted += "\\r"
        case "\t": quoted += "\\t"
        case _ where scalar.value < 0x20:
            let digits = String(scalar.value, radix: 16)
            quoted += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
        default: quoted.unicodeScalars.append(scalar)
        }
    }
    return quoted + "\""
}
