import OutcomesModel

/// What stands in `[contract]`.
struct ContractHead {
    let title: String
    let currency: Currency
    let rounding: Rounding
    let starts: Day
    let ends: Day
    let source: String?
    let payableStates: Set<VerificationState>
    let verifiesClaims: Bool
    let approvers, packSigners: [Party.Role]
    let place: TomlPlace
    let smallestCell: Int
}

extension ContractReader {
    func readHead() -> ContractHead? {
        guard let table = root.table("contract", name: "[contract]", expected: "[contract]") else {
            return nil
        }
        let title = table.words("title")
        let currency = readCurrency(table)
        let rounding = readRounding(table, currency)
        let starts = table.day("starts")
        let ends = table.day("ends")
        let states = table.choices("pays_on", VerificationState.self, required: false) ?? [.verified]
        let verifiesClaims = table.boolean("verifies_claims", required: false)
        let approvers = table.choices("approved_by", Party.Role.self, required: false) ?? []
        let signers = table.choices("signed_by", Party.Role.self, required: false) ?? []
        let smallestCell = readSmallestCell(table)
        let clause = table.clause(required: false)
        table.finish()
        if let starts, let ends { checkOrder(starts, ends, in: table) }
        guard let title, let currency, let rounding, let starts, let ends else { return nil }
        return ContractHead(
            title: title.value, currency: currency, rounding: rounding, starts: starts.value,
            ends: ends.value,
            source: clause?.source, payableStates: Set(states), verifiesClaims: verifiesClaims ?? false,
            approvers: approvers, packSigners: signers, place: table.place, smallestCell: smallestCell)
    }

    /// Reads the smallest cell. It cannot be 2: fewer than two people and not nobody would be just one.
    private func readSmallestCell(_ table: TableReader) -> Int {
        guard let least = table.integer("smallest_cell", in: 1...1_000, required: false) else {
            return Contract.usualSmallestCell
        }
        if least.value == 2 {
            table.note(
                .outOfRange(expected: "1, which shows all, or 3 to 1000", came: "2"), "smallest_cell",
                at: least.place)
        }
        return least.value
    }

    /// Notes where `starts` comes after `ends`.
    @discardableResult
    func checkOrder(_ starts: Found<Day>, _ ends: Found<Day>, in table: TableReader) -> Period? {
        let period = Period(first: starts.value, last: ends.value)
        if period == nil {
            noteReversed(
                table, ("starts", "\(starts.value)"), ("ends", "\(ends.value)"), at: ends.place)
        }
        return period
    }

    func noteReversed(
        _ table: TableReader, _ first: (key: String, value: String), _ last: (key: String, value: String),
        at place: TomlPlace
    ) {
        let problem = TermsProblem.reversed(
            table: table.name, first: first.key, firstValue: first.value, last: last.key,
            lastValue: last.value)
        faults.add(.terms(problem), at: place)
    }

    /// Reads an amount that is not negative, in no more decimals than the currency has.
    func readMoney(_ key: String, _ table: TableReader, _ currency: Currency?) -> Money? {
        guard let amount = table.exact(key) else { return nil }
        guard amount.value.units >= 0 else {
            table.note(
                .outOfRange(expected: "at least 0", came: "\(amount.value)"), key, at: amount.place)
            return nil
        }
        guard let currency else { return nil }
        return money(amount, key, table, currency)
    }

    private func money(
        _ amount: Found<Decimal>, _ key: String, _ table: TableReader, _ currency: Currency
    ) -> Money? {
        do throws(ArithmeticError) {
            return Money(
                minorUnits: try amount.value.rescaled(to: currency.minorDigits).units, currency: currency)
        } catch .tooManyDecimals(let text, let allowed) {
            table.note(
                .tooPrecise(came: text, decimals: allowed, holder: currency.code), key, at: amount.place)
        } catch {
            table.note(.notExact(error), key, at: amount.place)
        }
        return nil
    }

    private func readCurrency(_ table: TableReader) -> Currency? {
        guard let code = table.string("currency", expected: "a currency of ISO 4217, such as SEK") else {
            return nil
        }
        guard let currency = try? Currency(code: code.value) else {
            table.note(
                .malformed(expected: "a currency of ISO 4217, such as SEK", came: code.value.shortened),
                "currency", at: code.place)
            return nil
        }
        return currency
    }

    private func readRounding(_ contract: TableReader, _ currency: Currency?) -> Rounding? {
        let table = contract.table(
            "rounding", name: "`rounding`", expected: "{ mode = \"half_even\", unit = \"1.00\" }")
        guard let table else { return nil }
        let mode = table.choice("mode", RoundingMode.self)
        let unit = table.exact("unit")
        table.finish()
        guard let unit, let currency, let sum = money(unit, "unit", table, currency) else { return nil }
        guard sum.minorUnits > 0 else {
            table.note(.outOfRange(expected: "more than 0", came: "\(unit.value)"), "unit", at: unit.place)
            return nil
        }
        return mode.map { Rounding(mode: $0, unit: sum) }
    }
}
