/// Gives the same numbers for the same seed on every machine.
///
/// - Source: Steele, Lea and Flood (2014), "Fast splittable pseudorandom number generators".
package struct SplitMix64: Sendable {
    private var state: UInt64

    package init(seed: UInt64) { state = seed }

    package mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }

    /// Returns an index in 0 ..< count: the high word of next() · count, so that each draw takes one number.
    ///
    /// An index is likelier than another by at most count / 2⁶⁴.
    package mutating func index(below count: Int) -> Int {
        precondition(count > 0, "there is no index below \(count)")
        return Int(next().multipliedFullWidth(by: UInt64(count)).high)
    }
}

extension SplitMix64 {
    /// Makes the generator of one draw of many: it depends on the seed and the place of the draw alone, so that draws
    /// can be made in any order and on any number of threads.
    package init(seed: UInt64, draw: Int) {
        var mixer = SplitMix64(seed: seed)
        var own = SplitMix64(seed: mixer.next() &+ UInt64(bitPattern: Int64(draw)))
        self.init(seed: own.next())
    }

    /// Returns a number of 53 bits strictly between 0 and 1.
    package mutating func uniform() -> Double { (Double(next() >> 11) + 0.5) * 0x1p-53 }
}
