import Statistics
import Testing

private let x: [Double] = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10]
private let z: [Double] = [2, 1, 4, 3, 7, 5, 9, 6, 10, 12]
private let y = [3.1, 2.9, 6.2, 5.8, 9.9, 8.1, 13.2, 10.4, 15.1, 18.3]
private let weights: [Double] = [1, 2, 1, 3, 1, 2, 1, 1, 2, 4]
private let groups = [1, 1, 1, 2, 2, 2, 3, 3, 4, 4]
private let others = [1, 2, 3, 1, 2, 3, 1, 2, 1, 2]

private func design() throws -> Design { try Design([.init("x", x), .init("z", z)], rows: 10) }

/// Made-up rows; the figures were recalculated with statsmodels 0.15.0.
@Suite struct RegressionTests {
    struct Convention: Sendable {
        let kind: StandardErrors
        let errors: [Double]
    }

    static let conventions = [
        Convention(
            kind: .classical, errors: [0.23544683332755736, 0.09216505823855474, 0.07742585689930616]),
        Convention(kind: .hc0, errors: [0.17831831826740064, 0.057494113337919164, 0.06219292201924164]),
        Convention(kind: .hc1, errors: [0.21313115556159284, 0.06871860912979513, 0.07433475969550057]),
        Convention(kind: .hc2, errors: [0.21899066606661144, 0.06714418149359104, 0.074804584197244]),
        Convention(kind: .hc3, errors: [0.2705164285278345, 0.07950420041949709, 0.09109404822380017]),
        Convention(
            kind: .clustered(by: groups, .none),
            errors: [0.13658903596236394, 0.02129109655101096, 0.040251784312323534]),
        Convention(
            kind: .clustered(by: groups, .clustersAndParameters),
            errors: [0.1788370275424509, 0.027876589021034556, 0.05270195670521675]),
        Convention(
            kind: .neweyWest(lags: 2, .none),
            errors: [0.16746390329376112, 0.046521361610833534, 0.0575573400708391]),
        Convention(
            kind: .neweyWest(lags: 2, .parameters),
            errors: [0.2001576482475115, 0.05560366234245901, 0.06879417952985578]),
        // Without lags, neighbours count for nothing.
        Convention(
            kind: .neweyWest(lags: 0, .none),
            errors: [0.17831831826740064, 0.057494113337919164, 0.06219292201924164]),
    ]

    @Test(arguments: conventions)
    func `each convention has its standard errors`(row: Convention) throws {
        let fit = try LinearFit(y, on: design())
        let came = try fit.coefficients(fit.covariance(row.kind))
        #expect(came.map(\.name) == ["intercept", "x", "z"])
        for (coefficient, expected) in zip(came, row.errors) {
            #expect(near(coefficient.standardError, expected))
        }
    }

    @Test func `coefficients, p-values and residual degrees of freedom`() throws {
        let fit = try LinearFit(y, on: design())
        let came = try fit.coefficients(fit.covariance(.classical))
        for (coefficient, expected) in zip(
            came, [0.5847490820073453, 0.43544675642594854, 1.0712362301101583])
        {
            #expect(near(coefficient.estimate, expected))
        }
        for (coefficient, expected) in zip(
            came, [0.04198991550342699, 0.002145909099818549, 2.433529463008119e-06])
        {
            #expect(near(coefficient.p, expected))
        }
        #expect(fit.residualDegreesOfFreedom == 7)
    }

    static let factors: [(factor: ClusterFactor, value: Double)] = [
        (.none, 1), (.clusters, 1.3333333333333333), (.clustersAndParameters, 1.7142857142857142),
        (.clustersAndParametersWithoutAbsorbed, 1.7142857142857142),
    ]

    /// For four clusters, ten rows and three parameters: 4/3, and 4/3 · 9/7.
    @Test(arguments: factors)
    func `the factor of clusters is what its name says, and the result names it`(
        factor: ClusterFactor, value: Double
    ) throws {
        let fit = try LinearFit(y, on: design())
        let plain = try fit.covariance(.clustered(by: groups, .none))
        let came = try fit.covariance(.clustered(by: groups, factor))
        #expect(near(came.factors[0], value))
        #expect(near(came.matrix[1, 1], value * plain.matrix[1, 1]))
        #expect(came.standardErrors == .clustered(by: groups, factor))
        #expect(came.clusters == [4])
        #expect(came.degreesOfFreedom == 3)
    }

