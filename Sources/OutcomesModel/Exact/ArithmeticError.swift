/// A calculation that has no exact answer here, with its operands.
public enum ArithmeticError: Error, Equatable, Sendable {
    case overflow(operation: String, left: String, right: String)
    case divisionByZero(dividend: String)
    case currencies(operation: String, left: String, right: String)
    case notANumber(text: String)
    case tooManyDecimals(text: String, allowed: Int)
    case inexactFloat(digits: String)
    case unknownCurrency(text: String)
}

extension ArithmeticError {
    /// What went wrong without the figures or the text, which may be those of a person.
    public var withoutOperands: String {
        switch self {
        case .overflow(let operation, _, _): "the result of \(operation) does not fit"
        case .divisionByZero: "nothing can be divided by zero"
        case .currencies(let operation, _, _): "\(operation) mixes two currencies"
        case .notANumber: "the text is not a number; digits and at most one point were expected, as in 18.5"
        case .tooManyDecimals(_, let allowed): "the number has more than \(allowed) decimals"
        case .inexactFloat:
            "the number is a binary float with more than 15 digits, so it is not what somebody typed"
        case .unknownCurrency: "the text is not a currency of ISO 4217, such as SEK"
        }
    }
}

extension ArithmeticError: CustomStringConvertible {
    public var description: String {
        switch self {
        case .overflow(let operation, let left, let right):
            "\(left) \(operation) \(right) does not fit"
        case .divisionByZero(let dividend):
            "\(dividend) cannot be divided by zero"
        case .currencies(let operation, let left, let right):
            "\(left) \(operation) \(right) mixes two currencies"
        case .notANumber(let text):
            "'\(text.prefix(40))' is not a number; digits and at most one point were expected, as in 18.5"
        case .tooManyDecimals(let text, let allowed):
            "\(text.prefix(40)) has more than \(allowed) decimals"
        case .inexactFloat(let digits):
            "\(digits) is a binary float with more than 15 digits, so it is not what somebody typed"
        case .unknownCurrency(let text):
            "'\(text.prefix(10))' is not a currency of ISO 4217, such as SEK"
        }
    }
}
