/// Returns the quantile of ascending values, straight between the two nearest.
///
/// - Parameter probability: in [0, 1]; 0 gives the least value, 1 the greatest.
/// - Source: Hyndman and Fan (1996), definition 7.
package func quantile(ofSorted values: [Double], _ probability: Double) throws(StatisticsError) -> Double {
    try requireCount(values.count, atLeast: 1, "values")
    try requireFinite(values, "the values")
    guard probability >= 0, probability <= 1 else {
        throw .outOfRange(what: "the probability", came: probability, allowed: "from 0 to 1")
    }
    let place = probability * Double(values.count - 1)
    let below = min(Int(place), values.count - 1)
    let above = min(below + 1, values.count - 1)
    let distance = try finite(values[above] - values[below], "the distance between two values")
    return values[below] + (place - Double(below)) * distance
}
