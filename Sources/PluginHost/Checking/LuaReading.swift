import LuaSyntax
import OutcomesModel
import PackReader

/// Reads one Lua file without running it: follows what hooks are given, and locals made of that, as far as it is
/// certain what they are.
///
/// It goes through the file again and again until what it knows of functions no longer changes, and says what is
/// wrong in a last round.
struct LuaReading {
    let file: LuaFile
    let around: Surroundings
    /// The hooks of the file, by the byte at which each begins.
    let hooks: [Int: Hook]
    let bodies: [Int: LuaFunctionBody]
    /// What was known after the round before.
    var known = Facts()
    /// What this round comes to know.
    var found = Facts()
    var scopes: [[String: Variable]] = [[:]]
    /// The hooks in which the function at hand runs; nil where they are not known.
    var running: Set<Hook>? = [.load]
    var function: Int?
    /// Whether it is known which locals are assigned to only once.
    var trustsLocals = false
    var tells = false
    var remarks: [LuaRemark] = []

    struct Variable {
        /// Where it is declared: what it is known by.
        let place: Int
        let value: KnownValue
    }

    /// What is known of the functions and locals of the file, by the byte at which each is declared.
    struct Facts: Equatable {
        var reassigned: Set<Int> = []
        /// What each parameter is given, by all calls.
        var parameters: [Int: KnownValue] = [:]
        /// In which hooks each function is called.
        var callers: [Int: Set<Hook>] = [:]
        /// Functions that go where their calls cannot be seen.
        var escaping: Set<Int> = []
        var results: [Int: KnownValue] = [:]
    }

    init(_ file: LuaFile, around: Surroundings, hooks: [Int: Hook]) {
        self.file = file
        self.around = around
        self.hooks = hooks
        bodies = file.chunk.block.functions
    }

    /// Returns what is wrong, by place.
    static func remarks(on file: LuaFile, around: Surroundings, hooks: [Int: Hook]) -> [LuaRemark] {
        var reading = LuaReading(file, around: around, hooks: hooks)
        for _ in 0..<12 {
            reading.found = Facts()
            reading.round()
            let isSettled = reading.trustsLocals && reading.found == reading.known
            reading.known = reading.found
            // From the second round on it is known which locals are assigned to.
            reading.trustsLocals = true
            if isSettled { return reading.told() }
        }
        // What does not settle is not known.
        reading.trustsLocals = false
        return reading.told()
    }

    private mutating func told() -> [LuaRemark] {
        tells = true
        round()
        return remarks
    }

    private mutating func round() {
        scopes = [[:]]
        running = [.load]
        function = nil
        visit(file.chunk.block)
    }

    mutating func tell(_ remark: LuaRemark) {
        if tells { remarks.append(remark) }
    }

    // MARK: Names

    mutating func declare(_ name: LuaName, _ value: KnownValue) {
        let place = name.range.lowerBound
        let isKept = trustsLocals && !known.reassigned.contains(place)
        scopes[scopes.count - 1][name.text] = Variable(place: place, value: isKept ? value : .unknown)
    }

    func variable(_ name: String) -> Variable? {
        for scope in scopes.reversed() {
            if let found = scope[name] { return found }
        }
        return nil
    }

    // MARK: Statements

    mutating func visit(_ block: LuaBlock) {
        scopes.append([:])
        for statement in block.statements { visit(statement) }
        scopes.removeLast()
    }

    private mutating func visit(_ statement: LuaStatement) {
        switch statement.kind {
        case .local(let names, let values):
            let known = values.map { value(ofLocal: $0) }
            for (index, local) in names.enumerated() {
                declare(
                    local.name, exported(local.name.text) ?? (index < known.count ? known[index] : .unknown))
            }
        case .assignment(let targets, let values):
            for value in values { _ = self.value(of: value) }
            for target in targets { assign(target) }
        case .call(let call): _ = value(of: call)
        case .do(let block): visit(block)
        case .while(let condition, let block):
            _ = value(of: condition)
            visit(block)
        case .repeat(let block, let until):
            scopes.append([:])
            for statement in block.statements { visit(statement) }
            _ = value(of: until)
            scopes.removeLast()
        case .if(let branches, let otherwise):
            for branch in branches {
                _ = value(of: branch.condition)
                visit(branch.block)
            }
            if let otherwise { visit(otherwise) }
        case .numericFor(let name, let from, let to, let step, let block):
            for value in [from, to] + (step.map { [$0] } ?? []) { _ = self.value(of: value) }
            scopes.append([:])
            // A loop over exact numbers is an error of its own; what is counted is a number.
            declare(name, .number)
            visit(block)
            scopes.removeLast()
        case .genericFor(let names, let values, let block):
            let elements = elements(values)
            scopes.append([:])
            for (index, name) in names.enumerated() {
                declare(name, index < elements.count ? elements[index] : .unknown)
            }
            visit(block)
            scopes.removeLast()
        case .function(let target, let isMethod, let body):
            assign(target)
            found.escaping.insert(body.range.lowerBound)
            visit(body, isMethod: isMethod)
        case .localFunction(let name, let body):
            declare(name, .body(body.range.lowerBound))
            visit(body)
        case .return(let values):
            let known = values.map { value(of: $0) }
            guard let function else { return }
            let result = known.isEmpty ? KnownValue.nothing : known[0]
            found.results[function] = found.results[function].map { .one(of: [$0, result]) } ?? result
        case .break, .goto, .label: break
        }
    }

