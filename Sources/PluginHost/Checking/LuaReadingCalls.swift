import LuaSyntax
import OutcomesModel
import PackReader

// Calls: of what the host gives, of Lua's own, and of functions of the file.
extension LuaReading {
    mutating func call(
        _ callee: LuaExpression, _ arguments: [LuaExpression], _ whole: LuaExpression
    ) -> KnownValue {
        switch callee.bare.kind {
        case .name(let name):
            if name == "require", variable(name) == nil { return require(arguments, whole) }
            let called = value(ofName: name, at: callee.bare.range)
            let given = arguments.map { value(of: $0) }
            if case .body(let place) = called { return call(place, given, arguments) }
            return variable(name) == nil ? LuaReading.results[name] ?? .unknown : .unknown
        case .field(let object, let name):
            let known = value(of: object)
            let called = field(name, of: known, whole: object)
            switch known {
            case .module(let module):
                let function = around.modules.first { $0.name == module }?.functions.first {
                    $0.name == name.text
                }
                guard let function else { break }
                return call(function, "\(module).\(name.text)", name, arguments)
            case .host(let type):
                return calledWithADot(name, of: type, arguments)
            case .library("string"):
                for argument in arguments { _ = value(of: argument) }
                return name.text == "format" || name.text == "rep" ? .text : .unknown
            default: break
            }
            for argument in arguments { _ = value(of: argument) }
            if let word = called.notCallable { tellNotCalled(word, at: name.range) }
            return .unknown
        default:
            _ = value(of: callee)
            for argument in arguments { _ = value(of: argument) }
            return .unknown
        }
    }

    private static let results: [String: KnownValue] = ["tostring": .text, "type": .text, "rawlen": .number]

    private mutating func tellNotCalled(_ word: String, at range: Range<Int>) {
        tell(
            LuaRemark(
                .error, .wrongCall, "this is \(word), and is not called", at: range,
                hint: "leave the parentheses out"))
    }

    /// `s.pay(…)` would give the function one argument too few.
    private mutating func calledWithADot(
        _ name: LuaName, of type: HostType, _ arguments: [LuaExpression]
    ) -> KnownValue {
        for argument in arguments { _ = value(of: argument) }
        let api = Api.types[Int(type.rawValue)]
        if let field = api.fields.first(where: { $0.name == name.text }) {
            tellNotCalled(ApiPhrases.value(field.kind).inWords ?? "a value", at: name.range)
        } else if api.methods.contains(where: { $0.name == name.text }) {
            tell(
                LuaRemark(
                    .error, .wrongCall, "\(api.symbol):\(name.text) is called with a colon", at: name.range,
                    hint: "write \(api.symbol):\(name.text)(…)"))
        }
        return .unknown
    }

    mutating func method(
        _ name: LuaName, of object: KnownValue, whole: LuaExpression, _ arguments: [LuaExpression]
    ) -> KnownValue {
        switch object.present {
        case .host(let type):
            let api = Api.types[Int(type.rawValue)]
            if let function = api.methods.first(where: { $0.name == name.text }) {
                return call(function, "\(api.symbol):\(name.text)", name, arguments)
            }
            let called = field(name, of: object, whole: whole)
            for argument in arguments { _ = value(of: argument) }
            if called != .unknown, let word = called.notCallable {
                tellNotCalled(word, at: name.range)
            }
            return .unknown
        case .either: _ = field(name, of: object, whole: whole)
        case .text, .id, .word:
            let names = Sandbox.libraries["string"] ?? []
            if !names.contains(name.text) { tellUnknown(name, of: "a text", among: names) }
            for argument in arguments { _ = value(of: argument) }
            return ["format", "lower", "upper", "rep", "sub", "reverse"].contains(name.text)
                ? .text : .unknown
        case .exports: _ = field(name, of: object, whole: whole)
        default: break
        }
        for argument in arguments { _ = value(of: argument) }
        // What every one of several has, such as :at_least of money and of numbers.
        if case .either = object.present, object.present.isHostFigure {
            return name.text == "round" || name.text.hasPrefix("at_") ? object.present : .unknown
        }
        return .unknown
    }

