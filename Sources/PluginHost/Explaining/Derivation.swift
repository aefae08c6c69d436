import InvestorReturns
import LuaHost
import OutcomesModel
import Settlement

/// What an explaining run notes of a rule: each figure with those that it was made of, each comparison, and what
/// was asked for, in the order in which it happened.
///
/// Figures that are in Lua carry the place of their note with them, so that it is never guessed where one came
/// from. Lua's own whole numbers carry nothing: a count that is calculated with comes back as a bare number.
final class Derivation {
    private(set) var figures: [NotedFigure] = []
    private(set) var comparisons: [NotedComparison] = []
    private(set) var requests: [NotedRequest] = []
    private(set) var claims: [NotedClaim] = []
    private(set) var counts: [NotedCount] = []
    /// What was given in `rules.distribute`, of all parties in their order.
    private(set) var shares: [NotedShare] = []
    /// How each breakdown of the run came about, by its place.
    var breakdowns: [Int: NotedBreakdown] = [:]
    /// The figures that came to be missing, by the reason: a missing value carries no place with it.
    private var missing: [Missing: Set<Int>] = [:]
    /// What each set of claims is of, by its place.
    var claimTitles: [Int: String] = [:]
    /// The place of a count that is to be told as one more than it is, to see what depends on it.
    let raised: Int?

    /// The place of a comparison that is to be told the other way round, to see what it decides.
    let turned: Int?

    /// A rule that takes more steps than this is not explained.
    static let mostFigures = 2_000_000

    init(raising raised: Int? = nil, turning turned: Int? = nil) {
        self.raised = raised
        self.turned = turned
    }

    /// Notes a figure and returns its place.
    func add(
        _ value: Explanation.Value, _ origin: NotedFigure.Origin, of operands: [Int] = [], at place: LuaPlace?
    ) throws -> Int {
        guard figures.count < Self.mostFigures else {
            throw ApiError(
                "the rule takes more than \(Self.mostFigures) steps, and cannot be explained", blame: .limit)
        }
        figures.append(NotedFigure(value: value, origin: origin, operands: operands, place: place))
        return figures.count - 1
    }

    /// Notes a figure that is missing.
    func addMissing(_ reason: Missing, _ origin: NotedFigure.Origin, at place: LuaPlace?) throws {
        let figure = try add(.missing(reason), origin, at: place)
        missing[reason, default: []].insert(figure)
    }

    /// Returns a figure that is missing for a reason, where all that are are of one series.
    func figure(missing reason: Missing) -> Int? {
        guard let places = missing[reason]?.sorted(), let first = places.first else { return nil }
        let series = places.map { place in
            if case .fold(let fold) = figures[place].origin { fold.indicator } else { -1 }
        }
        return Set(series).count == 1 ? first : nil
    }

    /// Gives what claims come to another name.
    func retitle(_ place: Int, _ title: String) {
        guard case .claims(let claims, _) = figures[place].origin else { return }
        let figure = figures[place]
        figures[place] = NotedFigure(
            value: figure.value, origin: .claims(claims, title), operands: figure.operands,
            place: figure.place)
    }

    /// Notes a comparison and returns what the rule is told.
    func add(_ comparison: NotedComparison) -> LuaValue {
        comparisons.append(comparison)
        return .boolean(comparisons.count - 1 == turned ? !comparison.outcome : comparison.outcome)
    }

    func add(_ request: NotedRequest) { requests.append(request) }
    func add(_ claim: NotedClaim) { claims.append(claim) }
    func add(_ share: NotedShare) { shares.append(share) }

    /// Notes a count and returns what the rule is told.
    func add(_ count: NotedCount) -> Int64 {
        counts.append(count)
        return counts.count - 1 == raised ? count.value + 1 : count.value
    }
}

/// A figure that a rule had in hand.
struct NotedFigure {
    let value: Explanation.Value
    let origin: Origin
    /// Places of other figures.
    let operands: [Int]
    let place: LuaPlace?

    enum Origin {
        /// A number that the rule says, or calculated in Lua.
        case bare
        case operation(LuaOperator)
        case least
        case greatest
        /// Rounded by `round`.
        case rounded
        case term(TermID)
        case price(OutcomeID)
        case estimate(EvaluationID, String)
        case fold(NotedFold)
        /// What claims come to at their outcomes' first prices.
        case claims([Claim], String)
        /// The amount of a breakdown, by its place.
        case breakdown(Int)
        case tariff(Breakdown, NotedTariff)
        /// A share of the first operand in proportion of the second to the third.
        case share
        case paid(PaymentID)
        /// Any other function or field.
        case other(String)
    }
}

/// A fold of one subject's series.
struct NotedFold {
    let name: String
    let subject: SubjectID
    let indicator: Int
    /// Places of the contract's windows.
    let windows: [Int]
    let day: Day?
}

/// What a rule compared, or read as true or false, or as a text.
struct NotedComparison {
    /// Of what is true or false, or read, what it is.
    let title: String
    let relation: Decision.Relation
    /// One figure or two.
    let operands: [Int]
    let outcome: Bool
    let place: LuaPlace?
}

/// Where an amount to pay came from.
struct NotedRequest {
    let source: Source
    /// How many comparisons were made before.
    let comparisons: Int
    let place: LuaPlace?

    enum Source {
        case figure(Int)
        case breakdown(Int)
        /// The parts of the request say it, and the tariff that they are of.
        case parts(String, NotedTariff?)
    }
}

/// Where a share of what a party received came from.
struct NotedShare {
    let party: PartyID
    let source: Source
    let place: LuaPlace?

    enum Source {
        /// What the rule gave.
        case figure(Int)
        case waterfall(WaterfallLine, InvestorAccount.SharedReceipt, InvestorAccount)
    }
}

struct NotedClaim {
    let outcome: OutcomeID
    let quantity: Int64
    let quantityFigure: Int?
    let comparisons: Int
    let place: LuaPlace?
}

/// How many claims a rule was told that there are.
struct NotedCount {
    let title: String
    let claims: [Claim]
    let value: Int64
    let place: LuaPlace?
}

struct NotedBreakdown {
    let title: String
    let tariff: NotedTariff?
    let place: LuaPlace?
}

/// A tariff that was priced.
struct NotedTariff {
    let tariff: Tariff
    /// The figure that the rule gave it, where it gave one instead of what the terms name.
    let given: Int?
}

extension LuaObject {
    /// The place of the figure's note; none for one that comes from elsewhere.
    var origin: Int? {
        guard let mark = words?.5, mark > 0 else { return nil }
        return Int(mark) - 1
    }

    /// Returns an exact number or money with the place of its note.
    func noted(as place: Int) -> LuaObject {
        let mark = UInt64(place) + 1
        guard HostType(self) == .money else {
            let (top, bottom) = LuaExact.parts(self)
            return LuaExact.object(type, top, bottom, origin: mark)
        }
        let amount = amount
        let (top, bottom) = (amount.minorUnits.numerator, amount.minorUnits.denominator)
        return LuaObject(
            type: type,
            words: (
                UInt64(truncatingIfNeeded: top), UInt64(truncatingIfNeeded: top >> 64),
                UInt64(truncatingIfNeeded: bottom), UInt64(truncatingIfNeeded: bottom >> 64),
                words?.4 ?? word & 0x7fff, mark
            ))
    }
}
