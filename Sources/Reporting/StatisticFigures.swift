import OutcomesModel

/// How figures of an estimate are shown: in the indicator's unit, rounded for the eye. Nothing is decided by them.
struct StatisticFigures {
    let indicator: Indicator?
    let contract: Contract
    let language: Language

    /// Of money, what the contract pays in; otherwise two decimals more than the values have.
    func of(_ value: Ratio) -> String {
        if let currency = indicator?.currency,
            let amount = try? Amount(majorUnits: value, currency: currency)
        {
            return language.figures(
                (try? contract.rounding.apply(to: amount)).map { $0.paid.grouped() } ?? amount.grouped())
        }
        return language.figures(
            (try? value.rounded(.halfEven, decimals: decimals).grouped) ?? value.grouped)
    }

    func of(_ value: Double) -> String {
        Decimal(rounding: value, decimals: decimals).map { of($0.ratio) } ?? language.figures("\(value)")
    }

    func more(_ value: Double) -> String {
        value == 0
            ? language.word("none", sv: "ingen")
            : of(value.magnitude)
                + (value > 0 ? language.word(" more", sv: " mer") : language.word(" less", sv: " mindre"))
    }

    func withUnit(_ figure: String) -> String {
        guard let unit = indicator?.unit, indicator?.currency == nil else { return figure }
        return "\(figure) \(unit)"
    }

    func percent(_ share: Decimal) -> String {
        language.figures(((try? share.ratio.multiplied(by: Ratio(100))) ?? share.ratio).grouped) + " %"
    }

    func percent(_ share: Double) -> String { rounded(share * 100, 1) + " %" }

    func rounded(_ value: Double, _ decimals: Int) -> String {
        Decimal(rounding: value, decimals: decimals).map { language.figures($0.grouped) }
            ?? language.figures("\(value)")
    }

    private var decimals: Int { min(Decimal.mostDecimals, (indicator?.decimals ?? 0) + 2) }
}
