package import OutcomesModel

/// What can be wrong with one key of a table.
package enum KeyProblem: Equatable, Sendable {
    case unknown(known: [String])
    case missing(expected: String)
    case wrongType(expected: String, came: String, hint: String?)
    /// An empty string or list, where `what` says which.
    case empty(what: String, mayBeLeftOut: Bool)
    case notOneOf([String], came: String)
    case repeated(came: String)
    case malformed(expected: String, came: String)
    case outOfRange(expected: String, came: String)
    case notExact(ArithmeticError)
    /// A number with more decimals than `holder`, such as a currency, has.
    case tooPrecise(came: String, decimals: Int, holder: String)

    func wording(key: String, table: String) -> ProblemWording {
        let name = "`\(key)` of \(table)"
        return switch self {
        case .unknown(let known):
            ProblemWording(
                "`\(key)` is not known in \(table)", expected: alternatives(known), came: key,
                hint: didYouMean(key, among: known))
        case .missing(let expected):
            ProblemWording("\(table) lacks `\(key)`", expected: expected)
        case .wrongType(let expected, let came, let hint):
            ProblemWording("\(name) has the wrong type", expected: expected, came: came, hint: hint)
        case .empty(let what, let mayBeLeftOut):
            ProblemWording("\(name) is \(what)", hint: mayBeLeftOut ? "leave it out instead" : nil)
        case .notOneOf(let options, let came):
            ProblemWording(
                "\(name) cannot be \"\(came)\"", expected: alternatives(options), came: came,
                hint: didYouMean(came, among: options))
        case .repeated(let came):
            ProblemWording("\(name) names \"\(came)\" twice", expected: "each once", came: came)
        case .malformed(let expected, let came):
            ProblemWording("\(name) cannot be \"\(came)\"", expected: expected, came: came)
        case .outOfRange(let expected, let came):
            ProblemWording("\(name) is out of range", expected: expected, came: came)
        case .notExact(.inexactFloat(let digits)):
            ProblemWording(
                "\(name) has more digits than the 15 that a binary float holds",
                expected: KeyProblem.exactValue, came: digits, hint: "write it as a string: \"\(digits)\"")
        case .notExact(let reason):
            ProblemWording("\(name) is not an exact value: \(reason)", expected: KeyProblem.exactValue)
        case .tooPrecise(let came, let decimals, let holder):
            ProblemWording(
                "\(name) has more decimals than \(holder)", expected: "at most \(decimals) decimals",
                came: came)
        }
    }

    static let exactValue = "an exact value, such as \"0.40\""
}
