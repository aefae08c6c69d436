/// The covariance of a fit's coefficients, by one named convention.
package struct CoefficientCovariance: Hashable, Sendable {
    package let matrix: Matrix
    package let standardErrors: StandardErrors
    /// The factor that the convention multiplied by; for two ways, those of the first, second and both.
    package let factors: [Double]
    /// The number of clusters; for two ways, of the first and the second.
    package let clusters: [Int]
    /// What t statistics are compared with: N − K, or the (smaller) number of clusters less 1.
    package let degreesOfFreedom: Double
}

extension LinearFit {
    /// Returns the coefficients' covariance.
    ///
    /// - Throws: `tooFew` for one cluster, `undefined` where a row's leverage is 1 and hc2 or hc3 is asked
    ///   for, `outOfRange` for lags that are negative or not below the number of rows.
    /// - Source: each is named at its case; MacKinnon, Nielsen and Webb (2023) for an overview.
    package func covariance(_ kind: StandardErrors) throws(StatisticsError) -> CoefficientCovariance {
        var factors = [1.0]
        var clusters: [Int] = []
        var degrees = residualDegreesOfFreedom
        let inner: Matrix
        switch kind {
        case .classical:
            inner = residualVariance * Matrix.identity(coefficients.count)
        case .hc0:
            inner = rowwise { _ in 1 }
        case .hc1:
            factors = [Double(observations) / residualDegreesOfFreedom]
            inner = factors[0] * rowwise { _ in 1 }
        case .hc2, .hc3:
            let left = try distances()
            inner = rowwise { kind == .hc2 ? 1 / left[$0] : 1 / (left[$0] * left[$0]) }
        case .clustered(let groups, let factor):
            let part = try clustered(groups, "clusters")
            factors = [try self.factor(factor, part.count)]
            clusters = [part.count]
            degrees = Double(part.count - 1)
            inner = factors[0] * part.matrix
        case .twoWay(let first, let second, let factor, let among):
            let a = try clustered(first, "clusters of the first kind")
            let b = try clustered(second, "clusters of the second kind")
            let both = try clustered(
                zip(first, second).map { Pair(first: $0, second: $1) }, "clusters of both kinds")
            let smallest = min(a.count, b.count)
            let counts =
                among == .smallest ? [smallest, smallest, smallest] : [a.count, b.count, both.count]
            factors = [
                try self.factor(factor, counts[0]), try self.factor(factor, counts[1]),
                try self.factor(factor, counts[2]),
            ]
            clusters = [a.count, b.count]
            degrees = Double(smallest - 1)
            inner = factors[0] * a.matrix + factors[1] * b.matrix - factors[2] * both.matrix
        case .neweyWest(let lags, let factor):
            if factor == .parameters { factors = [Double(observations) / residualDegreesOfFreedom] }
            inner = factors[0] * (try neighbouring(lags))
        }
        return CoefficientCovariance(
            matrix: withoutNoise(inverseTriangle * inner * inverseTriangle.transposed), standardErrors: kind,
            factors: factors, clusters: clusters, degreesOfFreedom: degrees)
    }

    /// Returns the matrix with exact zeros for variances that are rounding alone, as where residuals sum to
    /// nothing in each cluster; a standard error of 10⁻¹² would pass for precision.
    private func withoutNoise(_ matrix: Matrix) -> Matrix {
        let bread = inverseTriangle * inverseTriangle.transposed
        var matrix = matrix
        for place in coefficients.indices
        where matrix[place, place].magnitude < 1e-20 * residualVariance * bread[place, place] {
            for other in coefficients.indices {
                matrix[place, other] = 0
                matrix[other, place] = 0
            }
        }
        return matrix
    }

    private struct Pair: Hashable {
        let first: Int
        let second: Int
    }

    private func factor(_ factor: ClusterFactor, _ clusters: Int) throws(StatisticsError) -> Double {
        try factor.value(clusters: clusters, rows: observations, parameters: parameters, absorbed: absorbed)
    }

    /// A row of Q times its residual: what the row adds to the slope of the sum of squares.
    private func score(_ row: Int) -> [Double] { orthogonal.row(row).map { $0 * scaledResiduals[row] } }

    private func rowwise(_ weight: (Int) -> Double) -> Matrix {
        var sum = Matrix(size: coefficients.count)
        for row in 0..<observations { sum.addSquare(score(row), weight(row)) }
        return sum
    }

    /// Returns 1 − leverage for each row.
    private func distances() throws(StatisticsError) -> [Double] {
        guard absorbed == 0 else {
            throw .undefined(
                what: "a row's leverage", because: "group levels were absorbed; give them as columns instead")
        }
        let left = orthogonal.leverages.map { 1 - $0 }
        if let row = left.firstIndex(where: { $0 < 1e-10 }) {
            throw .undefined(
                what: "the standard error by leverage",
                because: "row \(row), counted from 0, alone determines a coefficient")
        }
        return left
    }

    private func clustered<Label: Hashable>(
        _ groups: [Label], _ what: String
    ) throws(StatisticsError) -> (matrix: Matrix, count: Int) {
        try requireLength(groups.count, observations, what)
        let labels = Labels(groups)
        try requireCount(labels.count, atLeast: 2, what)
        let none = Array(repeating: 0.0, count: coefficients.count)
        var sums = Array(repeating: none, count: labels.count)
        for (row, code) in labels.codes.enumerated() {
            let score = score(row)
            for place in score.indices { sums[code][place] += score[place] }
        }
        var matrix = Matrix(size: coefficients.count)
        for sum in sums { matrix.addSquare(sum) }
        return (matrix, labels.count)
    }

    private func neighbouring(_ lags: Int) throws(StatisticsError) -> Matrix {
        guard lags >= 0, lags < observations else {
            throw .outOfRange(
                what: "the number of lags", came: Double(lags), allowed: "from 0 to \(observations - 1)")
        }
        let scores = (0..<observations).map(score)
        var sum = Matrix(size: coefficients.count)
        for score in scores { sum.addSquare(score) }
        for lag in 0..<lags {
            let weight = 1 - Double(lag + 1) / Double(lags + 1)
            for row in (lag + 1)..<observations {
                let (now, before) = (scores[row], scores[row - lag - 1])
                for a in now.indices {
                    for b in now.indices { sum[a, b] += weight * (now[a] * before[b] + before[a] * now[b]) }
                }
            }
        }
        return sum
    }
}
