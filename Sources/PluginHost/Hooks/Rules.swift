import LuaHost
package import OutcomesModel
import PackReader
package import Settlement

/// What the rules of a pack decided: exact, and not yet capped or rounded.
package struct RuleOutcome: Sendable {
    package let claims: [Claim]
    package let withheld: [WithheldClaim]
    package let held: [HeldClaim]
    package let requests: [PaymentRequest]
}

extension PackRun {
    /// Runs `rules.participant` for each participant and then `rules.settle`.
    ///
    /// A participant whose rule fails is held, with the reason, and makes no claim; the others go on.
    /// - Throws: where `settle` fails, or a limit is reached: then nothing is paid.
    package func applyRules() throws(PluginError) -> RuleOutcome {
        let file = "rules.lua"
        let rules = try load(file)
        let participant = try function("participant", of: file, returned: rules)
        guard let settle = try function("settle", of: file, returned: rules) else {
            throw .wrongShape(
                pack: pack.manifest.id, file: path(of: file), expected: "a table with a function 'settle'",
                came: "a table without it")
        }
        let held = try participant.map { (rule) throws(PluginError) in try applyToParticipants(rule) } ?? []
        subject = .contract
        _ = try call(settle, in: .settle, [.host(.settlement)])
        return RuleOutcome(
            claims: claims.claims, withheld: claims.withheld, held: held, requests: requests)
    }

    private func applyToParticipants(_ rule: LuaFunction) throws(PluginError) -> [HeldClaim] {
        let treated = evidence.participants.indices.filter(isTreated)
        guard treated.count > Shards.size else { return try apply(rule, to: treated) }
        return try Shards(run: self, treated: treated).apply()
    }

    /// Calls the rule for the participants at these places, ascending.
    func apply(_ function: LuaFunction, to places: [Int]) throws(PluginError) -> [HeldClaim] {
        var held: [HeldClaim] = []
        treated = places
        try call(function, in: .participant, with: .host(.participant), rows: treated.count) {
            position, diagnostic in
            let subject = SubjectID.participant(evidence.participants.pseudonyms[treated[position]])
            // Whatever the rule claimed before it failed is of no worth.
            claims.takeBack(by: subject)
            var reason = diagnostic
            reason.subject = subject.description
            reason.place = reason.place.map(placeInPack)
            held.append(HeldClaim(subject: subject, reason: reason))
        }
        return held
    }

    /// A held claim stands in the statement, which is the same wherever the pack lies.
    private func placeInPack(_ place: SourceLocation) -> SourceLocation {
        let folder = "\(pack.folder)/"
        guard place.file.hasPrefix(folder) else { return place }
        let file = String(place.file.dropFirst(folder.count))
        return SourceLocation(file: file, line: place.line, column: place.column)
    }

    /// People in a comparison group are measured and make no claims; who enters later has none yet.
    func isTreated(_ place: Int) -> Bool {
        guard evidence.participants.entries[place] <= settlement.due.number else { return false }
        guard let group = evidence.participants.group(place).flatMap({ contract.group($0) }) else {
            return true
        }
        return group.role == .treatment
    }

    /// Runs `rules.distribute` for each party that the lines pay; a party that gets no shares has none.
    ///
    /// - Parameter postings: what of the contract was posted before, in that order.
    package func distribute(
        _ lines: [PaymentLine], after postings: [PostedSettlement] = []
    ) throws(PluginError) -> [Distribution] {
        let file = "rules.lua"
        guard let distribute = try function("distribute", of: file, returned: try load(file)) else {
            return []
        }
        var distributions: [Distribution] = []
        for party in contract.parties.map(\.id) {
            let received = try sum(of: lines.filter { $0.to == party })
            let receipts = try receipts(of: party, lines, after: postings)
            // Where all goes back that was posted, a waterfall says from whom.
            let goesBack = contract.waterfall(of: party) != nil && receipts.contains(where: \.isOwn)
            guard received.minorUnits > 0 || goesBack else { continue }
            distribution = DistributionAtHand(party: party, received: received, receipts: receipts)
            shares = []
            _ = try call(distribute, in: .distribute, [.host(.distribution)])
            guard !shares.isEmpty else { continue }
            let given = shares.reduce(Int64(0)) { $0 + $1.amount.minorUnits }
            if given != received.minorUnits {
                let rest = Money(minorUnits: received.minorUnits - given, currency: contract.currency)
                shares.append(Distribution.Share(title: "kept", amount: rest))
            }
            distributions.append(Distribution(party: party, received: received, shares: shares))
        }
        return distributions
    }

    private func receipts(
        of party: PartyID, _ lines: [PaymentLine], after postings: [PostedSettlement]
    ) throws(PluginError) -> [PartyReceipt] {
        do throws(SettlementError) {
            return try PartyReceipt.all(of: party, contract, settlement, lines, after: postings)
        } catch {
            throw .script(Diagnostic(.pack, "the payments: \(error)", pack: pack.manifest.id))
        }
    }

    private func sum(of lines: [PaymentLine]) throws(PluginError) -> Money {
        var sum = Money.zero(contract.currency)
        do throws(ArithmeticError) {
            for line in lines { sum = try sum.adding(line.paid) }
        } catch {
            throw .script(Diagnostic(.pack, "the payments: \(error)", pack: pack.manifest.id))
        }
        return sum
    }
}
