import LuaHost
import OutcomesModel
import Reporting
import Settlement

// What claims come to, and how many there are: by the lines of the rules that made them.
extension ExplanationBuilder {
    /// Explains what claims come to at their outcomes' first prices.
    func worth(
        _ figure: NotedFigure, of claims: [Claim], _ title: String
    ) throws(SettlementError) -> Explanation {
        var parts: [Explanation] = []
        for outcome in contract.outcomes {
            let own = claims.filter { $0.outcome == outcome.id }
            guard !own.isEmpty else { continue }
            parts.append(
                try priced(outcome.title, own, at: Amount(outcome.price), clause: outcome.clause))
        }
        guard !parts.isEmpty else {
            return try Explanation(title, figure.value, notes: [word("no claims", sv: "inga anspråk")])
        }
        return try Explanation(title, figure.value, by: .sum, of: parts, step: step(figure.place))
    }

    private func priced(
        _ label: String, _ claims: [Claim], at price: Amount, clause: Clause
    ) throws(SettlementError) -> Explanation {
        let count = try self.count(word("claims", sv: "anspråk"), claims)
        guard case .number(let units) = count.value, let amount = try? price.multiplied(by: units) else {
            throw .unaccounted(label: label, value: "\(price)", parts: "\(count.value)")
        }
        return try Explanation(
            label, .money(amount), by: .product,
            of: [
                count,
                try Explanation(word("price of one", sv: "pris för ett"), .money(price), clause: clause),
            ])
    }

    func count(_ count: NotedCount, _ figure: NotedFigure) throws(SettlementError) -> Explanation {
        let told = try self.count(count.title, count.claims)
        guard told.value == figure.value else {
            // The rule has calculated in Lua with it, which nobody can see.
            return try Explanation(
                word(
                    "made in Lua from the count of \(count.title)",
                    sv: "räknat i Lua ur antalet \(count.title)"), figure.value, by: .computed, of: [told],
                step: step(count.place))
        }
        return told
    }

    /// Explains a count of claims: how many each line of a rule has made, and for how many people.
    func count(_ label: String, _ claims: [Claim]) throws(SettlementError) -> Explanation {
        var places: [SourceLocation] = []
        var byPlace: [SourceLocation: [Claim]] = [:]
        for claim in claims {
            if byPlace[claim.cause] == nil { places.append(claim.cause) }
            byPlace[claim.cause, default: []].append(claim)
        }
        let all = Explanation.Value.number(Ratio(quantity(of: claims)))
        guard places.count != 1 || isCounted(claims) else {
            return try Explanation(label, all, notes: people(of: claims), step: step(places[0]))
        }
        guard !places.isEmpty else { return try Explanation(label, all) }
        places.sort { ($0.file, $0.line ?? 0) < ($1.file, $1.line ?? 0) }
        var parts: [Explanation] = []
        for place in places {
            let own = byPlace[place] ?? []
            if let counted = try self.counted(own) {
                parts.append(counted)
            } else {
                parts.append(
                    try Explanation(
                        word("claimed by this line", sv: "begärt på den här raden"),
                        .number(Ratio(quantity(of: own))), notes: people(of: own),
                        step: step(place)))
            }
        }
        return try Explanation(
            label, all, by: .sum, of: parts, notes: places.count > 1 ? people(of: claims) : [])
    }

    private func isCounted(_ claims: [Claim]) -> Bool { claims.contains { $0.subject.kind != .participant } }

    /// Explains claims without persons by the figures that the rule claimed them with.
    private func counted(_ claims: [Claim]) throws(SettlementError) -> Explanation? {
        guard let first = claims.first, isCounted(claims) else { return nil }
        let noted = derivation.claims.filter {
            $0.outcome == first.outcome
                && $0.place.map { $0.line == first.cause.line && $0.file == first.cause.file } ?? false
        }
        guard noted.count == claims.count, noted.reduce(0, { $0 + $1.quantity }) == quantity(of: claims)
        else {
            return nil
        }
        var parts: [Explanation] = []
        for claim in noted {
            guard let figure = claim.quantityFigure else { return nil }
            parts.append(try explain(figure))
        }
        return try Explanation(
            word("claimed without persons", sv: "begärt utan personer"), .number(Ratio(quantity(of: claims))),
            by: .sum, of: parts,
            step: step(first.cause))
    }

