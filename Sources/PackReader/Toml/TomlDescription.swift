import OutcomesModel

extension TomlValue: CustomStringConvertible {
    /// The value as a message names it.
    var description: String {
        switch content {
        case .table: "a table"
        case .array: "a list"
        case .string(let text): "the string \"\(text.shortened)\""
        case .integer(let number): "the number \(number)"
        case .float(_, let text): "the number \(text.shortened)"
        case .boolean(let flag): "\(flag)"
        case .day(_, _, _, let text): "the day \(text)"
        case .time(let text): "the time \(text.shortened)"
        }
    }

    /// The same value as a string, for what is easily written without its quotes.
    var quoted: String? {
        switch content {
        case .integer(let number): "\"\(number)\""
        case .float(_, let text), .day(_, _, _, let text): "\"\(text.shortened)\""
        case .table, .array, .string, .boolean, .time: nil
        }
    }

    /// A string as it stands in a list.
    var asListed: String? {
        guard case .string(let text) = content else { return nil }
        return "\"\(text.shortened)\""
    }

    /// Returns the exact value of a string or number, and nil for anything else.
    ///
    /// - Throws: `inexactFloat` for a float that was typed with more than 15 digits, and what
    ///   `Decimal` throws.
    func exactValue() throws(ArithmeticError) -> Decimal? {
        switch content {
        case .string(let text): return try Decimal(text)
        case .integer(let number): return Decimal(units: number, decimals: 0)
        case .float(let value, let text):
            let typed = text.filter { $0 != "_" }
            let mantissa = typed.prefix { $0 != "e" && $0 != "E" }
            let digits = mantissa.filter(\.isNumber).drop { $0 == "0" }.reversed().drop { $0 == "0" }.count
            guard digits <= 15 else { throw .inexactFloat(digits: typed) }
            // Up to 15 digits the text says what the float says, and keeps the decimals.
            return mantissa.count == typed.count && value.isFinite
                ? try Decimal(typed) : try Decimal(typed: value)
        case .table, .array, .boolean, .day, .time: return nil
        }
    }
}

extension String {
    /// At most 40 characters of it, for a message.
    var shortened: String { count <= 40 ? self : prefix(39) + "…" }
}
