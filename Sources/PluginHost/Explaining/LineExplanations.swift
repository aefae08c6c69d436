import OutcomesModel
import Reporting
import Settlement

// What a payment line is: what was asked for, less what caps took off and rounding left over.
extension ExplanationBuilder {
    /// - Parameter decisions: the comparisons that decided it, by their places.
    func line(
        _ line: PaymentLine, _ request: NotedRequest, decisions: [Int]
    ) throws(SettlementError) -> Explanation {
        var parts = [try requested(line, request)]
        for reduction in line.reductions {
            parts.append(
                try Explanation(
                    word("cap \(reduction.cap)", sv: "taket \(reduction.cap)"), .money(reduction.amount),
                    clause: reduction.clause))
        }
        if !line.residue.isZero {
            let rounding = contract.rounding
            let mode = rounding.mode.rawValue.replacing("_", with: " ")
            parts.append(
                try Explanation(
                    word(
                        "rounding to \(rounding.unit) (\(mode))",
                        sv: "avrundning till \(rounding.unit) (\(rounding.mode.rawValue))"),
                    .money(line.residue)))
        }
        let (from, to) = (contract.party(line.from)?.name, contract.party(line.to)?.name)
        var notes = [
            word(
                "\(from ?? line.from.rawValue) to \(to ?? line.to.rawValue)",
                sv: "\(from ?? line.from.rawValue) till \(to ?? line.to.rawValue)")
        ]
        if let converted = line.converted {
            notes.append(
                word(
                    "paid as \(converted.paid), at \(converted.rate), \(converted.clause)",
                    sv: "betalas som \(converted.paid), till kursen \(converted.rate), \(converted.clause)"))
        }
        return try Explanation(
            "\(line.number). \(line.title)", .money(Amount(line.paid)), by: .difference, of: parts,
            notes: notes, clause: line.clause, step: step(line.cause),
            decisions: try self.decisions(decisions))
    }

    func unpaid(_ payment: Payment, decisions: [Int]) throws(SettlementError) -> Explanation {
        try Explanation(
            word("\(payment.title): not asked for", sv: "\(payment.title): inte begärd"),
            .money(.zero(contract.currency)), clause: payment.clause,
            decisions: try self.decisions(decisions))
    }

    private func requested(
        _ line: PaymentLine, _ request: NotedRequest
    ) throws(SettlementError) -> Explanation {
        switch request.source {
        case .figure(let place): return try explain(place)
        case .breakdown(let place): return try breakdown(place)
        case .parts(let title, let tariff):
            return try sum(
                line.parts, line.requested, line.requirements, title, tariff, step(request.place))
        }
    }

    // MARK: Decisions

    /// Tells comparisons in their order; those that one line made with one outcome, once.
    func decisions(_ places: some Sequence<Int>) throws(SettlementError) -> [Decision] {
        var decisions: [Decision] = []
        var known: [DecidedLine: Int] = [:]
        for place in places {
            let noted = derivation.comparisons[place]
            let step = step(noted.place)
            let line = DecidedLine(
                place: step?.place, outcome: noted.outcome, title: noted.title, relation: noted.relation,
                origin: noted.operands.map { label(derivation.figures[$0]) })
            if let first = known[line] {
                decisions[first].times += 1
                continue
            }
            known[line] = decisions.count
            decisions.append(try decision(noted, step))
        }
        return decisions
    }

    private struct DecidedLine: Hashable {
        let place: SourceLocation?
        let outcome: Bool
        let title: String
        let relation: Decision.Relation
        let origin: [String]
    }

    private func decision(
        _ noted: NotedComparison, _ step: Explanation.Step?
    ) throws(SettlementError) -> Decision {
        if noted.title.isEmpty, let first = noted.operands.first {
            let right = noted.operands.count > 1 ? try explain(noted.operands[1]) : nil
            return Decision(try explain(first), noted.relation, right, outcome: noted.outcome, step: step)
        }
        var parts: [Explanation] = []
        for operand in noted.operands { parts.append(try explain(operand)) }
        let subject = noted.operands.first.map { "\(label(derivation.figures[$0])) " } ?? ""
        let said = try Explanation(
            "\(subject)\(noted.title)", .truth(noted.outcome), by: .computed, of: parts)
        return Decision(said, noted.relation, nil, outcome: noted.outcome, step: step)
    }

