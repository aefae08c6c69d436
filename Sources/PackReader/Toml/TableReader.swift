import OutcomesModel

/// A value, and where it stands.
struct Found<Value> {
    let value: Value
    let place: TomlPlace
}

/// Reads one table key by key, and notes what is wrong with it; `finish` must be called at the end.
final class TableReader {
    /// As messages name it, such as `[[party]]`.
    let name: String
    let place: TomlPlace
    let faults: FileFaults
    /// In which words that are given in several languages are read.
    let language: Language
    private let entries: [TomlEntry]
    private var known: [String] = []
    private var missing: [(key: String, expected: String)] = []

    init(
        name: String, place: TomlPlace, entries: [TomlEntry], faults: FileFaults, language: Language
    ) {
        self.name = name
        self.place = place
        self.entries = entries
        self.faults = faults
        self.language = language
    }

    func has(_ key: String) -> Bool { entries.contains { $0.key == key } }

    /// Where the value of a key begins.
    func place(of key: String) -> TomlPlace? { entries.first { $0.key == key }?.value.place }

    /// The elements of a list, and nil where `key` is not there or no list.
    func elements(_ key: String) -> [TomlValue]? {
        guard case .array(let elements) = entries.first(where: { $0.key == key })?.value.content else {
            return nil
        }
        return elements
    }

    /// Tells whether `key` is not there or an empty list.
    func lacksElements(_ key: String) -> Bool { !has(key) || elements(key)?.isEmpty == true }

    /// All keys, for a table whose keys are names of the pack's own.
    func allEntries() -> [TomlEntry] {
        known += entries.map(\.key)
        return entries
    }

    /// Notes every key that was never asked for, and every key that is lacking.
    func finish() {
        for entry in entries where !known.contains(entry.key) {
            note(.unknown(known: known), entry.key.shortened, at: entry.keyPlace)
            // A misspelt key is one mistake, not two.
            if let meant = nearestName(to: entry.key, among: known) { missing.removeAll { $0.key == meant } }
        }
        for (key, expected) in missing { note(.missing(expected: expected), key, at: place) }
    }

    func note(_ problem: KeyProblem, _ key: String, at place: TomlPlace) {
        faults.add(.key(key, table: name, problem), at: place)
    }

    /// Returns the value of `key`, and notes where one is required and lacking.
    func value(_ key: String, _ expected: String, required: Bool) -> TomlValue? {
        known.append(key)
        if let entry = entries.first(where: { $0.key == key }) { return entry.value }
        if required { missing.append((key, expected)) }
        return nil
    }

    func noteWrongType(_ key: String, _ value: TomlValue, expected: String, hint: String? = nil) {
        note(.wrongType(expected: expected, came: value.description, hint: hint), key, at: value.place)
    }

    // MARK: - Scalars

    /// Reads a string that is not empty.
    func string(
        _ key: String, required: Bool = true, expected: String = "a string"
    ) -> Found<String>? {
        value(key, expected, required: required).flatMap { string(key, of: $0, mayBeLeftOut: !required) }
    }

    /// Reads words for people: a string, or a table of one for each language.
    ///
    /// Where the language asked for is not there, the first of those that are is taken.
    func words(_ key: String, required: Bool = true) -> Found<String>? {
        guard let value = value(key, "a string", required: required) else { return nil }
        guard case .table(let entries) = value.content else {
            return string(key, of: value, mayBeLeftOut: !required)
        }
        let table = TableReader(
            name: "`\(key)` of \(name)", place: value.place, entries: entries, faults: faults,
            language: language)
        let found = Language.allCases.map { ($0, table.string($0.rawValue, required: false)) }
        table.finish()
        if entries.isEmpty {
            note(.empty(what: "an empty table", mayBeLeftOut: !required), key, at: value.place)
        }
        let own = found.first { $0.0 == language }?.1
        return (own ?? found.compactMap(\.1).first).map { Found(value: $0.value, place: value.place) }
    }

    private func string(_ key: String, of value: TomlValue, mayBeLeftOut: Bool) -> Found<String>? {
        guard case .string(let text) = value.content else {
            noteWrongType(key, value, expected: "a string", hint: value.quoted.map { "write \($0)" })
            return nil
        }
        guard !text.isEmpty else {
            note(.empty(what: "an empty string", mayBeLeftOut: mayBeLeftOut), key, at: value.place)
            return nil
        }
        return Found(value: text, place: value.place)
    }

    func integer(_ key: String, in range: ClosedRange<Int>, required: Bool = true) -> Found<Int>? {
        let expected =
            range.upperBound == Int.max
            ? "a whole number of at least \(range.lowerBound)"
            : "a whole number of \(range.lowerBound) to \(range.upperBound)"
        guard let value = value(key, expected, required: required) else { return nil }
        guard case .integer(let number) = value.content else {
            noteWrongType(key, value, expected: "a whole number")
            return nil
        }
        guard let fitting = Int(exactly: number), range.contains(fitting) else {
            note(.outOfRange(expected: expected, came: "\(number)"), key, at: value.place)
            return nil
        }
        return Found(value: fitting, place: value.place)
    }

