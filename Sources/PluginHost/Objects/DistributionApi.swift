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
                "give", [.required("to", "a text"), .required("amount", "money")], gives: "nothing",
                in: [.distribute],
                "Gives a share, rounded by the contract's rounding; no more than is left can be given.",
                example: "d:give(\"senior\", d.received * soc.decimal \"0.8\")"
            ) { call in
                let run = call.run
                let share = try run.contract.rounding.apply(to: call.money(1)).paid
                guard try !run.left().isLess(than: Amount(share)), share.minorUnits >= 0 else {
                    throw ApiError("d:give: \(share) is not to be had, since \(try run.left()) is left")
                }
                run.shares.append(Distribution.Share(title: try call.text(0), amount: share))
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
}

extension PackRun {
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
            for (receipt, shared) in zip(receipts, account.receipts) where receipt.isOwn {
                shares += try account.shares(of: shared, contract)
            }
        } catch let error as PluginError {
            throw ApiError(
                error.diagnostic.message, hint: error.diagnostic.hint, blame: error.diagnostic.blame)
        } catch let error as ReturnsError {
            throw ApiError("the waterfall of '\(terms.party)': \(error.diagnostics[0].message)")
        }
    }
}
