import LuaHost
import OutcomesModel

/// The whole Lua API: from it come what scripts can call, what their calls are checked against, and
/// `docs/LUA_API.md`.
enum Api {
    /// In the order of `HostType`.
    static let types: [ApiType] = [
        exactType, moneyType, dayType, missingType, termsType, windowType, windowsType, seriesType,
        estimateType, outcomeType, claimsType, attributesType, participantType, settlementType,
        distributionType, measurementType, batchType, contractType, reportType,
    ]

    /// Makes the library of a run. The run must outlive it.
    static func library(for run: PackRun) -> LuaLibrary {
        LuaLibrary(
            types: types.map { type(of: $0, run) },
            modules: [
                "soc": socFunctions.reduce(into: [:]) { $0[$1.name] = host($1, "soc.\($1.name)", run) }
            ],
            unknownGlobal: { [unowned run] call in
                guard case .string(let name)? = call.arguments.first else { return .nil }
                let near = nearestName(to: name, among: knownGlobals).map { "did you mean '\($0)'?" }
                let hint = knownModules.contains(name) ? "write: local \(name) = require \"\(name)\"" : near
                throw run.remember(ApiError("'\(name)' is not defined", hint: hint))
            })
    }

    static let knownModules = ["soc"]
    static let knownGlobals = [
        "assert", "error", "getmetatable", "ipairs", "math", "pairs", "pcall", "rawequal", "rawget", "rawlen",
        "rawset", "require", "select", "setmetatable", "string", "table", "tonumber", "tostring", "type",
        "utf8",
        "xpcall",
    ]

    private static func type(of type: ApiType, _ run: PackRun) -> LuaType {
        var operators: [LuaOperator: LuaHostFunction] = [:]
        for (name, body) in type.operators {
            operators[name] = { [unowned run] call in
                try run.remembering { try body(run, call.arguments) }
            }
        }
        operators[.index] = index(type, run)
        var methods: [String: LuaHostFunction] = [:]
        for method in type.methods {
            methods[method.name] = self.method(method, of: type, run)
        }
        return LuaType(name: type.kind.name, methods: methods, operators: operators)
    }

    private static func host(_ function: ApiFunction, _ title: String, _ run: PackRun) -> LuaHostFunction {
        { [unowned run] call in
            try run.remembering {
                let apiCall = ApiCall(
                    run: run, function: function, title: title, object: nil, arguments: call.arguments,
                    place: call.place)
                try apiCall.check()
                return try function.body(apiCall)
            }
        }
    }

    private static func method(_ function: ApiFunction, of type: ApiType, _ run: PackRun) -> LuaHostFunction {
        let title = "\(type.symbol):\(function.name)"
        return { [unowned run] call in
            try run.remembering {
                guard case .object(let object)? = call.arguments.first, object.type == type.kind.number else {
                    throw ApiError("\(title) is called with a colon, on a \(type.kind.name)")
                }
                let apiCall = ApiCall(
                    run: run, function: function, title: title, object: object,
                    arguments: Array(call.arguments.dropFirst()), place: call.place)
                try apiCall.check()
                return try function.body(apiCall)
            }
        }
    }

    private static func index(_ type: ApiType, _ run: PackRun) -> LuaHostFunction {
        let fields = Dictionary(uniqueKeysWithValues: type.fields.map { ($0.name, $0) })
        return { [unowned run] call in
            try run.remembering {
                guard case .object(let object)? = call.arguments.first else { return .nil }
                guard case .string(let name)? = call.arguments.last else {
                    throw ApiError("a \(type.kind.name) has named fields only")
                }
                if let field = fields[name] { return try field.read(run, object) }
                if let declared = type.declared, let value = try declared.read(run, object, name) {
                    return value
                }
                let names =
                    type.fields.map(\.name) + type.methods.map(\.name) + (type.declared?.names(run) ?? [])
                throw ApiError(
                    "\(type.symbol) (a \(type.kind.name)) has no '\(name)'",
                    hint: nearestName(to: name, among: names).map { "did you mean '\($0)'?" }
                        ?? "it has \(names.sorted().joined(separator: ", "))")
            }
        }
    }
}