    @Test func `two ways of clustering add up less their intersection`() throws {
        let fit = try LinearFit(y, on: design())
        let own = try fit.covariance(.twoWay(by: groups, and: others, .clustersAndParameters, .eachItsOwn))
        let slopes = try ["x", "z"].map { try fit.coefficient($0, own).standardError }
        #expect(near(slopes[0], 0.02795907304406943))
        #expect(near(slopes[1], 0.03147312045961467))
        #expect(own.clusters == [4, 3])
        #expect(own.degreesOfFreedom == 2)
        // The intercept's variance is negative here, which other programs tell as "not a number".
        #expect(
            error { _ = try fit.coefficient("intercept", own) }
                == .undefined(
                    what: "the standard error of intercept", because: "its variance came out negative"))
        let smallest = try fit.covariance(.twoWay(by: groups, and: others, .clusters, .smallest))
        #expect(smallest.factors == [1.5, 1.5, 1.5])
    }

    @Test func `weights count in coefficients and errors`() throws {
        let fit = try LinearFit(y, on: design(), weights: weights)
        for (came, expected) in zip(
            fit.coefficients, [0.6183237754772763, 0.40500484099203116, 1.1104242695067148])
        {
            #expect(near(came, expected))
        }
        for (kind, errors) in [
            (StandardErrors.classical, [0.288561196300541, 0.12726383349134504, 0.09783668411240476]),
            (.hc0, [0.20173524401351942, 0.08676735707567514, 0.07681328092246437]),
            (.hc3, [0.3454900499285684, 0.1179719173049593, 0.13125472035380292]),
        ] {
            for (coefficient, expected) in zip(try fit.coefficients(fit.covariance(kind)), errors) {
                #expect(near(coefficient.standardError, expected))
            }
        }
    }

    @Test func `absorbed groups are columns that nobody sees`() throws {
        let columns = try Design([.init("x", x), .init("z", z)], intercept: false, rows: 10)
        let fit = try LinearFit(y, on: columns, absorbing: groups)
        for (came, expected) in zip(fit.coefficients, [0.40338983050847455, 1.0237288135593214]) {
            #expect(near(came, expected))
        }
        for (kind, errors) in [
            (StandardErrors.classical, [0.17625904296438497, 0.0900249968572317]),
            (.clustered(by: groups, .none), [0.12742715071495408, 0.045091330407906464]),
            (.clustered(by: groups, .clustersAndParameters), [0.22071029930203728, 0.07810047524736946]),
        ] {
            for (coefficient, expected) in zip(try fit.coefficients(fit.covariance(kind)), errors) {
                #expect(near(coefficient.standardError, expected))
            }
        }
        let nested = try fit.covariance(.clustered(by: groups, .clustersAndParametersWithoutAbsorbed))
        #expect(near(nested.factors[0], 4.0 / 3 * 9 / 7))
        #expect(
            error { _ = try fit.covariance(.hc3) }
                == .undefined(
                    what: "a row's leverage",
                    because: "group levels were absorbed; give them as columns instead"))
    }

    @Test func `a combination has the variance of its parts together`() throws {
        let fit = try LinearFit(y, on: design())
        let covariance = try fit.covariance(.hc1)
        let came = try fit.combination(named: "both", ["x": 1, "z": 2], covariance)
        let (a, b, c) = (covariance.matrix[1, 1], covariance.matrix[2, 2], covariance.matrix[1, 2])
        #expect(near(came.standardError * came.standardError, a + 4 * b + 4 * c))
        #expect(near(came.estimate, fit.coefficients[1] + 2 * fit.coefficients[2]))
    }

    @Test func `what has no fit is refused`() throws {
        let design = try design()
        let twice = try Design([.init("x", x), .init("2x", x.map { 2 * $0 })], rows: 10)
        #expect(error { _ = try LinearFit(y, on: twice) } == .collinear(column: "2x"))
        let flat = try Design([.init("flat", Array(repeating: 3, count: 10))], rows: 10)
        #expect(error { _ = try LinearFit(y, on: flat) } == .collinear(column: "flat"))
        #expect(
            error { _ = try LinearFit(x.map { 3 * $0 + 1 }, on: design) }
                == .noVariance(what: "the outcome around its fit"))
        #expect(
            error { _ = try LinearFit(Array(repeating: 0, count: 10), on: design) }
                == .noVariance(what: "the outcome around its fit"))
        #expect(
            error { _ = try LinearFit(y + [1], on: design) }
                == .lengths(what: "the outcome", came: 11, expected: 10))
        var hole = y
        hole[4] = .nan
        #expect(error { _ = try LinearFit(hole, on: design) } == .notFinite(what: "the outcome", row: 4))
        #expect(
            error { _ = try LinearFit(y, on: design, weights: [0] + weights.dropFirst()) }
                == .notPositive(what: "the weight", row: 0))
        let one = try Design([], rows: 1)
        #expect(
            error { _ = try LinearFit([1], on: one) }
                == .tooFew(what: "rows for 1 coefficients", came: 1, needed: 2))
        #expect(error { _ = try Design([], rows: 0) } == .tooFew(what: "rows", came: 0, needed: 1))
        let fit = try LinearFit(y, on: design)
        #expect(
            error { _ = try fit.covariance(.clustered(by: Array(repeating: 1, count: 10), .none)) }
                == .tooFew(what: "clusters", came: 1, needed: 2))
        #expect(
            error { _ = try fit.covariance(.neweyWest(lags: 10, .none)) }
                == .outOfRange(what: "the number of lags", came: 10, allowed: "from 0 to 9"))
        let lonely = try LinearFit(y, on: Design([.init("last", x.map { $0 == 10 })], rows: 10))
        #expect(throws: StatisticsError.self) { try lonely.covariance(.hc2) }
        #expect(throws: StatisticsError.overflow(what: "the outcome")) {
            try LinearFit(y.map { $0 * 1e300 }, on: design)
        }
    }

    @Test func `an arm that is one cluster has no error between clusters`() throws {
        let treated = x.map { $0 > 5 }
        let fit = try LinearFit(y, on: Design([.init("treated", treated)], rows: 10))
        let covariance = try fit.covariance(.clustered(by: treated.map { $0 ? 1 : 0 }, .clusters))
        #expect(
            error { _ = try fit.coefficient("treated", covariance) }
                == .noVariance(what: "the coefficient of treated"))
    }

    @Test func `large and small columns keep their digits`() throws {
        let years = x.map { 2000 + $0 }
        let fit = try LinearFit(
            y,
            on: Design(
                [
                    .init("year", years), .init("year²", years.map { $0 * $0 }),
                    .init("tiny", z.map { $0 * 1e-9 }),
                ], rows: 10))
        let centred = try LinearFit(
            y, on: Design([.init("x", x), .init("x²", x.map { $0 * $0 }), .init("z", z)], rows: 10))
        #expect(near(fit.coefficients[2], centred.coefficients[2], 1e-5))
        #expect(near(fit.coefficients[3] * 1e-9, centred.coefficients[3], 1e-7))
    }
}

