import LuaHost
import OutcomesModel
import PackReader
import Reporting

/// Tells what a value is, from the registry of the API and from what the value holds.
struct PromptDescription {
    let run: PackRun

    /// - Throws: for a text that is nearly the name of something, with the name.
    func text(of value: LookedAt) throws(ApiError) -> String {
        switch value {
        case .value(.object(let object)): object.describesItself ? figure(object) : type(of: object)
        case .text(let text, let bytes):
            try documented(text) ?? "a text of \(bytes.grouped) bytes: \(values.inline(value))"
        case .function(let number):
            number.flatMap { run.engine.library.title(ofFunction: $0) }
                .flatMap { documentation(of: Api.written($0)) }
                ?? "a function of Lua's own, or of the pack"
        case .table(_, let count):
            "a table" + (count.map { " of \($0.grouped) pair\($0 == 1 ? "" : "s")" } ?? "") + "\n"
                + values.text(of: value)
        case .cycle: "a table"
        case .value(.integer(let whole)): "the whole number \(whole)"
        case .value(.number(let float)):
            "the float \(float): figures are exact, and a float becomes one by soc.decimal"
        case .value(let value): values.inline(.value(value))
        }
    }

    private var values: PromptValues { PromptValues(run: run) }

    private func figure(_ object: LuaObject) -> String {
        let type = Api.types[Int(object.type.number)]
        return [
            "\(type.kind.inWords): \(values.text(of: .value(.object(object))))",
            Block.text(type.documentation).text(), functions(of: type),
        ].filter { !$0.isEmpty }.joined(separator: "\n\n")
    }

    private func type(of object: LuaObject) -> String {
        let type = Api.types[Int(object.type.number)]
        return [
            values.text(of: .value(.object(object))), Block.text(type.documentation).text(),
            fields(of: type, object), functions(of: type),
        ].filter { !$0.isEmpty }.joined(separator: "\n\n")
    }

    /// Its fields, each with what it is and what it holds.
    private func fields(of type: ApiType, _ object: LuaObject) -> String {
        let objects = PromptObjects(run: run)
        let isHidden = [.participant, .attributes].contains(type.kind) && !run.showsPeople
        var rows = type.fields.map { field -> [Cell] in
            let holds = isHidden ? field.documentation : objects.field(field, of: object)
            return [.text("\(type.symbol).\(field.name)"), .text(field.kind), .text(holds)]
        }
        if let declared = type.declared {
            rows += declared.names(run).map {
                [.text("\(type.symbol).\($0)"), .text(declared.kind), .text(declared.declared.phrase)]
            }
        }
        return table(["Field", "Is", isHidden ? "" : "Holds"], rows)
    }

    private func functions(of type: ApiType) -> String {
        type.methods.map { function in
            Api.written(function, "\(type.symbol):") + "  gives \(function.result)\n"
                + Block.footnote(function.documentation.firstSentence).text()
        }.joined(separator: "\n")
    }

    private func table(_ titles: [String], _ rows: [[Cell]]) -> String {
        guard !rows.isEmpty, let table = try? Table(columns: titles.map { Column($0) }, rows: rows) else {
            return ""
        }
        return Block.table(table).text()
    }

    // MARK: By its name

    /// Returns the documentation of what has this name; nil for a text that is no name, and near to none.
    private func documented(_ name: String) throws(ApiError) -> String? {
        if let found = documentation(of: name) { return found }
        let functions = Api.functions(with: run.engine.modules).map(\.title)
        let fields = Api.types.flatMap { type in type.fields.map { "\(type.symbol).\($0.name)" } }
        let types = Api.types.flatMap { [$0.symbol, $0.kind.name] }
        let near = nearestName(to: name, among: functions + fields + types)
        let parts = name.split(maxSplits: 1, omittingEmptySubsequences: false) { $0 == "." || $0 == ":" }
        let ofOwner = (functions + fields).filter { known in
            parts.count == 2 && known.dropFirst(parts[0].count).first.map { $0 == "." || $0 == ":" } == true
                && known.hasPrefix(parts[0])
        }
        guard near != nil || !ofOwner.isEmpty else { return nil }
        throw ApiError(
            "there is no \(name)",
            hint: near.map { "did you mean \($0)?" }
                ?? "there are \(ofOwner.sorted().joined(separator: ", "))")
    }

