import OutcomesModel

/// The table `[terms]`: exact values by name, each with its clause, and with its amendments.
extension ContractReader {
    private static let example = "{ value = \"0.40\", clause = \"6.2\" }"

    func readTerms() -> [Term] {
        guard let table = root.table("terms", name: "[terms]", required: false, expected: "[terms]") else {
            if root.has("terms") { names.noteUnread(.term) }
            return []
        }
        // Every table may carry a clause, and then none of its terms has that name.
        let ownKeys = table.allEntries().filter { !["clause", "source"].contains($0.key) || $0.isNoString }
        if ownKeys.count < table.allEntries().count { _ = table.clause(required: false) }
        return ownKeys.compactMap { entry in
            names.declare(.term, entry.key, at: entry.keyPlace)
            return parseTerm(entry, in: table)
        }
    }

    private func parseTerm(_ entry: TomlEntry, in terms: TableReader) -> Term? {
        let values: [TomlValue]
        switch entry.value.content {
        case .table: values = [entry.value]
        case .array(let elements): values = elements
        case .string, .integer, .float, .boolean, .day, .time:
            let hint = "write \(entry.key) = \(Self.example)"
            terms.noteWrongType(entry.key, entry.value, expected: "a table", hint: hint)
            return nil
        }
        guard !values.isEmpty else {
            faults.add(.terms(.noVersions(term: entry.key)), at: entry.value.place)
            return nil
        }
        let versions = values.compactMap { parseVersion($0, of: entry, in: terms) }
        guard versions.count == values.count else { return nil }
        checkVersions(versions, of: entry.key)
        // A term that is out of order would not be a term.
        guard faults.isEmpty else { return nil }
        return Term(id: TermID(entry.key), unit: versions[0].unit?.value, versions: versions.map(\.version))
    }

    private struct DatedValue {
        let version: Term.Version
        let unit: Found<String>?
        let fromPlace: TomlPlace?
        let place: TomlPlace
    }

    private func parseVersion(_ value: TomlValue, of entry: TomlEntry, in terms: TableReader) -> DatedValue? {
        guard case .table(let entries) = value.content else {
            terms.noteWrongType(entry.key, value, expected: "a table", hint: "such as \(Self.example)")
            return nil
        }
        let table = TableReader(
            name: "the term \(entry.key)", place: value.place, entries: entries, faults: faults,
            language: terms.language)
        let exact = table.exact("value")
        let unit = readUnit(table, required: false)
        let from = table.day("from", required: false)
        let clause = table.clause(required: true)
        table.finish()
        if let exact, unit?.value == "share", exact.value.ratio > .one {
            doubts.add(.shareAboveOne(term: entry.key, value: exact.value), at: exact.place)
        }
        if let from { doubts.noteVersion("this version of the term \(entry.key)", from: from) }
        guard let exact, let clause, from != nil || !table.has("from") else { return nil }
        let version = Term.Version(from: from?.value, value: exact.value, clause: clause)
        return DatedValue(version: version, unit: unit, fromPlace: from?.place, place: value.place)
    }

    private func checkVersions(_ versions: [DatedValue], of term: String) {
        if let place = versions[0].fromPlace {
            faults.add(.terms(.firstVersionDated(term: term)), at: place)
        }
        let first = versions[0].unit?.value
        for (earlier, later) in zip(versions, versions.dropFirst()) {
            if later.version.from == nil {
                faults.add(.terms(.laterVersionUndated(term: term)), at: later.place)
            } else if let before = earlier.version.from, let day = later.version.from, day <= before {
                faults.add(
                    .terms(.versionsUnsorted(term: term, day: day, after: before)),
                    at: later.fromPlace ?? later.place)
            }
            if let unit = later.unit, unit.value != first {
                faults.add(
                    .terms(.unitsDiffer(term: term, first: first, came: unit.value.shortened)), at: unit.place
                )
            }
        }
    }
}

extension TomlEntry {
    fileprivate var isNoString: Bool {
        if case .string = value.content { false } else { true }
    }
}
