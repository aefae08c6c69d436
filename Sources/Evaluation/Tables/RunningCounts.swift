/// What of a running count may be shown, where no two of its figures may tell of few people.
///
/// A running count tells, by subtraction, what lies between any two of its steps. So a step is shown only where nobody
/// at all, or enough people, have come since the one that was shown before. Where a rest of few is left at the end, the
/// steps before it are hidden back to the one before the last that had enough, so that the end can be shown.
///
/// Whoever knows this rule knows of a hidden step only that at least one person came and fewer than enough: two numbers
/// fit at least, because three are enough at least where anybody is hidden at all.
package enum RunningCounts {
    /// Returns whether the count up to and with each step may be shown.
    ///
    /// - Parameters:
    ///   - people: who came in each step. Somebody who comes in several is one of each, and one of them together.
    ///   - least: the fewest people whose figures may be shown together.
    package static func shown(_ people: [Set<Int>], below least: Int) -> [Bool] {
        let least = least > 1 ? max(3, least) : 1
        var shown = people.map { _ in false }
        /// Who came since a step was shown.
        var open: Set<Int> = []
        /// The last step by which enough had come.
        var edge: Int?
        for step in people.indices {
            open.formUnion(people[step])
            guard open.isEmpty || open.count >= least else { continue }
            shown[step] = true
            if !open.isEmpty { edge = step }
            open = []
        }
        guard !open.isEmpty, let edge else { return shown }
        for step in edge..<people.count { shown[step] = false }
        shown[people.count - 1] = true
        return shown
    }
}
