import LuaHost
import OutcomesModel
import Settlement

extension Derivation {
    /// Notes a call with what it gave, and returns what the rule gets: the same, with the places of its notes.
    ///
    /// - Parameter before: how many payments, claims and shares there were before the call.
    func note(
        _ function: NotedFunction, _ call: LuaCall, _ result: LuaValue, _ run: PackRun,
        since before: (requests: Int, claims: Int, shares: Int)
    ) throws -> LuaValue {
        switch function {
        case .operation(let operation): return try note(operation, call, result, run)
        case .field(let type): return try noteField(of: type, call, result, run)
        case .function("soc", let name): return try noteModule(name, call, result, run)
        case .function(let module, let name):
            return try tag(result, .other("\(module).\(name)"), of: operands(call, run), at: call.place)
        case .method(let type, let name):
            try noteRequests(name, call, run, from: before.requests)
            if run.claims.made > before.claims { try noteClaim(call, run) }
            try noteShares(call, run, from: before.shares)
            return try noteMethod(name, of: type, call, result, run)
        }
    }

    // MARK: Operations

    private func note(
        _ operation: LuaOperator, _ call: LuaCall, _ result: LuaValue, _ run: PackRun
    ) throws -> LuaValue {
        switch (operation, result) {
        case (.less, .boolean(let outcome)), (.lessOrEqual, .boolean(let outcome)):
            return add(
                NotedComparison(
                    title: "", relation: operation == .less ? .less : .lessOrEqual,
                    operands: try operands(call, run), outcome: outcome, place: call.place))
        case (.length, _), (.text, _): return result
        default:
            guard Self.isFigure(result) else { return result }
            return try tag(result, .operation(operation), of: operands(call, run), at: call.place)
        }
    }

    private func noteModule(
        _ name: String, _ call: LuaCall, _ result: LuaValue, _ run: PackRun
    ) throws -> LuaValue {
        switch name {
        case "min": return try tag(result, .least, of: operands(call, run), at: call.place)
        case "max": return try tag(result, .greatest, of: operands(call, run), at: call.place)
        case "ratio": return try tag(result, .operation(.divide), of: operands(call, run), at: call.place)
        case "money":
            // Of a text or a number of Lua's it is what the rule says.
            let amount = Self.isFigure(call[0]) ? try operands(call, run) : []
            return try tag(result, amount.isEmpty ? .bare : .other("soc.money"), of: amount, at: call.place)
        case "decimal":
            guard Self.isFigure(call[0]) else { return try tag(result, .bare, at: call.place) }
            return call[0]
        case "share": return try noteShares(call, result, run)
        case "is_missing":
            guard case .boolean(let outcome) = result else { return result }
            let value = try figure(of: call[0], run)
            return add(
                NotedComparison(
                    title: run.language.word(
                        outcome ? "is missing" : "is not missing", sv: outcome ? "saknas" : "saknas inte"),
                    relation: .isSaid,
                    operands: value.map { [$0] } ?? [],
                    outcome: outcome, place: call.place))
        default: return try tag(result, .other("soc.\(name)"), of: operands(call, run), at: call.place)
        }
    }

    private func noteShares(_ call: LuaCall, _ result: LuaValue, _ run: PackRun) throws -> LuaValue {
        guard case .table(let weights) = call[1], case .table(let shares) = result,
            let sum = try figure(of: call[0], run)
        else { return result }
        let all = weights.array + weights.fields.sorted { $0.key < $1.key }.map(\.value)
        let places = try all.compactMap { try figure(of: $0, run) }
        guard places.count == all.count, !places.isEmpty else { return result }
        var whole = places[0]
        for place in places.dropFirst() {
            guard let sum = try? figures[whole].value.sum(with: figures[place].value) else { return result }
            whole = try add(sum, .operation(.add), of: [whole, place], at: call.place)
        }
        func share(_ value: LuaValue, _ weight: LuaValue?) throws -> LuaValue {
            guard let weight = try figure(of: weight ?? .nil, run) else { return value }
            return try tag(value, .share, of: [sum, weight, whole], at: call.place)
        }
        var noted = LuaTable()
        noted.array = try zip(shares.array, weights.array).map { try share($0, $1) }
        for (name, value) in shares.fields.sorted(by: { $0.key < $1.key }) {
            noted.fields[name] = try share(value, weights.fields[name])
        }
        return .table(noted)
    }

    // MARK: Figures

    /// Returns the places of the arguments that are figures.
    func operands(_ call: LuaCall, _ run: PackRun) throws -> [Int] {
        try (0..<call.count).compactMap { try figure(of: call[$0], run) }
    }

    /// Returns the place of a value's note, making one for a figure that has none.
    func figure(of value: LuaValue, _ run: PackRun) throws -> Int? {
        if case .object(let object) = value, let place = object.origin { return place }
        guard let operand = try Operand(value, run) else { return nil }
        if case .missing(let reason) = operand, let place = figure(missing: reason) { return place }
        return try add(Explanation.Value(operand), .bare, at: nil)
    }

    /// Notes each figure in a result that has no note yet, and returns the result with the places.
    func tag(
        _ result: LuaValue, _ origin: NotedFigure.Origin, of operands: [Int] = [], at place: LuaPlace?
    ) throws -> LuaValue {
        switch result {
        case .object(let object) where Self.isFigure(result) && object.origin == nil:
            let value: Explanation.Value =
                HostType(object) == .money ? .money(object.amount) : .number(object.ratio)
            return .object(object.noted(as: try add(value, origin, of: operands, at: place)))
        case .table(var table):
            table.array = try table.array.map { try tag($0, origin, of: operands, at: place) }
            for (name, value) in table.fields.sorted(by: { $0.key < $1.key }) {
                table.fields[name] = try tag(value, origin, of: operands, at: place)
            }
            return .table(table)
        default: return result
        }
    }

    /// True for an exact number or money.
    static func isFigure(_ value: LuaValue) -> Bool {
        guard case .object(let object) = value else { return false }
        let type = HostType(object)
        return type == .exact || type == .money
    }
}

extension Explanation.Value {
    init(_ operand: Operand) {
        switch operand {
        case .exact(let number): self = .number(number)
        case .money(let amount): self = .money(amount)
        case .day(let day): self = .day(day)
        case .missing(let reason): self = .missing(reason)
        }
    }

    func sum(with other: Explanation.Value) throws -> Explanation.Value? {
        switch (self, other) {
        case (.money(let a), .money(let b)): .money(try a.adding(b))
        case (.number(let a), .number(let b)): .number(try a.adding(b))
        default: nil
        }
    }
}
