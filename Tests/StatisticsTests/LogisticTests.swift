import Statistics
import Testing

@Suite struct LogisticTests {
    private func fit(_ outcome: [Double], _ columns: [Double]...) throws -> LogisticFit {
        let named = columns.enumerated().map { Design.Column("x\($0 + 1)", $1) }
        return try LogisticFit(outcome, on: Design(named, rows: outcome.count))
    }

    /// Made-up rows; recalculated with statsmodels 0.15.0.
    @Test func `coefficients, errors and p-values of a small fit`() throws {
        let came = try fit([0, 1, 0, 1, 0, 1, 1, 1, 0, 1], [1, 2, 3, 4, 5, 6, 7, 8, 9, 10])
        let (intercept, slope) = (try came.coefficient("intercept"), try came.coefficient("x1"))
        #expect(near(intercept.estimate, -0.7299996903427737))
        #expect(near(slope.estimate, 0.21314193327018013))
        #expect(near(intercept.standardError, 1.4261442519282186))
        #expect(near(slope.standardError, 0.243606339345273))
        #expect(near(slope.p, 0.3816043134027526))
        #expect(near(came.logLikelihood, -6.315270402159392))
    }

    @Test func `with one column of 0 and 1 the slope is the log odds ratio`() throws {
        // 3 of 10 against 6 of 8.
        let outcome: [Double] = [1, 1, 1, 0, 0, 0, 0, 0, 0, 0, 1, 1, 1, 1, 1, 1, 0, 0]
        let came = try fit(outcome, (0..<18).map { $0 < 10 ? 0 : 1 })
        #expect(near(came.coefficients[1], 1.9459101490553132))  // ln 7
        #expect(near(came.covariance[1, 1], 1.0 / 3 + 1.0 / 7 + 1.0 / 6 + 1.0 / 2))
        #expect(near(came.probabilities[0], 0.3) && near(came.probabilities[17], 0.75))
    }

    static let separated: [(name: String, outcome: [Double], x: [Double])] = [
        ("wholly", [0, 0, 0, 1, 1, 1], [1, 2, 3, 4, 5, 6]),
        ("wholly, downwards", [1, 1, 1, 0, 0, 0], [1, 2, 3, 4, 5, 6]),
        ("but for a tie", [0, 0, 0, 1, 1, 1], [1, 2, 3, 3, 4, 5]),
        ("in one group", [0, 1, 0, 1, 1, 1, 1, 1], [0, 0, 0, 0, 1, 1, 1, 1]),
        ("far away", [0, 0, 0, 1, 1, 1], [1, 2, 3, 4_000_000, 5_000_000, 6_000_000]),
        ("by little", [0, 0, 0, 1, 1, 1], [1, 1.0001, 1.0002, 1.0003, 1.0004, 1.0005]),
    ]

    @Test(arguments: separated)
    func `separation is found`(name: String, outcome: [Double], x: [Double]) {
        #expect(error { _ = try fit(outcome, x) } == .separated(column: "x1"), "\(name)")
    }

    @Test func `separation by a combination of columns is found`() {
        let a: [Double] = [1, 2, 3, 4, 1, 2, 3, 4]
        let b: [Double] = [2, 1, 2, 1, 4, 4, 6, 5]
        // Yes where a + b is at least 5.
        let outcome: [Double] = zip(a, b).map { $0 + $1 >= 5 ? 1 : 0 }
        let came = error { _ = try fit(outcome, a, b) }
        guard case .separated = came else {
            Issue.record("came \(String(describing: came))")
            return
        }
    }

    @Test func `one row on the wrong side is no separation`() throws {
        let x = (0..<200).map(Double.init)
        let outcome: [Double] = x.map { ($0 >= 100) != ($0 == 20) ? 1 : 0 }
        let came = try fit(outcome, x)
        #expect(came.coefficients[1] > 0.03)
        // The likelihood is flat there: residuals are at right angles to the columns.
        let misses = zip(outcome, came.probabilities).map { $0 - $1 }
        #expect(close(misses.reduce(0, +), 0, within: 1e-9))
        #expect(close(zip(misses, x).reduce(0) { $0 + $1.0 * $1.1 }, 0, within: 1e-7))
    }

    @Test func `a steep but finite fit is found`() throws {
        let x = [1, 2, 3, 4, 4.001, 4.002, 4.003, 5, 6, 7]
        let outcome: [Double] = [0, 0, 0, 0, 1, 0, 1, 1, 1, 1]
        let came = try fit(outcome, x)
        #expect(came.coefficients[1] > 100)
        #expect(came.probabilities.allSatisfy { $0 >= 0 && $0 <= 1 })
    }

    @Test func `what has no fit is refused`() {
        #expect(error { _ = try fit([0, 1, 2], [1, 2, 3]) } == .notBinary(what: "the outcome", row: 2))
        #expect(error { _ = try fit([1, 1, 1], [1, 2, 3]) } == .noVariance(what: "the outcome"))
        #expect(error { _ = try fit([0, 1, 0, 1], [1, 1, 1, 1]) } == .collinear(column: "x1"))
        #expect(error { _ = try fit([0, 1], [1, 2]) } == .tooFew(what: "rows", came: 2, needed: 3))
        #expect(error { _ = try fit([0, 1, 0, 1], [1, .nan, 1, 2]) } == .notFinite(what: "x1", row: 1))
    }
}
