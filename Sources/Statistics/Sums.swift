/// Returns the sum with the rounding errors carried along, in the order of the rows.
///
/// - Source: Neumaier (1974), "Rundungsfehleranalyse einiger Verfahren zur Summation endlicher Summen".
func compensatedSum(_ values: some Sequence<Double>) -> Double {
    var sum = 0.0
    var lost = 0.0
    for value in values {
        let next = sum + value
        lost += sum.magnitude >= value.magnitude ? (sum - next) + value : (value - next) + sum
        sum = next
    }
    return sum + lost
}

func weightedMean(_ values: [Double], _ weights: [Double]) -> Double {
    compensatedSum(zip(values, weights).lazy.map { $0 * $1 }) / compensatedSum(weights)
}

extension Array {
    /// The elements at these places, in this order.
    func picked(_ places: [Int]) -> [Element] { places.map { self[$0] } }
}
