import LuaHost
import OutcomesModel

extension Api {
    /// The module `soc`: `local soc = require "soc"`.
    static let socFunctions: [ApiFunction] =
        [
            ApiFunction(
                "decimal", [.required("text", "digits, as in \"18.5\"")], gives: "an exact number",
                "Makes an exact number from a text or a number.",
                example: "soc.decimal \"0.1\" + soc.decimal \"0.2\""
            ) { call in
                if case .string = call[0] { return .exact(try call.typed(0).decimal().ratio) }
                return .exact(try call.exact(0))
            },
            ApiFunction(
                "ratio", [.required("numerator", "a number"), .required("denominator", "a number")],
                gives: "an exact number", "Makes the exact quotient of two numbers.",
                example: "soc.ratio(1, 3)"
            ) { call in .exact(try call.exact(0).divided(by: call.exact(1))) },
            ApiFunction(
                "money",
                [
                    .required("amount", "a number, or digits as in \"100.00\""),
                    .optional("currency", "a currency"),
                ],
                gives: "money", "Makes money from major units; the currency is the contract's unless given.",
                example: "soc.money(\"100.00\", \"SEK\")"
            ) { call in
                if call.run.prompt?.hasContract == false, !call.has(1) {
                    throw ApiError(
                        "soc.money needs a currency here: there is no contract to have one",
                        hint: "write soc.money(\"100.00\", \"SEK\")")
                }
                let currency = call.has(1) ? try call.typed(1).currency() : try call.usualCurrency()
                if case .string = call[0] {
                    return .money(
                        try Amount(majorUnits: call.typed(0).decimal().ratio, currency: currency))
                }
                return .money(try Amount(majorUnits: call.exact(0), currency: currency))
            },
            ApiFunction(
                "day", [.required("text", "a date, as in \"2016-08-01\"")], gives: "a day", "Makes a day.",
                example: "soc.day \"2016-08-01\""
            ) { call in
                guard case .string = call[0] else {
                    throw ApiError(call.wrong(0).message, hint: "write a text: soc.day \"2016-08-01\"")
                }
                return .day(try call.typed(0).day())
            },
            ApiFunction(
                "missing", [.optional("reason", "a reason")], gives: "a missing value",
                "Makes a missing value; its reason is `not_measured` unless given.",
                example: "soc.missing \"withdrawn\""
            ) { call in call.run.value(Missing(rawValue: call.has(0) ? try call.text(0) : "not_measured")) },
            ApiFunction(
                "is_missing", [.optional("value", "anything")], gives: "true or false",
                "Tells whether a value is missing.", example: "soc.is_missing(soc.missing())"
            ) { call in
                if case .object(let object) = call[0] {
                    return .boolean(object.type == HostType.missing.number)
                }
                return .boolean(false)
            },
            ApiFunction(
                "type", [.optional("value", "anything")], gives: "a text",
                "Says what a value is: `exact`, `money`, `day`, `missing` … or what Lua's `type` says.",
                example: "soc.type(soc.money \"1.00\")"
            ) { call in
                if case .object(let object) = call[0] { return .string(HostType(object).name) }
                return .string(call[0].kind)
            },
            ApiFunction(
                "min", [.required("first", "a figure"), .required("second", "a figure")],
                gives: "the lesser of the two",
                "Compares two numbers, two sums or two days.",
                example: "soc.min(soc.money \"1.00\", soc.money \"2.00\")"
            ) { call in
                let (first, second) = (try figure(call, 0), try figure(call, 1))
                return try isLess("<", [first, second], call.run) ? first : second
            },
            ApiFunction(
                "max", [.required("first", "a figure"), .required("second", "a figure")],
                gives: "the greater of the two",
                "Compares two numbers, two sums or two days.", example: "soc.max(1, soc.decimal \"1.5\")"
            ) { call in
                let (first, second) = (try figure(call, 0), try figure(call, 1))
                return try isLess("<", [first, second], call.run) ? second : first
            },
            ApiFunction(
                "share", [.required("sum", "money"), .required("weights", "a table of numbers or sums")],
                gives: "a table of sums",
                "Shares a sum in proportion to weights, in whole minor units, by largest remainder: the shares, under the keys of the weights, add up to the sum.",
                example: "soc.share(soc.money \"100.00\", {north = 1, south = 2}).south"
            ) { call in
                let sum = try call.money(0)
                guard sum.minorUnits.isWhole, let units = Int64(exactly: sum.minorUnits.numerator) else {
                    throw ApiError(
                        "soc.share: \(sum) is no whole number of minor units", hint: "round it first")
                }
                let weights = try call.table(1)
                let names = weights.fields.keys.sorted()
                let keys = (1..<(weights.array.count + 1)).map(String.init) + names
                let all = weights.array + names.map { weights.fields[$0] ?? .nil }
                let values = try zip(keys, all).map { key, weight in
                    switch try Operand(weight, call.run) {
                    case .exact(let ratio)?: return ratio
                    case .money(let amount)?: return amount.minorUnits
                    default:
                        throw ApiError(
                            "soc.share: weight \(key) must be a number or a sum, and was \(call.run.describe(weight))"
                        )
                    }
                }
                let shares: [Money]
                do throws(ApportionmentError) {
                    shares = try Money(minorUnits: units, currency: sum.currency).split(by: values)
                } catch {
                    throw ApiError(
                        "soc.share: \(sum) cannot be shared: \(error.inWords)",
                        hint: "weights are 0 or more, and one of them is more")
                }
                let places = weights.array.count
                return .table(
                    LuaTable(
                        array: shares.prefix(places).map { .money($0) },
                        fields: Dictionary(
                            uniqueKeysWithValues: zip(names, shares.dropFirst(places).map { .money($0) }))))
            },
        ] + financeFunctions

    private static func figure(_ call: ApiCall, _ index: Int) throws -> LuaValue {
        try call.operand(index).value(call.run)
    }
}

extension ApportionmentError {
    fileprivate var inWords: String {
        switch self {
        case .noPositiveWeight: "no weight is more than 0"
        case .negativeWeight(let index): "weight \(index + 1) is negative"
        case .arithmetic(let error): "\(error)"
        }
    }
}
