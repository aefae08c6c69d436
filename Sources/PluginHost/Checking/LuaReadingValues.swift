import LuaSyntax
import OutcomesModel
import PackReader

// What expressions come to: names, fields and operators.
extension LuaReading {
    mutating func value(of expression: LuaExpression) -> KnownValue {
        switch expression.kind {
        case .nil: return .nothing
        case .true, .false: return .truth
        case .number: return .number
        case .string: return .text
        case .varargs, .broken: return .unknown
        case .parenthesis(let inner): return value(of: inner)
        case .function(let body):
            found.escaping.insert(body.range.lowerBound)
            visit(body)
            return .function
        case .name(let name):
            let known = value(ofName: name, at: expression.range)
            guard case .body(let place) = known else { return known }
            found.escaping.insert(place)
            return .function
        case .field(let object, let name): return field(name, of: value(of: object), whole: object)
        case .index(let object, let key):
            let (known, place) = (value(of: object), value(of: key))
            if case .list(let element) = known, place == .number { return element }
            guard let text = key.text else { return .unknown }
            return field(LuaName(text: text, range: key.range.inside), of: known, whole: object)
        case .call(let callee, let arguments): return call(callee, arguments, expression)
        case .method(let object, let name, let arguments):
            return method(name, of: value(of: object), whole: object, arguments)
        case .unary(let symbol, let place, let operand): return unary(symbol, place, operand)
        case .binary(let left, let symbol, let place, let right): return binary(left, symbol, place, right)
        case .table(let items):
            for item in items {
                switch item {
                case .value(let value), .named(_, let value): _ = self.value(of: value)
                case .keyed(let key, let value):
                    _ = self.value(of: key)
                    _ = self.value(of: value)
                }
            }
            return .table
        }
    }

    // MARK: Names

    /// A local, a global of the sandbox, or a name that is nowhere.
    mutating func value(ofName name: String, at range: Range<Int>) -> KnownValue {
        if let variable = variable(name) { return variable.value }
        if Sandbox.libraries[name] != nil { return .library(name) }
        if Api.knownGlobals.contains(name) || name == "_VERSION" { return .function }
        if around.globals.contains(name) { return .unknown }
        if around.modules.contains(where: { $0.name == name }) {
            tell(
                LuaRemark(
                    .error, .unknownGlobal, "'\(name)' is not defined", at: range,
                    hint: "write: local \(name) = require \"\(name)\""))
        } else if let absent = Sandbox.absent[name] {
            tell(
                LuaRemark(
                    .error, .notInSandbox, "'\(name)' is not there for packs: \(absent.reason)", at: range,
                    hint: absent.instead))
        } else {
            let locals = scopes.flatMap(\.keys)
            let near = nearestName(
                to: name, among: (locals + Api.knownGlobals + around.modules.map(\.name)).sorted())
            tell(
                LuaRemark(
                    .error, .unknownGlobal, "'\(name)' is not defined", at: range,
                    hint: near.map { "did you mean '\($0)'?" } ?? "write local \(name) where it is set first",
                    replacement: near))
        }
        return .unknown
    }

    // MARK: Fields

    mutating func field(_ name: LuaName, of object: KnownValue, whole: LuaExpression) -> KnownValue {
        switch object.present {
        case .host(let type): return field(name, of: type)
        case .module(let module):
            guard let functions = around.modules.first(where: { $0.name == module })?.functions else {
                return .unknown
            }
            if functions.contains(where: { $0.name == name.text }) { return .function }
            tellUnknown(name, of: module, among: functions.map(\.name))
        case .library(let library):
            let names = Sandbox.libraries[library] ?? []
            if names.contains(name.text) { return .function }
            if let absent = Sandbox.absentFields["\(library).\(name.text)"] {
                tell(
                    LuaRemark(
                        .error, .notInSandbox,
                        "\(library).\(name.text) is not there for packs: \(absent.reason)", at: name.range,
                        hint: absent.instead))
            } else {
                tellUnknown(name, of: library, among: names)
            }
        case .exports(let module):
            guard let fields = around.files[module]?.returned.fields else { return .unknown }
            if fields.contains(where: { $0.name.text == name.text }) { return .unknown }
            tellUnknown(name, of: module, among: fields.map(\.name.text))
        case .record(let fields):
            if let known = fields[name.text] { return known }
            tellUnknown(name, of: "this table", among: fields.keys.sorted())
        case .either(let values):
            return field(name, ofEither: values)
        default: break
        }
        return .unknown
    }

    private mutating func field(_ name: LuaName, of type: HostType) -> KnownValue {
        let api = Api.types[Int(type.rawValue)]
        if let field = api.fields.first(where: { $0.name == name.text }) {
            return ApiPhrases.value(field.kind)
        }
        if api.methods.contains(where: { $0.name == name.text }) || type == .column { return .function }
        var names = api.fields.map(\.name) + api.methods.map(\.name)
        if let declared = api.declared {
            guard var ids = around.names(of: declared.declared) else { return .unknown }
            if type == .participant, let own = around.ofParticipants { ids.removeAll { !own.contains($0) } }
            if ids.contains(name.text) {
                guard type == .terms else { return ApiPhrases.value(declared.kind) }
                return around.moneyTerms.map { .host($0.contains(name.text) ? .money : .exact) } ?? .unknown
            }
            names += ids
        }
        if type == .participant, around.isDeclared(name.text, as: .attribute) {
            tell(
                LuaRemark(
                    .error, .unknownField, "\(api.whole) has no '\(name.text)'", at: name.range,
                    hint: Api.attributeHint(name.text)))
            return .unknown
        }
        tellUnknown(name, of: type == .terms ? "the contract's [terms]" : api.whole, among: names)
        return .unknown
    }

    /// A field of one of several: known where each has it, and wrong where none has.
    private mutating func field(_ name: LuaName, ofEither values: [KnownValue]) -> KnownValue {
        var types: [HostType] = []
        for value in values {
            guard case .host(let type) = value else { return .unknown }
            types.append(type)
        }
        let names = types.map { type in
            let api = Api.types[Int(type.rawValue)]
            return api.fields.map(\.name) + api.methods.map(\.name)
        }
        if names.contains(where: { $0.contains(name.text) }) { return .unknown }
        let whole = types.map(\.inWords).joined(separator: " or ")
        tellUnknown(name, of: whole, among: Set(names.joined()).sorted())
        return .unknown
    }

    mutating func tellUnknown(_ name: LuaName, of whole: String, among names: [String]) {
        let near = nearestName(to: name.text, among: names)
        let known = names.sorted()
        let listed = known.prefix(12).joined(separator: ", ") + (known.count > 12 ? " …" : "")
        tell(
            LuaRemark(
                .error, .unknownField, "\(whole) has no '\(name.text)'", at: name.range,
                hint: near.map { "did you mean '\($0)'?" } ?? (known.isEmpty ? nil : "it has \(listed)"),
                replacement: near))
    }
}

extension Range<Int> {
    /// The bytes between the quotes of a string.
    var inside: Range<Int> { count >= 2 ? lowerBound + 1..<upperBound - 1 : self }
}
