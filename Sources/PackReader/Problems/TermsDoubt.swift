package import OutcomesModel

/// What terms say that is well formed, and that nobody means.
package enum TermsDoubt: Equatable, Sendable {
    case rateAboveOne(table: String, rate: Decimal)
    case shareAboveOne(term: String, value: Decimal)
    case dueBeforeStart(settlement: String, due: Day, starts: Day)
    case dueBeforeWindow(settlement: String, due: Day, window: String, first: Day)
    case drawnAfterEnd(day: Day, ends: Day)
    case guaranteedBeforeDrawn(investors: String, day: Day, drawn: Day)
    /// A version of something that begins when nothing is settled any more.
    case neverHolds(String, from: Day, lastDue: Day)
    case capOfNothing(String)
    case reductionOfMoreThanAll(table: String, at: Decimal)

    var wording: ProblemWording {
        switch self {
        case .rateAboveOne(let table, let rate):
            ProblemWording(
                "the `rate` of \(table) is \(rate), which is \(percent(rate)) % a year",
                expected: "a share of 1, where \"0.05\" is 5 %", came: "\(rate)", hint: meant(rate))
        case .shareAboveOne(let term, let value):
            ProblemWording(
                "the term \(term) is a share, and is \(value), which is \(percent(value)) %",
                expected: "0 to 1, where \"0.05\" is 5 %", came: "\(value)", hint: meant(value))
        case .dueBeforeStart(let settlement, let due, let starts):
            ProblemWording(
                "the settlement \(settlement) is due before the contract starts",
                expected: "a day after \(starts)", came: "\(due)")
        case .dueBeforeWindow(let settlement, let due, let window, let first):
            ProblemWording(
                "the settlement \(settlement) is due before its window \(window) begins, and sees nothing of it",
                expected: "a day after \(first)", came: "\(due)")
        case .drawnAfterEnd(let day, let ends):
            ProblemWording(
                "investors pay in after the contract has ended", expected: "a day up to \(ends)",
                came: "\(day)")
        case .guaranteedBeforeDrawn(let investors, let day, let drawn):
            ProblemWording(
                "what \(investors) has drawn is guaranteed on a day before anything is drawn",
                expected: "a day after \(drawn)", came: "\(day)")
        case .neverHolds(let what, let from, let lastDue):
            ProblemWording(
                "\(what) begins after the last settlement is due, and never holds",
                expected: "a day up to \(lastDue)", came: "\(from)")
        case .capOfNothing(let cap):
            ProblemWording(
                "the cap \(cap) is 0: nothing that it bounds is ever paid", expected: "more than 0", came: "0"
            )
        case .reductionOfMoreThanAll(let table, let at):
            ProblemWording(
                "`at` of \(table) is a reduction by \(at) percent, which nothing can reach",
                expected: "at most 100", came: "\(at)")
        }
    }

    private func percent(_ share: Decimal) -> String {
        (try? share.ratio.multiplied(by: Ratio(100))).map { "\($0)" } ?? "\(share) times 100"
    }

    /// Whoever writes 5 for 5 percent means 0.05.
    private func meant(_ rate: Decimal) -> String? {
        guard rate.decimals + 2 <= Decimal.mostDecimals, rate.ratio <= Ratio(100) else { return nil }
        return "if it is \(rate) %, write \"\(Decimal(units: rate.units, decimals: rate.decimals + 2))\""
    }
}

/// Gathers what is hardly meant while terms are read, beside what is wrong with them.
final class TermsDoubts {
    private let found: FileFaults
    private var versions: [(what: String, from: Found<Day>)] = []

    init(file: String) { found = FileFaults(file: file) }

    func add(_ doubt: TermsDoubt, at place: TomlPlace) { found.add(.doubt(doubt), at: place) }

    /// Keeps the first day of a version, to be looked at when all settlements are known.
    func noteVersion(_ what: String, from: Found<Day>) { versions.append((what, from)) }

    func checkVersions(until lastDue: Day) {
        for (what, from) in versions where from.value > lastDue {
            add(.neverHolds(what, from: from.value, lastDue: lastDue), at: from.place)
        }
    }

    func sorted(pack: PackID?) -> [PackFault] { found.sorted(pack: pack) }
}
