import Statistics
import Testing

@Suite struct StatisticsErrorTests {
    static let told: [(error: StatisticsError, text: String)] = [
        (.tooFew(what: "cohorts", came: 1, needed: 2), "cohorts: 1, and at least 2 are needed"),
        (
            .notFinite(what: "the outcome", row: 4),
            "the outcome is missing or not finite in row 4, counted from 0"
        ),
        (
            .notBinary(what: "the outcome", row: 4),
            "the outcome must be 0 or 1, and is not in row 4, counted from 0"
        ),
        (
            .notPositive(what: "the weight", row: 4),
            "the weight must be more than 0, and is not in row 4, counted from 0"
        ),
        (.lengths(what: "the arm", came: 3, expected: 4), "the arm has 3 values, and 4 were expected"),
        (
            .outOfRange(what: "the power", came: 2, allowed: "less than 1"),
            "the power is 2.0, and must be less than 1"
        ),
        (.noVariance(what: "age"), "age has no variance, so there is no standard error"),
        (.collinear(column: "age"), "age is a linear combination of the columns before it"),
        (
            .separated(column: "age"),
            "the columns tell yes from no without fault, most of all age, so the coefficients have no limit"
        ),
        (.noConvergence(what: "the search", steps: 9), "the search found no answer in 9 steps"),
        (.repeated(what: "the id", row: 2), "the id comes a second time in row 2, counted from 0"),
        (.undefined(what: "the gap", because: "there is none"), "the gap is undefined: there is none"),
        (.overflow(what: "the mean"), "the mean is too large for a binary float"),
    ]

    @Test(arguments: told)
    func `each error says what is wrong`(error: StatisticsError, text: String) {
        #expect(error.description == text)
    }
}
