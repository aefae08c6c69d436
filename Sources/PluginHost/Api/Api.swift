package import LuaHost
import OutcomesModel

/// The whole Lua API: from it come what scripts can call, what their calls are checked against, and
/// `docs/LUA_API.md`.
package enum Api {
    /// In the order of `HostType`.
    static let types: [ApiType] = [
        exactType, moneyType, dayType, missingType, termsType, windowType, windowsType, seriesType,
        estimateType, outcomeType, claimsType, attributesType, participantType, settlementType,
        distributionType, measurementType, batchType, contractType, reportType, columnType,
        tariffType, breakdownType, selectionType, assessmentType, portfolioType, memberType,
    ]

    /// What the states of all runs are made with, where the host program adds nothing.
    package static let library = library(with: [])

    /// Makes the library of the API and of the host program's own functions.
    ///
    /// - Parameters:
    ///   - watched: whether the pack's sources call what watches them.
    ///   - atPrompt: with what only somebody at the prompt can call.
    static func library(
        with modules: [HostModule], watched: Bool = false, atPrompt: Bool = false
    ) -> LuaLibrary {
        let all =
            [(name: "soc", functions: socFunctions)]
            + (atPrompt ? [(name: promptModule, functions: promptFunctions)] : [])
            + modules.map { (name: $0.name, functions: $0.functions.map(\.api)) }
        return LuaLibrary(
            types: types.map(type(of:)),
            modules: all.reduce(into: watched ? RuleWatch.functions : [:]) { found, module in
                found[module.name] = module.functions.reduce(into: [:]) {
                    let isGlobal = module.name == promptModule
                    $0[$1.name] = function($1, title: (isGlobal ? "" : "\(module.name).") + $1.name)
                }
            },
            exact: HostType.exact.number, column: HostType.column.number,
            unknownName: LuaHostFunction { call in
                throw call.context(as: PackRun.self).remember(unknown(call.arguments, among: all))
            })
    }

    /// Says what is near to a global, or to a field of a module, that is not there.
    private static func unknown(
        _ arguments: [LuaValue], among modules: [(name: String, functions: [ApiFunction])]
    ) -> ApiError {
        guard case .string(let name)? = arguments.last else { return ApiError("names are texts") }
        if arguments.count == 2, case .string(let module)? = arguments.first {
            let known = modules.first { $0.name == module }?.functions.map(\.name) ?? []
            let near = nearestName(to: name, among: known)
            return ApiError(
                "\(module) has no '\(name)'",
                hint: near.map { "did you mean '\($0)'?" }
                    ?? "it has \(known.sorted().joined(separator: ", "))")
        }
        if modules.contains(where: { $0.name == name }) {
            return ApiError("'\(name)' is not defined", hint: "write: local \(name) = require \"\(name)\"")
        }
        if let absent = Sandbox.absent[name] {
            return ApiError("'\(name)' is not defined", hint: "\(absent.reason); \(absent.instead)")
        }
        let near = nearestName(to: name, among: knownGlobals + modules.map(\.name))
        return ApiError("'\(name)' is not defined", hint: near.map { "did you mean '\($0)'?" })
    }

    static let knownModules = ["soc"]
    static let knownGlobals = [
        "assert", "error", "getmetatable", "ipairs", "math", "pairs", "pcall", "rawequal", "rawget", "rawlen",
        "rawset", "require", "select", "setmetatable", "string", "table", "tonumber", "tostring", "type",
        "utf8",
        "xpcall",
    ]

    private static func type(of type: ApiType) -> LuaType {
        var operators: [LuaOperator: LuaHostFunction] = [:]
        for (name, body) in type.operators {
            operators[name] = LuaHostFunction { call in
                let run = call.context(as: PackRun.self)
                return try run.remembering { try body(run, call.arguments) }
            }
        }
        operators[.index] = index(type)
        return LuaType(
            name: type.kind.name, form: type.kind.form,
            methods: type.methods.reduce(into: [:]) { $0[$1.name] = method($1, of: type) },
            operators: operators)
    }

    private static func function(_ function: ApiFunction, title: String) -> LuaHostFunction {
        LuaHostFunction { call in
            let run = call.context(as: PackRun.self)
            return try run.remembering {
                let apiCall = ApiCall(run: run, function: function, title: title, object: nil, call: call)
                return try run.standing(in: run.promptHook(for: function.hooks, of: nil)) {
                    try apiCall.check()
                    return try function.body(apiCall)
                }
            }
        }
    }

    private static func method(_ function: ApiFunction, of type: ApiType) -> LuaHostFunction {
        let title = "\(type.symbol):\(function.name)"
        return LuaHostFunction(isByRow: function.isByRow, hasEffect: function.hasEffect) { call in
            let run = call.context(as: PackRun.self)
            return try run.remembering {
                guard let object = call.object(0, type.kind.number) else {
                    throw ApiError("\(title) is called with a colon, on \(type.kind.inWords)")
                }
                let (owner, own) = run.owner(of: object)
                let apiCall = ApiCall(run: owner, function: function, title: title, object: own, call: call)
                return owner.given(
                    try owner.placingFaults {
                        try run.standing(in: run.promptHook(for: function.hooks, of: object)) {
                            try apiCall.check()
                            return try function.body(apiCall)
                        }
                    })
            }
        }
    }

    private static func index(_ type: ApiType) -> LuaHostFunction {
        let fields = Dictionary(uniqueKeysWithValues: type.fields.map { ($0.name, $0) })
        let isByRow = type.fields.contains { $0.rows != nil } || type.declared?.rows != nil
        return LuaHostFunction(isByRow: isByRow) { call in
            let run = call.context(as: PackRun.self)
            return try run.remembering {
                guard case .string(let name) = call[1] else {
                    throw ApiError("the fields of \(type.whole) are names")
                }
                // Where fields are shared, no value comes with the name.
                let (owner, object) = run.owner(
                    of: call.object(0, type.kind.number) ?? LuaObject(type: type.kind.number))
                let hook = run.promptHook(for: Hook.all, of: object)
                if let field = fields[name] {
                    if field.isConstant { call.markConstant() }
                    if let rows = run.newRows("\(type.symbol).\(name)", { field.rows?(run) }) {
                        call.keep(rows)
                    }
                    return owner.given(
                        try owner.placingFaults {
                            try run.standing(in: hook) { try field.read(owner, object) }
                        })
                }
                let value = try run.standing(in: hook) { try type.declared?.read(owner, object, name) }
                if let declared = type.declared, let value {
                    if declared.rows == nil { call.markConstant() }
                    if let rows = run.newRows("\(type.symbol).\(name)", { declared.rows?(run, name) }) {
                        call.keep(rows)
                    }
                    return owner.given(value)
                }
                throw noSuchField(name, of: type, owner)
            }
        }
    }

    /// What helps who looks for an attribute among the measurements.
    static func attributeHint(_ attribute: String) -> String { "did you mean p.attributes.\(attribute)?" }

    private static func noSuchField(_ name: String, of type: ApiType, _ run: PackRun) -> ApiError {
        let names = type.fields.map(\.name) + type.methods.map(\.name) + (type.declared?.names(run) ?? [])
        let isAttribute =
            type.kind == .participant && run.contract.attributes.contains { $0.id.rawValue == name }
        return ApiError(
            "\(type.whole) has no '\(name)'",
            hint: isAttribute
                ? attributeHint(name)
                : nearestName(to: name, among: names).map { "did you mean '\($0)'?" }
                    ?? "it has \(names.sorted().joined(separator: ", "))")
    }
}

extension ApiType {
    /// What messages call a value of it: its symbol, and what that is where the symbol does not say it.
    var whole: String { symbol == kind.name ? symbol : "\(symbol) (\(kind.inWords))" }
}
