import OutcomesModel

/// What prices follow and sums are converted by: `[[index]]` and `[[exchange_rate]]`; and `[termination]`.
extension ContractReader {
    func parseIndex(
        _ table: TableReader, _ clause: Clause?, head: ContractHead?, indicators: [Indicator]
    ) -> PriceIndex? {
        let id = names.id(.index, of: table, as: PriceIndexID.self)
        let title = table.words("title", required: false)
        let indicator = names.reference("indicator", to: .indicator, in: table, as: IndicatorID.self)
        let base = table.exact("base")
        let (least, most) = (table.exact("least", required: false), table.exact("most", required: false))
        let rounding = readRounding(table, head?.currency, mode: head?.rounding.mode)
        if let indicator, let declared = indicators.first(where: { $0.id == indicator.value }),
            declared.subject != .contract
        {
            faults.add(.terms(.indexOfPeople(indicator: indicator.value.rawValue)), at: indicator.place)
        }
        guard let id, let indicator, let base, let rounding, let clause else { return nil }
        return checked(table) { () throws(MechanismFault) in
            try PriceIndex(
                id: id.value, title: title?.value ?? id.value.rawValue, indicator: indicator.value,
                base: base.value.ratio, least: least?.value.ratio, most: most?.value.ratio,
                rounding: rounding, clause: clause)
        }
    }

    /// Reads `rounding`, which is to the minor unit by the contract's mode where it is left out.
    func readRounding(_ parent: TableReader, _ currency: Currency?, mode: RoundingMode?) -> Rounding? {
        let expected = "{ mode = \"half_even\", unit = \"0.01\" }"
        guard let table = parent.table("rounding", name: "`rounding`", required: false, expected: expected)
        else {
            guard !parent.has("rounding"), let mode, let currency else { return nil }
            return Rounding(mode: mode, unit: Money(minorUnits: 1, currency: currency))
        }
        let ownMode = table.choice("mode", RoundingMode.self)
        let unit = readMoney("unit", table, currency)
        table.finish()
        guard let ownMode, let unit else { return nil }
        guard unit.minorUnits > 0 else {
            table.note(.outOfRange(expected: "more than 0", came: "\(unit)"), "unit", at: table.place)
            return nil
        }
        return Rounding(mode: ownMode, unit: unit)
    }

    /// Reads a currency under `key`.
    func readCurrency(_ key: String, _ table: TableReader, required: Bool) -> Found<Currency>? {
        let expected = "a currency of ISO 4217, such as SEK"
        guard let code = table.string(key, required: required, expected: expected) else { return nil }
        guard let currency = try? Currency(code: code.value) else {
            table.note(.malformed(expected: expected, came: code.value.shortened), key, at: code.place)
            return nil
        }
        return Found(value: currency, place: code.place)
    }

    /// Reads the rates, a table for each version of one.
    func readExchangeRates(_ own: Currency?) -> [ExchangeRate] {
        var rates: [ExchangeRate] = []
        for table in root.tables("exchange_rate") {
            let currency = readCurrency("currency", table, required: true)
            let rate = table.exact("rate")
            let from = table.day("from", required: false)
            let clause = table.clause(required: true)
            table.finish()
            guard let currency, let rate, let clause else { continue }
            if let from { doubts.noteVersion("this exchange rate of \(currency.value.code)", from: from) }
            guard rate.value.units > 0 else {
                table.note(
                    .outOfRange(expected: "more than 0", came: "\(rate.value)"), "rate", at: rate.place)
                continue
            }
            if currency.value == own {
                faults.add(.terms(.rateOfOwnCurrency(currency.value.code)), at: currency.place)
            }
            let version = ExchangeRate.Version(from: from?.value, rate: rate.value.ratio, clause: clause)
            guard let place = rates.firstIndex(where: { $0.currency == currency.value }) else {
                rates.append(ExchangeRate(currency: currency.value, versions: [version]))
                continue
            }
            let before = rates[place].versions.last?.from
            guard let day = from?.value, before.map({ $0 < day }) ?? true else {
                faults.add(.terms(.ratesUnsorted(currency.value.code)), at: from?.place ?? table.place)
                continue
            }
            rates[place] = ExchangeRate(
                currency: currency.value, versions: rates[place].versions + [version])
        }
        return rates
    }

    func readTermination() -> Termination? {
        guard
            let table = root.table(
                "termination", name: "[termination]", required: false, expected: "[termination]")
        else { return nil }
        let day = table.day("day")
        let clause = table.clause(required: true)
        table.finish()
        guard let day, let clause else { return nil }
        return Termination(day: day.value, clause: clause)
    }
}
