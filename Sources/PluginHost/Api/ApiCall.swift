import LuaHost
import OutcomesModel
import PackReader

/// One call of an API function: its arguments, read with checks that name function and argument.
struct ApiCall {
    let run: PackRun
    let function: ApiFunction
    /// How the function is written: `s:pay` or `soc.money`.
    let title: String
    /// The value whose method it is.
    let object: LuaObject?
    let call: LuaCall

    var place: LuaPlace? { call.place }
    /// The value itself is the first argument of a method.
    private var skipped: Int { object == nil ? 0 : 1 }
    private var count: Int { call.count - skipped }

    /// - Throws: where there are too many arguments, one is left out, or the hook is the wrong one.
    func check() throws {
        guard function.hooks.contains(run.hook) else {
            let allowed = Hook.allCases.filter(function.hooks.contains).map(\.rawValue).joined(
                separator: ", ")
            let isOfPeople = run.hook == .portfolio && function.permission == .participants
            throw ApiError(
                "\(title) cannot be called in \(run.hook.rawValue), only in \(allowed)",
                hint: isOfPeople
                    ? "a script is given figures of groups, and no rows of people: take count, mean, amount … by a group"
                    : nil)
        }
        if let permission = function.permission, !run.pack.manifest.permissions.contains(permission) {
            throw ApiError(
                "\(title) needs the permission '\(permission.rawValue)'",
                hint: "write permissions = [\"\(permission.rawValue)\"] in plugin.toml, or do without it")
        }
        guard count <= function.parameters.count else {
            throw ApiError(
                "\(title) takes \(function.mostArguments), and was given \(count)",
                hint: function.parameters.isEmpty
                    ? nil : "write \(title)(\(function.parameters.map(\.written).joined(separator: ", ")))")
        }
        for (index, parameter) in function.parameters.enumerated() where !parameter.isOptional && !has(index)
        {
            throw wrong(index)
        }
    }

    subscript(index: Int) -> LuaValue { call[index + skipped] }

    func has(_ index: Int) -> Bool { !call.isNil(index + skipped) }

    func text(_ index: Int) throws -> String {
        guard case .string(let text) = self[index] else { throw wrong(index) }
        return text
    }

    func exact(_ index: Int) throws -> Ratio {
        guard case .exact(let ratio) = try operand(index) else { throw wrong(index) }
        return ratio
    }

    /// Returns a text that stands for an exact value.
    func typed(_ index: Int) throws -> TypedText {
        TypedText(try text(index), for: title, isShown: !run.hook.readsOnePerson)
    }

    func whole(_ index: Int) throws -> Int64 {
        let value = try exact(index)
        guard value.isWhole, let whole = Int64(exactly: value.numerator) else { throw wrong(index) }
        return whole
    }

    func money(_ index: Int) throws -> Amount {
        switch try operand(index) {
        case .money(let amount): return amount
        case .exact(let ratio):
            let shown = run.hook.readsOnePerson ? "…" : "\(ratio)"
            throw ApiError(wrong(index).message, hint: "write soc.money(\(shown))")
        case .day, .missing: throw wrong(index)
        }
    }

    func day(_ index: Int) throws -> Day {
        guard case .day(let day) = try operand(index) else { throw wrong(index) }
        return day
    }

    func table(_ index: Int) throws -> LuaTable {
        guard case .table(let table) = self[index] else { throw wrong(index) }
        return table
    }

    /// Returns the argument as something to calculate with; what cannot be one is the wrong type.
    func operand(_ index: Int) throws -> Operand {
        if let operand = try Operand(self[index], run) { return operand }
        if case .string(let text) = self[index], (try? Decimal(text)) != nil {
            let shown = run.hook.readsOnePerson ? "…" : text
            throw ApiError(
                wrong(index).message, hint: "a text of digits is no number: write soc.decimal \"\(shown)\"")
        }
        throw wrong(index)
    }

    func object(_ index: Int, _ type: HostType) throws -> LuaObject {
        guard case .object(let object) = self[index], object.type == type.number else { throw wrong(index) }
        return try run.own(object, title)
    }

    /// Returns a column as a value.
    func value(_ column: LuaColumn) -> LuaValue { call.value(column, HostType.column.number) }

    /// Keeps what the function gives for all rows.
    func keep(_ rows: LuaRows) { call.keep(rows) }

    func wrong(_ index: Int) -> ApiError {
        let parameter = function.parameters[index]
        return ApiError(
            "\(title): argument \(index + 1) (\(parameter.name)) must be \(parameter.kind), "
                + "and was \(run.describe(self[index]))")
    }
}
