import LuaHost
import OutcomesModel
import Reporting

/// Shows values as people read them, in lines of at most 80 columns where a word allows it.
struct PromptValues {
    let run: PackRun

    static let width = 80

    /// Returns a value as it stands for itself: large ones in several lines.
    func text(of value: LookedAt) -> String {
        switch value {
        case .value(.object(let object)): PromptObjects(run: run).text(of: object)
        case .table(let pairs, let count): table(pairs, count)
        default: inline(value)
        }
    }

    /// Returns a value as it stands within another, in one line.
    func inline(_ value: LookedAt) -> String {
        switch value {
        case .value(let value): plain(value)
        case .text(let text, let bytes):
            quoted(text) + (text.utf8.count < bytes ? " … (\(bytes.grouped) bytes)" : "")
        case .function(let number): function(number)
        case .cycle: "{…}"
        case .table(_, let count?) where count == 0: "{}"
        case .table(_, nil): "{…}"
        case .table(let pairs, let count?): "{\(items(pairs, count).joined(separator: ", "))}"
        }
    }

    private func plain(_ value: LuaValue) -> String {
        switch value {
        case .nil: "nil"
        case .boolean(let truth): truth ? "true" : "false"
        case .integer(let whole): "\(whole)"
        case .number(let float): "\(float)"
        case .string(let text): quoted(text)
        case .object(let object): PromptObjects(run: run).inline(object)
        case .table: "{…}"
        case .function: "a function"
        }
    }

    private func function(_ number: Int64?) -> String {
        guard let title = number.flatMap({ run.engine.library.title(ofFunction: $0) }) else {
            return "a function"
        }
        return "the function \(Api.written(title))"
    }

    /// A text in quotes, with what would steer a terminal as Lua writes it.
    private func quoted(_ text: String) -> String {
        let escaped = text.unicodeScalars.map { scalar -> String in
            switch scalar {
            case "\n": return "\\n"
            case "\t": return "\\t"
            case "\r": return "\\r"
            case "\"": return "\\\""
            case "\\": return "\\\\"
            default: break
            }
            switch scalar.properties.generalCategory {
            case .control, .format, .lineSeparator, .paragraphSeparator:
                return "\\u{" + String(scalar.value, radix: 16) + "}"
            default: return String(scalar)
            }
        }
        return "\"\(escaped.joined())\""
    }

    // MARK: Tables

    /// A table with `columns` and `rows` is set as one; any other in one line where it fits.
    private func table(_ pairs: [(key: LookedAt, value: LookedAt)], _ count: Int?) -> String {
        if let crossed = crossed(pairs) { return Block.table(crossed).text() }
        let line = inline(.table(pairs, count: count))
        guard line.count > Self.width, let count else { return line }
        return (["{"] + indented(pairs, count, by: 2) + ["}"]).joined(separator: "\n")
    }

    private func indented(
        _ pairs: [(key: LookedAt, value: LookedAt)], _ count: Int, by indent: Int
    ) -> [String] {
        let room = String(repeating: " ", count: indent)
        let more = count > pairs.count ? ["\(room)… \((count - pairs.count).grouped) more"] : []
        if let items = plainItems(pairs) { return filled(items, room) + more }
        var lines: [String] = []
        for (place, pair) in pairs.enumerated() {
            let name = named(pair.key, at: place)
            let line = room + name + inline(pair.value) + ","
            if line.count > Self.width, case .table(let inner, let innerCount?) = pair.value, innerCount > 0 {
                lines.append("\(room)\(name){")
                lines += indented(inner, innerCount, by: indent + 2)
                lines.append("\(room)},")
            } else {
                lines.append(line)
            }
        }
        return lines + more
    }

    /// The items of a list that holds no tables; nil for any other table.
    private func plainItems(_ pairs: [(key: LookedAt, value: LookedAt)]) -> [String]? {
        var items: [String] = []
        for (place, pair) in pairs.enumerated() {
            if case .table = pair.value { return nil }
            guard named(pair.key, at: place).isEmpty else { return nil }
            items.append(inline(pair.value) + ",")
        }
        return items
    }

