import Statistics
import Testing

@Suite struct MatchingTests {
    private func units(_ scores: [String: Double]) -> [(id: String, score: Double)] {
        scores.keys.sorted().map { ($0, scores[$0] ?? 0) }
    }

    private func pairs(
        _ treated: [String: Double], _ controls: [String: Double], _ rule: MatchingRule
    ) throws -> [String] {
        try matchNearest(treated: units(treated), controls: units(controls), rule).matches
            .map { "\($0.treated)-\($0.controls.joined(separator: "-"))" }
    }

    private let treated = ["t1": 0.50, "t2": 0.60, "t3": 0.90]
    private let controls = ["c1": 0.52, "c2": 0.55, "c3": 0.65, "c4": 0.10]

    @Test func `who chooses first, chooses first`() throws {
        #expect(try pairs(treated, controls, MatchingRule()) == ["t3-c3", "t2-c2", "t1-c1"])
        #expect(
            try pairs(treated, controls, MatchingRule(order: .ascendingScore)) == ["t1-c1", "t2-c2", "t3-c3"])
        #expect(
            try pairs(treated, controls, MatchingRule(order: .ascendingID)) == ["t1-c1", "t2-c2", "t3-c3"])
    }

    @Test func `a control may serve twice only with replacement`() throws {
        let crowd = ["t1": 0.5, "t2": 0.51]
        #expect(try pairs(crowd, ["c1": 0.5, "c2": 0.9], MatchingRule()) == ["t2-c1", "t1-c2"])
        #expect(
            try pairs(crowd, ["c1": 0.5, "c2": 0.9], MatchingRule(replacement: true)) == ["t2-c1", "t1-c1"])
        #expect(
            try pairs(crowd, ["c1": 0.5, "c2": 0.9], MatchingRule(replacement: true, controlsPerTreated: 2))
                == ["t2-c1-c2", "t1-c1-c2"])
    }

    @Test func `a caliper leaves out who is too far`() throws {
        let rule = try MatchingRule(caliper: 0.05)
        let came = try matchNearest(treated: units(treated), controls: units(controls), rule)
        #expect(came.matches.map(\.treated) == ["t2", "t1"])
        #expect(came.unmatched == ["t3"])
        // 0.60 − 0.55 is more than 0.05 in binary, and is meant to be 0.05.
        #expect(came.matches.map(\.controls) == [["c2"], ["c1"]])
    }

    @Test func `ties go to the lowest id, below and above`() throws {
        #expect(try pairs(["t": 0.5], ["b": 0.5, "a": 0.5, "c": 0.5], MatchingRule()) == ["t-a"])
        #expect(try pairs(["t": 0.5], ["b": 0.25, "c": 0.75], MatchingRule()) == ["t-b"])
        #expect(try pairs(["t": 0.5], ["c": 0.25, "b": 0.75], MatchingRule()) == ["t-b"])
        #expect(try pairs(["t": 0.5], ["d": 0.25, "e": 0.25, "f": 0.25], MatchingRule()) == ["t-d"])
        #expect(try pairs(["u": 0.5, "t": 0.5], ["a": 0.5, "b": 0.6], MatchingRule()) == ["t-a", "u-b"])
    }

    /// Every rule, on scores with many ties, beside the plainest way of doing it.
    @Test func `fast matching is the same as looking at everybody`() throws {
        var generator = SplitMix64(seed: 7)
        for round in 0..<60 {
            let treated = (0..<12).map { (id: $0, score: Double(generator.index(below: 9)) / 8) }
            let controls = (0..<(6 + round % 20)).map {
                (id: 100 + $0, score: Double(generator.index(below: 9)) / 8)
            }
            for order in MatchingRule.Order.allCases {
                for (replacement, count, caliper) in [
                    (false, 1, nil), (false, 2, 0.25), (true, 1, 0.125), (true, 3, nil),
                ] as [(Bool, Int, Double?)] {
                    let rule = try MatchingRule(
                        order: order, replacement: replacement, controlsPerTreated: count, caliper: caliper)
                    let came = try matchNearest(
                        treated: treated.reversed(), controls: controls.reversed(), rule)
                    let expected = plain(treated, controls, rule)
                    #expect(came.matches.map(\.treated) == expected.filter { !$0.1.isEmpty }.map(\.0))
                    #expect(came.matches.map(\.controls) == expected.map(\.1).filter { !$0.isEmpty })
                }
            }
        }
    }

    private func plain(
        _ treated: [(id: Int, score: Double)], _ controls: [(id: Int, score: Double)], _ rule: MatchingRule
    ) -> [(Int, [Int])] {
        let choosers = treated.sorted {
            if rule.order == .ascendingID || $0.score == $1.score { return $0.id < $1.id }
            return rule.order == .descendingScore ? $0.score > $1.score : $0.score < $1.score
        }
        var taken: Set<Int> = []
        var found = choosers.map { ($0.id, [Int]()) }
        for _ in 0..<rule.controlsPerTreated {
            for (place, chooser) in choosers.enumerated() {
                let free = controls.filter { control in
                    !taken.contains(control.id) && !found[place].1.contains(control.id)
                        && (rule.caliper.map { (control.score - chooser.score).magnitude <= $0 } ?? true)
                }
                let best = free.min {
                    let (a, b) = (($0.score - chooser.score).magnitude, ($1.score - chooser.score).magnitude)
                    return a == b ? $0.id < $1.id : a < b
                }
                guard let best else { continue }
                found[place].1.append(best.id)
                if !rule.replacement { taken.insert(best.id) }
            }
        }
        return found
    }

    @Test func `what cannot be matched is refused`() throws {
        let rule = try MatchingRule()
        #expect(
            error { _ = try matchNearest(treated: units([:]), controls: units(controls), rule) }
                == .tooFew(what: "treated units", came: 0, needed: 1))
        #expect(
            error { _ = try matchNearest(treated: units(treated), controls: units([:]), rule) }
                == .tooFew(what: "controls", came: 0, needed: 1))
        #expect(
            error { _ = try matchNearest(treated: units(treated), controls: units(["t1": 0.5]), rule) }
                == .repeated(what: "the id of a unit", row: 3))
        #expect(
            error { _ = try matchNearest(treated: units(["t": .nan]), controls: units(controls), rule) }
                == .notFinite(what: "the score of the treated", row: 0))
        let far = "the score of the treated in row 0, counted from 0"
        #expect(
            error { _ = try matchNearest(treated: units(["t": 1e9]), controls: units(controls), rule) }
                == .undefined(what: far, because: "it is beyond 2^20"))
        #expect(throws: StatisticsError.self) { try MatchingRule(caliper: -1) }
        #expect(throws: StatisticsError.self) { try MatchingRule(controlsPerTreated: 0) }
    }

    @Test func `weights say how often a unit is in the matched set`() throws {
        let came = try matchNearest(
            treated: units(["t1": 0.4, "t2": 0.51]), controls: units(["c1": 0.5, "c2": 0.9, "c3": 0]),
            MatchingRule(replacement: true, controlsPerTreated: 2))
        #expect(came.weights(of: ["t1", "t2", "c1", "c2", "c3"]) == [1, 1, 1, 0.5, 0.5])
        let effect = try matchedDifference(came, outcome: ["t1": 10, "t2": 13, "c1": 4, "c2": 6, "c3": 8])
        #expect(near(effect.estimate, ((13 - 5) + (10 - 6)) / 2))
        #expect(throws: StatisticsError.self) { try matchedDifference(came, outcome: ["t1": 10]) }
    }
}

