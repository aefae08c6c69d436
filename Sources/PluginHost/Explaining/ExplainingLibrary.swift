import LuaHost
import Settlement

/// Which function of the API a note is about.
enum NotedFunction: Sendable {
    case operation(LuaOperator)
    case method(HostType, String)
    case field(HostType)
    /// Of a module, such as `soc`.
    case function(String, String)
}

extension PluginEngine {
    /// The same engine for runs that note how figures come about: the same functions, with a note of each call.
    ///
    /// Its states calculate nothing in C, and keep no results for all rows. Ordinary runs have another library,
    /// and pay nothing for this one. What takes longer and more memory only since it is noted may do so.
    var explaining: PluginEngine {
        var engine = self
        engine.limits.milliseconds *= 20
        engine.limits.luaBytes *= 4
        engine.library = library.noting()
        return engine
    }
}

extension LuaLibrary {
    fileprivate func noting() -> LuaLibrary {
        LuaLibrary(
            types: zip(types, HostType.allCases).map { type, kind in
                LuaType(
                    name: type.name, form: type.form,
                    methods: Dictionary(
                        uniqueKeysWithValues: type.methods.map {
                            ($0.key, $0.value.noted(.method(kind, $0.key)))
                        }),
                    operators: Dictionary(
                        uniqueKeysWithValues: type.operators.map {
                            ($0.key, $0.value.noted($0.key == .index ? .field(kind) : .operation($0.key)))
                        }))
            },
            modules: Dictionary(
                uniqueKeysWithValues: modules.map { module, functions in
                    (
                        module,
                        Dictionary(
                            uniqueKeysWithValues: functions.map {
                                ($0.key, $0.value.noted(.function(module, $0.key)))
                            })
                    )
                }),
            exact: HostType.exact.number, column: HostType.column.number, unknownName: unknownName,
            asks: true)
    }
}

extension LuaHostFunction {
    /// Returns a function that does the same, and notes each call where the run notes any.
    fileprivate func noted(_ function: NotedFunction) -> LuaHostFunction {
        LuaHostFunction { call in
            let run = call.context(as: PackRun.self)
            guard let derivation = run.derivation else { return try body(call) }
            let before = (
                requests: run.requests.count, claims: run.claims.made, shares: run.shares.count
            )
            let result = try body(call)
            return try run.remembering {
                try derivation.note(function, call, result, run, since: before)
            }
        }
    }
}

extension ClaimBook {
    /// How many claims were made, paid or not.
    var made: Int { claims.count + withheld.count }
}
