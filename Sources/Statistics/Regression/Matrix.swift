/// A small square matrix, such as a covariance of coefficients.
package struct Matrix: Hashable, Sendable {
    package let size: Int
    private var values: [Double]

    init(size: Int) {
        self.size = size
        values = Array(repeating: 0, count: size * size)
    }

    package subscript(row: Int, column: Int) -> Double {
        get { values[row * size + column] }
        set { values[row * size + column] = newValue }
    }

    static func + (left: Matrix, right: Matrix) -> Matrix {
        var sum = left
        for place in sum.values.indices { sum.values[place] += right.values[place] }
        return sum
    }

    static func * (factor: Double, matrix: Matrix) -> Matrix {
        var scaled = matrix
        for place in scaled.values.indices { scaled.values[place] *= factor }
        return scaled
    }

    static func - (left: Matrix, right: Matrix) -> Matrix { left + -1 * right }

    static func * (left: Matrix, right: Matrix) -> Matrix {
        var product = Matrix(size: left.size)
        for row in 0..<left.size {
            for inner in 0..<left.size {
                for column in 0..<left.size {
                    product[row, column] += left[row, inner] * right[inner, column]
                }
            }
        }
        return product
    }

    var transposed: Matrix {
        var turned = Matrix(size: size)
        for row in 0..<size { for column in 0..<size { turned[column, row] = self[row, column] } }
        return turned
    }

    static func identity(_ size: Int) -> Matrix {
        var matrix = Matrix(size: size)
        for place in 0..<size { matrix[place, place] = 1 }
        return matrix
    }

    /// Adds vector · vectorᵀ · factor.
    mutating func addSquare(_ vector: [Double], _ factor: Double = 1) {
        for row in 0..<size {
            for column in 0..<size { self[row, column] += factor * vector[row] * vector[column] }
        }
    }

    func applied(to vector: [Double]) -> [Double] {
        (0..<size).map { row in (0..<size).reduce(0) { $0 + self[row, $1] * vector[$1] } }
    }

    /// Returns wᵀ · self · w.
    func form(_ weights: [Double]) -> Double {
        var sum = 0.0
        for row in 0..<size {
            for column in 0..<size { sum += weights[row] * self[row, column] * weights[column] }
        }
        return sum
    }

    /// Returns the inverse of an upper triangular matrix without a zero on its diagonal.
    var upperTriangularInverse: Matrix {
        var inverse = Matrix(size: size)
        for column in 0..<size {
            inverse[column, column] = 1 / self[column, column]
            for row in (0..<column).reversed() {
                var sum = 0.0
                for inner in (row + 1)...column { sum += self[row, inner] * inverse[inner, column] }
                inverse[row, column] = -sum / self[row, row]
            }
        }
        return inverse
    }
}
