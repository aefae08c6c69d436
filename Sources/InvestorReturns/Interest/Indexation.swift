package import OutcomesModel

/// Carries a sum from the prices of one time to those of another, exactly: sum × index there / index here.
package struct Indexation: Hashable, Sendable {
    /// The index at the time whose prices the sum is in.
    package let base: Ratio
    /// The index at the time whose prices are asked for.
    package let now: Ratio
    /// The least and the greatest factor that the contract allows.
    package let floor: Ratio?
    package let cap: Ratio?

    /// - Throws: `ReturnsError.index` unless both are positive, `ReturnsError.indexBounds` where the floor is
    ///   above the cap.
    package init(
        base: Ratio, now: Ratio, floor: Ratio? = nil, cap: Ratio? = nil
    ) throws(ReturnsError) {
        guard base.signum > 0, now.signum > 0 else { throw .index(base: base, now: now) }
        if let floor, let cap, floor > cap { throw .indexBounds(floor: floor, cap: cap) }
        self.base = base
        self.now = now
        self.floor = floor
        self.cap = cap
    }

    /// The factor by which sums grow: 1.10 where prices rose by a tenth.
    package var factor: Ratio {
        get throws(ReturnsError) {
            let grown = try ReturnsError.exactly { () throws(ArithmeticError) in try now.divided(by: base) }
            return min(max(grown, floor ?? grown), cap ?? max(grown, floor ?? grown))
        }
    }

    /// Returns the sum in the prices of `now`: what was 15.12 is 15.55.
    package func indexed(_ sum: Amount) throws(ReturnsError) -> Amount {
        let factor = try factor
        return try ReturnsError.exactly { () throws(ArithmeticError) in try sum.multiplied(by: factor) }
    }

    /// Returns the sum of `now` in the prices of `base`: its real worth.
    package func real(_ sum: Amount) throws(ReturnsError) -> Amount {
        let factor = try factor
        return try ReturnsError.exactly { () throws(ArithmeticError) in try sum.divided(by: factor) }
    }
}
