import LuaHost
import OutcomesModel
import PackReader
import Settlement

/// Makes explanations of what a run has noted. A figure that was told in full is told in short after that.
final class ExplanationBuilder: WrittenInLanguage {
    let run: PackRun
    let derivation: Derivation
    /// Which bare numbers follow which counts, by their places.
    let followed: [Int: Int]
    private var told: Set<Int> = []
    private var sources: [String: [Substring]] = [:]
    private var depth = 0
    /// The claims of each price, told apart as a breakdown of them does.
    lazy var claimsByPrice: [ClaimPrice: [Claim]] = {
        let explained = (try? run.pricedClaims().explained) ?? []
        return Dictionary(grouping: explained) { priced in
            ClaimPrice(
                title: contract.outcome(priced.claim.outcome)?.title ?? "", clause: priced.clause,
                price: Amount(priced.unitPrice))
        }.mapValues { $0.map(\.claim) }
    }()

    /// How deep a tree goes, and how many parts a figure shows; what is beyond is told as one figure.
    static let mostDepth = 64
    static let mostParts = 10_000

    init(_ run: PackRun, _ derivation: Derivation, followed: [Int: Int] = [:]) {
        self.run = run
        self.derivation = derivation
        self.followed = followed
    }

    var contract: Contract { run.contract }

    /// That which the pack is read in.
    var language: Language { run.language }

    // MARK: Figures

    /// Explains the figure at a place of the notes.
    func explain(_ place: Int) throws(SettlementError) -> Explanation {
        let figure = derivation.figures[place]
        guard !figure.operands.isEmpty || figure.isOfEvidence else { return try leaf(figure, place) }
        guard depth < Self.mostDepth else {
            return try Explanation(
                word(
                    "further steps, which are too many to be shown",
                    sv: "fler steg, som är för många att visa"), figure.value)
        }
        guard told.insert(place).inserted else {
            return try Explanation(label(figure), figure.value, by: .above, step: step(figure.place))
        }
        depth += 1
        defer { depth -= 1 }
        switch figure.origin {
        case .operation(let operation): return try explain(operation, figure)
        case .least: return try choice(label(figure), figure, .least)
        case .greatest: return try choice(label(figure), figure, .greatest)
        case .rounded: return try rounded(figure)
        case .share: return try share(figure)
        case .estimate(let id, let field): return try estimate(figure, id, field)
        case .fold(let fold): return try self.fold(figure, fold)
        case .claims(let claims, let title): return try worth(figure, of: claims, title)
        case .breakdown(let breakdown): return try self.breakdown(breakdown)
        case .tariff(let breakdown, let tariff):
            return try sum(breakdown, tariff.tariff.title, tariff, step(figure.place))
        case .paid:
            return try Explanation(
                label(figure), figure.value, by: .sum, of: try all(figure.operands), step: step(figure.place))
        case .bare, .term, .price, .other:
            return try Explanation(
                label(figure), figure.value, by: .computed, of: try all(figure.operands),
                step: step(figure.place))
        }
    }

    private func all(_ places: [Int]) throws(SettlementError) -> [Explanation] {
        var explained: [Explanation] = []
        for place in places { explained.append(try explain(place)) }
        return explained
    }

    private func leaf(_ figure: NotedFigure, _ place: Int) throws(SettlementError) -> Explanation {
        switch figure.origin {
        case .term(let id):
            guard let term = contract.term(id) else { break }
            let version = term.version(on: run.settlement.due)
            return try Explanation(
                label(figure), figure.value,
                notes: version.from.map { [word("as amended, from \($0)", sv: "ändrat från \($0)")] } ?? [],
                clause: version.clause)
        case .price(let id):
            guard let outcome = contract.outcome(id) else { break }
            return try Explanation(
                word("price of \(outcome.title)", sv: "priset på \(outcome.title)"), figure.value,
                clause: outcome.clause)
        case .bare:
            guard let count = followed[place].map({ derivation.counts[$0] }) else { break }
            return try self.count(count, figure)
        case .paid:
            return try Explanation(label(figure), figure.value, step: step(figure.place))
        default: break
        }
        return try Explanation(label(figure), figure.value, step: step(figure.place))
    }

