/// A whole number of any size: what a compounded balance is counted in before it is rounded.
struct WideInteger: Hashable, Sendable {
    let isNegative: Bool
    /// The magnitude, least limb first, without zero limbs at the end; zero has none and is not negative.
    let limbs: [UInt32]

    static let zero = WideInteger(0)
    static let one = WideInteger(1)

    init(_ whole: Int128) {
        var rest = whole.magnitude
        var limbs: [UInt32] = []
        while rest != 0 {
            limbs.append(UInt32(truncatingIfNeeded: rest))
            rest >>= 32
        }
        self.limbs = limbs
        isNegative = whole < 0
    }

    init(isNegative: Bool, limbs: [UInt32]) {
        let used = limbs.lastIndex { $0 != 0 }.map { $0 + 1 } ?? 0
        self.limbs = Array(limbs.prefix(used))
        self.isNegative = isNegative && used > 0
    }

    /// Returns `base` to the power `exponent`, which is not negative.
    static func power(_ base: Int128, _ exponent: Int) -> WideInteger {
        var result = WideInteger.one
        var square = WideInteger(base)
        var rest = exponent
        while rest > 0 {
            if rest & 1 == 1 { result = result * square }
            rest >>= 1
            if rest > 0 { square = square * square }
        }
        return result
    }

    var isZero: Bool { limbs.isEmpty }
    var signum: Int { isZero ? 0 : isNegative ? -1 : 1 }
    var magnitude: WideInteger { WideInteger(isNegative: false, limbs: limbs) }
    var isOdd: Bool { (limbs.first ?? 0) & 1 == 1 }

    /// The same number in 128 bits, where it fits and its sign can be turned.
    var narrow: Int128? {
        guard limbs.count <= 4 else { return nil }
        let size = limbs.reversed().reduce(UInt128(0)) { $0 << 32 | UInt128($1) }
        guard size <= Int128.max.magnitude else { return nil }
        return isNegative ? -Int128(size) : Int128(size)
    }

    /// Returns this number times `2^count`.
    func shiftedLeft(_ count: Int) -> WideInteger {
        self
            * WideInteger(
                isNegative: false, limbs: Array(repeating: 0, count: count / 32) + [1 << (count % 32)])
    }

    /// Returns this number over `2^count`, towards zero.
    func shiftedRight(_ count: Int) -> WideInteger {
        let (whole, rest) = (count / 32, count % 32)
        guard whole < limbs.count else { return .zero }
        let shifted = limbs.indices.dropFirst(whole).map { index -> UInt32 in
            let above = index + 1 < limbs.count ? UInt64(limbs[index + 1]) : 0
            return UInt32(truncatingIfNeeded: (above << 32 | UInt64(limbs[index])) >> rest)
        }
        return WideInteger(isNegative: isNegative, limbs: shifted)
    }

    static prefix func - (number: WideInteger) -> WideInteger {
        WideInteger(isNegative: !number.isNegative, limbs: number.limbs)
    }

    static func + (left: WideInteger, right: WideInteger) -> WideInteger {
        if left.isNegative == right.isNegative {
            return WideInteger(isNegative: left.isNegative, limbs: sum(left.limbs, right.limbs))
        }
        // Of two signs, that of the larger magnitude wins.
        if isLess(left.limbs, right.limbs) {
            return WideInteger(isNegative: right.isNegative, limbs: difference(right.limbs, left.limbs))
        }
        return WideInteger(isNegative: left.isNegative, limbs: difference(left.limbs, right.limbs))
    }

    static func - (left: WideInteger, right: WideInteger) -> WideInteger { left + -right }

    static func * (left: WideInteger, right: WideInteger) -> WideInteger {
        var product = [UInt32](repeating: 0, count: left.limbs.count + right.limbs.count)
        for (i, a) in left.limbs.enumerated() {
            var carry: UInt64 = 0
            for (j, b) in right.limbs.enumerated() {
                carry += UInt64(a) * UInt64(b) + UInt64(product[i + j])
                product[i + j] = UInt32(truncatingIfNeeded: carry)
                carry >>= 32
            }
            product[i + right.limbs.count] = UInt32(carry)
        }
        return WideInteger(isNegative: left.isNegative != right.isNegative, limbs: product)
    }

    private static func sum(_ left: [UInt32], _ right: [UInt32]) -> [UInt32] {
        var sum: [UInt32] = []
        var carry: UInt64 = 0
        for index in 0..<max(left.count, right.count) {
            carry += UInt64(index < left.count ? left[index] : 0)
            carry += UInt64(index < right.count ? right[index] : 0)
            sum.append(UInt32(truncatingIfNeeded: carry))
            carry >>= 32
        }
        sum.append(UInt32(carry))
        return sum
    }

    /// Takes `right` from `left`, which is not less.
    private static func difference(_ left: [UInt32], _ right: [UInt32]) -> [UInt32] {
        var difference: [UInt32] = []
        var borrow: Int64 = 0
        for (index, limb) in left.enumerated() {
            let digit = Int64(limb) - Int64(index < right.count ? right[index] : 0) + borrow
            difference.append(UInt32(truncatingIfNeeded: digit))
            borrow = digit < 0 ? -1 : 0
        }
        return difference
    }

    fileprivate static func isLess(_ left: [UInt32], _ right: [UInt32]) -> Bool {
        guard left.count == right.count else { return left.count < right.count }
        return left.reversed().lexicographicallyPrecedes(right.reversed())
    }
}

extension WideInteger: Comparable {
    static func < (left: WideInteger, right: WideInteger) -> Bool {
        guard left.isNegative == right.isNegative else { return left.isNegative }
        return left.isNegative ? isLess(right.limbs, left.limbs) : isLess(left.limbs, right.limbs)
    }
}
