import LuaHost
import OutcomesModel

// How exact values lie in the words of a host value. Nothing of them is kept in Swift.

extension LuaValue {
    static func exact(_ ratio: Ratio) -> LuaValue {
        .object(LuaExact.object(HostType.exact.number, ratio.numerator, ratio.denominator))
    }

    static func money(_ amount: Amount) -> LuaValue { .object(LuaObject(amount)) }

    static func money(_ money: Money) -> LuaValue { .money(Amount(money)) }

    static func day(_ day: Day) -> LuaValue { .object(LuaObject(day)) }

    static func whole(_ number: some BinaryInteger) -> LuaValue { .integer(Int64(number)) }

    static func host(_ type: HostType, _ place: Int = 0) -> LuaValue {
        .object(LuaObject(type: type.number, UInt64(place)))
    }

    static func record(_ fields: [String: LuaValue]) -> LuaValue { .table(LuaTable(fields: fields)) }
    static func list(_ values: [LuaValue]) -> LuaValue { .table(LuaTable(array: values)) }
    static func optional(_ text: String?) -> LuaValue { text.map { .string($0) } ?? .nil }
}

extension LuaObject {
    /// Small money has 35 bits of minor units, 6 of their denominator, and 15 of the currency's letters.
    init(_ amount: Amount) {
        let (top, bottom) = (amount.minorUnits.numerator, amount.minorUnits.denominator)
        let letters = amount.currency.code.utf8.reduce(UInt64(0)) { $0 << 5 | UInt64($1 - 64) }
        if bottom < 64, top.magnitude < 1 << 34 {
            let units = UInt64(truncatingIfNeeded: top) & 0x7_ffff_ffff
            self.init(type: HostType.money.number, units << 21 | UInt64(bottom) << 15 | letters)
        } else {
            self.init(
                type: HostType.money.number,
                words: (
                    UInt64(truncatingIfNeeded: top), UInt64(truncatingIfNeeded: top >> 64),
                    UInt64(truncatingIfNeeded: bottom), UInt64(truncatingIfNeeded: bottom >> 64), letters, 0
                ))
        }
    }

    /// Days before 1970 have negative numbers, and a word has none.
    init(_ day: Day) {
        self.init(type: HostType.day.number, UInt64(Int64(day.number) + Self.dayOffset))
    }

    private static let dayOffset: Int64 = 1 << 32

    var ratio: Ratio {
        let (top, bottom) = LuaExact.parts(self)
        precondition(bottom > 0, "a host value holds no ratio: \(top)/\(bottom)")
        // Written from a ratio, or calculated by the host in lowest terms; nothing in Lua can change it.
        return Ratio(reduced: top, bottom)
    }

    var amount: Amount {
        guard let words else {
            let units = Int64(bitPattern: word << 8) >> 29
            return Amount(
                minorUnits: Ratio(reduced: Int128(units), Int128(word >> 15 & 63)),
                currency: Self.currency(word & 0x7fff))
        }
        let (top, bottom) = LuaExact.parts(self)
        return Amount(minorUnits: Ratio(reduced: top, bottom), currency: Self.currency(words.4))
    }

    private static func currency(_ letters: UInt64) -> Currency {
        let code = String(
            decoding: [10, 5, 0].map { UInt8(letters >> UInt64($0) & 31) + 64 }, as: UTF8.self)
        guard let currency = try? Currency(code: code) else {
            preconditionFailure("a host value holds no currency: \(code)")
        }
        return currency
    }

    var day: Day { Day(number: Int32(Int64(word) - Self.dayOffset)) }

    /// The word as a place in one of the run's lists.
    var place: Int { Int(word) }
}
