import LuaHost
import OutcomesModel

// What the contract says of prices and bounds, as data: caps, limits and the rows of tariffs.
extension Api {
    static let boundFields: [ApiField] = [
        ApiField(
            "caps", "a table of tables",
            """
            The contract's `[[cap]]`s by their ids, each with `amount`, `clause`, and `payments`, a list of ids that is \
            empty where all count against it.
            """
        ) { run, _ in
            .record(
                run.contract.caps.reduce(into: [:]) { found, cap in
                    found[cap.id.rawValue] = .record([
                        "amount": .money(cap.amount), "clause": .string("\(cap.clause)"),
                        "payments": .list(cap.payments.map { .string($0.rawValue) }),
                    ])
                })
        },
        ApiField(
            "limits", "a table of tables",
            """
            The contract's `[[limit]]`s by their ids, each with `kind`, `title`, `clause`, and `outcomes`, a list of ids \
            that is empty where all count against it; `amount`, or of a share `share`, `attribute` and `value`.
            """
        ) { run, _ in
            .record(
                run.contract.limits.reduce(into: [:]) { found, limit in
                    found[limit.id.rawValue] = .record(limit.luaFields)
                })
        },
    ]

    static let priceFields: [ApiField] = [
        ApiField("clause", "text", "The clause that holds on the day on which the settlement is due.") {
            run, o in
            .string("\(version(run, o).clause)")
        },
        ApiField("most", "money or nil", "The most that one settlement pays by it.") { run, o in
            version(run, o).most.map { .money($0) } ?? .nil
        },
        ApiField(
            "price", "money or nil", "Of a kind that has one price: what a unit, or all of it, is worth."
        ) { run, o in
            version(run, o).mechanism.price.map { .money($0) } ?? .nil
        },
        ApiField(
            "rows", "a list of tables",
            """
            Its rows, in the order of the terms: tiers with `up_to` and `price` or `share`, thresholds with `at` and \
            `amount`, points of a band with `at` and `amount` or `rate`, stages with `outcome` and `share`. Empty where \
            it has none.
            """
        ) { run, o in .list(version(run, o).mechanism.luaRows) },
    ]

    private static func version(_ run: PackRun, _ object: LuaObject) -> Tariff.Version {
        run.contract.tariffs[object.place].version(on: run.settlement.due)
    }
}

extension ClaimLimit {
    fileprivate var luaFields: [String: LuaValue] {
        var fields: [String: LuaValue] = [
            "kind": .string(kind.rawValue), "title": .string(title), "clause": .string("\(clause)"),
            "outcomes": .list(outcomes.map { .string($0.rawValue) }),
        ]
        switch bound {
        case .metric(let amount), .perPerson(let amount): fields["amount"] = .money(amount)
        case .share(let share):
            fields["share"] = .exact(share.most)
            fields["attribute"] = .string(share.attribute.rawValue)
            fields["value"] = .optional(share.value)
        }
        return fields
    }
}

extension Mechanism {
    fileprivate var price: Amount? {
        switch self {
        case .unitPrice(let unit): unit.price
        case .bonus(let sum): sum
        case .staged(let staged): staged.price
        case .standingCharge(let charge): charge.price
        case .referralShortfall(let shortfall): shortfall.price
        case .step, .threshold, .band, .savingsShare, .activityGuarantee, .guarantee, .netting, .termination:
            nil
        }
    }

    fileprivate var luaRows: [LuaValue] {
        switch self {
        case .step(let tariff):
            tariff.tiers.map { tier in
                .record([
                    "up_to": tier.upTo.map { .exact($0) } ?? .nil, "price": .money(tier.price),
                    "most": tier.most.map { .money($0) } ?? .nil,
                ])
            }
        case .threshold(let table):
            table.rows.map { row in
                .record([
                    "at": .exact(row.at), "amount": .money(row.amount),
                    "clause": .optional(row.clause.map { "\($0)" }),
                ])
            }
        case .band(let band):
            band.points.map { point in
                let worth: (name: String, value: LuaValue) =
                    switch band.worth {
                    case .sums(let currency):
                        ("amount", .money(Amount(minorUnits: point.value, currency: currency)))
                    case .rates: ("rate", .exact(point.value))
                    }
                return .record([
                    "at": .exact(point.at), worth.name: worth.value,
                    "clause": .optional(point.clause.map { "\($0)" }),
                ])
            }
        case .savingsShare(let saving):
            saving.tiers.map { tier in
                .record(["up_to": tier.upTo.map { .money($0) } ?? .nil, "share": .exact(tier.share)])
            }
        case .staged(let staged):
            staged.stages.map { stage in
                .record(["outcome": .string(stage.outcome.rawValue), "share": .exact(stage.share)])
            }
        case .activityGuarantee(let sum): [.record(["share": .exact(sum.share)])]
        case .guarantee(let guarantee): [.record(["share": .exact(guarantee.share)])]
        case .termination(let termination):
            termination.rows.map { row in
                .record(["from": row.from.map { .day($0) } ?? .nil, "share": .exact(row.share)])
            }
        case .unitPrice, .bonus, .netting, .standingCharge, .referralShortfall: []
        }
    }
}
