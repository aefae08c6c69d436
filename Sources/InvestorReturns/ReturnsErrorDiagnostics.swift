package import OutcomesModel

extension ReturnsError: Diagnosable {
    package var diagnostics: [Diagnostic] { [diagnostic] }

    private var diagnostic: Diagnostic {
        switch self {
        case .rate(let rate):
            Diagnostic(
                .pack, "a yearly rate is out of range", expected: "0 to 10, where 0.05 is 5 % a year",
                came: "\(rate)", hint: "write 5 % as 0.05")
        case .discountRate(let rate):
            Diagnostic(
                .pack, "a discount rate is out of range",
                expected: "more than -1, where 0.035 is 3.5 % a year",
                came: "\(rate)")
        case .index(let base, let now):
            Diagnostic(
                .pack, "a price index must be positive", expected: "more than 0", came: "\(base) and \(now)")
        case .indexBounds(let floor, let cap):
            Diagnostic(
                .pack, "the floor of an indexation is above its cap", expected: "a floor of at most \(cap)",
                came: "\(floor)")
        case .currency(let expected, let came):
            Diagnostic(
                .pack, "a sum is in another currency than the rest", expected: "\(expected)", came: "\(came)",
                hint: "convert it by a rate that the contract names")
        case .arithmetic(let error):
            Diagnostic(.pack, "\(error)")
        case .noClasses: Diagnostic(.pack, "a waterfall has no class of capital", expected: "at least one")
        case .noTiers: Diagnostic(.pack, "a waterfall has no tier", expected: "at least one")
        case .duplicateClass(let id):
            Diagnostic(.pack, "class '\(id)' is there twice", expected: "one of each id")
        case .noInvestors(let id):
            Diagnostic(.pack, "class '\(id)' has no investor", expected: "at least one")
        case .duplicateInvestor(let id, let party):
            Diagnostic(.pack, "'\(party)' is twice in class '\(id)'", expected: "each investor once")
        case .investorShare(let id, let party, let share):
            Diagnostic(
                .pack, "the share of '\(party)' in class '\(id)' is not positive", expected: "more than 0",
                came: "\(share)")
        case .unknownClass(let id, let known):
            Diagnostic(
                .pack, "there is no class '\(id)' in the waterfall",
                expected: known.map { "'\($0)'" }.joined(separator: ", "), came: "'\(id)'",
                hint: nearestName(to: id.rawValue, among: known.map(\.rawValue)).map {
                    "did you mean '\($0)'?"
                })
        case .share(let tier, let share):
            Diagnostic(
                .pack, "the share of a \(tier.rawValue) tier is out of range",
                expected: tier == .split ? "more than 0" : "more than 0 and less than 1", came: "\(share)")
        case .simpleHurdle(let id):
            Diagnostic(
                .pack, "the hurdle of class '\(id)' must compound", expected: "annual", came: "simple",
                hint: "a simple return is a preferred return")
        case .multiple(let id, let multiple):
            Diagnostic(
                .pack, "the money multiple of class '\(id)' is not positive",
                expected: "more than 0, as in 1.20",
                came: "\(multiple)")
        case .emptySplit:
            Diagnostic(.pack, "a split tier has nobody to split between", expected: "at least one")
        case .negativeCap(let cap):
            Diagnostic(.pack, "the cap on all payments is negative", expected: "0 or more", came: "\(cap)")
        case .guarantee(let id, let share):
            Diagnostic(
                .pack, "the guaranteed share of class '\(id)' is out of range",
                expected: "more than 0, and 1 at most", came: "\(share)")
        case .guaranteeLimit(let id, let limit):
            Diagnostic(
                .pack, "the guarantee of class '\(id)' has a negative limit", expected: "0 or more",
                came: "\(limit)")
        case .eventAmount(let event, let day, let money):
            Diagnostic(
                .evidence, "a \(event) of \(day) is negative", expected: "0 or more", came: "\(money)",
                hint: event == "receipt" ? "what is paid back is a clawback" : nil)
        case .clawbackAboveReceived(let id, let day, let asked, let received):
            Diagnostic(
                .evidence, "more is clawed back on \(day) than class '\(id)' has received",
                expected: "at most \(received)", came: "\(asked)")
        case .schedule(let field, let expected, let came):
            Diagnostic(.pack, "the schedule's \(field) cannot be", expected: expected, came: came)
        }
    }
}
