import GRDBSQLite
import OutcomesModel

/// A row at hand, its columns by number; a value that no host writes is `Damage`, and no trap.
struct StoredRow {
    let pointer: OpaquePointer

    func optionalText(_ column: Int32) -> String? {
        guard let bytes = sqlite3_column_text(pointer, column) else { return nil }
        let count = Int(sqlite3_column_bytes(pointer, column))
        return String(decoding: UnsafeBufferPointer(start: bytes, count: count), as: UTF8.self)
    }

    func optionalNumber(_ column: Int32) -> Int64? {
        guard sqlite3_column_type(pointer, column) == SQLITE_INTEGER else { return nil }
        return sqlite3_column_int64(pointer, column)
    }

    /// Tells whether a column is this text, byte for byte.
    func has(_ text: String, in column: Int32) -> Bool {
        guard let bytes = sqlite3_column_text(pointer, column) else { return false }
        let count = Int(sqlite3_column_bytes(pointer, column))
        return UnsafeBufferPointer(start: bytes, count: count).elementsEqual(text.utf8)
    }

    func text(_ column: Int32) throws -> String {
        guard let text = optionalText(column) else { throw damage(column) }
        return text
    }

    func number(_ column: Int32) throws -> Int64 {
        guard let number = optionalNumber(column) else { throw damage(column) }
        return number
    }

    /// Bytes that are there as long as the row is at hand.
    func bytes(_ column: Int32) throws -> UnsafeRawBufferPointer {
        guard let bytes = sqlite3_column_blob(pointer, column) else { throw damage(column) }
        return UnsafeRawBufferPointer(start: bytes, count: Int(sqlite3_column_bytes(pointer, column)))
    }

    func day(_ column: Int32) throws -> Day {
        guard let day = try optionalDay(column) else { throw damage(column) }
        return day
    }

    func optionalDay(_ column: Int32) throws -> Day? {
        guard let number = optionalNumber(column) else { return nil }
        guard let number = Int32(exactly: number) else { throw damage(column) }
        return Day(number: number)
    }

    /// One of the words of an enumeration.
    func word<Word: RawRepresentable>(_ column: Int32) throws -> Word where Word.RawValue == String {
        guard let word = Word(rawValue: try text(column)) else { throw damage(column) }
        return word
    }

    func money(minorUnits: Int32, currency: Int32) throws -> Money {
        guard let known = try? Currency(code: try text(currency)) else { throw damage(currency) }
        return Money(minorUnits: try number(minorUnits), currency: known)
    }

    func recording(by: Int32, at: Int32, reason: Int32) throws -> Recording {
        Recording(by: try text(by), at: try text(at), reason: try text(reason))
    }

    private func damage(_ column: Int32) -> Damage {
        Damage(
            what:
                "a stored \(String(cString: sqlite3_column_name(pointer, column))) is none that Utfall writes"
        )
    }
}
