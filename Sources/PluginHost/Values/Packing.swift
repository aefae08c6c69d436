import LuaHost
import OutcomesModel

// How exact values lie in the six words of a host value. Nothing of them is kept in Swift.

extension LuaValue {
    static func exact(_ ratio: Ratio) -> LuaValue { .object(LuaObject(.exact, ratio)) }

    static func money(_ amount: Amount) -> LuaValue {
        var object = LuaObject(.money, amount.minorUnits)
        object.words.4 = amount.currency.code.utf8.reduce(0) { $0 << 8 | UInt64($1) }
        return .object(object)
    }

    static func money(_ money: Money) -> LuaValue { .money(Amount(money)) }

    static func day(_ day: Day) -> LuaValue {
        .object(LuaObject(type: HostType.day.number, UInt64(bitPattern: Int64(day.number))))
    }

    static func whole(_ number: some BinaryInteger) -> LuaValue { .integer(Int64(number)) }

    static func host(_ type: HostType, _ first: Int = 0, _ second: Int = 0) -> LuaValue {
        .object(LuaObject(type: type.number, UInt64(first), UInt64(second)))
    }

    static func record(_ fields: [String: LuaValue]) -> LuaValue { .table(LuaTable(fields: fields)) }
    static func list(_ values: [LuaValue]) -> LuaValue { .table(LuaTable(array: values)) }
    static func optional(_ text: String?) -> LuaValue { text.map { .string($0) } ?? .nil }
}

extension LuaObject {
    fileprivate init(_ type: HostType, _ ratio: Ratio) {
        let top = UInt128(bitPattern: ratio.numerator)
        let bottom = UInt128(bitPattern: ratio.denominator)
        self.init(
            type: type.number,
            words: (
                UInt64(truncatingIfNeeded: top), UInt64(truncatingIfNeeded: top >> 64),
                UInt64(truncatingIfNeeded: bottom), UInt64(truncatingIfNeeded: bottom >> 64), 0, 0
            ))
    }

    var ratio: Ratio {
        let top = Int128(bitPattern: UInt128(words.0) | UInt128(words.1) << 64)
        let bottom = Int128(bitPattern: UInt128(words.2) | UInt128(words.3) << 64)
        precondition(bottom > 0, "a host value holds no ratio: \(top)/\(bottom)")
        // Written by `init(_:_:)` alone, from a ratio; nothing in Lua can change it.
        return Ratio(reduced: top, bottom)
    }

    var amount: Amount {
        let code = String(
            decoding: [16, 8, 0].map { UInt8(truncatingIfNeeded: words.4 >> UInt64($0)) }, as: UTF8.self)
        guard let currency = try? Currency(code: code) else {
            preconditionFailure("a host value holds no currency: \(code)")
        }
        return Amount(minorUnits: ratio, currency: currency)
    }

    var day: Day { Day(number: Int32(Int64(bitPattern: words.0))) }

    /// The first word as a place in one of the run's lists.
    var first: Int { Int(words.0) }
    var second: Int { Int(words.1) }
}
