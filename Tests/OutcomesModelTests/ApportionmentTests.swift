import OutcomesModel
import Testing

@Suite struct ApportionmentTests {
    static let splits: [(total: Int64, weights: [String], parts: [Int64])] = [
        (100_00, ["1", "1", "1"], [33_34, 33_33, 33_33]),
        (-100_00, ["1", "1", "1"], [-33_34, -33_33, -33_33]),
        (1, ["1", "1", "1"], [1, 0, 0]),
        (0, ["3", "2", "1"], [0, 0, 0]),
        (1001, ["1", "0", "1"], [501, 0, 500]),
        (1000, ["1", "2", "3", "4", "5", "6"], [48, 95, 143, 190, 238, 286]),
        (99_999, ["33.3", "33.3", "33.4"], [33_300, 33_300, 33_399]),
        (7, ["0.000001", "0.000002"], [2, 5]),
        (10, ["1/3", "1/6", "1/2"], [3, 2, 5]),
        (5, ["1000000", "1"], [5, 0]),
        (
            1_000_000_000_000_000_007, ["1", "1", "1"],
            [333_333_333_333_333_336, 333_333_333_333_333_336, 333_333_333_333_333_335]
        ),
        (.max, ["1"], [.max]), (.min, ["1"], [.min]), (.min, ["0", "0.5"], [0, .min]),
        (.max, ["1", "1"], [4_611_686_018_427_387_904, 4_611_686_018_427_387_903]),
    ]

    @Test(arguments: splits)
    func `a sum is split by largest remainder`(total: Int64, weights: [String], parts: [Int64]) throws {
        let split = try Money(minorUnits: total, currency: sek).split(by: weights.map(ratio))
        #expect(split.map(\.minorUnits) == parts)
        #expect(split.allSatisfy { $0.currency == sek })
    }

    static let refused: [(weights: [String], error: ApportionmentError)] = [
        ([], .noPositiveWeight), (["0", "0"], .noPositiveWeight), (["2", "-1"], .negativeWeight(index: 1)),
        (["max", "1"], .arithmetic(.overflow(operation: "+", left: "\(Int128.max)", right: "1"))),
        (["max"], .arithmetic(.overflow(operation: "*", left: "100", right: "\(Int128.max)"))),
    ]

    @Test(arguments: refused)
    func `what cannot be shared out is refused`(weights: [String], error: ApportionmentError) {
        #expect(throws: error) { try Money(minorUnits: 100, currency: sek).split(by: weights.map(ratio)) }
    }

    struct Vector: Decodable {
        let id: String
        let total_minor: Int64
        let weights: [String]
        let expected_minor: [Int64]?
    }

    @Test(.enabled(if: Vectors.areThere))
    func `the shared vectors are met`() throws {
        let cases: [Vector] = try Vectors.cases("allocation.json")
        #expect(cases.count >= 17)
        for vector in cases {
            let parts = try? Money(minorUnits: vector.total_minor, currency: sek)
                .split(by: vector.weights.map { try Decimal($0).ratio })
            #expect(parts?.map(\.minorUnits) == vector.expected_minor, "\(vector.id)")
        }
    }

    @Test func `the parts add up, and none is a minor unit off its share`() throws {
        var random = SplitMix64(seed: 6)
        for _ in 0..<2_000 {
            let total = Int64.random(in: -1_000_000_000...1_000_000_000, using: &random)
            var weights = try (0..<Int.random(in: 1...12, using: &random)).map { _ in
                try Ratio(.random(in: 0...1_000, using: &random), over: .random(in: 1...12, using: &random))
            }
            weights.append(.one)
            let money = Money(minorUnits: total, currency: sek)
            let parts = try money.split(by: weights).map(\.minorUnits)
            #expect(parts.reduce(0, +) == total)
            let sum = try weights.reduce(Ratio.zero) { try $0.adding($1) }
            for (part, weight) in zip(parts, weights) {
                let share = try Ratio(total).multiplied(by: weight).divided(by: sum)
                #expect(try share.subtracting(Ratio(part)).magnitude < .one)
            }
            let scaled = try weights.map { try $0.multiplied(by: Ratio(7)) }
            #expect(try money.split(by: scaled).map(\.minorUnits) == parts)
            let mirrored = try Money(minorUnits: -total, currency: sek).split(by: weights)
            #expect(mirrored.map { -$0.minorUnits } == parts)
        }
    }
}
