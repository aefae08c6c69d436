import LuaHost
import OutcomesModel

extension Api {
    static let moneyType = ApiType(
        kind: .money, symbol: "sum",
        documentation: """
            Exact money, such as `soc.money "100.00"`: it is rounded once, where it is paid. Money and money \
            add, subtract and compare; money by money gives a number; money times or by a number gives money.
            """,
        fields: [
            ApiField("currency", "text", "The currency's code.") { _, object in
                .string(object.amount.currency.code)
            }
        ],
        methods: [
            ApiFunction(
                "at_least", [.required("least", "money, or 0")], gives: "money",
                "The sum, or `least` if that is more.", example: "soc.money(\"-5.00\"):at_least(0)"
            ) { call in
                let least = try moneyOrZero(call, 0)
                return .money(try call.object!.amount.isLess(than: least) ? least : call.object!.amount)
            },
            ApiFunction(
                "at_most", [.required("most", "money, or 0")], gives: "money",
                "The sum, or `most` if that is less.",
                example: "soc.money(\"5.00\"):at_most(soc.money \"3.00\")"
            ) { call in
                let most = try moneyOrZero(call, 0)
                return .money(try most.isLess(than: call.object!.amount) ? most : call.object!.amount)
            },
            ApiFunction(
                "round", [.optional("mode", "a rounding mode")], gives: "money",
                "Rounds to the contract's unit, by `mode` (the contract's). Payments are rounded anyway.",
                example: "(soc.money(\"10.00\") / 3):round()"
            ) { call in
                let rounding = call.run.rounding(of: call.object!.amount.currency)
                let mode = call.has(0) ? try roundingMode(call, 0) : rounding.mode
                return .money(
                    try Rounding(mode: mode, unit: rounding.unit).apply(to: call.object!.amount).paid)
            },
        ],
        operators: arithmetic)

    /// Reads money, or the number 0, which is no money of any currency.
    static func moneyOrZero(_ call: ApiCall, _ index: Int) throws -> Amount {
        switch try call.operand(index) {
        case .money(let amount): return amount
        case .exact(let ratio) where ratio.isZero: return .zero(call.object!.amount.currency)
        default: throw call.wrong(index)
        }
    }
}