@Suite struct WeightingTests {
    /// Two strata: 1 of 4 and 3 of 4 treated, so that scores are 1/4 and 3/4.
    private let treated = [true, false, false, false, true, true, true, false]
    private let stratum: [Double] = [0, 0, 0, 0, 1, 1, 1, 1]
    private let outcome: [Double] = [5, 1, 2, 3, 10, 11, 12, 7]

    private func propensity() throws -> Propensity {
        try Propensity(treated: treated, on: Design([.init("stratum", stratum)], rows: 8))
    }

    @Test func `weights of strata give the strata's own differences, weighted`() throws {
        let propensity = try propensity()
        #expect(near(propensity.scores[0], 0.25) && near(propensity.scores[7], 0.75))
        let everybody = try WeightedDifference(
            outcome, treated: treated, weights: propensity.weights(for: .everybody))
        #expect(near(everybody.effect.estimate, ((5 - 2) + (11 - 7)) / 2))
        #expect(near(everybody.sumOfWeights, 16))
        #expect(near(everybody.greatestWeight, 4))
        let stabilised = try WeightedDifference(
            outcome, treated: treated, weights: propensity.weights(for: .everybodyStabilised))
        #expect(near(stabilised.effect.estimate, everybody.effect.estimate))
        #expect(near(stabilised.meanWeight, 1))
        let ofTreated = try WeightedDifference(
            outcome, treated: treated, weights: propensity.weights(for: .treated))
        #expect(near(ofTreated.effect.estimate, (1 * (5 - 2) + 3 * (11 - 7)) / 4))
        // The controls have the weights 1/3, 1/3, 1/3 and 3.
        #expect(near(ofTreated.effectiveTreated, 4) && near(ofTreated.effectiveControls, 16 / (9 + 1.0 / 3)))
    }

    @Test func `weighting balances what it was estimated from`() throws {
        let columns = [Design.Column("stratum", stratum), Design.Column("outcome", outcome)]
        let table = try balance(
            columns, treated: treated, weights: propensity().weights(for: .everybody), scale: .bothArms)
        // Means of ¾ and ¼, variances of ¼ in both arms.
        #expect(near(table[0].before.standardisedDifference, 1))
        #expect(near(try #require(table[0].before.varianceRatio), 1))
        #expect(close(try #require(table[0].after).standardisedDifference, 0, within: 1e-9))
        let ofTreated = try balance(columns, treated: treated, scale: .treated)
        #expect(near(ofTreated[0].before.standardisedDifference, 0.5 / (0.75 * 0.25).squareRoot()))
        #expect(ofTreated[0].after == nil)
        #expect(
            error {
                _ = try balance([.init("flat", stratum.map { _ in 1 })], treated: treated, scale: .bothArms)
            }
                == .noVariance(what: "flat"))
    }

    @Test func `the overlap counts who has no counterpart`() throws {
        let came = try Overlap(
            [0.1, 0.3, 0.5, 0.2, 0.6, 0.9], treated: [false, false, false, true, true, true])
        #expect(came.lower == 0.2 && came.upper == 0.5)
        #expect(came.treatedOutside == (try proportion(2, 3)))
        #expect(came.controlsOutside == (try proportion(1, 3)))
        #expect(throws: StatisticsError.tooFew(what: "controls", came: 0, needed: 1)) {
            try Overlap([0.5], treated: [true])
        }
    }
}
