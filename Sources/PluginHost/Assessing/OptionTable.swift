import LuaHost
import OutcomesModel

/// The named options of a call such as `a:inequality {by = "sex"}`, read with checks that name call and option.
struct OptionTable {
    private let call: ApiCall
    private let fields: [String: LuaValue]

    /// - Throws: for an option that is not known, with the nearest one.
    init(_ call: ApiCall, known: [String]) throws {
        let table = try call.table(0)
        guard table.array.isEmpty else { throw call.wrong(0) }
        if let unknown = table.fields.keys.sorted().first(where: { !known.contains($0) }) {
            throw ApiError(
                "\(call.title) has no '\(unknown)'",
                hint: nearestName(to: unknown, among: known).map { "did you mean '\($0)'?" }
                    ?? "it has \(known.joined(separator: ", "))")
        }
        self.call = call
        fields = table.fields
    }

    var run: PackRun { call.run }

    func has(_ name: String) -> Bool {
        switch fields[name] {
        case nil, .nil?: false
        default: true
        }
    }

    func wrong(_ name: String, _ expected: String) -> ApiError {
        guard let value = fields[name] else {
            return ApiError("\(call.title) needs \(name), \(expected)")
        }
        return ApiError("\(call.title): \(name) must be \(expected), and was \(run.describe(value))")
    }

    func text(_ name: String, _ expected: String) throws -> String {
        guard case .string(let text)? = fields[name] else { throw wrong(name, expected) }
        return text
    }

    func table(_ name: String, _ expected: String) throws -> LuaTable {
        guard case .table(let table)? = fields[name] else { throw wrong(name, expected) }
        return table
    }

    func isTrue(_ name: String) -> Bool {
        if case .boolean(true)? = fields[name] { true } else { false }
    }

    func operand(_ name: String, _ expected: String) throws -> Operand {
        guard let value = fields[name], let operand = try Operand(value, run) else {
            throw wrong(name, expected)
        }
        return operand
    }

    /// The window of the figures, the settlement's unless given.
    func window() throws -> Window {
        guard has("window") else { return run.window }
        guard case .object(let object)? = fields["window"], object.type == HostType.window.number else {
            throw wrong("window", "a window, such as a.windows.contract")
        }
        return run.contract.windows[try run.own(object, call.title).place]
    }

    /// The confidence of intervals, 0.95 unless given.
    func level() throws -> Double {
        guard has("level") else { return 0.95 }
        let expected = "a number between 0.5 and 1, such as 0.95"
        guard case .exact(let level) = try operand("level", expected), level > Ratio(reduced: 1, 2),
            level < .one
        else { throw wrong("level", expected) }
        return level.approximate
    }

    /// The places of the participants of a group, of all unless given.
    func people(_ name: String = "among") throws -> [Int] {
        let all = run.evidence.participants
        guard has(name) else { return Array(all.indices) }
        let id = try text(name, "the id of a group")
        guard let group = run.contract.group(GroupID(id)) else {
            let near = nearestName(to: id, among: run.contract.groups.map(\.id.rawValue))
            throw ApiError(
                "there is no [[group]] '\(id)' in the contract", hint: near.map { "did you mean '\($0)'?" })
        }
        return all.indices.filter { all.group($0) == group.id }
    }
}
