import LuaHost
import OutcomesModel
import Settlement

extension Api {
    static let tariffType = ApiType(
        kind: .tariff, symbol: "tariff", documentation: "A `[[tariff]]` of the contract.",
        fields: [
            ApiField("id", "the id of a tariff", "Its id.") { run, o in .string(run.tariff(o).id.rawValue) },
            ApiField("title", "text", "Its title.") { run, o in .string(run.tariff(o).title) },
            ApiField("kind", "a kind of tariff", "Its `kind`, such as `unit_price`.") { run, o in
                .string(run.tariff(o).kind.rawValue)
            },
            ApiField("payment", "the id of a payment or nil", "The payment that it is paid by.") { run, o in
                .optional(run.tariff(o).payment?.rawValue)
            },
            ApiField("split", "the id of a split or nil", "The split by which several pay it.") { run, o in
                .optional(run.tariff(o).split?.rawValue)
            },
        ] + priceFields,
        methods: [
            ApiFunction(
                "figure", gives: "money, a number or nil", in: [.settle],
                "What decides it in this settlement, as its terms say; nil where they name nothing.",
                example: "s:tariff(\"housing\"):figure()"
            ) { call in
                let tariff = call.run.tariff(call.object!)
                guard let source = tariff.figure else { return .nil }
                return try PaymentFigures(run: call.run).figure(source).rounded(tariff.rounding).luaValue
            },
            ApiFunction(
                "amount", [.optional("figure", "a number, or money")], gives: "money", in: [.settle],
                """
                What it comes to: for the figure that its terms name, or for another. Nothing is paid by it \
                before `s:pay`.
                """,
                example: "s:tariff(\"housing\"):amount(41070)"
            ) { call in .money(try breakdown(of: call).amount) },
            ApiFunction(
                "breakdown", [.optional("figure", "a number, or money")], gives: "a breakdown",
                in: [.settle], "The same as `tariff:amount`, with the parts that it is made of.",
                example: "s:pay(\"housing\", s:tariff(\"housing\"):breakdown())"
            ) { call in .host(.breakdown, call.run.keep(try breakdown(of: call))) },
        ])

    private static func breakdown(of call: ApiCall) throws -> Breakdown {
        let figure: Figure? =
            if call.has(0) {
                switch try call.operand(0) {
                case .exact(let number): .number(number)
                case .money(let amount): .money(amount)
                case .day, .missing: throw call.wrong(0)
                }
            } else {
                nil
            }
        return try PaymentFigures(run: call.run).breakdown(of: call.run.tariff(call.object!), given: figure)
    }

    static let breakdownType = ApiType(
        kind: .breakdown, symbol: "breakdown",
        documentation: "An exact amount with the parts that it is made of; they add up to it.",
        fields: [
            ApiField("amount", "money", "The sum.") { run, o in .money(run.breakdowns[o.place].amount) },
            ApiField(
                "parts", "a list of parts",
                "Each with `label`, `amount`, `clause` and, where there are, `quantity` and `unit_price`."
            ) { run, o in
                .list(
                    run.breakdowns[o.place].parts.map { part in
                        .record([
                            "label": .string(part.label), "amount": .money(part.amount),
                            "clause": .string("\(part.clause)"),
                            "quantity": part.quantity.map { .exact($0) } ?? .nil,
                            "unit_price": part.unitPrice.map { .money($0) } ?? .nil,
                        ])
                    })
            },
            ApiField(
                "requirements", "a list of requirements",
                """
                What the amount depended on, met or not: rows and conditions. Each has `tariff`, `title`, `row` and \
                `condition` where it is one, `reached` such as `at_least`, `at` and the `figure` that was held against \
                it, `unit`, `met` and `clause`.
                """
            ) { run, o in .list(run.breakdowns[o.place].requirements.map(record)) },
        ])

    private static func record(_ requirement: Requirement) -> LuaValue {
        var fields: [String: LuaValue] = [
            "tariff": .string(requirement.tariff.rawValue), "title": .string(requirement.title),
            "reached": .string(requirement.reached.rawValue), "at": requirement.at.luaValue,
            "figure": requirement.figure.luaValue, "unit": .optional(requirement.unit),
            "met": .boolean(requirement.isMet), "clause": .string("\(requirement.clause)"),
        ]
        switch requirement.subject {
        case .row(let row, _): fields["row"] = .integer(Int64(row))
        case .condition(let id): fields["condition"] = .string(id.rawValue)
        case .tariff: break
        }
        return .record(fields)
    }

