import LuaHost
import OutcomesModel

/// Reads what a pack's own tests are written in: plain values, where a key that is not known is an error.
enum TestValues {
    static func refuseUnknown(_ fields: [String: LuaValue], known: [String]) throws {
        guard let unknown = fields.keys.sorted().first(where: { !known.contains($0) }) else { return }
        throw Self.unknown(unknown, known: known)
    }

    static func unknown(_ name: String, known: [String]) -> ApiError {
        let near = nearestName(to: name, among: known).map { "did you mean '\($0)'?" }
        return ApiError(
            "'\(name)' is not known here; \(near ?? "it may have \(known.joined(separator: ", "))")")
    }

    static func fields(_ value: LuaValue?) throws -> [String: LuaValue] {
        guard let value else { return [:] }
        guard case .table(let table) = value, table.array.isEmpty else {
            throw ApiError("a table with names was expected")
        }
        return table.fields
    }

    static func text(_ value: LuaValue?, _ name: String) throws -> String? {
        guard let value else { return nil }
        guard case .string(let text) = value else { throw ApiError("\(name) must be a text") }
        return text
    }

    static func texts(_ value: LuaValue?, _ name: String) throws -> [String]? {
        guard let value else { return nil }
        guard case .table(let table) = value else { throw ApiError("\(name) must be a list of texts") }
        return try table.array.compactMap { try text($0, name) }
    }

    /// Writes rows as the CSV that they would be, so that they are read and checked as any evidence.
    ///
    /// - Parameter columns: those of the file, which no row may go beyond; whatever the rows have, unless given.
    static func rows(_ value: LuaValue?, _ run: PackRun, columns wanted: [String]? = nil) throws -> String? {
        guard let value else { return nil }
        guard case .table(let table) = value, !table.array.isEmpty else {
            throw ApiError("rows must be a list of tables")
        }
        let rows = try table.array.map { try fields($0) }
        if let wanted { for row in rows { try refuseUnknown(row, known: wanted) } }
        let columns = wanted ?? Set(rows.flatMap(\.keys)).sorted()
        var text = columns.joined(separator: ",") + "\n"
        for row in rows {
            text += try columns.map { try cell(row[$0], run) }.joined(separator: ",") + "\n"
        }
        return text
    }

    private static func cell(_ value: LuaValue?, _ run: PackRun) throws -> String {
        switch value {
        case nil, .nil?: return ""
        case .string(let text)?:
            return "\""
                + text.split(separator: "\"", omittingEmptySubsequences: false)
                .joined(separator: "\"\"") + "\""
        case let value?:
            guard let operand = try Operand(value, run) else {
                throw ApiError("a cell must be a text or a figure")
            }
            // A file has no groups of thousands.
            if case .money(let amount) = operand { return "\(amount)" }
            return run.describeValue(operand.value(run))
        }
    }
}
