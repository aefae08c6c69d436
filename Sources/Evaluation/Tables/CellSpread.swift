package import OutcomesModel
package import Statistics

/// How far the people of one cell are apart, gathered person by person in whole numbers.
///
/// People come one after the other; the values of one of them are put together, because they depend on each other.
struct CellSpread {
    /// What all values are counted from, so that large ones that lie close to each other fit.
    private var origin: Int64?
    private var open: (sum: Int128, count: Int128) = (0, 0)
    private var people = 0
    private var mostValues: Int128 = 0
    // Of all whose values are put together.
    private var sum: Int128 = 0
    private var count: Int128 = 0
    /// Σ s², Σ s n and Σ n², of the sum s and the count n of each person.
    private var squares: Int128 = 0
    private var products: Int128 = 0
    private var countSquares: Int128 = 0
    private var fits = true

    mutating func add(_ value: Int64, isNewPerson: Bool) {
        if isNewPerson { close() }
        let origin = origin ?? value
        self.origin = origin
        open.sum += Int128(value) - Int128(origin)
        open.count += 1
    }

    /// Puts the values of the person at hand together with the others.
    mutating func close() {
        guard open.count > 0 else { return }
        people += 1
        mostValues = max(mostValues, open.count)
        sum += open.sum
        count += open.count
        squares = adding(open.sum, open.sum, to: squares)
        products = adding(open.sum, open.count, to: products)
        countSquares = adding(open.count, open.count, to: countSquares)
        open = (0, 0)
    }

    private mutating func adding(_ left: Int128, _ right: Int128, to total: Int128) -> Int128 {
        let (product, isPast) = left.multipliedReportingOverflow(by: right)
        let (sum, isPastToo) = total.addingReportingOverflow(product)
        fits = fits && !isPast && !isPastToo
        return sum
    }

    /// Whether nobody has more than one value.
    var isOneEach: Bool { mostValues <= 1 }

    /// Returns the interval of the mean of all values, in units of the last decimal, by Student's t with people − 1
    /// degrees of freedom; nil of fewer than two people, and where all are alike.
    ///
    /// With one value each it is that of one sample; with several, the values of a person are a cluster.
    /// - Source: the linearised variance of a ratio, with the factor G / (G − 1): Cochran, Sampling Techniques (1977), 6.
    func interval(level: Double) -> Interval? {
        guard fits, people > 1, let origin else { return nil }
        let n = Double(count)
        let mean = Double(sum) / n
        let residue = Double(squares) - 2 * mean * Double(products) + mean * mean * Double(countSquares)
        let factor = Double(people) / Double(people - 1)
        // What cancels to next to nothing is nothing.
        guard residue > 1e-12 * Double(squares) else { return nil }
        let error = (factor * residue).squareRoot() / n
        let reference = Reference.studentT(degreesOfFreedom: Double(people - 1))
        guard let quantile = try? reference.quantile(level: level) else { return nil }
        let middle = Double(origin) + mean
        return Interval(lower: middle - quantile * error, upper: middle + quantile * error, level: level)
    }
}

extension CrossTally {
    /// Returns the interval of a cell's mean in the indicator's unit; nil where none can be told.
    ///
    /// By Wilson where everybody has one value of 0 or 1; otherwise by Student's t over people.
    /// - Parameter level: confidence, in (0, 1).
    package func interval(at cell: Int, level: Double) -> Interval? {
        guard !spreads.isEmpty else { return nil }
        let (found, spread) = (cells[cell], spreads[cell])
        let unit = Decimal(units: 1, decimals: indicator.decimals).approximate
        if indicator.isShare, spread.isOneEach, found.least >= 0, found.greatest <= 1 {
            guard let share = try? Proportion(Int(found.sum), of: Int(found.count)) else { return nil }
            return try? wilson(share, level: level)
        }
        return spread.interval(level: level).map {
            Interval(lower: $0.lower * unit, upper: $0.upper * unit, level: level)
        }
    }
}

extension Indicator {
    /// Whether each value is 0 or 1, so that a mean is a share.
    package var isShare: Bool {
        decimals == 0 && minimum?.ratio == .zero && maximum?.ratio == .one
    }
}
