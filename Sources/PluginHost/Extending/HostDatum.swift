public import OutcomesModel

/// A plain value that goes between a script and a function of the host program's own.
public enum HostDatum: Sendable, Hashable {
    /// Lua's nil.
    case nothing
    case truth(Bool)
    case whole(Int64)
    case text(String)
    case exact(Ratio)
    case money(Amount)
    case day(Day)
    case missing(Missing)
    case list([HostDatum])
    case record([String: HostDatum])
}

extension HostDatum {
    /// What messages call it; never what a text contains.
    var inWords: String {
        switch self {
        case .nothing: "nil"
        case .truth: "true or false"
        case .whole(let number): "the number \(number)"
        case .text(let text): text.isEmpty ? "an empty text" : "a text"
        case .exact(let ratio): "the number \(ratio)"
        case .money(let amount): "the sum \(amount)"
        case .day(let day): "the day \(day)"
        case .missing(let reason): "a missing value (\(reason))"
        case .list: "a list"
        case .record: "a table with names"
        }
    }
}
