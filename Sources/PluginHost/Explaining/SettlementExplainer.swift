import LuaHost
package import OutcomesModel
package import PackReader
package import Settlement

/// Explains what a settlement came to, by running its rules again with figures that note where they come from.
///
/// The run that is explained must come to the same lines as the one that is settled by: otherwise nothing is
/// explained.
package final class SettlementExplainer {
    /// What the settlement was made of.
    package struct Matter {
        let pack: Pack
        let evidence: RunEvidence
        let evaluations: [EvaluationID: EvaluationResult]
        let known: KnownClaims
        let alreadyPaid: [PostedLine]
        let earlier: [PostedSettlement]
        let statement: Statement
        let engine: PluginEngine

        /// - Parameter earlier: what of the contract was posted before, in that order.
        package init(
            pack: Pack, evidence: RunEvidence, evaluations: [EvaluationID: EvaluationResult],
            known: KnownClaims, alreadyPaid: [PostedLine], earlier: [PostedSettlement] = [],
            statement: Statement, engine: PluginEngine
        ) {
            self.pack = pack
            self.evidence = evidence
            self.evaluations = evaluations
            self.known = known
            self.alreadyPaid = alreadyPaid
            self.earlier = earlier
            self.statement = statement
            self.engine = engine.explaining
        }
    }

    private let matter: Matter
    private let run: PackRun
    private let derivation: Derivation
    private let builder: ExplanationBuilder
    /// What runs asked for in which one comparison was turned round.
    private var turned: [Int: [PaymentRequest]] = [:]

    /// How many comparisons are turned round, each in a run of its own, to see which of them decide a line.
    private static let mostTurned = 48
    /// How many counts are raised, each in a run of its own, to see which numbers follow them.
    private static let mostRaised = 24
    /// How many people a rule is run for to see what decides the claims of one.
    private static let mostPeople = 50_000

    /// - Throws: where the rules fail, or come to something else than the settlement did.
    package init(_ matter: Matter) throws(PluginError) {
        self.matter = matter
        var (run, derivation) = try SettlementExplainer.settle(matter)
        if try !SettlementExplainer.isSame(run, matter) {
            // What the rule keeps of participants may decide in `settle`.
            (run, derivation) = try SettlementExplainer.settle(matter, withParticipants: true)
            guard try SettlementExplainer.isSame(run, matter) else {
                throw .differs(pack: matter.pack.manifest.id)
            }
        }
        self.run = run
        self.derivation = derivation
        builder = ExplanationBuilder(
            run, derivation, followed: SettlementExplainer.followed(derivation, matter))
    }

    /// Explains one line of the statement.
    package func line(_ line: PaymentLine) throws(PluginError) -> Explanation {
        let request = derivation.requests[line.number - 1]
        do throws(SettlementError) {
            return try builder.line(line, request, decisions: deciding(line.number - 1))
        } catch {
            throw .script(Diagnostic(.host, "line \(line.number): \(error)", pack: matter.pack.manifest.id))
        }
    }

    /// Explains what each party that shares out what it received does with it, down to the tiers of a waterfall.
    ///
    /// - Throws: where `rules.distribute` comes to something else than it did.
    package func distributions() throws(PluginError) -> [Explanation] {
        let statement = matter.statement
        let distributions = try run.distribute(statement.lines, after: matter.earlier)
        guard distributions == statement.distributions else {
            throw .differs(pack: matter.pack.manifest.id)
        }
        var explained: [Explanation] = []
        for distribution in distributions {
            let lines = statement.lines.filter { $0.to == distribution.party }.map(\.number)
            let noted = derivation.shares.filter { $0.party == distribution.party }
            do throws(SettlementError) {
                explained.append(try builder.distribution(distribution, noted, lines: lines))
            } catch {
                let told = "what \(distribution.party) does with it: \(error)"
                throw .script(Diagnostic(.host, told, pack: matter.pack.manifest.id))
            }
        }
        return explained
    }

    /// Explains why a payment of the contract is not asked for: by the comparisons of which each, turned round,
    /// would lead to it; or by all, where it takes more than one.
    package func unpaid(_ payment: Payment) throws(PluginError) -> Explanation? {
        guard !run.requests.contains(where: { $0.payment == payment.id }) else { return nil }
        let made = Array(derivation.comparisons.indices.prefix(Self.mostTurned))
        let deciding = made.filter { comparison in
            requests(turning: comparison).contains { $0.payment == payment.id }
        }
        do throws(SettlementError) {
            return try builder.unpaid(payment, decisions: deciding.isEmpty ? made : deciding)
        } catch {
            throw .script(Diagnostic(.host, "\(payment.id): \(error)", pack: matter.pack.manifest.id))
        }
    }

    // MARK: Runs

    private static func settle(
        _ matter: Matter, withParticipants: Bool = false, raising: Int? = nil, turning: Int? = nil
    ) throws(PluginError) -> (PackRun, Derivation) {
        let run = PackRun(matter)
        let rules = try run.load("rules.lua")
        guard let settle = try run.function("settle", of: "rules.lua", returned: rules) else {
            throw .differs(pack: matter.pack.manifest.id)
        }
        if withParticipants, let rule = try run.function("participant", of: "rules.lua", returned: rules) {
            _ = try run.apply(rule, to: matter.evidence.participants.indices.filter(run.isTreated))
        } else {
            run.claims.enter(matter.statement.claims.filter { $0.subject.kind == .participant })
        }
        let derivation = Derivation(raising: raising, turning: turning)
        run.derivation = derivation
        run.subject = .contract
        do throws(PluginError) {
            _ = try run.call(settle, in: .settle, [.host(.settlement)])
        } catch  where raising != nil || turning != nil {
            // It shows what it came to until then.
        }
        return (run, derivation)
    }

    private static func isSame(_ run: PackRun, _ matter: Matter) throws(PluginError) -> Bool {
        let statement = matter.statement
        guard run.claims.claims == statement.claims else { return false }
        do throws(SettlementError) {
            let lines = try PaymentLines(
                contract: statement.contract, alreadyPaid: matter.alreadyPaid, dueOn: statement.plan.due
            ).make(of: run.requests)
            return lines == statement.lines
        } catch {
            return false
        }
    }

    // MARK: What depends on what

    /// Returns which bare numbers follow which count: raised by one, it changes them.
    private static func followed(_ derivation: Derivation, _ matter: Matter) -> [Int: Int] {
        guard derivation.figures.contains(where: \.isBareNumber) else { return [:] }
        var followed: [Int: Int] = [:]
        for count in derivation.counts.indices.prefix(mostRaised) {
            guard let (_, raised) = try? settle(matter, raising: count) else { continue }
            for (place, (figure, other)) in zip(derivation.figures, raised.figures).enumerated() {
                guard figure.isLike(other) else { break }
                if figure.isBareNumber, figure.value != other.value { followed[place] = count }
            }
        }
        return followed
    }

    /// Returns the places of the comparisons without which a line would be another one: turned round, each changes
    /// it. All that were made before it, where they are too many to be tried.
    private func deciding(_ index: Int) -> [Int] {
        let made = 0..<derivation.requests[index].comparisons
        guard made.count <= Self.mostTurned else { return Array(made) }
        let wanted = run.requests[index]
        let before = run.requests[..<index].count { $0.isLike(wanted) }
        return made.filter { comparison in
            let same = requests(turning: comparison).filter { $0.isLike(wanted) }
            return same.count <= before || same[before].amount != wanted.amount
        }
    }

    private func requests(turning comparison: Int) -> [PaymentRequest] {
        if let known = turned[comparison] { return known }
        let requests = (try? Self.settle(matter, turning: comparison))?.0.requests ?? []
        turned[comparison] = requests
        return requests
    }

    // MARK: Claims

    /// Explains what a participant claims, or does not.
    ///
    /// - Throws: where nobody has this pseudonym, or the rule comes to something else than it did.
    package func claims(of pseudonym: String, outcome: OutcomeID? = nil) throws(PluginError) -> Explanation {
        let pack = matter.pack.manifest.id
        let subject = SubjectID.participant(pseudonym)
        var finder = ParticipantFinder(matter.evidence.participants)
        guard let place = finder.row(of: subject) else {
            // Who is there is for those to know who may see rows of single people.
            let known =
                matter.pack.manifest.permissions.contains(.participants)
                ? matter.evidence.participants.pseudonyms : []
            throw .script(
                Diagnostic(
                    .use, "there is no participant '\(pseudonym)'", pack: pack,
                    hint: nearestName(to: pseudonym, among: known).map { "did you mean '\($0)'?" }))
        }
        var others: [Int] = []
        var (run, derivation, failure) = try applied(to: place, after: others)
        if !isSame(run, subject) {
            // What the rule keeps of those before decides; each part of the participants has a state of its own.
            let treated = matter.evidence.participants.indices.filter(run.isTreated)
            let position = treated.firstIndex(of: place) ?? 0
            let first = treated.count > Shards.size ? position / Shards.size * Shards.size : 0
            others = Array(treated[first..<position])
            (run, derivation, failure) = try applied(to: place, after: others)
            guard isSame(run, subject) else { throw .differs(pack: pack) }
        }
        let all = (try? self.run.pricedClaims().explained) ?? []
        let isWanted: (Claim) -> Bool = {
            $0.subject == subject && (outcome == nil || $0.outcome == outcome)
        }
        do throws(SettlementError) {
            return try ExplanationBuilder(run, derivation).claims(
                of: subject, outcome: outcome, priced: all.filter { isWanted($0.claim) },
                withheld: matter.statement.withheld.filter { isWanted($0.claim) }, failure: failure,
                changed: failure == nil ? changed(derivation, run, place, others) : [:])
        } catch {
            throw .script(Diagnostic(.host, "\(subject): \(error)", pack: pack))
        }
    }

    private func applied(
        to place: Int, after others: [Int], turning: Int? = nil
    ) throws(PluginError) -> (PackRun, Derivation, failure: String?) {
        let run = PackRun(matter)
        let rules = try run.load("rules.lua")
        let derivation = Derivation(turning: turning)
        guard run.isTreated(place),
            let rule = try run.function("participant", of: "rules.lua", returned: rules)
        else { return (run, derivation, nil) }
        _ = try run.apply(rule, to: others)
        run.derivation = derivation
        let held = try run.apply(rule, to: [place])
        return (run, derivation, held.first?.reason.message)
    }

    /// Returns of each comparison which outcomes would be claimed otherwise if it had been turned round; nothing of those
    /// that were not tried, since there are too many.
    private func changed(
        _ derivation: Derivation, _ run: PackRun, _ place: Int, _ others: [Int]
    ) -> [Int: Set<OutcomeID>] {
        let subject = SubjectID.participant(matter.evidence.participants.pseudonyms[place])
        let came = run.outcomes(of: subject)
        var changed: [Int: Set<OutcomeID>] = [:]
        // Others are gone through each time.
        let tries = min(Self.mostTurned, Self.mostPeople / (others.count + 1))
        for comparison in derivation.comparisons.indices.prefix(tries) {
            changed[comparison] = []
            // A rule that fails then says nothing of what it would have claimed.
            guard let (turned, _, failure) = try? applied(to: place, after: others, turning: comparison),
                failure == nil
            else { continue }
            let others = turned.outcomes(of: subject)
            changed[comparison] = Set(came.keys).union(others.keys).filter { came[$0] != others[$0] }
        }
        return changed
    }

    private func isSame(_ run: PackRun, _ subject: SubjectID) -> Bool {
        let came = run.claims.claims.filter { $0.subject == subject }
        let withheld = run.claims.withheld.filter { $0.claim.subject == subject }
        return came == matter.statement.claims.filter { $0.subject == subject }
            && withheld == matter.statement.withheld.filter { $0.claim.subject == subject }
    }
}

extension PackRun {
    /// Returns what a subject claims, paid or not, by outcome.
    fileprivate func outcomes(of subject: SubjectID) -> [OutcomeID: [Claim]] {
        Dictionary(
            grouping: (claims.claims + claims.withheld.map(\.claim)).filter { $0.subject == subject },
            by: \.outcome)
    }

    fileprivate convenience init(_ matter: SettlementExplainer.Matter) {
        self.init(
            pack: matter.pack, contract: matter.statement.contract, evidence: matter.evidence,
            settlement: matter.statement.plan, evaluations: matter.evaluations, known: matter.known,
            engine: matter.engine)
    }
}

extension PaymentRequest {
    fileprivate func isLike(_ other: PaymentRequest) -> Bool {
        payment == other.payment && cause == other.cause && outcome == other.outcome
    }
}

extension NotedFigure {
    fileprivate var isBareNumber: Bool {
        guard case .bare = origin, case .number = value else { return false }
        return true
    }

    /// True for the same step of the same rule, whatever it came to.
    fileprivate func isLike(_ other: NotedFigure) -> Bool {
        place == other.place && operands == other.operands && isBareNumber == other.isBareNumber
    }
}
