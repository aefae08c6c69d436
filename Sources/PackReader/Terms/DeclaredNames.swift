import OutcomesModel

/// Keeps which ids a contract declares, and checks that every id it names is one of them.
package final class DeclaredNames {
    /// What a participant has for itself in Lua, so that no indicator, attribute or window may be called so.
    package static let reserved = [
        "attributes", "claim", "claimed", "entry", "exit", "group", "groups", "id", "outcomes", "series",
        "terms",
        "window", "windows",
    ]

    struct Reference {
        let kind: DeclaredKind
        let id: String
        let key: String
        let table: TableReader
        /// Nil where `key` was left out, and the id of the table itself stands for it.
        let place: TomlPlace?
        let tablePlace: TomlPlace
    }

    private let faults: FileFaults
    private var declared: [DeclaredKind: [String: TomlPlace]] = [:]
    private(set) var references: [Reference] = []
    /// The kinds of which something declares an id that could not be read, so that what names one may be right.
    private(set) var unread: Set<DeclaredKind> = []

    init(faults: FileFaults) {
        self.faults = faults
    }

    var declaredPlaces: [DeclaredKind: [String: TomlPlace]] { declared }

    func location(_ place: TomlPlace) -> SourceLocation { faults.location(place) }

    /// Tells whether `id` is lower-case letters, digits and `_`, with a letter first.
    package static func isWellFormed(_ id: String) -> Bool {
        guard let first = id.utf8.first, (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(first) else {
            return false
        }
        return id.utf8.allSatisfy { isLowerCaseOrDigit($0) || $0 == UInt8(ascii: "_") }
    }

    /// Returns a well-formed id that is near to `text`, where one can be made.
    static func mended(_ text: String) -> String? {
        let mended = String(text.lowercased().map { " -.".contains($0) ? "_" : $0 })
        return isWellFormed(mended) ? mended : nil
    }

    /// Reads the `id` of a table and declares it.
    func id<ID: Identifier>(_ kind: DeclaredKind, of table: TableReader, as type: ID.Type) -> Found<ID>? {
        guard let text = table.string("id") else {
            unread.insert(kind)
            return nil
        }
        declare(kind, text.value, at: text.place)
        return Found(value: ID(text.value), place: text.place)
    }

    /// Notes that a table, or a list of them, is none.
    func noteUnread(_ kind: DeclaredKind) { unread.insert(kind) }

    func declare(_ kind: DeclaredKind, _ id: String, at place: TomlPlace) {
        guard DeclaredNames.isWellFormed(id) else {
            faults.add(.id(id.shortened, kind, .malformed), at: place)
            // What refers to it, rightly or wrongly spelt, is not wrong as well.
            declared[kind, default: [:]][id] = place
            if let mended = DeclaredNames.mended(id) { declared[kind, default: [:]][mended] = place }
            return
        }
        if let first = declared[kind]?[id] {
            faults.add(.id(id, kind, .duplicate(firstLine: first.line)), at: place)
            return
        }
        declared[kind, default: [:]][id] = place
        switch kind {
        case .indicator, .attribute, .window:
            if DeclaredNames.reserved.contains(id) { faults.add(.id(id, kind, .reserved), at: place) }
        case .party, .group, .outcome, .evaluation, .payment, .settlement, .cap, .term, .evidence, .tariff,
            .condition, .index, .limit, .split, .investmentClass, .section, .topic, .question:
            break
        }
        if kind == .attribute, let indicator = declared[.indicator]?[id] {
            faults.add(.id(id, kind, .taken(by: .indicator, firstLine: indicator.line)), at: place)
        }
    }

    /// Reads a key that names something declared elsewhere.
    func reference<ID: Identifier>(
        _ key: String, to kind: DeclaredKind, in table: TableReader, as type: ID.Type, required: Bool = true
    ) -> Found<ID>? {
        let expected = "the id of \(kind.phrase)"
        guard let text = table.string(key, required: required, expected: expected) else { return nil }
        refer(text, key, to: kind, in: table)
        return Found(value: ID(text.value), place: text.place)
    }

    func refer(_ text: Found<String>, _ key: String, to kind: DeclaredKind, in table: TableReader) {
        references.append(
            Reference(
                kind: kind, id: text.value, key: key, table: table, place: text.place, tablePlace: table.place
            ))
    }

    /// Reads a key that names something of another kind, and that is the table's own id where left out.
    func referenceOrOwn<ID: Identifier>(
        _ key: String, to kind: DeclaredKind, in table: TableReader, own: String?, as type: ID.Type
    ) -> ID? {
        if table.has(key) { return reference(key, to: kind, in: table, as: type)?.value }
        _ = table.value(key, "", required: false)
        guard let own else { return nil }
        references.append(
            Reference(kind: kind, id: own, key: key, table: table, place: nil, tablePlace: table.place))
        return ID(own)
    }

    /// Returns where the id stands that a key of the table at a place names; the table's place where it names none.
    func place(of key: String, in table: SourceLocation, naming id: String? = nil) -> TomlPlace {
        let place = TomlPlace(line: table.line ?? 1, column: table.column ?? 1)
        let named = references.first {
            $0.key == key && $0.tablePlace == place && (id == nil || $0.id == id)
        }
        return named?.place ?? place
    }

    /// Notes every id that was named and never declared.
    func checkReferences() {
        for reference in references
        where declared[reference.kind]?[reference.id] == nil && !unread.contains(reference.kind) {
            let known = (declared[reference.kind] ?? [:]).sorted { $0.value < $1.value }
                .map(\.key).filter(DeclaredNames.isWellFormed)
            let (key, table) = (reference.key, reference.table.name)
            let problem: IDProblem =
                reference.place == nil
                ? .undeclaredDefault(key: key, table: table, declared: known)
                : .undeclared(key: key, table: table, declared: known)
            faults.add(
                .id(reference.id.shortened, reference.kind, problem),
                at: reference.place ?? reference.tablePlace)
        }
    }
}
