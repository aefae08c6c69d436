import OutcomesModel

/// Writes TOML: tables of texts, days and lists, whose strings are escaped.
struct TomlText {
    private(set) var text = ""

    enum Value {
        case text(String)
        case texts([String])
        case day(Day)
        case whole(Int)
        /// What is TOML already.
        case written(String)
    }

    mutating func remark(_ words: String) { text += (text.isEmpty ? "" : "\n") + "# \(words)\n" }

    /// Adds a table; keys without a value are left out.
    mutating func table(_ header: String, _ fields: [(String, Value?)]) {
        text += "\n\(header)\n"
        keys(fields)
    }

    mutating func keys(_ fields: [(String, Value?)]) {
        for case (let key, let value?) in fields { text += "\(key) = \(Self.written(value))\n" }
    }

    private static func written(_ value: Value) -> String {
        switch value {
        case .text(let text): quoted(text)
        case .texts(let texts): "[\(texts.map(quoted).joined(separator: ", "))]"
        case .day(let day): "\(day)"
        case .whole(let number): "\(number)"
        case .written(let text): text
        }
    }

    /// Writes a text in double quotes, as TOML and Lua both read it; what steers a terminal becomes a space.
    static func quoted(_ text: String) -> String {
        let plain = text.unicodeScalars.reduce(into: "") { result, scalar in
            switch scalar.properties.generalCategory {
            case .control, .lineSeparator, .paragraphSeparator: result.append(" ")
            case _ where scalar == "\"" || scalar == "\\": result += "\\\(scalar)"
            default: result.unicodeScalars.append(scalar)
            }
        }
        return "\"\(plain)\""
    }
}