    // MARK: Functions of the file

    private mutating func call(
        _ place: Int, _ given: [KnownValue], _ arguments: [LuaExpression]
    ) -> KnownValue {
        if let running { found.callers[place, default: []].formUnion(running) }
        guard let body = bodies[place] else { return .unknown }
        let isOpen = arguments.last?.isOpenEnded ?? false
        for (index, name) in body.parameters.enumerated() {
            let value = index < given.count ? given[index] : isOpen ? .unknown : .nothing
            let parameter = name.range.lowerBound
            found.parameters[parameter] = found.parameters[parameter].map { .one(of: [$0, value]) } ?? value
        }
        return trustsLocals ? known.results[place] ?? .unknown : .unknown
    }

    // MARK: Modules

    private mutating func require(_ arguments: [LuaExpression], _ whole: LuaExpression) -> KnownValue {
        for argument in arguments { _ = value(of: argument) }
        guard let first = arguments.first, let name = first.text else { return .unknown }
        if around.modules.contains(where: { $0.name == name }) { return .module(name) }
        if let file = around.files[name] {
            return file.returned.fields == nil ? .unknown : .exports(of: name)
        }
        let names = around.modules.map(\.name) + around.files.keys.filter { !$0.hasPrefix("tests.") }
        let near = nearestName(to: name, among: names.sorted())
        let isLibrary = name.contains(".")
        tell(
            LuaRemark(
                .error, .unknownModule, "there is no module '\(name)'", at: first.range.inside,
                hint: near.map { "did you mean '\($0)'?" }
                    ?? (isLibrary
                        ? "name its library in `uses` of plugin.toml" : "it would be the file \(name).lua"),
                replacement: near))
        return .unknown
    }

    // MARK: Functions of the host

    private mutating func call(
        _ function: ApiFunction, _ title: String, _ name: LuaName, _ arguments: [LuaExpression]
    ) -> KnownValue {
        let given = arguments.map { value(of: $0) }
        if let running, !running.isEmpty, running.isDisjoint(with: function.hooks) {
            let allowed = Hook.allCases.filter(function.hooks.contains).map(\.rawValue)
            let here = Hook.allCases.filter(running.contains).map {
                $0 == .load ? "a file that is loaded" : $0.rawValue
            }
            tell(
                LuaRemark(
                    .error, .wrongHook, "\(title) cannot be called in \(here.joined(separator: ", "))",
                    at: name.range, expected: allowed.joined(separator: ", ")))
        }
        if let permission = function.permission, !around.permissions.contains(permission) {
            tell(
                LuaRemark(
                    .error, .permission, "\(title) needs the permission '\(permission.rawValue)'",
                    at: name.range,
                    hint: "write permissions = [\"\(permission.rawValue)\"] in plugin.toml"))
        }
        checkCount(function, title, name, arguments)
        for (index, parameter) in function.parameters.enumerated() where index < arguments.count {
            check(arguments[index], given[index], for: parameter, index, of: title)
        }
        return ApiPhrases.value(function.result)
    }

    private mutating func checkCount(
        _ function: ApiFunction, _ title: String, _ name: LuaName, _ arguments: [LuaExpression]
    ) {
        let isOpen = arguments.last?.isOpenEnded ?? false
        if arguments.count > function.parameters.count {
            let most = function.parameters.count
            tell(
                LuaRemark(
                    .error, .wrongCall,
                    "\(title) takes \(most == 0 ? "no arguments" : "at most \(most)"), and is given \(arguments.count)",
                    at: arguments[most].range))
            return
        }
        guard !isOpen, arguments.count < function.parameters.count else { return }
        let lacking = function.parameters[arguments.count...].filter { !$0.isOptional }
        guard let first = lacking.first else { return }
        tell(
            LuaRemark(
                .error, .wrongCall, "\(title) lacks its argument '\(first.name)'", at: name.range,
                expected: first.kind))
    }

