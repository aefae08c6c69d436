/// What can be wrong with a `simulation.toml` whose keys are well formed one by one.
package enum SimulationProblem: Equatable, Sendable {
    case empty
    case duplicate(id: String, firstLine: Int)
    case targetOfWhat
    case sumOfWhat
    case levelsReversed(from: String, to: String)
    case empiricalOfWhat(id: String)
    case peopleUnknown(indicator: String)
    case correlatedWithLater(id: String, with: String)
    case rateAndDeviation

    var wording: ProblemWording {
        switch self {
        case .empty:
            ProblemWording(
                "there is nothing to simulate", expected: "at least one [[quantity]] or [[power]]",
                hint: "a [[quantity]] says what is not known before, and how it is distributed")
        case .duplicate(let id, let line):
            ProblemWording(
                "the quantity \(id) is declared twice", expected: "an id of its own",
                hint: "the first is on line \(line)")
        case .targetOfWhat:
            ProblemWording(
                "[[quantity]] does not say what it gives the rules",
                expected: "either `evaluation` and `reads`, or `indicator`")
        case .sumOfWhat:
            ProblemWording(
                "[[stake]] does not say how much it is",
                expected: "one of `amount`, `term`, and `quantity` with `each`")
        case .levelsReversed(let from, let to):
            ProblemWording(
                "`levels` begin at or beyond their end", expected: "`from` below `to`",
                came: "from \(from) to \(to)")
        case .empiricalOfWhat(let id):
            ProblemWording(
                "the quantity \(id) cannot be drawn from evidence",
                expected: "a `saving`, `difference` or `improved` of an `evaluation`, without `correlation`")
        case .peopleUnknown(let indicator):
            ProblemWording(
                "\(indicator) is about people, and nothing says how many there are",
                expected: "`people`, or a `group` whose [[group]] has a size")
        case .correlatedWithLater(let id, let with):
            ProblemWording(
                "the quantity \(id) goes with \(with), which does not stand above it",
                expected: "one that is declared above", came: with)
        case .rateAndDeviation:
            ProblemWording(
                "[[power]] has both `rate` and `deviation`",
                expected: "`rate` for an indicator of yes and no, `deviation` for any other")
        }
    }
}