    func boolean(_ key: String, required: Bool = true) -> Bool? {
        guard let value = value(key, "true or false", required: required) else { return nil }
        guard case .boolean(let flag) = value.content else {
            noteWrongType(key, value, expected: "true or false")
            return nil
        }
        return flag
    }

    func day(_ key: String, required: Bool = true) -> Found<Day>? {
        guard let value = value(key, "a day, such as 2016-08-01", required: required) else { return nil }
        switch value.content {
        case .day(let year, let month, let day, let text):
            guard let day = Day(year: year, month: month, day: day) else {
                note(.outOfRange(expected: "a day from the year 1 on", came: text), key, at: value.place)
                return nil
            }
            return Found(value: day, place: value.place)
        case .string(let text):
            let hint = Day(iso: text).map { "write it without quotes: \($0)" }
            noteWrongType(key, value, expected: "a day, such as 2016-08-01", hint: hint)
            return nil
        case .time:
            noteWrongType(
                key, value, expected: "a day, such as 2016-08-01", hint: "leave out the time of the day")
            return nil
        case .table, .array, .integer, .float, .boolean:
            noteWrongType(key, value, expected: "a day, such as 2016-08-01")
            return nil
        }
    }

    /// Reads an exact value: a string, an integer, or a float that was typed with at most 15 digits.
    func exact(_ key: String, required: Bool = true) -> Found<Decimal>? {
        value(key, KeyProblem.exactValue, required: required).flatMap { exact(key, of: $0) }
    }

    /// Reads `value`, which is that of `key` or one of its elements, as an exact value.
    func exact(_ key: String, of value: TomlValue) -> Found<Decimal>? {
        do throws(ArithmeticError) {
            guard let decimal = try value.exactValue() else {
                noteWrongType(key, value, expected: KeyProblem.exactValue)
                return nil
            }
            return Found(value: decimal, place: value.place)
        } catch {
            note(.notExact(error), key, at: value.place)
            return nil
        }
    }

    /// Reads one of the words of an enumeration.
    func choice<Choice: RawRepresentable<String> & CaseIterable>(
        _ key: String, _ type: Choice.Type, required: Bool = true
    ) -> Choice? {
        let options = Choice.allCases.map(\.rawValue)
        guard let word = string(key, required: required, expected: alternatives(options)) else { return nil }
        return choice(key, type, word)
    }

    private func choice<Choice: RawRepresentable<String> & CaseIterable>(
        _ key: String, _ type: Choice.Type, _ word: Found<String>
    ) -> Choice? {
        guard let choice = Choice(rawValue: word.value) else {
            let options = Choice.allCases.map(\.rawValue)
            note(.notOneOf(options, came: word.value.shortened), key, at: word.place)
            return nil
        }
        return choice
    }

    // MARK: - Lists and tables

    /// Reads a list of strings, each once; none where one of them is wrong.
    func strings(
        _ key: String, required: Bool = true, mayBeEmpty: Bool = false, expected: String = "strings"
    ) -> [Found<String>]? {
        guard let value = value(key, "a list of \(expected)", required: required) else { return nil }
        guard case .array(let elements) = value.content else {
            let hint = value.quoted ?? value.asListed
            noteWrongType(key, value, expected: "a list of strings", hint: hint.map { "write [\($0)]" })
            return nil
        }
        guard mayBeEmpty || !elements.isEmpty else {
            note(.empty(what: "an empty list", mayBeLeftOut: !required), key, at: value.place)
            return nil
        }
        let strings = elements.compactMap { string(key, of: $0, mayBeLeftOut: true) }
        var seen: Set<String> = []
        for string in strings where !seen.insert(string.value).inserted {
            note(.repeated(came: string.value.shortened), key, at: string.place)
        }
        return strings.count == elements.count ? strings : nil
    }

    /// Reads a list of words of an enumeration, each once.
    func choices<Choice: RawRepresentable<String> & CaseIterable>(
        _ key: String, _ type: Choice.Type, required: Bool = true, mayBeEmpty: Bool = false
    ) -> [Choice]? {
        let options = alternatives(Choice.allCases.map(\.rawValue))
        return strings(key, required: required, mayBeEmpty: mayBeEmpty, expected: options)?
            .compactMap { choice(key, type, $0) }
    }

    /// Reads a table within this one.
    func table(_ key: String, name: String, required: Bool = true, expected: String = "a table")
        -> TableReader?
    {
        guard let value = value(key, expected, required: required) else { return nil }
        guard case .table(let entries) = value.content else {
            noteWrongType(key, value, expected: "a table", hint: "such as \(expected)")
            return nil
        }
        return TableReader(
            name: name, place: value.place, entries: entries, faults: faults, language: language)
    }

    /// Reads the tables that stand under `[[key]]`, of which there may be none.
    func tables(_ key: String) -> [TableReader] {
        guard let value = value(key, "[[\(key)]]", required: false) else { return [] }
        guard case .array(let elements) = value.content else {
            noteWrongType(key, value, expected: "a list of tables", hint: "write its header as [[\(key)]]")
            return []
        }
        return elements.compactMap { element in
            guard case .table(let entries) = element.content else {
                noteWrongType(key, element, expected: "a table", hint: "write it under [[\(key)]]")
                return nil
            }
            return TableReader(
                name: "[[\(key)]]", place: element.place, entries: entries, faults: faults, language: language
            )
        }
    }
}
