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
            ApiField("party", "text", "The id of the party.") { run, _ in
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
            }
        ])
}

extension PackRun {
    fileprivate func left() throws -> Amount {
        guard let distribution else { return .zero(contract.currency) }
        return try shares.reduce(Amount(distribution.received)) { try $0.subtracting(Amount($1.amount)) }
    }
}
