/// A day as people write it, and TOML perhaps not: `31/03/2026`, `2026-3-31`, `2026-02-30`.
struct TypedDay {
    /// Where it begins.
    let place: TomlPlace

    /// Finds the day at or right before a place where a parser stopped.
    ///
    /// - Parameter place: counted from 1, the column in characters.
    /// - Returns: nil where there stands something else.
    init?(around place: TomlPlace, in bytes: [UInt8]) {
        let lines = bytes.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
        guard lines.indices.contains(place.line - 1) else { return nil }
        let line = Array(String(decoding: lines[place.line - 1], as: UTF8.self))
        guard place.column >= 1, place.column <= line.count + 1 else { return nil }
        let isOfDay = { (character: Character) in
            character.isASCII && (character.isNumber || Self.marks.contains(character))
        }
        // A parser stops in it, or right behind it.
        var start = place.column - 1
        while start > 0, isOfDay(line[start - 1]) { start -= 1 }
        let text = line[start...].prefix(while: isOfDay)
        let parts = text.split(whereSeparator: Self.marks.contains).map(\.count)
        guard parts.count == 3, text.count == parts.reduce(2, +), parts[1] <= 2,
            parts[0] == 4 && parts[2] <= 2 || parts[0] <= 2 && (parts[2] == 4 || parts[2] == 2)
        else { return nil }
        self.place = TomlPlace(line: place.line, column: start + 1)
    }

    private static let marks: Set<Character> = ["-", "/", "."]
}
