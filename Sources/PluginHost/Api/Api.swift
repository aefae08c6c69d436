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
            unknownName: { [unowned run] call in throw run.remember(unknown(call.arguments)) })
    }

    /// Says what is near to a global, or to a field of a module, that is not there.
    private static func unknown(_ arguments: [LuaValue]) -> ApiError {
        guard case .string(let name)? = arguments.last else { return ApiError("names are texts") }
        if arguments.count == 2, case .string(let module)? = arguments.first {
            let near = nearestName(to: name, among: socFunctions.map(\.name))
            return ApiError("\(module) has no '\(name)'", hint: near.map { "did you mean '\($0)'?" })
        }
        if knownModules.contains(name) {
            return ApiError("'\(name)' is not defined", hint: "write: local \(name) = require \"\(name)\"")
        }
        let near = nearestName(to: name, among: knownGlobals + knownModules)
        return ApiError("'\(name)' is not defined", hint: near.map { "did you mean '\($0)'?" })
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
                    throw ApiError("\(title) is called with a colon, on \(type.kind.inWords)")
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
        let what = type.symbol == type.kind.name ? type.symbol : "\(type.symbol) (\(type.kind.inWords))"
        return { [unowned run] call in
            try run.remembering {
                guard case .object(let object)? = call.arguments.first else { return .nil }
                guard case .string(let name)? = call.arguments.last else {
                    throw ApiError("the fields of \(what) are names")
                }
                if let field = fields[name] { return try field.read(run, object) }
                if let declared = type.declared, let value = try declared.read(run, object, name) {
                    return value
                }
                let names =
                    type.fields.map(\.name) + type.methods.map(\.name) + (type.declared?.names(run) ?? [])
                throw ApiError(
                    "\(what) has no '\(name)'",
                    hint: nearestName(to: name, among: names).map { "did you mean '\($0)'?" }
                        ?? "it has \(names.sorted().joined(separator: ", "))")
            }
        }
    }
}