    /// What the file returns is known by its names.
    private func exported(_ name: String) -> KnownValue? {
        guard case .table(_, local: name) = file.returned, function == nil else { return nil }
        return .exports(of: file.module)
    }

    private mutating func assign(_ target: LuaExpression) {
        switch target.kind {
        case .name(let name):
            if let variable = variable(name) {
                found.reassigned.insert(variable.place)
            } else if let running, !running.contains(.load) {
                tell(
                    LuaRemark(
                        .error, .globalAssignment, "'\(name)' is a global, which no hook may set",
                        at: target.range,
                        hint: nearestLocal(to: name).map { "did you mean '\($0)'?" } ?? "write local \(name)")
                )
            }
        case .field(let object, let name):
            let known = value(of: object)
            if case .host(let type) = known.present {
                tell(
                    LuaRemark(
                        .error, .wrongOperator, "nothing can be put into \(type.inWords)", at: name.range,
                        hint: "what the host gives cannot be changed"))
            }
        case .index(let object, let key):
            _ = value(of: object)
            _ = value(of: key)
        default: _ = value(of: target)
        }
    }

    /// A function that a local holds is called by that name, so that its calls can be seen.
    private mutating func value(ofLocal expression: LuaExpression) -> KnownValue {
        guard case .function(let body) = expression.kind else { return value(of: expression) }
        visit(body)
        return .body(body.range.lowerBound)
    }

    func nearestLocal(to name: String) -> String? {
        nearestName(to: name, among: Set(scopes.flatMap(\.keys)).sorted())
    }

    /// What a loop gives its variables: `ipairs` gives places and elements.
    private mutating func elements(_ values: [LuaExpression]) -> [KnownValue] {
        for value in values { _ = self.value(of: value) }
        guard values.count == 1, case .call(let callee, let arguments) = values[0].bare.kind,
            callee.isName("ipairs"), variable("ipairs") == nil, arguments.count == 1
        else {
            return []
        }
        var silent = self
        silent.tells = false
        guard case .list(let element) = silent.value(of: arguments[0]) else { return [.number] }
        return [.number, element]
    }

    // MARK: Functions

    /// Reads a function where it stands: what is in sight there is in sight in it.
    mutating func visit(_ body: LuaFunctionBody, isMethod: Bool = false) {
        let place = body.range.lowerBound
        let outside = (running, function)
        let isPlain = trustsLocals && !known.escaping.contains(place)
        let hook = hooks[place]
        function = place
        running = hook.map { [$0] }
        if isPlain, let callers = known.callers[place] {
            running = (running ?? []).union(callers)
        }
        var parameters: [String: Variable] = [:]
        if isMethod { parameters["self"] = Variable(place: place, value: .unknown) }
        scopes.append(parameters)
        for (index, name) in body.parameters.enumerated() {
            var values: [KnownValue] = []
            if let hook, index == 0 { values.append(hook.argument) }
            if let given = known.parameters[name.range.lowerBound] { values.append(given) }
            if hook == nil, !isPlain { values = [.unknown] }
            declare(name, .one(of: values))
        }
        visit(body.block)
        if !body.block.alwaysReturns {
            found.results[place] = .one(of: [found.results[place] ?? .nothing, .nothing])
        }
        scopes.removeLast()
        (running, function) = outside
    }
}

extension LuaBlock {
    /// Whether it surely ends with a return.
    var alwaysReturns: Bool {
        switch statements.last?.kind {
        case .return?: true
        case .do(let block)?: block.alwaysReturns
        case .if(let branches, let otherwise?)?:
            otherwise.alwaysReturns && branches.allSatisfy { $0.block.alwaysReturns }
        default: false
        }
    }
}

extension Hook {
    /// What a hook is called with.
    var argument: KnownValue {
        switch self {
        case .measurement: .host(.measurement)
        case .batch: .host(.batch)
        case .contract: .host(.contract)
        case .participant: .host(.participant)
        case .settle: .host(.settlement)
        case .distribute: .host(.distribution)
        case .report: .host(.report)
        case .assess: .host(.assessment)
        case .portfolio: .host(.portfolio)
        case .load, .test, .prompt: .unknown
        }
    }
}

/// Something that is wrong in a Lua file, by its bytes.
struct LuaRemark {
    let severity: Remark.Severity
    let rule: Remark.Rule
    let message: String
    let range: Range<Int>
    var expected: String?
    var hint: String?
    /// What would be right in place of the range.
    var replacement: String?

    init(
        _ severity: Remark.Severity, _ rule: Remark.Rule, _ message: String, at range: Range<Int>,
        expected: String? = nil, hint: String? = nil, replacement: String? = nil
    ) {
        self.severity = severity
        self.rule = rule
        self.message = message
        self.range = range
        self.expected = expected
        self.hint = hint
        self.replacement = replacement
    }
}