    private mutating func check(
        _ argument: LuaExpression, _ given: KnownValue, for parameter: ApiParameter, _ index: Int,
        of title: String
    ) {
        let wanted = ApiPhrases.value(parameter.kind)
        let bare = argument.bare
        if let text = bare.text, wanted.isNamed {
            checkName(
                text, at: bare.range.inside, fits: wanted, severity: .error, rule: .unknownID, said: { $0 })
            return
        }
        if let text = bare.text, let wrong = LuaReading.wrongText(text, parameter.kind, title) {
            tell(
                LuaRemark(
                    .error, .wrongCall, wrong.message, at: bare.range, expected: parameter.kind,
                    hint: wrong.hint))
            return
        }
        if case .table(let items) = bare.kind, case .record(let fields) = wanted {
            checkKeys(items, among: fields, of: title)
            return
        }
        let mayBeLeftOut = parameter.isOptional && given == .nothing
        guard given != .unknown, wanted != .unknown, !mayBeLeftOut, !given.fits(wanted),
            let came = given.inWords
        else { return }
        tell(
            LuaRemark(
                .error, .wrongCall,
                "\(title): argument \(index + 1) (\(parameter.name)) must be \(parameter.kind), and is \(came)",
                at: argument.range,
                hint: wanted.alternatives.contains(.host(.money)) && given == .number
                    ? "write soc.money(\"100.00\")" : nil))
    }

    /// What is wrong with a text of digits, or of a date.
    private static func wrongText(_ text: String, _ kind: String, _ title: String) -> ApiError? {
        let typed = TypedText(text, for: title)
        do throws(ApiError) {
            if kind.contains("digits") { _ = try typed.decimal() }
            if kind.hasPrefix("a date") { _ = try typed.day() }
            if kind == "a currency" { _ = try typed.currency() }
            return nil
        } catch { return error }
    }

    mutating func checkKeys(_ items: [LuaTableItem], among fields: [String: KnownValue], of title: String) {
        for case .named(let name, let value) in items {
            guard let wanted = fields[name.text] else {
                let near = nearestName(to: name.text, among: fields.keys.sorted())
                tell(
                    LuaRemark(
                        .error, .unknownKey, "\(title) has no '\(name.text)'", at: name.range,
                        hint: near.map { "did you mean '\($0)'?" }
                            ?? "it has \(fields.keys.sorted().joined(separator: ", "))",
                        replacement: near))
                continue
            }
            if let text = value.bare.text, wanted.isNamed {
                checkName(
                    text, at: value.bare.range.inside, fits: wanted, severity: .error, rule: .unknownID,
                    said: { $0 })
            }
        }
    }

    /// Checks a text against the ids and words that it may be.
    mutating func checkName(
        _ text: String, at range: Range<Int>, fits wanted: KnownValue, severity: Remark.Severity,
        rule: Remark.Rule, said: (String) -> String
    ) {
        var names: [String] = []
        var kinds: [DeclaredKind] = []
        for value in wanted.present.alternatives {
            switch value {
            case .id(let kind):
                guard let ids = around.names(of: kind) else { return }
                names += ids
                kinds.append(kind)
            case .word(let words): names += words
            default: return
            }
        }
        guard !names.contains(text) else { return }
        let near = nearestName(to: text, among: names)
        let what =
            kinds.isEmpty
            ? "'\(text.prefix(40))' is not known here"
            : "there is no \(kinds.map(\.header).joined(separator: " and no ")) '\(text.prefix(40))' in the contract"
        let listed = names.prefix(12).joined(separator: ", ") + (names.count > 12 ? " …" : "")
        tell(
            LuaRemark(
                severity, rule, said(what), at: range,
                hint: near.map { "did you mean '\($0)'?" } ?? (names.isEmpty ? nil : "there are \(listed)"),
                replacement: near))
    }
}

extension KnownValue {
    /// What it is, where that certainly cannot be called.
    var notCallable: String? {
        switch self {
        case .host, .number, .text, .truth, .id, .word: inWords
        default: nil
        }
    }
}
