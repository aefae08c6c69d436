/// Who was lost in each arm, and what the effect could be because of it.
package struct Attrition: Hashable, Sendable {
    /// Lost, of all in the arm.
    package let treated: Proportion
    package let controls: Proportion
    /// Treated rate minus control rate.
    package let difference: Double
    package let differenceInterval: Interval

    package init(treated: Proportion, controls: Proportion, level: Double = 0.95) throws(StatisticsError) {
        self.treated = treated
        self.controls = controls
        difference = treated.rate - controls.rate
        differenceInterval = try newcombe(treated, controls, level: level)
    }
}

/// The least and the greatest effect that the missing allow.
package struct EffectBounds: Hashable, Sendable {
    package let lower: Double
    package let upper: Double
}

/// Returns the effects if all missing outcomes were as bad, and as good, for it as can be.
///
/// - Parameters:
///   - treated, controls: the outcomes that are there, nil for those that are missing.
///   - range: the least and the greatest outcome that anybody could have.
/// - Throws: `tooFew` for an empty arm, `outOfRange` where an outcome lies outside the range.
/// - Source: Manski (1990); Horowitz and Manski (2000).
package func worstCaseBounds(
    treated: [Double?], controls: [Double?], range: ClosedRange<Double>
) throws(StatisticsError) -> EffectBounds {
    guard range.lowerBound.isFinite, range.upperBound.isFinite else {
        throw .undefined(what: "the worst case", because: "the outcome's range is not finite")
    }
    func mean(_ arm: [Double?], _ name: String, filledWith filling: Double) throws(StatisticsError) -> Double
    {
        try requireCount(arm.count, atLeast: 1, "rows of \(name)")
        let filled = arm.map { $0 ?? filling }
        try requireFinite(filled, name)
        guard filled.allSatisfy(range.contains) else {
            throw .undefined(what: "the worst case", because: "an outcome of \(name) lies outside its range")
        }
        return compensatedSum(filled) / Double(filled.count)
    }
    let (least, greatest) = (range.lowerBound, range.upperBound)
    let lowTreated = try mean(treated, "the treated", filledWith: least)
    let highTreated = try mean(treated, "the treated", filledWith: greatest)
    let lowControls = try mean(controls, "the controls", filledWith: least)
    let highControls = try mean(controls, "the controls", filledWith: greatest)
    return EffectBounds(
        lower: try finite(lowTreated - highControls, "the worst case"),
        upper: try finite(highTreated - lowControls, "the best case"))
}

/// Returns the effect's bounds for those who would have stayed in either arm.
///
/// The arm that lost fewer is trimmed, from above for one bound and from below for the other, by the share
/// in which more of it stayed; a row at the edge of the trim counts with the part of it that is left.
///
/// - Throws: `tooFew` where nobody stayed in an arm, or the trim leaves nobody.
/// - Source: Lee (2009), "Training, wages, and sample selection". Assumes that being treated moves people
///   to stay, or to leave, but not some of each.
package func leeBounds(treated: [Double?], controls: [Double?]) throws(StatisticsError) -> EffectBounds {
    let stayedTreated = treated.compactMap { $0 }.sorted()
    let stayedControls = controls.compactMap { $0 }.sorted()
    try requireCount(stayedTreated.count, atLeast: 1, "treated with an outcome")
    try requireCount(stayedControls.count, atLeast: 1, "controls with an outcome")
    try requireFinite(stayedTreated, "the treated's outcome")
    try requireFinite(stayedControls, "the controls' outcome")
    // How many rows' worth of each arm stays, in proportion to the arm that lost more.
    let keptTreated = Double(stayedControls.count) * Double(treated.count) / Double(controls.count)
    let keptControls = Double(stayedTreated.count) * Double(controls.count) / Double(treated.count)
    func lowest(_ values: [Double], _ kept: Double) -> Double {
        if kept >= Double(values.count) { return compensatedSum(values) / Double(values.count) }
        let weights = values.indices.map { max(0, min(1, kept - Double($0))) }
        return weightedMean(values, weights)
    }
    func highest(_ values: [Double], _ kept: Double) -> Double {
        -lowest(values.reversed().map { -$0 }, kept)
    }
    let lower = lowest(stayedTreated, keptTreated) - highest(stayedControls, keptControls)
    let upper = highest(stayedTreated, keptTreated) - lowest(stayedControls, keptControls)
    return EffectBounds(lower: try finite(lower, "Lee's bound"), upper: try finite(upper, "Lee's bound"))
}
