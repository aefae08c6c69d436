/// Columns X as Q · R: Q with orthonormal columns, R upper triangular.
///
/// Gram and Schmidt's method, done twice, which is as exact as reflections and leaves Q at hand, from
/// which leverages and robust covariances follow. All sums run in the order of the rows.
///
/// - Source: Björck (1996), "Numerical methods for least squares problems", 2.4.5.
struct Orthogonal {
    private(set) var columns: [[Double]] = []
    private(set) var triangle: Matrix

    /// - Parameter sizes: each column's norm before anything was taken from it.
    /// - Throws: `collinear` with the first column of which less than 10⁻¹⁰ is left when the earlier ones
    ///   are taken out.
    init(_ input: [[Double]], sizes: [Double], names: [String]) throws(StatisticsError) {
        triangle = Matrix(size: input.count)
        for (place, column) in input.enumerated() {
            let (parts, rest) = split(column)
            let norm = norm(rest)
            guard norm.isFinite else { throw .overflow(what: names[place]) }
            guard norm > 1e-10 * sizes[place] else { throw .collinear(column: names[place]) }
            for (row, part) in parts.enumerated() { triangle[row, place] = part }
            triangle[place, place] = norm
            columns.append(rest.map { $0 / norm })
        }
    }

    /// Returns the vector's coordinates along the columns, and what is at right angles to them.
    func split(_ vector: [Double]) -> (parts: [Double], rest: [Double]) {
        var rest = vector
        var parts = Array(repeating: 0.0, count: columns.count)
        for _ in 0..<2 {
            for (place, column) in columns.enumerated() {
                let part = dot(column, rest)
                parts[place] += part
                for row in rest.indices { rest[row] -= part * column[row] }
            }
        }
        return (parts, rest)
    }

    /// The share of a row's own outcome in its fitted value, in [0, 1].
    var leverages: [Double] {
        guard let count = columns.first?.count else { return [] }
        return (0..<count).map { row in min(1, columns.reduce(0) { $0 + $1[row] * $1[row] }) }
    }

    func row(_ row: Int) -> [Double] { columns.map { $0[row] } }
}

func dot(_ left: [Double], _ right: [Double]) -> Double {
    var sum = 0.0
    for row in left.indices { sum += left[row] * right[row] }
    return sum
}

func norm(_ vector: [Double]) -> Double { dot(vector, vector).squareRoot() }
