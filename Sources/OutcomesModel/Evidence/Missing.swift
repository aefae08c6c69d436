/// Why a value is not there. Missing is never zero: arithmetic on it is an error.
public enum Missing: Hashable, Sendable {
    case notMeasured, notYet, withdrawn, disputed, unmeasurable
    /// A reason that the contract declares for itself.
    case other(String)
}

extension Missing: RawRepresentable, CustomStringConvertible {
    public init(rawValue: String) {
        self =
            switch rawValue {
            case "not_measured": .notMeasured
            case "not_yet": .notYet
            case "withdrawn": .withdrawn
            case "disputed": .disputed
            case "unmeasurable": .unmeasurable
            default: .other(rawValue)
            }
    }

    public var rawValue: String {
        switch self {
        case .notMeasured: "not_measured"
        case .notYet: "not_yet"
        case .withdrawn: "withdrawn"
        case .disputed: "disputed"
        case .unmeasurable: "unmeasurable"
        case .other(let reason): reason
        }
    }

    public static let standardReasons = ["not_measured", "not_yet", "withdrawn", "disputed", "unmeasurable"]

    public var description: String { rawValue }
}

/// What a contract does where a value is missing, per indicator and reason.
public enum MissingPolicy: String, CaseIterable, Sendable {
    /// Leaves the subject out of the figure, and counts it.
    case exclude
    /// Gives no figure at all.
    case fail
    /// Takes the subject's first value.
    case baseline
    /// Takes the subject's last value before the gap.
    case carry
}
