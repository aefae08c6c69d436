import Foundation
import OutcomesModel
import Testing

@testable import InvestorReturns

@Suite struct RateOfReturnTests {
    /// The first five are numpy-financial's examples, then Microsoft's; those of whole rates by hand.
    static let periodic: [(amounts: [String], status: RateOfReturn.Status, rates: [Double])] = [
        (["-100", "39", "59", "55", "20"], .unique, [0.280948421159962]),
        (["-100", "0", "0", "74"], .unique, [-0.09549583034897258]),
        (["-100", "100", "0", "-7"], .multiple, [-0.6788943736323867, -0.08329966618493279]),
        (["-100", "100", "0", "7"], .unique, [0.062058485629929994]),
        (
            ["-5", "10.5", "1", "-8", "1"], .multiple,
            [-0.8702012474847411, 0.08859833852775467, 0.7095595276861832]
        ),
        (["-70000", "12000", "15000", "18000", "21000", "26000"], .unique, [0.08663094803653215]),
        (["100", "-150", "100"], .noRoot, []),
        (["-100", "230", "-132"], .multiple, [0.1, 0.2]),
        // (1 + r - 1.1)², where the value touches zero and does not cross it.
        (["-100", "220", "-121"], .multiple, [0.1]),
        // (1 + r - 1.1)(1 + r - 1.1001): nearer than any grid would look.
        (["-100", "220.01", "-121.011"], .multiple, [0.1, 0.1001]),
        (["-100", "220.0001", "-121.00011"], .multiple, [0.1, 0.100001]),
        // Three times 10 %: an odd number of coinciding rates.
        (["-1000", "3300", "-3630", "1331"], .multiple, [0.1]),
        (["-100", "50", "50"], .unique, [0]),
        (["-100", "-10"], .noSignChange, []),
        (["-100"], .noSignChange, []),
        (["5", "10"], .noSignChange, []),
        (["0", "0"], .allZero, []),
        ([], .noFlows, []),
    ]