    // MARK: Claims

    /// Explains what one subject claims, and what that is worth.
    ///
    /// - Parameters:
    ///   - outcome: the only one that is asked about, where it is one.
    ///   - priced: the subject's claims of the settlement, with their prices.
    ///   - withheld: those that are not paid.
    ///   - changed: of each comparison, which outcomes would be claimed otherwise if it had been turned round.
    func claims(
        of subject: SubjectID, outcome: OutcomeID?, priced: [PricedClaim], withheld: [WithheldClaim],
        failure: String?, changed: [Int: Set<OutcomeID>]
    ) throws(SettlementError) -> Explanation {
        var parts: [Explanation] = []
        var deciding = ClaimDecisions(comparisons: derivation.comparisons, changed: changed)
        var sum = Amount.zero(contract.currency)
        for noted in derivation.claims {
            let step = step(noted.place)
            let deciders = deciding.next(noted)
            let isOwn: (Claim) -> Bool = { $0.outcome == noted.outcome && $0.cause == step?.place }
            let own = priced.filter { isOwn($0.claim) }
            let unpaid = withheld.filter { isOwn($0.claim) }
            // What is not shown is not told either, so that nothing refers to it.
            guard !own.isEmpty || !unpaid.isEmpty else { continue }
            let decisions = try self.decisions(deciders)
            for claim in own {
                parts.append(try self.claim(claim, decisions, step))
                guard let more = try? sum.adding(Amount(claim.paid)) else { continue }
                sum = more
            }
            for not in unpaid {
                parts.append(
                    try Explanation(
                        title(noted.outcome), .money(.zero(contract.currency)),
                        notes: [
                            word(
                                "not paid: \(not.reason)",
                                sv: "inte betalt: \(not.reason.words(in: run.language))")
                        ], step: step,
                        decisions: own.isEmpty ? decisions : []))
            }
        }
        var notes =
            failure.map {
                [
                    word(
                        "held, since the rule failed: \($0)",
                        sv: "hålls inne, eftersom regeln gick fel: \($0)")
                ]
            } ?? []
        var rest = try decisions(deciding.rest(of: outcome, isClaimed: !parts.isEmpty))
        if parts.isEmpty {
            notes.append(word("nothing is claimed", sv: "inget begärs"))
        } else if !rest.isEmpty {
            parts.append(
                try Explanation(
                    word(
                        "what else was compared, and led to no claim",
                        sv: "vad som också jämfördes, men inte gav något anspråk"),
                    .money(.zero(contract.currency)), decisions: rest))
            rest = []
        }
        return try Explanation(
            word("Claims of \(subject)", sv: "Anspråk för \(subject)"), .money(sum),
            by: parts.isEmpty ? .given : .sum, of: parts, notes: notes, decisions: rest)
    }

    private func title(_ outcome: OutcomeID) -> String {
        contract.outcome(outcome)?.title ?? outcome.rawValue
    }

    private func claim(
        _ priced: PricedClaim, _ decisions: [Decision], _ step: Explanation.Step?
    ) throws(SettlementError) -> Explanation {
        let units = Ratio(priced.claim.quantity)
        let price = Amount(priced.unitPrice)
        guard let worth = try? price.multiplied(by: units) else {
            throw .unaccounted(label: title(priced.claim.outcome), value: "\(price)", parts: "\(units)")
        }
        let factors = [
            try Explanation(word("times", sv: "antal"), .number(units)),
            try Explanation(
                word("price of one, on \(priced.day)", sv: "pris för ett, den \(priced.day)"), .money(price),
                clause: priced.clause),
        ]
        guard !priced.cuts.isEmpty else {
            return try Explanation(
                title(priced.claim.outcome), .money(worth), by: .product, of: factors, step: step,
                decisions: decisions)
        }
        var parts = [
            try Explanation(
                word("at its price", sv: "till sitt pris"), .money(worth), by: .product, of: factors)
        ]
        for cut in priced.cuts {
            parts.append(
                try Explanation(
                    cut.words.text(
                        in: run.language, figures: run.language.figures,
                        amounts: { run.language.figures($0.grouped()) }),
                    .money(Amount(cut.amount)), clause: cut.clause))
        }
        return try Explanation(
            title(priced.claim.outcome), .money(Amount(priced.paid)), by: .difference, of: parts,
            step: step, decisions: decisions)
    }
}
