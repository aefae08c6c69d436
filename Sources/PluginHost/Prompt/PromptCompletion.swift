import LuaHost
import LuaSyntax
import OutcomesModel
import PackReader

/// What could stand at the cursor.
package struct PromptCompletion: Equatable, Sendable {
    /// What has been typed of the word.
    package let typed: String
    /// Whole words, each of which begins with what was typed; in their order.
    package let candidates: [String]
}

extension PromptSession {
    /// Returns what could stand behind a text: names, fields and functions of what stands before a point or a colon, and
    /// ids in a text that is an argument.
    ///
    /// Nothing runs for it: names are followed through tables, and what calls give is known from the API.
    package func completion(of text: String) -> PromptCompletion {
        let typing = PromptTyping(text)
        let candidates: [String] =
            switch typing.context {
            case .name: globals
            case .member(let owner, let isMethod):
                members(of: owner, isMethod: isMethod, isDescribed: typing.isDescribed)
            case .argument(let owner, let function, let isMethod, let index):
                ids(owner, function, isMethod: isMethod, index)
            case .none: []
            }
        let typed = typing.word
        return PromptCompletion(
            typed: typed, candidates: Set(candidates.filter { $0.hasPrefix(typed) }).sorted())
    }

    private var globals: [String] {
        guard case .names(let names)? = value(at: []) else { return [] }
        return names.filter { $0 != "_G" && $0 != "_VERSION" } + LuaKeyword.allCases.map(\.rawValue)
    }

    private func members(
        of owner: [PromptTyping.Step], isMethod: Bool, isDescribed: Bool
    ) -> [String] {
        switch kind(of: owner) {
        case .names(let names): return names
        case .type(let type):
            let methods = type.methods.map(\.name)
            guard !isMethod else { return methods }
            return type.fields.map(\.name) + (type.declared?.names(run) ?? []) + (isDescribed ? methods : [])
        case nil: return []
        }
    }

    private func ids(
        _ owner: [PromptTyping.Step], _ name: String, isMethod: Bool, _ index: Int
    ) -> [String] {
        let functions: [ApiFunction] =
            if owner.isEmpty {
                Api.promptFunctions
            } else if case .type(let type)? = kind(of: owner) {
                type.methods
            } else if case .name(let module)? = owner.first, owner.count == 1 {
                Api.functions(with: run.engine.modules).filter { $0.title == "\(module).\(name)" }
                    .map(\.function)
            } else {
                []
            }
        guard let function = functions.first(where: { $0.name == name }),
            function.parameters.indices.contains(index)
        else { return [] }
        if function.name == "describe" { return Api.functions(with: run.engine.modules).map(\.title) }
        if function.name == "person", run.showsPeople { return run.evidence.participants.pseudonyms }
        return ApiPhrases.value(function.parameters[index].kind).alternatives.flatMap { value in
            switch value {
            case .id(let kind): run.contract.ids(of: kind)
            case .word(let words): words
            default: [String]()
            }
        }
    }

    private enum Kind {
        case names([String])
        case type(ApiType)
    }

    /// Returns what stands at the end of names and calls; nil where that cannot be known.
    private func kind(of steps: [PromptTyping.Step]) -> Kind? {
        if let type = exampleType(steps) { return self.type(behind: steps.dropFirst(), type).map(Kind.type) }
        let path = steps.prefix { if case .name = $0 { true } else { false } }.map(\.text)
        guard !path.isEmpty, let found = value(at: path) else { return nil }
        switch found {
        case .names(let names): return steps.count == path.count ? .names(names) : nil
        case .value(let seen, let rest):
            guard case .value(.object(let object)) = seen else { return nil }
            let known = rest.map(PromptTyping.Step.name) + steps.dropFirst(path.count)
            return type(behind: known[...], Api.types[Int(object.type.number)]).map(Kind.type)
        }
    }

    /// The type whose value the documentation calls by a name that nothing has here, such as `claims` or `series`.
    private func exampleType(_ steps: [PromptTyping.Step]) -> ApiType? {
        guard run.prompt?.hasContract == true, case .name(let first)? = steps.first, !globals.contains(first)
        else { return nil }
        return Api.types.first { $0.symbol == first }
    }

    private func type(behind steps: ArraySlice<PromptTyping.Step>, _ first: ApiType) -> ApiType? {
        var type = first
        for step in steps {
            guard let next = self.type(of: step, in: type) else { return nil }
            type = next
        }
        return type
    }

    private func type(of step: PromptTyping.Step, in type: ApiType) -> ApiType? {
        let phrase: String? =
            switch step {
            case .name(let name):
                type.fields.first { $0.name == name }?.kind
                    ?? (type.declared?.names(run).contains(name) == true ? type.declared?.kind : nil)
            case .call(let name): type.methods.first { $0.name == name }?.result
            }
        let kinds = phrase.map { ApiPhrases.value($0).alternatives } ?? []
        for case .host(let kind) in kinds where kind != .missing { return Api.types[Int(kind.rawValue)] }
        return nil
    }
}

extension Contract {
    /// The ids that the contract declares of a kind, in its order.
    func ids(of kind: DeclaredKind) -> [String] {
        switch kind {
        case .party: parties.map(\.id.rawValue)
        case .indicator: indicators.map(\.id.rawValue)
        case .attribute: attributes.map(\.id.rawValue)
        case .group: groups.map(\.id.rawValue)
        case .window: windows.map(\.id.rawValue)
        case .outcome: outcomes.map(\.id.rawValue)
        case .evaluation: evaluations.map(\.id.rawValue)
        case .payment: payments.map(\.id.rawValue)
        case .settlement: settlements.map(\.id.rawValue)
        case .cap: caps.map(\.id.rawValue)
        case .tariff: tariffs.map(\.id.rawValue)
        case .limit: limits.map(\.id.rawValue)
        case .term: terms.map(\.id.rawValue)
        case .split: paymentTerms.splits.map(\.id.rawValue)
        case .evidence, .condition, .index, .investmentClass, .section, .topic, .question: []
        }
    }
}
