import LuaHost
import OutcomesModel

extension Api {
    static let exactType = ApiType(
        kind: .exact, symbol: "x",
        documentation: """
            An exact number, such as `soc.decimal "0.3"` or `soc.ratio(1, 3)`. `+ - * /` and the comparisons \
            are exact. Whole Lua numbers and floats of at most 15 digits may stand on either side; `==` \
            is true only between two exact numbers.
            """,
        methods: [
            ApiFunction(
                "round",
                [.optional("decimals", "a whole number from 0 to 18"), .optional("mode", "a rounding mode")],
                gives: "an exact number", "Rounds to `decimals` (0), by `mode` (the contract's).",
                example: "soc.ratio(2, 3):round(2)"
            ) { call in
                let decimals = call.has(0) ? try call.whole(0) : 0
                guard (0...18).contains(decimals) else { throw call.wrong(0) }
                let mode = call.has(1) ? try roundingMode(call, 1) : call.run.roundingMode
                return .exact(try call.object!.ratio.rounded(mode, decimals: Int(decimals)).ratio)
            },
            ApiFunction(
                "at_least", [.required("least", "a number")], gives: "an exact number",
                "The number, or `least` if that is greater.", example: "soc.decimal(\"-2\"):at_least(0)"
            ) { call in .exact(max(call.object!.ratio, try call.exact(0))) },
            ApiFunction(
                "at_most", [.required("most", "a number")], gives: "an exact number",
                "The number, or `most` if that is less.", example: "soc.decimal(\"2.5\"):at_most(2)"
            ) { call in .exact(min(call.object!.ratio, try call.exact(0))) },
        ],
        operators: arithmetic)

    static func roundingMode(_ call: ApiCall, _ index: Int) throws -> RoundingMode {
        let name = try call.text(index)
        let known = RoundingMode.allCases.map(\.rawValue)
        guard let mode = RoundingMode(rawValue: name) else {
            throw ApiError(
                "\(call.title): '\(name)' is not a rounding mode",
                hint: nearestName(to: name, among: known).map { "did you mean '\($0)'?" }
                    ?? "one of \(known.joined(separator: ", "))")
        }
        return mode
    }
}