    /// What a settlement pays by its terms alone.
    static let pricingMethods: [ApiFunction] = [
        ApiFunction(
            "tariff", [.required("tariff", "the id of a tariff")], gives: "a tariff", in: [.settle],
            "A `[[tariff]]` by its id.", example: "s:tariff(\"housing\"):amount()"
        ) { call in
            let name = try call.text(0)
            guard let place = call.run.contract.tariffs.firstIndex(where: { $0.id.rawValue == name }) else {
                throw unknown("tariff", name, call.run.contract.tariffs.map(\.id))
            }
            return .host(.tariff, place)
        },
        ApiFunction(
            "pay_tariffs", [.optional("kind", "a kind of tariff")], gives: "nothing", in: [.settle],
            """
            Pays each `[[tariff]]` of a kind, or of all, in the contract's order: by its payment, or its split. \
            One that has neither only feeds others, and is not paid.
            """,
            example: "s:pay_tariffs \"unit_price\""
        ) { call in
            let run = call.run
            let kind = call.has(0) ? try tariffKind(call.text(0)) : nil
            for tariff in run.contract.tariffs where kind == nil || tariff.kind == kind {
                guard tariff.payment != nil || tariff.split != nil else { continue }
                let breakdown = try PaymentFigures(run: run).breakdown(of: tariff, given: nil)
                if let payment = tariff.payment {
                    run.requests.append(
                        PaymentRequest(
                            payment: payment, amount: breakdown.amount, cause: run.cause(call.place),
                            parts: breakdown.parts, requirements: breakdown.requirements))
                }
                if let split = tariff.split.flatMap({ run.contract.split($0) }) {
                    try run.pay(breakdown, by: split, at: call.place)
                }
            }
            return .nil
        },
        ApiFunction(
            "price", [.optional("outcome", "the id of an outcome")], gives: "a breakdown", in: [.settle],
            """
            What the claims of an outcome, or of all, come to: each at the price of its day, less what milestones \
            and `[[limit]]`s take off.
            """,
            example: "s:pay(\"jobs\", s:price(\"job\"), {outcome = \"job\"})"
        ) { call in
            let outcome = call.has(0) ? try outcome(call, 0).id : nil
            let priced = try call.run.pricedClaims()
            return .host(.breakdown, call.run.keep(try priced.breakdown(of: outcome)))
        },
        ApiFunction(
            "split",
            [.required("split", "the id of a split"), .required("amount", "money, or a breakdown")],
            gives: "nothing", in: [.settle],
            """
            Pays an amount by each payment of a `[[split]]`: rounded once, and shared by largest remainder, so that \
            the payments add up to it.
            """,
            example: "s:split(\"funders\", s:price())"
        ) { call in
            let name = try call.text(0)
            guard let split = call.run.contract.split(SplitID(name)) else {
                throw unknown("split", name, call.run.contract.paymentTerms.splits.map(\.id))
            }
            var breakdown = Breakdown(call.run.contract.currency)
            if let given = try call.breakdown(1) {
                breakdown = given
            } else {
                try breakdown.add(.init(PartLabel(split.title), amount: call.money(1), clause: split.clause))
            }
            try call.run.pay(breakdown, by: split, at: call.place)
            return .nil
        },
        ApiFunction(
            "paid", [.required("payment", "the id of a payment")], gives: "money", in: [.settle],
            "What a payment comes to so far: asked for in this settlement, and posted in others before.",
            example: "s:paid(\"savings_share\")"
        ) { call in
            let name = try call.text(0)
            guard let payment = call.run.contract.payment(PaymentID(name)) else {
                throw unknown("payment", name, call.run.contract.payments.map(\.id))
            }
            return .money(try call.run.paid([payment.id]))
        },
    ]

    private static func unknown(_ kind: String, _ name: String, _ known: [some Identifier]) -> ApiError {
        let near = nearestName(to: name, among: known.map(\.rawValue))
        return ApiError(
            "there is no [[\(kind)]] '\(name)' in the contract", hint: near.map { "did you mean '\($0)'?" })
    }

    private static func tariffKind(_ name: String) throws -> Mechanism.Kind {
        if let kind = Mechanism.Kind(rawValue: name) { return kind }
        let known = Mechanism.Kind.allCases.map(\.rawValue)
        throw ApiError(
            "'\(name)' is no kind of tariff",
            hint: nearestName(to: name, among: known).map { "did you mean '\($0)'?" }
                ?? "one of \(known.joined(separator: ", "))")
    }
}

extension ApiCall {
    /// Returns the argument where it is a breakdown.
    func breakdown(_ index: Int) throws -> Breakdown? {
        guard case .object(let object) = self[index], object.type == HostType.breakdown.number else {
            return nil
        }
        return run.breakdowns[object.place]
    }
}

extension Requirement.Value {
    fileprivate var luaValue: LuaValue {
        switch self {
        case .number(let number): .exact(number)
        case .money(let amount): .money(amount)
        case .day(let day): .day(day)
        case .truth(let truth): .boolean(truth)
        }
    }
}

extension Figure {
    fileprivate var luaValue: LuaValue {
        switch self {
        case .none: .nil
        case .number(let number): .exact(number)
        case .money(let amount): .money(amount)
        }
    }
}

extension PackRun {
    fileprivate func tariff(_ object: LuaObject) -> Tariff { contract.tariffs[object.place] }

    fileprivate func keep(_ breakdown: Breakdown) -> Int {
        breakdowns.append(breakdown)
        return breakdowns.count - 1
    }

    /// Asks for each payment of a split.
    fileprivate func pay(_ breakdown: Breakdown, by split: PaymentSplit, at place: LuaPlace?) throws {
        guard breakdown.amount.minorUnits.signum >= 0 else {
            throw ApiError("split '\(split.id)' cannot share \(breakdown.amount), which is less than 0")
        }
        if !breakdown.amount.isZero { engine.watch?.noteRead(split.clause) }
        do throws(ApportionmentError) {
            for part in try split.share(breakdown, rounding: contract.rounding) {
                requests.append(
                    PaymentRequest(
                        payment: part.payment, amount: part.breakdown.amount, cause: cause(place),
                        parts: part.breakdown.parts, requirements: part.breakdown.requirements,
                        share: part.paid))
            }
        } catch {
            throw ApiError("split '\(split.id)': \(breakdown.amount) cannot be shared: \(error)")
        }
    }
}