@Suite struct DesignOverTimeTests {
    @Test func `a difference in differences is that of the four means`() throws {
        let outcome: [Double] = [10, 12, 11, 14, 20, 22, 27, 31]
        let treated = [false, false, false, false, true, true, true, true]
        let after = [false, false, true, true, false, false, true, true]
        let came = try differenceInDifferences(
            outcome, treated: treated, after: after,
            standardErrors: .clustered(by: [1, 2, 1, 2, 3, 4, 3, 4], .clusters))
        #expect(near(came.effect.estimate, (29 - 21) - (12.5 - 11)))
        #expect(came.treatedAfter.mean == 29 && came.treatedAfter.standardError == 2)
        #expect(came.covariance.clusters == [4])
        #expect(came.effect.reference == .studentT(degreesOfFreedom: 3))
        #expect(
            error {
                _ = try differenceInDifferences(
                    [1, 2, 3], treated: [true, true, false], after: [true, false, true], standardErrors: .hc1)
            } == .tooFew(what: "rows of the others before", came: 0, needed: 1))
    }

    @Test func `a panel of two periods gives the difference of mean changes`() throws {
        let before: [Double] = [10, 12, 9, 20, 22, 25]
        let then: [Double] = [11, 14, 9, 27, 31, 30]
        let exposed = [false, false, false, true, true, true]
        let came = try panelEffect(
            before + then, units: [1, 2, 3, 4, 5, 6, 1, 2, 3, 4, 5, 6],
            periods: Array(repeating: 1, count: 6) + Array(repeating: 2, count: 6),
            exposed: Array(repeating: false, count: 6) + exposed, standardErrors: .classical)
        let changes = zip(then, before).map { $0 - $1 }
        let expected = try pooled(Sample(Array(changes[3...])), Sample(Array(changes[..<3])))
        #expect(near(came.estimate, expected.estimate))
        #expect(near(came.standardError, expected.standardError))
        #expect(near(came.p, expected.p))
        #expect(
            error {
                _ = try panelEffect(
                    before + then, units: [1, 2, 3, 4, 5, 6, 1, 2, 3, 4, 5, 6],
                    periods: Array(repeating: 1, count: 6) + Array(repeating: 2, count: 6),
                    exposed: Array(repeating: false, count: 6) + Array(repeating: true, count: 6),
                    standardErrors: .classical)
            } == .collinear(column: "exposed"))
    }

    /// Recalculated with statsmodels 0.15.0.
    @Test func `an interrupted series has a level and a slope that change`() throws {
        let values = [10, 11, 10.5, 12, 11.8, 12.6, 9, 8.7, 9.4, 8.1, 8.8, 7.9]
        let came = try InterruptedSeries(values, start: 6, lags: 1)
        let expected = [
            (came.baseline, 10.109523809523807, 0.13776048252418982),
            (came.slope, 0.4828571428571422, 0.039518383366563985),
            (came.levelChange, -3.8923809523809467, 0.24495452156081043),
            (came.slopeChange, -0.6685714285714249, 0.07004029303833888),
        ]
        for (coefficient, estimate, standardError) in expected {
            #expect(near(coefficient.estimate, estimate))
            #expect(near(coefficient.standardError, standardError))
        }
        #expect(near(try came.effect(after: 0).estimate, came.levelChange.estimate))
        #expect(
            near(
                try came.effect(after: 5).estimate, came.levelChange.estimate + 5 * came.slopeChange.estimate)
        )
        #expect(throws: StatisticsError.self) { try InterruptedSeries(values, start: 1, lags: 1) }
        #expect(throws: StatisticsError.self) { try InterruptedSeries(values, start: 11, lags: 1) }
        #expect(throws: StatisticsError.tooFew(what: "steps", came: 4, needed: 5)) {
            try InterruptedSeries([1, 2, 3, 5], start: 2, lags: 0)
        }
    }
}
