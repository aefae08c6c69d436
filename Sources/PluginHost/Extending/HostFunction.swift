import LuaHost
import OutcomesModel

/// A function of the host program's own, which scripts find in a module.
///
/// ```swift
/// let grade = HostFunction(
///     "grade", ["pseudonym", "subject"], gives: "an exact number", in: [.participant],
///     "The last grade that the school has sent.", example: "school.grade(p.id, \"mathematics\")"
/// ) { (pseudonym: String, subject: String) in try register.grade(of: pseudonym, in: subject) }
/// ```
/// Arguments are checked before the body runs: their number, their types, and the hook. What the body throws
/// becomes the script's error, with its description as the message; it must not show a person's data. The
/// body may be called from several threads at once, one for each part of the participants.
public struct HostFunction: Sendable {
    public let name: String
    let api: ApiFunction

    /// - Parameters:
    ///   - parameters: a name for each argument of the body; one whose type is optional may be left out.
    ///   - result: what it gives, as the documentation says it.
    ///   - hooks: where it may be called.
    ///   - documentation: a sentence.
    ///   - example: a line of Lua.
    public init<each Argument: HostValue, Result: HostValue>(
        _ name: String, _ parameters: [String], gives result: String, in hooks: Set<Hook> = Hook.all,
        _ documentation: String, example: String? = nil,
        body: @escaping @Sendable (repeat each Argument) throws -> Result
    ) {
        var kinds: [ApiParameter] = []
        for argument in repeat (each Argument).self {
            guard kinds.count < parameters.count else { break }
            let parameter = parameters[kinds.count]
            kinds.append(
                argument.mayBeLeftOut
                    ? .optional(parameter, argument.inWords) : .required(parameter, argument.inWords))
        }
        var count = 0
        for _ in repeat (each Argument).self { count += 1 }
        precondition(
            count == parameters.count, "\(name) has \(count) arguments and \(parameters.count) names for them"
        )
        self.name = name
        api = ApiFunction(
            name, kinds, gives: result, in: hooks, documentation, example: example
        ) { call in
            var index = 0
            func next<Value: HostValue>(_ type: Value.Type) throws -> Value {
                defer { index += 1 }
                guard let value = Value(try call.run.datum(call[index])) else { throw call.wrong(index) }
                return value
            }
            return call.run.value(try body(repeat try next((each Argument).self)).datum)
        }
    }
}

/// Functions of the host program's own under one name: `require "school"` gives them.
public struct HostModule: Sendable {
    public let name: String
    public let functions: [HostFunction]

    /// - Parameter name: small letters, digits and `_`, and none of the host's own modules.
    public init(_ name: String, _ functions: [HostFunction]) {
        precondition(
            name.utf8.allSatisfy { (97...122).contains($0) || (48...57).contains($0) || $0 == 95 }
                && name.first?.isLetter == true && !Api.knownModules.contains(name),
            "'\(name)' cannot be the name of a module")
        precondition(
            Set(functions.map(\.name)).count == functions.count, "module '\(name)' has a function twice")
        self.name = name
        self.functions = functions
    }
}

extension PackRun {
    /// Reads a script's value as plain data.
    func datum(_ value: LuaValue) throws -> HostDatum {
        switch value {
        case .nil: return .nothing
        case .boolean(let truth): return .truth(truth)
        case .integer(let whole): return .whole(whole)
        case .string(let text): return .text(text)
        case .table(let table) where table.fields.isEmpty: return .list(try table.array.map(datum))
        case .table(let table):
            var record = try table.fields.mapValues(datum)
            for (place, value) in table.array.enumerated() { record["\(place + 1)"] = try datum(value) }
            return .record(record)
        case .number, .object:
            switch try Operand(value, self) {
            case .exact(let ratio)?: return .exact(ratio)
            case .money(let amount)?: return .money(amount)
            case .day(let day)?: return .day(day)
            case .missing(let reason)?: return .missing(reason)
            case nil: break
            }
        case .function: break
        }
        throw ApiError("\(describe(value)) cannot be given to a function of the host program")
    }

    /// Returns data as a script sees it.
    func value(_ datum: HostDatum) -> LuaValue {
        switch datum {
        case .nothing: .nil
        case .truth(let truth): .boolean(truth)
        case .whole(let whole): .integer(whole)
        case .text(let text): .string(text)
        case .exact(let ratio): .exact(ratio)
        case .money(let amount): .money(amount)
        case .day(let day): .day(day)
        case .missing(let reason): value(reason)
        case .list(let data): .list(data.map(value))
        case .record(let data): .record(data.mapValues(value))
        }
    }
}