    @Test(arguments: periodic)
    func `all rates of equal periods are found, and told for what they are`(
        amounts: [String], status: RateOfReturn.Status, rates: [Double]
    ) throws {
        let found = try RateOfReturn(periodic: amounts.map { amount($0) })
        #expect(found.status == status)
        #expect(
            agree(
                found.roots.map(\.rate), rates, within: found.roots.contains(where: \.touches) ? 1e-6 : 1e-9))
        #expect(found.rate == (status == .unique ? found.roots[0].rate : nil))
    }

    @Test func `rates that coincide are told as a touch, and those a millionth apart are not`() throws {
        let twice = try RateOfReturn(periodic: ["-100", "220", "-121"].map { amount($0) })
        #expect(twice.roots.map(\.touches) == [true])
        let near = try RateOfReturn(periodic: ["-100", "220.0001", "-121.00011"].map { amount($0) })
        #expect(near.roots.map(\.touches) == [false, false])
    }

    @Test func `what comes back in full earns just nothing`() throws {
        let flows = [("2020-01-01", "-100"), ("2021-06-01", "60"), ("2022-01-01", "40")]
        #expect(try RateOfReturn(dated: flows.map { CashFlow(day($0), amount($1)) }).rate == 0)
        let more = flows + [("2022-02-01", "0.01")]
        let rate = try #require(try RateOfReturn(dated: more.map { CashFlow(day($0), amount($1)) }).rate)
        #expect(rate > 0 && rate < 1e-4)
    }

    @Test func `a product of factors has the rates that it was made of`() throws {
        var random = SplitMix64(seed: 6)
        for _ in 0..<200 {
            // Growth factors in hundredths, at least 0.02 apart.
            var factors: Set<Int128> = []
            let count = Int.random(in: 1...5, using: &random)
            while factors.count < count {
                let next = Int128.random(in: 40...250, using: &random)
                if factors.allSatisfy({ abs($0 - next) > 1 }) { factors.insert(next) }
            }
            var weights: [Int128] = [1]
            for factor in factors {
                let longer = weights.map { $0 * 100 } + [0]
                weights = zip(longer, [0] + weights).map { $0 - $1 * factor }
            }
            let found = try RateOfReturn(
                periodic: weights.map { Amount(minorUnits: Ratio($0), currency: sek) })
            let expected = factors.sorted().map { Double($0) / 100 - 1 }
            #expect(agree(found.roots.map(\.rate), expected, within: 1e-6), "\(factors.sorted())")
            #expect(found.status == (count == 1 ? .unique : .multiple))
        }
    }

    static let dated: [(flows: [(String, String)], status: RateOfReturn.Status, rates: [Double])] = [
        ([("2021-01-01", "-100"), ("2022-01-01", "110")], .unique, [0.1]),
        ([("2020-01-01", "-100"), ("2021-01-01", "110")], .unique, [0.09971358593414124]),
        (
            [("2022-01-01", "60"), ("2020-01-01", "-100"), ("2021-01-01", "55")], .unique,
            [0.09677887191954238]
        ),
        ([("2020-01-01", "-10"), ("2020-01-01", "12")], .singleDay, []),
        ([("2020-01-01", "-10"), ("2020-01-01", "10")], .singleDay, []),
        ([("2020-01-01", "-10"), ("2020-01-01", "10"), ("2021-01-01", "5")], .noSignChange, []),
        ([("2020-01-01", "-10"), ("2020-01-02", "20")], .unique, [7.515336264876266e109]),
        ([("2020-01-01", "-1"), ("2020-01-02", "1000")], .beyondRange, []),
        ([("2020-01-01", "-1000"), ("2020-01-02", "1")], .beyondRange, []),
    ]

    @Test(arguments: dated)
    func `dated flows are those of XIRR`(
        flows: [(String, String)], status: RateOfReturn.Status, rates: [Double]
    ) throws {
        let found = try RateOfReturn(dated: flows.map { CashFlow(day($0), amount($1)) })
        #expect(found.status == status)
        #expect(agree(found.roots.map(\.rate), rates, within: 1e-12))
        #expect(found.rootsBeyondRange == (status == .beyondRange ? 1 : 0))
        #expect(try RateOfReturn(dated: flows.reversed().map { CashFlow(day($0), amount($1)) }) == found)
    }

    @Test func `flows that change sign sixty-four times are solved, and one time more is told`() throws {
        var random = SplitMix64(seed: 7)
        let flows = (0..<66).map { index in
            let sum = Int64.random(in: 1...1_000_000, using: &random)
            // More comes back than is paid, but at both ends it is paid: so there are two rates at least.
            return CashFlow(
                day("2000-01-01").adding(days: index * 31),
                Money(minorUnits: index.isMultiple(of: 2) ? -sum : sum + 1_000_000, currency: sek))
        }
        #expect(try RateOfReturn(dated: flows).status == .unsolved)
        let found = try RateOfReturn(dated: Array(flows.dropLast()))
        #expect(found.roots.count >= 2 && found.status == .multiple)
        for root in found.roots {
            // The exact value has one sign below the rate and the other above it.
            let signs = try [-1e-9, 1e-9].map { off in
                let rate = Int128(((root.rate + off * (1 + root.rate)) * 1e15).rounded())
                return try Discounting(rate: Ratio(rate, over: powerOfTen(15)))
                    .presentValue(of: flows.dropLast(), asOf: flows[32].day, in: sek).signum
            }
            #expect(signs[0] * signs[1] == -1, "\(root.rate)")
        }
    }

    @Test func `a dense scan finds no rate that was missed, and none too many`() throws {
        var random = SplitMix64(seed: 8)
        for _ in 0..<60 {
            let flows = (0..<Int.random(in: 3...9, using: &random)).map { _ in
                (
                    days: Int.random(in: 0...3_000, using: &random),
                    sum: Int64.random(in: -500...500, using: &random)
                )
            }
            let found = try RateOfReturn(
                dated: flows.map {
                    CashFlow(
                        day("2000-01-01").adding(days: $0.days), Money(minorUnits: $0.sum, currency: sek))
                })
            guard [.unique, .multiple, .noRoot].contains(found.status) else { continue }
            let first = flows.filter { $0.sum != 0 }.map(\.days).min() ?? 0
            func isPositive(at place: Double) -> Bool {
                flows.reduce(0) { $0 + Double($1.sum) * exp(-Double($1.days - first) / 365 * place) } > 0
            }
            let places = stride(from: -2.0, through: 4, by: 1.0 / 128).map { $0 }
            for (low, high) in zip(places, places.dropFirst()) {
                let within = found.roots.filter {
                    !$0.touches && (exp(low) - 1..<exp(high) - 1).contains($0.rate)
                }
                #expect(
                    within.count.isMultiple(of: 2) == (isPositive(at: low) == isPositive(at: high)),
                    "\(flows) between \(low) and \(high): \(found)")
            }
        }
    }

    @Test func `flows of two currencies are refused`() {
        let flows = [Amount.zero(sek), Amount.zero(usd)]
        #expect(
            told { () throws(ReturnsError) in try RateOfReturn(periodic: flows) }
                == .currency(expected: sek, came: usd))
    }

    @Test func `the exponential is that of the wide series`() throws {
        for place in stride(from: -30.0, through: 30, by: 0.37) {
            // Hundredths are exact here, and to the last place in the double.
            let hundredths = WideInteger(Int128((place * 100).rounded()))
            let exact = Series.exponential(
                (hundredths * Series.scale).divided(by: WideInteger(100), rounding: .halfEven))
            let (first, last) = (exponential(place), exponentialLessOne(place))
            let digits = exact.mantissa.shiftedRight(Series.bits - 100).narrow!
            let expected = Double(digits) * Double(sign: .plus, exponent: exact.twos - 100, significand: 1)
            #expect(abs(first / expected - 1) < 1e-14, "\(place)")
            #expect(abs(last - (expected - 1)) <= 1e-14 * max(expected, 1), "\(place)")
        }
        #expect(exponential(-800) == 0 && exponential(710) == .infinity)
    }

    struct Vector: Decodable {
        let id: String
        let amounts: [Double]?
        let cashflows: [Flow]?
        let expected: Expected

        struct Flow: Decodable {
            let date: String
            let amount: String
        }

        struct Expected: Decodable {
            let status: String?
            let roots: [Double]?
            let roots_gt_minus1: [Double]?
        }
    }

    @Test(.enabled(if: Vectors.areThere))
    func `the shared vectors are met with all their roots`() throws {
        let dated: [Vector] = try Vectors.cases("xirr.json")
        let periodic: [Vector] = try Vectors.cases("irr_periodic.json")
        #expect(dated.count >= 30 && periodic.count >= 9)
        for vector in dated {
            let found = try RateOfReturn(
                dated: vector.cashflows!.map { CashFlow(day($0.date), amount($0.amount)) })
            let status = found.status == .allZero ? .noSignChange : found.status
            #expect(status.rawValue == vector.expected.status, "\(vector.id)")
            #expect(agree(found.roots.map(\.rate), vector.expected.roots!, within: 1e-12), "\(vector.id)")
        }
        for vector in periodic {
            let found = try RateOfReturn(
                periodic: vector.amounts!.map { amount(try OutcomesModel.Decimal(typed: $0).description) })
            #expect(
                agree(found.roots.map(\.rate), vector.expected.roots_gt_minus1!, within: 1e-9), "\(vector.id)"
            )
        }
    }

    /// Compares rates by `1 + rate`.
    private func agree(_ found: [Double], _ expected: [Double], within tolerance: Double) -> Bool {
        found.count == expected.count
            && zip(found, expected).allSatisfy { abs($0 - $1) <= tolerance * (1 + $1) }
    }
}