    /// Sets as many items in each line as fit.
    private func filled(_ items: [String], _ room: String) -> [String] {
        items.reduce(into: [String]()) { lines, item in
            guard let last = lines.last, last.count + 1 + item.count <= Self.width else {
                lines.append(room + item)
                return
            }
            lines[lines.count - 1] = "\(last) \(item)"
        }
    }

    private func items(_ pairs: [(key: LookedAt, value: LookedAt)], _ count: Int) -> [String] {
        pairs.enumerated().map { named($1.key, at: $0) + inline($1.value) }
            + (count > pairs.count ? ["… \((count - pairs.count).grouped) more"] : [])
    }

    /// What stands before a value: nothing in a list, `name = `, or `[key] = `.
    private func named(_ key: LookedAt, at place: Int) -> String {
        switch key {
        case .value(.integer(let number)) where number == Int64(place + 1): ""
        case .text(let name, let bytes) where name.utf8.count == bytes && name.isLuaName: "\(name) = "
        default: "[\(inline(key))] = "
        }
    }

    /// Returns what `r:table` would write of it; nil where it would not.
    private func crossed(_ pairs: [(key: LookedAt, value: LookedAt)]) -> Table? {
        var fields: [String: LookedAt] = [:]
        for case (.text(let name, _), let value) in pairs { fields[name] = value }
        guard fields.count == pairs.count,
            Set(fields.keys).isSubset(of: ["caption", "columns", "rows", "totals"]),
            let titles = fields["columns"].flatMap(list), let rows = fields["rows"].flatMap(list)
        else { return nil }
        func cells(_ row: LookedAt) -> [Cell]? {
            guard let values = list(row), values.count <= titles.count else { return nil }
            let cells = values.map(cell)
            return cells + Array(repeating: .empty, count: titles.count - cells.count)
        }
        var caption: String?
        if case .text(let text, _)? = fields["caption"] { caption = text }
        let filled = rows.compactMap(cells)
        guard filled.count == rows.count else { return nil }
        let columns = titles.enumerated().map { place, title in
            let isOfFigures = rows.allSatisfy { row in
                guard let values = list(row), place < values.count else { return false }
                return if case .value(.object) = values[place] { true } else { false }
            }
            let text = if case .text(let text, _) = title { text } else { "" }
            return Column(text, isOfFigures && !filled.isEmpty ? .end : nil)
        }
        return try? Table(
            caption: caption, columns: columns, rows: filled, totals: fields["totals"].flatMap(cells))
    }

    /// Returns the values of a list that is there as a whole.
    private func list(_ value: LookedAt) -> [LookedAt]? {
        guard case .table(let pairs, let count) = value, pairs.count == count else { return nil }
        for (place, pair) in pairs.enumerated() {
            guard case .value(.integer(let number)) = pair.key, number == Int64(place + 1) else { return nil }
        }
        return pairs.map(\.value)
    }

    /// Sums that are no number of minor units are near ones here; each by itself is shown exactly.
    private func cell(_ value: LookedAt) -> Cell {
        switch value {
        case .value(.object(let object))
        where HostType(object) == .money && !object.amount.minorUnits.isWhole,
            .value(.object(let object)) where HostType(object) == .exact:
            .text(PromptObjects(run: run).near(object))
        case .value(let plain): (try? run.cell(plain, in: "r:table")) ?? .text(inline(value))
        case .text(let text, _): .text(text)
        default: .text(inline(value))
        }
    }
}

extension String {
    /// Whether it can stand in Lua without quotes.
    fileprivate var isLuaName: Bool {
        guard let first = utf8.first, !(48...57).contains(first) else { return false }
        return utf8.allSatisfy {
            (48...57).contains($0) || (65...90).contains($0) || (97...122).contains($0) || $0 == 95
        }
    }
}

extension String {
    /// Without what would steer a terminal.
    var withoutControls: String {
        String(
            String.UnicodeScalarView(
                unicodeScalars.map { scalar in
                    switch scalar.properties.generalCategory {
                    case .control, .format: scalar == "\n" || scalar == "\t" ? scalar : "\u{FFFD}"
                    default: scalar
                    }
                }))
    }
}
