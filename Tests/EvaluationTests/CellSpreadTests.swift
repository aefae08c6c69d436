@testable import Evaluation
import OutcomesModel
import Statistics
import Testing

/// How sure the mean of a cell is.
@Suite struct CellSpreadTests {
    private func interval(_ people: [[Int64]]) -> Interval? {
        var spread = CellSpread()
        for values in people {
            for (place, value) in values.enumerated() { spread.add(value, isNewPerson: place == 0) }
        }
        spread.close()
        return spread.interval(level: 0.95)
    }

    private func isNear(_ left: Double, _ right: Double) -> Bool {
        abs(left - right) <= 1e-9 * max(1, abs(right))
    }

    @Test(
        arguments: [[3, 9, 4, 4, 12], [1_000_000_000_003, 1_000_000_000_001, 1_000_000_000_009]] as [[Int64]])
    func `with one value each it is Student's interval of one sample`(values: [Int64]) throws {
        let expected = try oneSample(Sample(values.map(Double.init))).interval
        let found = try #require(interval(values.map { [$0] }))
        #expect(isNear(found.lower, expected.lower) && isNear(found.upper, expected.upper))
    }

    @Test func `with several values each it is that of a mean by clusters of people`() throws {
        let people: [[Int64]] = [[4, 6], [9], [1, 2, 3, 1], [12, 11], [5]]
        let rows = people.enumerated().flatMap { person, values in values.map { (person, Double($0)) } }
        let fit = try LinearFit(rows.map(\.1), on: try Design([], rows: rows.count))
        let factor = 5.0 / 4.0
        let sum = people.joined().reduce(0, +)
        let mean = Double(sum) / Double(rows.count)
        let clusters = people.map { values in values.reduce(0) { $0 + Double($1) - mean } }
        let error = (factor * clusters.reduce(0) { $0 + $1 * $1 }).squareRoot() / Double(rows.count)
        let covariance = try fit.covariance(.clustered(by: rows.map(\.0), .clusters))
        let quantile = try Reference.studentT(degreesOfFreedom: 4).quantile(level: 0.95)
        let found = try #require(interval(people))
        #expect(isNear(found.lower, mean - quantile * error))
        #expect(isNear(found.upper, mean + quantile * error))
        let coefficient = try fit.coefficient(Design.interceptName, covariance)
        #expect(isNear(found.upper - found.lower, 2 * quantile * coefficient.standardError))
    }

    @Test func `of one person, of equal values, and of what is too large there is none`() {
        #expect(interval([[4, 5]]) == nil)
        #expect(interval([[7], [7], [7]]) == nil)
        #expect(interval([]) == nil)
        #expect(interval([[.min], [.max], [0], [.min + 1]]) == nil)
    }
}