    func label(_ figure: NotedFigure) -> String {
        switch figure.origin {
        case .bare:
            if case .day = figure.value { return word("a day", sv: "en dag") }
            if case .missing = figure.value { return word("a missing value", sv: "ett värde som saknas") }
            if case .money = figure.value {
                return word("a sum that the rule says", sv: "ett belopp som regeln anger")
            }
            return word("a number that the rule says", sv: "ett tal som regeln anger")
        case .operation(.add): return word("the sum of", sv: "summan av")
        case .operation(.subtract): return word("the difference of", sv: "skillnaden mellan")
        case .operation(.multiply): return word("the product of", sv: "produkten av")
        case .operation(.divide): return word("the quotient of", sv: "kvoten av")
        case .operation(.negate): return word("the negative of", sv: "med omvänt tecken")
        case .operation: return word("a figure", sv: "ett tal")
        case .least: return word("the lesser of", sv: "det minsta av")
        case .greatest: return word("the greater of", sv: "det största av")
        case .rounded: return word("rounded", sv: "avrundat")
        case .term(let id): return word("term \(id)", sv: "villkoret \(id)")
        case .price(let outcome): return word("price of \(outcome)", sv: "priset på \(outcome)")
        case .estimate(let id, let field): return "\(id): \(reading(field))"
        case .fold(let fold): return label(fold)
        case .claims(_, let title): return title
        case .breakdown(let place):
            return derivation.breakdowns[place]?.title ?? word("a breakdown", sv: "en uppdelning")
        case .tariff(_, let tariff): return tariff.tariff.title
        case .share: return word("a share of a whole", sv: "en andel av en helhet")
        case .paid(let payment):
            return word(
                "what payment \(payment) comes to so far",
                sv: "vad betalningen \(payment) uppgår till hittills")
        case .other(let title): return title
        }
    }

    // MARK: Operations

    private func explain(
        _ operation: LuaOperator, _ figure: NotedFigure
    ) throws(SettlementError) -> Explanation {
        let rule: Explanation.Rule
        var operands = figure.operands
        switch operation {
        case .add where figure.isOfFigures:
            rule = .sum
            operands = terms(of: figure)
            // A sum that was begun with nothing shows what was added.
            if operands.count > 1, let first = operands.first, derivation.figures[first].isNothing {
                operands.removeFirst()
            }
        case .subtract where figure.isOfFigures: rule = .difference
        case .multiply: rule = .product
        case .divide: rule = .quotient
        case .negate: rule = .negative
        default: rule = .computed
        }
        guard operands.count <= Self.mostParts else {
            return try Explanation(
                word("the sum of \(operands.count) figures", sv: "summan av \(operands.count) tal"),
                figure.value, step: step(figure.place))
        }
        return try Explanation(
            label(figure), figure.value, by: rule, of: try all(operands), step: step(figure.place))
    }

    /// Returns what a sum adds up that one line made step by step, as a loop does, in the order of the steps.
    private func terms(of figure: NotedFigure) -> [Int] {
        var terms: [Int] = []
        var figure = figure
        while true {
            terms.append(figure.operands[1])
            let left = derivation.figures[figure.operands[0]]
            guard case .operation(.add) = left.origin, left.isOfFigures, left.place == figure.place,
                terms.count <= Self.mostParts
            else { break }
            figure = left
        }
        return [figure.operands[0]] + terms.reversed()
    }

    private func choice(
        _ label: String, _ figure: NotedFigure, _ rule: Explanation.Rule
    ) throws(SettlementError) -> Explanation {
        try Explanation(
            label, figure.value, by: rule, of: try all(figure.operands), step: step(figure.place))
    }

    /// What rounding adds or takes off stands beside the exact figure.
    private func rounded(_ figure: NotedFigure) throws(SettlementError) -> Explanation {
        let whole = derivation.figures[figure.operands[0]].value
        return try Explanation(
            label(figure), figure.value, by: .sum,
            of: [
                try explain(figure.operands[0]),
                try rest(word("rounding", sv: "avrundning"), of: figure.value, beyond: whole),
            ],
            step: step(figure.place))
    }

