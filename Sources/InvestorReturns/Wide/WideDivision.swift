import OutcomesModel

extension WideInteger {
    /// Returns the quotient, towards zero, and the remainder, which has the sign of this number.
    ///
    /// - Source: Knuth, The Art of Computer Programming, volume 2, 4.3.1, algorithm D.
    func quotientAndRemainder(
        dividingBy divisor: WideInteger
    ) -> (quotient: WideInteger, remainder: WideInteger) {
        precondition(!divisor.isZero, "a whole number was divided by zero")
        guard divisor.magnitude <= magnitude else { return (.zero, self) }
        let parts =
            divisor.limbs.count == 1
            ? dividedByLimb(divisor.limbs[0]) : dividedByLimbs(divisor.limbs)
        return (
            WideInteger(isNegative: isNegative != divisor.isNegative, limbs: parts.quotient),
            WideInteger(isNegative: isNegative, limbs: parts.remainder)
        )
    }

    /// Returns the whole number next to `self / divisor` that `mode` gives.
    func divided(by divisor: WideInteger, rounding mode: RoundingMode) -> WideInteger {
        let (quotient, remainder) = quotientAndRemainder(dividingBy: divisor)
        guard !remainder.isZero else { return quotient }
        let negative = isNegative != divisor.isNegative
        let awayFromZero = quotient + WideInteger(negative ? -1 : 1)
        let twice = remainder.magnitude + remainder.magnitude
        switch mode {
        case .down: return quotient
        case .up: return awayFromZero
        case .floor: return negative ? awayFromZero : quotient
        case .ceiling: return negative ? quotient : awayFromZero
        case .halfUp: return twice < divisor.magnitude ? quotient : awayFromZero
        case .halfDown: return twice > divisor.magnitude ? awayFromZero : quotient
        case .halfEven:
            if twice == divisor.magnitude { return quotient.isOdd ? awayFromZero : quotient }
            return twice > divisor.magnitude ? awayFromZero : quotient
        }
    }

    private func dividedByLimb(_ divisor: UInt32) -> (quotient: [UInt32], remainder: [UInt32]) {
        var quotient = limbs
        var remainder: UInt64 = 0
        for index in limbs.indices.reversed() {
            let part = remainder << 32 | UInt64(limbs[index])
            quotient[index] = UInt32(part / UInt64(divisor))
            remainder = part % UInt64(divisor)
        }
        return (quotient, [UInt32(remainder)])
    }

    private func dividedByLimbs(_ divisor: [UInt32]) -> (quotient: [UInt32], remainder: [UInt32]) {
        // With the divisor's highest bit set, a guessed limb is at most two too large.
        let shift = divisor[divisor.count - 1].leadingZeroBitCount
        let bottom = WideInteger(isNegative: false, limbs: divisor).shiftedLeft(shift).limbs
        var top = magnitude.shiftedLeft(shift).limbs
        while top.count <= limbs.count { top.append(0) }
        let size = bottom.count
        var quotient = [UInt32](repeating: 0, count: limbs.count - size + 1)
        for index in quotient.indices.reversed() {
            let pair = UInt64(top[index + size]) << 32 | UInt64(top[index + size - 1])
            var guess = pair / UInt64(bottom[size - 1])
            var rest = pair % UInt64(bottom[size - 1])
            while guess >> 32 != 0
                || guess * UInt64(bottom[size - 2]) > (rest << 32 | UInt64(top[index + size - 2]))
            {
                guess -= 1
                rest += UInt64(bottom[size - 1])
                if rest >> 32 != 0 { break }
            }
            if WideInteger.subtract(bottom, times: guess, from: &top, at: index) {
                guess -= 1
                WideInteger.add(bottom, to: &top, at: index)
            }
            quotient[index] = UInt32(guess)
        }
        return (quotient, WideInteger(isNegative: false, limbs: top).shiftedRight(shift).limbs)
    }

    /// Takes `bottom * guess` from the limbs at `index`; tells whether that went below zero.
    private static func subtract(
        _ bottom: [UInt32], times guess: UInt64, from top: inout [UInt32], at index: Int
    ) -> Bool {
        var carry: UInt64 = 0
        var borrow: Int64 = 0
        for (place, limb) in bottom.enumerated() {
            carry += guess * UInt64(limb)
            let digit = Int64(top[index + place]) - Int64(carry & 0xFFFF_FFFF) + borrow
            top[index + place] = UInt32(truncatingIfNeeded: digit)
            borrow = digit < 0 ? -1 : 0
            carry >>= 32
        }
        let digit = Int64(top[index + bottom.count]) - Int64(carry) + borrow
        top[index + bottom.count] = UInt32(truncatingIfNeeded: digit)
        return digit < 0
    }

    private static func add(_ bottom: [UInt32], to top: inout [UInt32], at index: Int) {
        var carry: UInt64 = 0
        for (place, limb) in bottom.enumerated() {
            carry += UInt64(top[index + place]) + UInt64(limb)
            top[index + place] = UInt32(truncatingIfNeeded: carry)
            carry >>= 32
        }
        top[index + bottom.count] = UInt32(truncatingIfNeeded: UInt64(top[index + bottom.count]) + carry)
    }
}
