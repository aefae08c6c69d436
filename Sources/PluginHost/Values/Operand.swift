import LuaHost
import OutcomesModel

/// A Lua value that can be calculated with.
enum Operand {
    case exact(Ratio)
    case money(Amount)
    case day(Day)
    case missing(Missing)

    /// Reads a value; nil for one that is no figure.
    ///
    /// - Throws: for a binary float that nobody can have typed.
    init?(_ value: LuaValue, _ run: PackRun) throws {
        switch value {
        case .integer(let integer): self = .exact(Ratio(integer))
        case .number(let number):
            guard number.isFinite else {
                throw ApiError("\(number) is no figure", hint: "was a number of Lua's divided by zero?")
            }
            do { self = .exact(try Decimal(typed: number).ratio) } catch {
                guard case .inexactFloat = error else {
                    throw ApiError(
                        "\(run.describe(value)) does not fit: exact numbers have at most 18 digits")
                }
                throw ApiError(
                    run.hook.readsOnePerson ? error.withoutOperands : "\(error)",
                    hint: "write soc.decimal \"0.3\" or soc.ratio(1, 3) where you mean an exact value")
            }
        case .object(let object):
            switch HostType(object) {
            case .exact: self = .exact(object.ratio)
            case .money: self = .money(object.amount)
            case .day: self = .day(object.day)
            case .missing: self = .missing(run.missing(object))
            default: return nil
            }
        case .nil, .boolean, .string, .table, .function: return nil
        }
    }

    func value(_ run: PackRun) -> LuaValue {
        switch self {
        case .exact(let ratio): .exact(ratio)
        case .money(let amount): .money(amount)
        case .day(let day): .day(day)
        case .missing(let reason): run.value(reason)
        }
    }
}

/// Two operands of one operator, neither of them missing.
private func operands(
    _ operation: String, _ arguments: [LuaValue], _ run: PackRun
) throws -> (Operand, Operand) {
    guard arguments.count >= 2, let left = try Operand(arguments[0], run),
        let right = try Operand(arguments[1], run)
    else {
        let kinds = arguments.map(run.describe)
        throw ApiError(
            isComparison(operation)
                ? "\(kinds.joined(separator: " and ")) cannot be compared"
                : "\(kinds.joined(separator: " \(operation) ")) cannot be calculated",
            hint: "both sides must be figures; a text is none")
    }
    for side in [left, right] {
        if case .missing(let reason) = side { throw isMissing(reason) }
    }
    return (left, right)
}

/// Lua asks `b < a` for `a > b`: a message cannot tell which of the two was written.
private func isComparison(_ operation: String) -> Bool { operation.hasPrefix("<") }

private func isMissing(_ reason: Missing) -> ApiError {
    ApiError(
        "arithmetic on a missing value (\(reason))",
        hint: "ask soc.is_missing(x) first, or state a policy in [[indicator]] missing")
}

extension Api {
    typealias OperatorBody = @Sendable (PackRun, [LuaValue]) throws -> LuaValue

    /// The operators of exact values, money and days; which of them stands on which side does not matter.
    static let arithmetic: [LuaOperator: OperatorBody] = [
        .add: { run, arguments in
            switch try operands("+", arguments, run) {
            case (.exact(let a), .exact(let b)): .exact(try a.adding(b))
            case (.money(let a), .money(let b)): .money(try a.adding(b))
            case (.day(let day), .exact(let days)), (.exact(let days), .day(let day)):
                .day(try inCalendar(day.adding(days: wholeDays(days, run))))
            case let (a, b): throw mismatch("+", a, b, run)
            }
        },
        .subtract: { run, arguments in
            switch try operands("-", arguments, run) {
            case (.exact(let a), .exact(let b)): .exact(try a.subtracting(b))
            case (.money(let a), .money(let b)): .money(try a.subtracting(b))
            case (.day(let a), .day(let b)): .exact(Ratio(a.days(since: b)))
            case (.day(let day), .exact(let days)):
                .day(try inCalendar(day.adding(days: -wholeDays(days, run))))
            case let (a, b): throw mismatch("-", a, b, run)
            }
        },
        .multiply: { run, arguments in
            switch try operands("*", arguments, run) {
            case (.exact(let a), .exact(let b)): .exact(try a.multiplied(by: b))
            case (.money(let a), .exact(let b)), (.exact(let b), .money(let a)):
                .money(try a.multiplied(by: b))
            case let (a, b): throw mismatch("*", a, b, run)
            }
        },
        .divide: { run, arguments in
            switch try operands("/", arguments, run) {
            case (.exact(let a), .exact(let b)): .exact(try a.divided(by: b))
            case (.money(let a), .exact(let b)): .money(try a.divided(by: b))
            case (.money(let a), .money(let b)): .exact(try a.divided(by: b))
            case let (a, b): throw mismatch("/", a, b, run)
            }
        },
        .negate: { run, arguments in
            switch try Operand(arguments[0], run) {
            case .exact(let a)?: .exact(a.negated())
            case .money(let a)?: .money(a.negated())
            case .missing(let reason)?: throw isMissing(reason)
            default: throw ApiError("\(run.describe(arguments[0])) cannot be negated")
            }
        },
        .less: { run, arguments in .boolean(try isLess("<", arguments, run)) },
        .lessOrEqual: { run, arguments in
            // Asked first as it was written, so that an error shows the sides in their order.
            if try isLess("<=", arguments, run) { return .boolean(true) }
            return .boolean(!(try isLess("<=", [arguments[1], arguments[0]], run)))
        },
        .text: { run, arguments in .string(run.describeValue(arguments[0])) },
    ]

    static func isLess(_ operation: String, _ arguments: [LuaValue], _ run: PackRun) throws -> Bool {
        switch try operands(operation, arguments, run) {
        case (.exact(let a), .exact(let b)): a < b
        case (.money(let a), .money(let b)): try a.isLess(than: b)
        case (.day(let a), .day(let b)): a < b
        case let (a, b): throw mismatch(operation, a, b, run)
        }
    }

    private static func wholeDays(_ days: Ratio, _ run: PackRun) throws -> Int {
        guard days.isWhole, days.magnitude < Ratio(4_000_000) else {
            throw ApiError(
                "a day is moved by a whole number of days, and not by \(run.describe(.exact(days)))")
        }
        return Int(days.numerator)
    }

    /// Refuses a day outside the calendar: days moved on and on would not fit in 32 bits.
    static func inCalendar(_ day: Day) throws -> Day {
        guard (1...9999).contains(day.parts.year) else {
            throw ApiError("a day must be in the years 1 to 9999")
        }
        return day
    }

    static func mismatch(_ operation: String, _ left: Operand, _ right: Operand, _ run: PackRun) -> ApiError {
        let hint: String? =
            switch (left, right) {
            case (.money, .exact), (.exact, .money):
                "money meets money: write soc.money(\"100.00\") for a sum"
            default: nil
            }
        let (left, right) = (run.describe(left.value(run)), run.describe(right.value(run)))
        return ApiError(
            isComparison(operation)
                ? "\(left) and \(right) cannot be compared" : "\(left) \(operation) \(right) means nothing",
            hint: hint)
    }
}
