/// Why a statistic has no figure; every function here gives a finite figure or one of these.
///
/// A case names a column or a row's place, never a value of a person.
package enum StatisticsError: Error, Equatable, Sendable {
    /// Fewer rows, groups or units than the formula needs.
    case tooFew(what: String, came: Int, needed: Int)
    /// Infinite or not a number, in the row with this number, the first being 0.
    case notFinite(what: String, row: Int)
    /// Something other than 0 and 1 where the formula is for yes and no.
    case notBinary(what: String, row: Int)
    case notPositive(what: String, row: Int)
    case lengths(what: String, came: Int, expected: Int)
    /// A parameter, not a datum, outside its range.
    case outOfRange(what: String, came: Double, allowed: String)
    case noVariance(what: String)
    /// The column is a linear combination of those before it.
    case collinear(column: String)
    /// The columns tell yes from no without fault, so that no finite coefficient is the likeliest.
    case separated(column: String)
    case noConvergence(what: String, steps: Int)
    /// The same identifier twice.
    case repeated(what: String, row: Int)
    case undefined(what: String, because: String)
    /// The figures are too large for a double.
    case overflow(what: String)
}

extension StatisticsError: CustomStringConvertible {
    package var description: String {
        switch self {
        case .tooFew(let what, let came, let needed):
            "\(what): \(came), and at least \(needed) are needed"
        case .notFinite(let what, let row):
            "\(what) is missing or not finite in row \(row), counted from 0"
        case .notBinary(let what, let row):
            "\(what) must be 0 or 1, and is not in row \(row), counted from 0"
        case .notPositive(let what, let row):
            "\(what) must be more than 0, and is not in row \(row), counted from 0"
        case .lengths(let what, let came, let expected):
            "\(what) has \(came) values, and \(expected) were expected"
        case .outOfRange(let what, let came, let allowed):
            "\(what) is \(came), and must be \(allowed)"
        case .noVariance(let what):
            "\(what) has no variance, so there is no standard error"
        case .collinear(let column):
            "\(column) is a linear combination of the columns before it"
        case .separated(let column):
            "the columns tell yes from no without fault, most of all \(column), so the coefficients have no limit"
        case .noConvergence(let what, let steps):
            "\(what) found no answer in \(steps) steps"
        case .repeated(let what, let row):
            "\(what) comes a second time in row \(row), counted from 0"
        case .undefined(let what, let because):
            "\(what) is undefined: \(because)"
        case .overflow(let what):
            "\(what) is too large for a binary float"
        }
    }
}
