package import OutcomesModel

/// The levels of all quantities in one draw, in their units.
package struct Levels: Hashable, Sendable {
    /// One for each quantity, in the order of the terms; of people the mean, rounded.
    package internal(set) var units: [Int64]
    /// By the place of a quantity that each person has a figure of: these figures.
    package internal(set) var people: [Int: [Int64]]
    /// How many figures of each quantity were drawn beyond what can be, and taken as the nearest that can be.
    package internal(set) var cut: [Int] = []

    /// Returns the same levels with one quantity at another, for all of its people.
    func setting(_ place: Int, to level: Int64) -> Levels {
        var levels = self
        levels.units[place] = level
        if let count = people[place]?.count { levels.people[place] = Array(repeating: level, count: count) }
        return levels
    }
}

extension DrawnQuantity {
    /// Returns a level as people read it: `9.99 percent`, `-2,000,000 SEK`, `yes`.
    package func shown(_ level: Int64) -> String {
        if isYesOrNo { return level == 0 ? "no" : "yes" }
        return "\(figure(level)) \(unit)"
    }

    package func figure(_ level: Int64) -> Decimal { Decimal(units: level, decimals: decimals) }

    package var isYesOrNo: Bool {
        switch target {
        case .evaluation(_, .improved), .evaluation(_, .reached): true
        case .evaluation, .series, .people, .count: false
        }
    }
}