    private func share(_ figure: NotedFigure) throws(SettlementError) -> Explanation {
        let (sum, weight, whole) = (figure.operands[0], figure.operands[1], figure.operands[2])
        let values = figure.operands.map { derivation.figures[$0].value }
        guard let ratio = values[1].quotient(values[2]), case .number(let part) = ratio,
            let exact = values[0].multiplied(by: part)
        else {
            return try Explanation(label(figure), figure.value, by: .computed, of: try all(figure.operands))
        }
        let share = try Explanation(
            word("its weight over all weights", sv: "vikten genom alla vikter"), ratio, by: .quotient,
            of: [try explain(weight), try explain(whole)])
        let product = try Explanation(
            word("the share in proportion", sv: "andelen i proportion"), exact, by: .product,
            of: [try explain(sum), share])
        return try Explanation(
            word("a share, by largest remainder", sv: "en andel, enligt största resten"), figure.value,
            by: .sum,
            of: [
                product,
                try rest(
                    word("rounding to whole minor units", sv: "avrundning till hela minsta enheter"),
                    of: figure.value, beyond: exact),
            ],
            step: step(figure.place))
    }

    func rest(
        _ label: String, of value: Explanation.Value, beyond exact: Explanation.Value
    ) throws(SettlementError) -> Explanation {
        guard let rest = value.less(exact) else {
            throw .unaccounted(label: label, value: "\(value)", parts: "\(exact)")
        }
        return try Explanation(label, rest)
    }

    // MARK: Rule lines

    /// Returns the line of a rule with what stands there.
    func step(_ place: LuaPlace?) -> Explanation.Step? {
        guard let place else { return nil }
        return step(SourceLocation(file: place.file, line: place.line))
    }

    func step(_ place: SourceLocation) -> Explanation.Step {
        let lines = sources[place.file] ?? lines(of: place.file)
        sources[place.file] = lines
        var text = ""
        if let line = place.line, lines.indices.contains(line - 1) { text = String(lines[line - 1]) }
        return Explanation.Step(place: place, source: text.trimmingSpaces)
    }

    private func lines(of file: String) -> [Substring] {
        guard let source = run.pack.luaSources.first(where: { $0.name == file }) else { return [] }
        return String(decoding: source.bytes, as: UTF8.self)
            .split(separator: "\n", omittingEmptySubsequences: false)
    }
}

extension NotedFigure {
    fileprivate var isOfEvidence: Bool {
        switch origin {
        case .estimate, .fold, .claims, .breakdown, .tariff: true
        default: false
        }
    }

    fileprivate var isOfFigures: Bool {
        switch value {
        case .money, .number: operands.count == 2
        case .truth, .day, .missing: false
        }
    }

    /// A zero that a rule begins a sum with.
    fileprivate var isNothing: Bool {
        guard case .bare = origin else { return false }
        return switch value {
        case .money(let amount): amount.isZero
        case .number(let number): number.isZero
        case .truth, .day, .missing: false
        }
    }
}

extension Explanation.Value {
    fileprivate func quotient(_ other: Self) -> Self? {
        switch (self, other) {
        case (.number(let a), .number(let b)): (try? a.divided(by: b)).map { .number($0) }
        case (.money(let a), .money(let b)): (try? a.divided(by: b)).map { .number($0) }
        default: nil
        }
    }

    fileprivate func multiplied(by share: Ratio) -> Self? {
        guard case .money(let amount) = self else { return nil }
        return (try? amount.multiplied(by: share)).map { .money($0) }
    }

    func less(_ other: Self) -> Self? {
        switch (self, other) {
        case (.number(let a), .number(let b)): (try? a.subtracting(b)).map { .number($0) }
        case (.money(let a), .money(let b)): (try? a.subtracting(b)).map { .money($0) }
        default: nil
        }
    }
}

extension String {
    fileprivate var trimmingSpaces: String {
        let isSpace: (Character) -> Bool = { $0 == " " || $0 == "\t" || $0 == "\r" || $0 == "\r\n" }
        return String(String(drop(while: isSpace)).reversed().drop(while: isSpace).reversed())
    }
}
