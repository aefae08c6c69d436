import OutcomesModel
import PackReader

/// The Lua API as data, for programs: every function and field with all that is declared of it.
package struct ApiRegistry: Encodable {
    package let api: String
    package let hooks: [String]
    package let modules: [Module]
    package let types: [Kind]
    /// What is there only at the prompt, as globals.
    package let prompt: [Function]

    package struct Module: Encodable {
        let name: String
        let functions: [Function]
    }

    package struct Kind: Encodable {
        let name, symbol, documentation: String
        let fields: [Field]
        let methods: [Function]
        /// What the contract declares under names of its own, such as `indicator`.
        let declares: String?
    }

    package struct Field: Encodable {
        let name, kind, type, documentation: String
    }

    package struct Function: Encodable {
        let name: String
        let parameters: [Parameter]
        /// What it gives: in words, and as LuaCATS writes it.
        let gives, type: String
        let hooks: [String]
        let permission: String?
        let since, documentation: String
        let example: String?
    }

    package struct Parameter: Encodable {
        let name, kind, type: String
        let isOptional: Bool
    }

    package init(with modules: [HostModule] = []) {
        api = Manifest.hostAPI
        hooks = Hook.allCases.map(\.rawValue)
        self.modules =
            [Module(name: "soc", functions: Api.socFunctions.map(Function.init))]
            + modules.map { Module(name: $0.name, functions: $0.functions.map { Function($0.api) }) }
        prompt = Api.promptFunctions.map(Function.init)
        types = Api.types.map(Kind.init)
    }
}

extension ApiRegistry.Kind {
    init(_ type: ApiType) {
        name = type.kind.name
        symbol = type.symbol
        documentation = type.documentation
        fields = type.fields.map {
            ApiRegistry.Field(
                name: $0.name, kind: $0.kind, type: ApiPhrases.value($0.kind).annotation,
                documentation: $0.documentation)
        }
        methods = type.methods.map(ApiRegistry.Function.init)
        declares = type.declared?.declared.noun
    }
}

extension ApiRegistry.Function {
    init(_ function: ApiFunction) {
        name = function.name
        parameters = function.parameters.map {
            ApiRegistry.Parameter(
                name: $0.name, kind: $0.kind, type: ApiPhrases.value($0.kind).annotation,
                isOptional: $0.isOptional)
        }
        gives = function.result
        type = ApiPhrases.value(function.result).annotation
        hooks = function.allHooks.map(\.rawValue)
        permission = function.permission?.rawValue
        since = function.since
        documentation = function.documentation
        example = function.example
    }
}

extension ApiDocumentation {
    /// Returns a line for each function and a column for each hook: `x` where it may be called.
    package static var matrixText: String {
        let hooks = Hook.allCases.map(\.rawValue)
        let rows = matrix
        let names = rows.enumerated().filter { $0.offset % hooks.count == 0 }.map(\.element.function)
        let width = (names.map(\.count).max() ?? 0) + 2
        var lines = hooks.enumerated().map { index, hook in
            String(repeating: " ", count: width) + String(repeating: "│ ", count: index) + "┌ " + hook
        }
        for (row, name) in names.enumerated() {
            let cells = rows[(row * hooks.count)..<((row + 1) * hooks.count)].map { $0.isAllowed ? "x" : "·" }
            lines.append(
                name + String(repeating: " ", count: width - name.count) + cells.joined(separator: " "))
        }
        return lines.joined(separator: "\n") + "\n"
    }

    /// All phrases that say what a field, an argument or a result is.
    static var phrases: Set<String> {
        let functions = Api.socFunctions + Api.promptFunctions + Api.types.flatMap(\.methods)
        return Set(
            Api.types.flatMap(\.fields).map(\.kind) + Api.types.compactMap { $0.declared?.kind }
                + functions.flatMap { [$0.result] + $0.parameters.map(\.kind) })
    }
}
