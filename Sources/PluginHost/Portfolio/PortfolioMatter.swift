import Evaluation
package import OutcomesModel
package import PackReader
package import Settlement

/// What an analyst's script is run over: contracts of one store, and the day from which it looks at them.
package struct PortfolioMatter: Sendable {
    /// At least one, in the order in which they were named.
    package let contracts: [ContractMatter]
    /// What is due is due until this day; what comes later is ahead.
    package let day: Day
    /// What whoever runs the script sets for it, by name.
    package let settings: [String: String]
    package let language: Language

    package init(
        contracts: [ContractMatter], day: Day, settings: [String: String] = [:], language: Language = .en
    ) {
        precondition(!contracts.isEmpty, "a portfolio has at least one contract")
        self.contracts = contracts
        self.day = day
        self.settings = settings
        self.language = language
    }
}

/// One contract of a portfolio, as it is known.
package struct ContractMatter: Sendable {
    package let pack: Pack
    package let contract: Contract
    /// The settlement at hand: the next that pays and is not posted, or the last where all are.
    package let plan: SettlementPlan
    package let evidence: RunEvidence
    package let evaluations: [EvaluationID: EvaluationResult]
    /// Nil where it could not be settled.
    package let report: ReportMatter?
    /// Why it could not be settled.
    package let whyUnsettled: String?
    /// Also of one that could not be settled.
    package let findings: [RecordedFinding]
    /// What is posted, one for each settlement of which anything is.
    package let posted: [PostingHistory]
    /// The portfolio's day.
    package let day: Day

    package init(
        pack: Pack, contract: Contract, plan: SettlementPlan, evidence: RunEvidence,
        evaluations: [EvaluationID: EvaluationResult], report: ReportMatter?, whyUnsettled: String?,
        findings: [RecordedFinding], posted: [PostingHistory], day: Day
    ) {
        self.day = day
        self.pack = pack
        self.contract = contract
        self.plan = plan
        self.evidence = evidence
        self.evaluations = evaluations
        self.report = report
        self.whyUnsettled = whyUnsettled
        self.findings = findings
        self.posted = posted
    }

    func history(of settlement: SettlementID) -> PostingHistory? {
        posted.first { $0.settlement == settlement && $0.stands }
    }

    /// What stands posted, then what the settlement at hand would pay, where it is not posted.
    var lines: [(line: PaidLine, isPosted: Bool)] {
        let posted = posted.filter(\.stands).flatMap { history -> [(line: PaidLine, isPosted: Bool)] in
            guard let plan = contract.settlement(history.settlement) else { return [] }
            return history.lines.compactMap { PaidLine($0, of: plan, contract) }.map { ($0, true) }
        }
        return posted + draft.map { (PaidLine($0, of: plan), false) }
    }

    /// The lines that the settlement at hand would pay; none where it is posted.
    var draft: [PaymentLine] { history(of: plan.id) == nil ? report?.statement.lines ?? [] : [] }

    /// What was claimed in all settlements that stand posted, and in the one at hand.
    var claims: [Claim] {
        posted.filter { $0.stands && $0.settlement != plan.id }.flatMap(\.claims)
            + (report?.statement.claims ?? history(of: plan.id)?.claims ?? [])
    }
}