    private func quantity(of claims: [Claim]) -> Int64 { claims.reduce(0) { $0 + $1.quantity } }

    private func people(of claims: [Claim]) -> [String] {
        let people = Set(claims.lazy.filter { $0.subject.kind == .participant }.map(\.subject)).count
        return people == 0
            ? []
            : [
                word(
                    "\(people.grouped) \(people == 1 ? "person" : "people")",
                    sv: people == 1 ? "1 person" : "\(run.language.figures(people.grouped)) personer")
            ]
    }

    // MARK: Breakdowns

    /// Explains a breakdown by its parts; those that are priced by claims, by these.
    func breakdown(_ place: Int) throws(SettlementError) -> Explanation {
        let breakdown = run.breakdowns[place]
        let note = derivation.breakdowns[place]
        return try sum(
            breakdown, note?.title ?? word("a breakdown", sv: "en uppdelning"), note?.tariff,
            step(note?.place))
    }

    func sum(
        _ breakdown: Breakdown, _ label: String, _ tariff: NotedTariff?, _ step: Explanation.Step?
    ) throws(SettlementError) -> Explanation {
        try sum(breakdown.parts, breakdown.amount, breakdown.requirements, label, tariff, step)
    }

    /// Explains an amount by the parts of a breakdown.
    func sum(
        _ parts: [Breakdown.Part], _ amount: Amount, _ requirements: [Requirement], _ label: String,
        _ tariff: NotedTariff?, _ step: Explanation.Step?
    ) throws(SettlementError) -> Explanation {
        let held = try self.requirements(requirements, of: tariff)
        let figure = try tariff.flatMap { (noted) throws(SettlementError) in try self.figure(of: noted) }
        // Where it is no quantity of a part, it decides which of them there are.
        let isQuantity = figure.map { figure in
            parts.contains { $0.quantity.map { figure.value == .number($0) } ?? false }
        }
        let decisions = figure.flatMap { figure in
            isQuantity == true ? nil : [Decision(figure, .isPriced, nil, outcome: true, step: nil)]
        }
        guard !parts.isEmpty else {
            return try Explanation(
                label, .money(amount), notes: [word("nothing is due", sv: "ingenting ska betalas")],
                step: step, decisions: decisions ?? [], requirements: held)
        }
        if parts.count == 1, decisions == nil {
            var only = try part(parts[0], figure, step)
            only.requirements = held
            return only
        }
        var explained: [Explanation] = []
        for part in parts { explained.append(try self.part(part, figure, nil)) }
        return try Explanation(
            label, .money(amount), by: .sum, of: explained, step: step, decisions: decisions ?? [],
            requirements: held)
    }

    private func label(of part: Breakdown.Part) -> String {
        part.words.text(
            in: run.language, figures: run.language.figures,
            amounts: { run.language.figures($0.grouped()) })
    }

    private func part(
        _ part: Breakdown.Part, _ figure: Explanation?, _ step: Explanation.Step?
    ) throws(SettlementError) -> Explanation {
        guard let quantity = part.quantity, let price = part.unitPrice,
            (try? price.multiplied(by: quantity)) == part.amount
        else {
            return try Explanation(
                label(of: part), .money(part.amount), clause: part.clause, step: step)
        }
        return try Explanation(
            label(of: part), .money(part.amount), by: .product,
            of: [
                try units(quantity, part, figure),
                try Explanation(word("price of one", sv: "pris för ett"), .money(price), clause: part.clause),
            ], step: step)
    }

    /// Explains how many units of a part there are: the claims that were priced so, where they are claims.
    private func units(
        _ quantity: Ratio, _ part: Breakdown.Part, _ figure: Explanation?
    ) throws(SettlementError) -> Explanation {
        if let figure, figure.value == .number(quantity) { return figure }
        if let claims = claimsByPrice[
            ClaimPrice(title: part.label, clause: part.clause, price: part.unitPrice)]
        {
            let count = try self.count(word("claims", sv: "anspråk"), claims)
            if count.value == .number(quantity) { return count }
        }
        return try Explanation(word("quantity", sv: "antal"), .number(quantity))
    }
}

/// What tells the claims of one part of a breakdown from others.
struct ClaimPrice: Hashable {
    let title: String
    let clause: Clause
    let price: Amount?
}
