import OutcomesModel
import Testing

@testable import InvestorReturns

@Suite struct WideIntegerTests {
    @Test func `what fits in 128 bits comes out as there`() {
        var random = SplitMix64(seed: 1)
        for _ in 0..<2_000 {
            let a =
                Int128(Int64.random(in: .min...(.max), using: &random))
                << Int.random(in: 0...40, using: &random)
            let b =
                Int128(Int64.random(in: .min...(.max), using: &random))
                >> Int.random(in: 0...62, using: &random)
            let (wideA, wideB) = (WideInteger(a), WideInteger(b))
            #expect((wideA + wideB).narrow == a + b)
            #expect((wideA - wideB).narrow == a - b)
            #expect((wideA < wideB) == (a < b))
            #expect(wideA.signum == Int(a.signum()))
            guard b != 0 else { continue }
            let (quotient, remainder) = wideA.quotientAndRemainder(dividingBy: wideB)
            #expect(quotient.narrow == a / b && remainder.narrow == a % b, "\(a) / \(b)")
        }
    }

    @Test func `a product divides into its factors at any length`() {
        var random = SplitMix64(seed: 2)
        for _ in 0..<2_000 {
            let divisor = wide(limbs: .random(in: 1...12, using: &random), &random)
            let quotient = wide(limbs: .random(in: 1...12, using: &random), &random)
            let rest = wide(limbs: .random(in: 1...12, using: &random), &random)
                .quotientAndRemainder(dividingBy: divisor).remainder
            let parts = (divisor * quotient + rest).quotientAndRemainder(dividingBy: divisor)
            #expect(parts.quotient == quotient && parts.remainder == rest)
        }
    }

    /// Limbs of all zeros and all ones are where a guessed limb of a quotient is too large.
    private func wide(limbs: Int, _ random: inout SplitMix64) -> WideInteger {
        var made = (0..<limbs).map { _ in
            [0, 1, .max, .max - 1, 1 << 31, UInt32.random(in: 0...(.max), using: &random)].randomElement(
                using: &random)!
        }
        made.append(.random(in: 1...(.max), using: &random))
        return WideInteger(isNegative: false, limbs: made)
    }

    @Test func `each rounding mode is that of a ratio`() throws {
        for top in -25...25 as ClosedRange<Int128> {
            for bottom in [-4, -1, 1, 2, 4, 10] as [Int128] {
                for mode in RoundingMode.allCases {
                    let divided = WideInteger(top).divided(by: WideInteger(bottom), rounding: mode)
                    #expect(
                        try divided.narrow == Ratio(top, over: bottom).rounded(mode),
                        "\(top)/\(bottom) \(mode)")
                }
            }
        }
    }

    @Test func `a power and a shift are repeated products`() {
        #expect(WideInteger.power(-3, 5).narrow == -243)
        #expect(WideInteger.power(7, 0) == .one)
        #expect(WideInteger.power(2, 200) == WideInteger.one.shiftedLeft(200))
        #expect(WideInteger.power(2, 200).shiftedRight(197).narrow == 8)
        #expect(WideInteger(-7).shiftedRight(1).narrow == -3)
        #expect(WideInteger(7).shiftedRight(64) == .zero)
        #expect(WideInteger.power(10, 60).narrow == nil)
        #expect(WideInteger(.max).narrow == .max)
    }
}
