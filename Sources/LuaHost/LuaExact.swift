/// How an exact number lies in the words of a host value, so that the host can calculate with it.
package enum LuaExact {
    /// Returns the words of a ratio in lowest terms, with a positive denominator: one where it is small.
    package static func object(_ type: LuaTypeNumber, _ numerator: Int128, _ denominator: Int128) -> LuaObject
    {
        if denominator <= 65_535, numerator <= 0x7f_ffff_ffff, numerator >= -0x7f_ffff_ffff {
            return LuaObject(
                type: type,
                (UInt64(truncatingIfNeeded: numerator) & 0xff_ffff_ffff) << 16 | UInt64(denominator))
        }
        return LuaObject(
            type: type,
            words: (
                UInt64(truncatingIfNeeded: numerator), UInt64(truncatingIfNeeded: numerator >> 64),
                UInt64(truncatingIfNeeded: denominator), UInt64(truncatingIfNeeded: denominator >> 64), 0, 0
            ))
    }

    /// Returns the words of a large number, also for a small one, with a mark of where it came from.
    package static func object(
        _ type: LuaTypeNumber, _ numerator: Int128, _ denominator: Int128, origin: UInt64
    ) -> LuaObject {
        LuaObject(
            type: type,
            words: (
                UInt64(truncatingIfNeeded: numerator), UInt64(truncatingIfNeeded: numerator >> 64),
                UInt64(truncatingIfNeeded: denominator), UInt64(truncatingIfNeeded: denominator >> 64), 0,
                origin
            ))
    }

    /// Returns the numerator and denominator, in lowest terms.
    package static func parts(_ object: LuaObject) -> (numerator: Int128, denominator: Int128) {
        guard let words = object.words else {
            return (Int128(Int64(bitPattern: object.word << 8) >> 24), Int128(object.word & 0xffff))
        }
        return (whole(words.0, words.1), whole(words.2, words.3))
    }

    private static func whole(_ low: UInt64, _ high: UInt64) -> Int128 {
        Int128(truncatingIfNeeded: UInt128(high) << 64 | UInt128(low))
    }
}