    /// Returns the documentation of a function, a field or a type, as scripts write it: `s:pay`, `soc.money`, `p.entry`,
    /// `series`. Nil where there is none.
    func documentation(of name: String) -> String? {
        if let function = Api.functions(with: run.engine.modules).first(where: { $0.title == name }) {
            return documentation(of: function.function, function.title)
        }
        let parts = name.split(separator: ".", maxSplits: 1).map(String.init)
        if parts.count == 2, let type = Api.types.first(where: { $0.symbol == parts[0] }),
            let field = type.fields.first(where: { $0.name == parts[1] })
        {
            return Block.text("\(name): \(field.kind). \(field.documentation)").text()
        }
        guard let type = Api.types.first(where: { $0.symbol == name || $0.kind.name == name }) else {
            return nil
        }
        return [
            Block.text("\(type.symbol): \(type.kind.inWords). \(type.documentation)").text(),
            table(
                ["Field", "Is", ""],
                type.fields.map {
                    [.text("\(type.symbol).\($0.name)"), .text($0.kind), .text($0.documentation)]
                }), functions(of: type),
        ].filter { !$0.isEmpty }.joined(separator: "\n\n")
    }

    private func documentation(of function: ApiFunction, _ title: String) -> String {
        var lines = [Api.written(function, String(title.dropLast(function.name.count)))]
        lines.append(Block.text("\(function.documentation) Gives \(function.result).").text())
        lines += function.parameters.map {
            "  \($0.name): \($0.kind)\($0.isOptional ? "; may be left out" : "")"
        }
        let hooks = function.allHooks.filter { $0 != .prompt }.map(\.rawValue)
        if function.hooks != Hook.all, !hooks.isEmpty {
            lines.append(Block.text("In \(hooks.joined(separator: ", ")).").text())
        }
        if let permission = function.permission {
            lines.append("Needs the permission '\(permission.rawValue)'.")
        }
        if let example = function.example { lines.append("  \(example)") }
        return lines.joined(separator: "\n")
    }
}

extension Api {
    /// All functions with what scripts write for them.
    static func functions(with modules: [HostModule]) -> [(title: String, function: ApiFunction)] {
        socFunctions.map { ("soc.\($0.name)", $0) } + promptFunctions.map { ($0.name, $0) }
            + modules.flatMap { module in module.functions.map { ("\(module.name).\($0.name)", $0.api) } }
            + types.flatMap { type in type.methods.map { ("\(type.symbol):\($0.name)", $0) } }
    }

    /// How a script writes a function of the library: `s:pay`, `soc.money`, `people`.
    static func written(_ title: LuaFunctionTitle) -> String {
        if title.owner == promptModule { return title.name }
        guard let type = types.first(where: { $0.kind.name == title.owner }) else {
            return "\(title.owner).\(title.name)"
        }
        return "\(type.symbol):\(title.name)"
    }

    /// The same with its arguments: `s:pay(payment, amount, [about])`.
    static func written(_ function: ApiFunction, _ owner: String) -> String {
        let parameters = function.parameters.map(\.written)
        return "\(owner)\(function.name)(\(parameters.joined(separator: ", ")))"
    }
}

extension LuaObject {
    /// Whether it is a figure and nothing else.
    fileprivate var describesItself: Bool { HostType(self).form == .value }
}

extension String {
    /// Up to the first point that ends a sentence.
    fileprivate var firstSentence: String {
        let line = split(separator: "\n").joined(separator: " ")
        guard let end = line.firstRange(of: ". ") else { return line }
        return String(line[..<end.lowerBound]) + "."
    }
}
