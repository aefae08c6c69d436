public import OutcomesModel

/// A type whose values a script can give to a function of the host program's own, or get from it.
///
/// A struct of your own conforms by its fields: `init?` reads a record, and nil says that the value is none of
/// yours; `datum` writes one. Where speed does not count, `HostCodable` does both.
public protocol HostValue: Sendable {
    /// What messages and the documentation call it: `a text`.
    static var inWords: String { get }
    init?(_ datum: HostDatum)
    var datum: HostDatum { get }
}

extension HostValue {
    /// True where an argument of the type may be left out.
    static var mayBeLeftOut: Bool { Self(.nothing) != nil }
}

extension Bool: HostValue {
    public static var inWords: String { "true or false" }
    public init?(_ datum: HostDatum) {
        guard case .truth(let truth) = datum else { return nil }
        self = truth
    }
    public var datum: HostDatum { .truth(self) }
}

extension Int: HostValue {
    public static var inWords: String { "a whole number" }
    public init?(_ datum: HostDatum) {
        switch datum {
        case .whole(let number): self.init(exactly: number)
        case .exact(let ratio) where ratio.isWhole: self.init(exactly: ratio.numerator)
        default: return nil
        }
    }
    public var datum: HostDatum { .whole(Int64(self)) }
}

extension String: HostValue {
    public static var inWords: String { "a text" }
    public init?(_ datum: HostDatum) {
        guard case .text(let text) = datum else { return nil }
        self = text
    }
    public var datum: HostDatum { .text(self) }
}

extension Ratio: HostValue {
    public static var inWords: String { "an exact number" }
    public init?(_ datum: HostDatum) {
        switch datum {
        case .whole(let number): self.init(number)
        case .exact(let ratio): self = ratio
        default: return nil
        }
    }
    public var datum: HostDatum { .exact(self) }
}

extension Amount: HostValue {
    public static var inWords: String { "money" }
    public init?(_ datum: HostDatum) {
        guard case .money(let amount) = datum else { return nil }
        self = amount
    }
    public var datum: HostDatum { .money(self) }
}

extension Day: HostValue {
    public static var inWords: String { "a day" }
    public init?(_ datum: HostDatum) {
        guard case .day(let day) = datum else { return nil }
        self = day
    }
    public var datum: HostDatum { .day(self) }
}

extension Missing: HostValue {
    public static var inWords: String { "a missing value" }
    public init?(_ datum: HostDatum) {
        guard case .missing(let reason) = datum else { return nil }
        self = reason
    }
    public var datum: HostDatum { .missing(self) }
}

extension Optional: HostValue where Wrapped: HostValue {
    public static var inWords: String { Wrapped.inWords }
    public init?(_ datum: HostDatum) {
        guard datum != .nothing else {
            self = nil
            return
        }
        guard let wrapped = Wrapped(datum) else { return nil }
        self = wrapped
    }
    public var datum: HostDatum { self?.datum ?? .nothing }
}

extension Array: HostValue where Element: HostValue {
    public static var inWords: String { "a list, each \(Element.inWords)" }
    public init?(_ datum: HostDatum) {
        // Lua has one empty table for both.
        guard datum != .record([:]) else {
            self = []
            return
        }
        guard case .list(let data) = datum else { return nil }
        let elements = data.compactMap { Element($0) }
        guard elements.count == data.count else { return nil }
        self = elements
    }
    public var datum: HostDatum { .list(map(\.datum)) }
}

extension Dictionary: HostValue where Key == String, Value: HostValue {
    public static var inWords: String { "a table with names, each \(Value.inWords)" }
    public init?(_ datum: HostDatum) {
        guard datum != .list([]) else {
            self = [:]
            return
        }
        guard case .record(let data) = datum else { return nil }
        let values = data.compactMapValues { Value($0) }
        guard values.count == data.count else { return nil }
        self = values
    }
    public var datum: HostDatum { .record(mapValues(\.datum)) }
}

/// What a function gives that gives nothing.
public struct NoValue: HostValue {
    public static var inWords: String { "nothing" }
    public init() {}
    public init?(_ datum: HostDatum) { if datum != .nothing { return nil } }
    public var datum: HostDatum { .nothing }
}
