import InvestorReturns
import LuaHost
import OutcomesModel
import Settlement

extension Api {
    static let distributionType = ApiType(
        kind: .distribution, symbol: "d",
        documentation:
            "What a party received, in `rules.distribute`: how it shares that out behind the payment.",
        fields: [
            sharedFields[0],
            ApiField("party", "the id of a party", "The id of the party.") { run, _ in
                .optional(run.distribution?.party.rawValue)
            },
            ApiField("received", "money", "All that this settlement pays it.") { run, _ in
                run.distribution.map { .money($0.received) } ?? .nil
            },
            ApiField("left", "money", "What has not been given yet.") { run, _ in .money(try run.left()) },
        ],
        methods: [
            ApiFunction(
                "give",
                [
                    .required("to", "the id of a party, or of a class of its waterfall"),
                    .required("amount", "money"), .optional("what", "a text"),
                ],
                gives: "nothing", in: [.distribute],
                """
                Gives a share, rounded by the contract's rounding; no more than is left can be given. `what` says what it \
                is for, where that is to be shown.
                """,
                example: "d:give(\"lender\", d.received * soc.decimal \"0.8\", \"Repayment\")"
            ) { call in
                let run = call.run
                let (party, name) = try run.recipient(call.text(0))
                let share = try run.contract.rounding.apply(to: call.money(1)).paid
                guard try !run.left().isLess(than: Amount(share)), share.minorUnits >= 0 else {
                    throw ApiError("d:give: \(share) is not to be had, since \(try run.left()) is left")
                }
                let title = call.has(2) ? "\(try call.text(2)): \(name)" : name
                run.shares.append(Distribution.Share(title: title, amount: share, party: party))
                return .nil
            },
            ApiFunction(
                "waterfall", gives: "true or false", in: [.distribute],
                """
                Shares out all that was received by the `[[waterfall]]` that the contract declares for the party. Where \
                it declares none, nothing is shared out, and the answer is false.
                """,
                example: "d:waterfall()"
            ) { call in
                guard let terms = call.run.distribution.flatMap({ call.run.contract.waterfall(of: $0.party) })
                else { return .boolean(false) }
                try call.run.share(by: terms)
                return .boolean(true)
            },
        ])
}

/// What a party received, while `rules.distribute` shares it out.
struct DistributionAtHand {
    let party: PartyID
    /// By this settlement.
    let received: Money
    /// All that the party has received, also by earlier settlements.
    let receipts: [PartyReceipt]
    /// What a waterfall has just shared out: its account, and this settlement's own receipts.
    var account: (account: InvestorAccount, own: [InvestorAccount.SharedReceipt])?
}

extension PackRun {
    /// Returns the party, if it is one, and the name of whom a share is given to.
    fileprivate func recipient(_ id: String) throws -> (PartyID?, String) {
        if let party = contract.party(PartyID(id)) { return (party.id, party.name) }
        let classes = distribution.flatMap { contract.waterfall(of: $0.party)?.classes } ?? []
        if let held = classes.first(where: { $0.id.rawValue == id }) { return (nil, held.title) }
        let known = contract.parties.map(\.id.rawValue) + classes.map(\.id.rawValue)
        throw ApiError(
            "d:give: there is no [[party]] '\(id)' in the contract",
            hint: nearestName(to: id, among: known).map { "did you mean '\($0)'?" }
                ?? "it has \(known.joined(separator: ", "))")
    }

    fileprivate func left() throws -> Amount {
        guard let distribution else { return .zero(contract.currency) }
        return try shares.reduce(Amount(distribution.received)) { try $0.subtracting(Amount($1.amount)) }
    }

    /// Adds the shares of this settlement's receipts.
    fileprivate func share(by terms: WaterfallTerms) throws {
        guard let receipts = distribution?.receipts else { return }
        guard shares.isEmpty else {
            throw ApiError(
                "d:waterfall shares out all that was received, and a share of it has been given",
                hint: "call d:waterfall() first, and give of what it leaves")
        }
        do {
            let account = try evidence.account(
                terms, contract, receipts: receipts, until: settlement.due, summing: false)
            let own = zip(receipts, account.receipts).filter(\.0.isOwn).map(\.1)
            for shared in own { shares += try account.shares(of: shared, contract) }
            distribution?.account = (account, own)
        } catch let error as PluginError {
            throw ApiError(
                error.diagnostic.message, hint: error.diagnostic.hint, blame: error.diagnostic.blame)
        } catch let error as ReturnsError {
            throw ApiError("the waterfall of '\(terms.party)': \(error.diagnostics[0].message)")
        }
    }
}
