import Evaluation
import LuaHost
import OutcomesModel
import Settlement

extension Api {
    static let settlementType = ApiType(
        kind: .settlement, symbol: "s", documentation: "The settlement, in `rules.settle`.",
        fields: sharedFields + [
            ApiField("id", "the id of a settlement", "The id of the `[[settlement]]`.") { run, _ in
                .string(run.settlement.id.rawValue)
            },
            ApiField("due", "a day", "The day on which it is due.") { run, _ in .day(run.settlement.due) },
        ],
        methods: [
            ApiFunction(
                "evaluate", [.required("evaluation", "the id of an evaluation")], gives: "an estimate",
                in: [.settle, .report, .assess],
                "What an `[[evaluation]]` came to in this settlement's window. It is an error where there is no figure.",
                example: "s:evaluate(\"placement_cost\").saving:at_least(0)"
            ) { call in try evaluation(call.run, call.text(0)) },
            ApiFunction(
                "claims", [.optional("outcome", "the id of an outcome")], gives: "claims", in: [.settle],
                "The claims of an outcome, or all.", example: "s:claims(\"job\").count"
            ) { call in
                let outcome = call.has(0) ? try outcome(call, 0).id : nil
                call.run.claimSets.append(
                    call.run.claims.claims.filter { outcome == nil || $0.outcome == outcome })
                return .host(.claims, call.run.claimSets.count - 1)
            },
            ApiFunction(
                "claim",
                [
                    .required("outcome", "the id of an outcome"), .required("quantity", "a whole number"),
                    .optional("group", "the id of a group"),
                ],
                gives: "nothing", in: [.settle],
                "Claims an outcome for the contract itself, or for a group, `quantity` times.",
                example: "s:claim(\"jobs_reported\", 527)"
            ) { call in
                let subject = call.has(2) ? SubjectID.group(try group(call, 2)) : .contract
                try call.run.claim(OutcomeID(try call.text(0)), by: subject, call.whole(1), at: call.place)
                return .nil
            },
            ApiFunction(
                "pay",
                [
                    .required("payment", "the id of a payment"),
                    .required("amount", "money, or a breakdown"),
                    .optional("about", "a table with outcome"),
                ],
                gives: "nothing", in: [.settle],
                """
                Asks for a payment. The host rounds it by the contract's rounding and keeps to its caps. With \
                `{outcome = id}` the line also shows the claims of that outcome and their price. With a \
                breakdown it keeps the parts that the amount is made of.
                """,
                example: "s:pay(\"savings_share\", s.terms.drawn_loan * s.terms.risk_share)"
            ) { call in
                call.run.requests.append(try paymentRequest(call))
                return .nil
            },
        ] + pricingMethods + selections("s", [.settle]))

    private static func paymentRequest(_ call: ApiCall) throws -> PaymentRequest {
        let name = try call.text(0)
        guard let payment = call.run.contract.payment(PaymentID(name)) else {
            let near = nearestName(to: name, among: call.run.contract.payments.map(\.id.rawValue))
            throw ApiError(
                "there is no [[payment]] '\(name)' in the contract",
                hint: near.map { "did you mean '\($0)'?" })
        }
        let breakdown = try call.breakdown(1)
        let amount = try breakdown?.amount ?? call.money(1)
        guard amount.minorUnits.signum >= 0 else {
            throw ApiError(
                "payment '\(name)' cannot be negative, and would be \(amount)",
                hint: "write :at_least(0) where less than nothing means nothing")
        }
        guard amount.currency == call.run.contract.currency else {
            throw ApiError(
                "the contract pays in \(call.run.contract.currency), and payment '\(name)' is \(amount)")
        }
        let about = call.has(2) ? try call.table(2).fields : [:]
        if let unknown = about.keys.sorted().first(where: { $0 != "outcome" }) {
            throw ApiError("s:pay: argument 3 has no '\(unknown)'", hint: "it has outcome")
        }
        guard let about = about["outcome"] else {
            return PaymentRequest(
                payment: payment.id, amount: amount, cause: call.run.cause(call.place),
                parts: breakdown?.parts ?? [], requirements: breakdown?.requirements ?? [])
        }
        guard case .string(let outcomeName) = about else {
            throw ApiError(
                "s:pay: outcome in argument 3 must be the id of an outcome, and was \(call.run.describe(about))"
            )
        }
        let outcome = try outcome(call.run, outcomeName)
        return PaymentRequest(
            payment: payment.id, amount: amount, outcome: outcome.id,
            quantity: call.run.claims.quantity(of: outcome.id),
            unitPrice: breakdown.map(unitPrice) ?? outcome.price, cause: call.run.cause(call.place),
            parts: breakdown?.parts ?? [], requirements: breakdown?.requirements ?? [])
    }

    /// Returns the one price of a breakdown; none where it has several.
    private static func unitPrice(of breakdown: Breakdown) -> Money? {
        let prices = Set(breakdown.parts.compactMap(\.unitPrice))
        guard prices.count == 1, let price = prices.first, price.minorUnits.isWhole,
            let units = Int64(exactly: price.minorUnits.numerator)
        else { return nil }
        return Money(minorUnits: units, currency: price.currency)
    }

    static func evaluation(_ run: PackRun, _ name: String) throws -> LuaValue {
        guard let place = run.contract.evaluations.firstIndex(where: { $0.id.rawValue == name }) else {
            let near = nearestName(to: name, among: run.contract.evaluations.map(\.id.rawValue))
            throw ApiError(
                "there is no [[evaluation]] '\(name)' in the contract",
                hint: near.map { "did you mean '\($0)'?" })
        }
        run.engine.watch?.noteRead(run.contract.evaluations[place].clause)
        switch run.evaluations[EvaluationID(name)] {
        case .estimate?, .given?: return .host(.estimate, place)
        case .failed(let error)?:
            var hint = "the findings say which rows were not used"
            if case .notFrozen = error { hint = "utfall match PACK \(name) --record keeps them" }
            throw ApiError("evaluation '\(name)': \(error)", hint: hint, blame: .evidence)
        case nil: throw ApiError("evaluation '\(name)' was not made for this run")
        }
    }

    static func outcome(_ call: ApiCall, _ index: Int) throws -> Outcome {
        try outcome(call.run, call.text(index))
    }

    static func outcome(_ run: PackRun, _ name: String) throws -> Outcome {
        if let outcome = run.contract.outcome(OutcomeID(name)) { return outcome }
        let near = nearestName(to: name, among: run.contract.outcomes.map(\.id.rawValue))
        throw ApiError(
            "there is no [[outcome]] '\(name)' in the contract", hint: near.map { "did you mean '\($0)'?" })
    }

    static func group(_ call: ApiCall, _ index: Int) throws -> GroupID {
        let name = try call.text(index)
        if let group = call.run.contract.group(GroupID(name)) { return group.id }
        let near = nearestName(to: name, among: call.run.contract.groups.map(\.id.rawValue))
        throw ApiError(
            "there is no [[group]] '\(name)' in the contract", hint: near.map { "did you mean '\($0)'?" })
    }
}
