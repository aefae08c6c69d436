import OutcomesModel

/// Reads the fields of a project one by one, and keeps what is wrong with them: published data is often incomplete.
struct IndigoFields {
    private(set) var findings: [IndigoFinding] = []
    /// The paths that were asked for, and what is below them.
    private var asked: Set<String> = []

    /// An object and where it stands.
    struct Place {
        let fields: [String: JSONValue]
        let path: String

        func path(_ name: String) -> String { path.isEmpty ? name : "\(path).\(name)" }
    }

    mutating func note(
        _ path: String, _ what: String, _ came: JSONValue? = nil, fill: String,
        kind: IndigoFinding.Kind = .gap
    ) {
        let finding = IndigoFinding(path, what, came: came?.description, fill: fill, kind: kind)
        // Some fields are looked at twice, as for the currency.
        if !findings.contains(finding) { findings.append(finding) }
    }

    /// An object within another; empty where it is not there.
    mutating func object(_ name: String, in place: Place) -> Place {
        let path = place.path(name)
        switch place.fields[name] {
        case nil, .null?: return Place(fields: [:], path: path)
        case .object(let fields)?: return Place(fields: fields, path: path)
        case let other?:
            asked.insert(path)
            note(path, "this is no object", other, fill: "what the standard has here")
            return Place(fields: [:], path: path)
        }
    }

    /// The objects of a list; none where it is not there.
    mutating func list(_ name: String, in place: Place) -> [Place] {
        let path = place.path(name)
        switch place.fields[name] {
        case nil, .null?: return []
        case .array(let values)?:
            return values.enumerated().compactMap { index, value in
                if case .object(let fields) = value {
                    return Place(fields: fields, path: "\(path)[\(index)]")
                }
                asked.insert("\(path)[\(index)]")
                note("\(path)[\(index)]", "this is no object", value, fill: "what the standard has here")
                return nil
            }
        case let other?:
            asked.insert(path)
            note(path, "this is no list", other, fill: "a list, as in the standard")
            return []
        }
    }

    /// What stands in a field: in its `value`, as the standard has it, or there itself.
    mutating func value(_ name: String, in place: Place) -> JSONValue? {
        asked.insert(place.path(name))
        let value: JSONValue? =
            if case .object(let fields)? = place.fields[name] { fields["value"] } else { place.fields[name] }
        return value == .null || value == .text("") ? nil : value
    }

    /// A text without spaces around it; line breaks in it become spaces.
    mutating func text(_ name: String, in place: Place) -> String? {
        switch value(name, in: place) {
        case nil: return nil
        case .text(let text)?:
            let words = text.split { $0.isWhitespace || $0.isNewline }.map(String.init)
            return words.isEmpty ? nil : words.joined(separator: " ")
        case .number(let digits)?: return digits
        case let other?:
            note(place.path(name), "this is no text", other, fill: "a text")
            return nil
        }
    }

    /// An exact number of at least 0, as it was typed.
    mutating func number(_ name: String, in place: Place, fill: String) -> Decimal? {
        switch value(name, in: place) {
        case nil: return nil
        case .number(let digits)?:
            if let number = try? Decimal(digits), number.units >= 0 { return number }
            note(place.path(name), "this number cannot be taken as it is", .number(digits), fill: fill)
            return nil
        case let other?:
            // A text of digits is not taken for the number that it may be: in "1.200" the point may mark thousands.
            note(place.path(name), "this is no number", other, fill: fill)
            return nil
        }
    }

    /// A number of either sign: what was paid may have been taken back.
    mutating func signedNumber(_ name: String, in place: Place, fill: String) -> Decimal? {
        if case .number(let digits)? = value(name, in: place), let number = try? Decimal(digits) {
            return number
        }
        return number(name, in: place, fill: fill)
    }

    /// A day; of a month or a year, the first or the last, and then it is noted.
    mutating func day(_ name: String, in place: Place, isLast: Bool) -> Day? {
        guard let text = text(name, in: place) else { return nil }
        if let day = Day(iso: text) { return day }
        let first = Day(iso: "\(text)-01") ?? Day(iso: "\(text)-01-01")
        guard let first, [4, 7].contains(text.count) else {
            note(
                place.path(name), "this is no day", .text(text), fill: "the day, such as 2016-08-01")
            return nil
        }
        let last = first.adding(months: text.count == 4 ? 12 : 1).adding(days: -1)
        let taken = isLast ? last : first
        note(
            place.path(name), "no day is said; \(taken) was taken, the \(isLast ? "last" : "first")",
            .text(text),
            fill: "the day itself")
        return taken
    }

    /// The code of a currency.
    mutating func currency(_ name: String, in place: Place) -> String? {
        guard let text = text(name, in: place) else { return nil }
        guard Currency.isKnown(text) else {
            note(
                place.path(name), "this is no currency of ISO 4217", .text(text),
                fill: "its code, such as GBP")
            return nil
        }
        return text
    }

    // MARK: What nobody asked for

    /// Fields that say nothing of the project that is not said elsewhere in it.
    mutating func passOver(_ names: [String], in place: Place) {
        for name in names { asked.insert(place.path(name)) }
    }

    /// Notes whatever stands in a project and was not asked for; of a list's items, each field once.
    mutating func noteLeftOut(_ root: Place) {
        let parents = asked.reduce(into: Set<String>()) { parents, path in
            for index in path.indices where path[index] == "." || path[index] == "[" {
                parents.insert(String(path[..<index]))
            }
        }
        var found: [(field: String, path: String, came: JSONValue, count: Int)] = []
        func gather(_ value: JSONValue, _ path: String) {
            guard !asked.contains(path), !value.isEmpty else { return }
            switch value {
            case .object(let fields) where path.isEmpty || parents.contains(path):
                for name in fields.keys.sorted() where !Self.bookkeeping.contains(name) {
                    gather(fields[name] ?? .null, path.isEmpty ? name : "\(path).\(name)")
                }
            case .array(let values) where parents.contains(path):
                for (index, value) in values.enumerated() { gather(value, "\(path)[\(index)]") }
            default:
                let field = path.replacing(/\[\d+\]/, with: "[]")
                if let known = found.firstIndex(where: { $0.field == field }) {
                    found[known].count += 1
                } else {
                    found.append((field, path, value, 1))
                }
            }
        }
        gather(.object(root.fields), "")
        for (_, path, came, count) in found {
            let more = count > 1 ? "; so has each of \(count - 1) more" : ""
            findings.append(
                IndigoFinding(
                    path, "the contract has no place for this\(more)", came: came.said.description,
                    fill: "nothing, unless a payment depends on it", kind: .leftOut))
        }
    }

    /// What the registry keeps of its own work at each field.
    private static let bookkeeping: Set<String> = ["status", "source_ids"]
}

extension JSONValue {
    /// Whether it says nothing.
    fileprivate var isEmpty: Bool {
        switch self {
        case .null, .text(""): true
        case .object(let fields): fields.values.allSatisfy(\.isEmpty)
        case .array(let values): values.allSatisfy(\.isEmpty)
        case .text, .number, .truth: false
        }
    }

    /// What it says: its `value`, as the standard has it, or itself.
    fileprivate var said: JSONValue {
        if case .object(let fields) = self, let value = fields["value"] { value } else { self }
    }
}
