import OutcomesModel

/// How a tariff's figure becomes an amount: the keys of each `kind`.
extension ContractReader {
    func readMechanism(
        _ kind: Mechanism.Kind, _ table: TableReader, _ currency: Currency?
    ) -> Mechanism? {
        switch kind {
        case .unitPrice:
            guard let price = readAmount("price", table, currency) else { return nil }
            return checked(table) { () throws(MechanismFault) in .unitPrice(try UnitPrice(price: price)) }
        case .step: return readStep(table, currency)
        case .threshold: return readThreshold(table, currency)
        case .band: return readBand(table, currency)
        case .savingsShare: return readSavingsShare(table, currency)
        case .activityGuarantee:
            let (base, share) = (readBase(table, currency), table.exact("share"))
            guard let base, let share else { return nil }
            return checked(table, values: [share.place]) { () throws(MechanismFault) in
                .activityGuarantee(try ShareOfSum(of: base, share: share.value.ratio))
            }
        case .guarantee:
            let (base, share) = (readBase(table, currency), table.exact("share", required: false))
            guard let base else { return nil }
            return checked(table, values: share.map { [$0.place] } ?? []) { () throws(MechanismFault) in
                .guarantee(try Guarantee(of: base, share: share?.value.ratio ?? .one))
            }
        case .bonus:
            guard let amount = readAmount("amount", table, currency) else { return nil }
            return .bonus(amount)
        case .netting: return .netting
        case .staged: return readStages(table, currency)
        case .standingCharge:
            let price = readAmount("price", table, currency)
            let every = table.choice("every", StandingCharge.Interval.self)
            let counting = table.choice("counts", StandingCharge.Counting.self, required: false)
            guard let price, let every else { return nil }
            return checked(table) { () throws(MechanismFault) in
                .standingCharge(try StandingCharge(price: price, every: every, counting: counting ?? .begun))
            }
        case .referralShortfall:
            let (price, expected) = (readAmount("price", table, currency), table.exact("expected"))
            guard let price, let expected else { return nil }
            return checked(table, values: [expected.place]) { () throws(MechanismFault) in
                .referralShortfall(try ReferralShortfall(price: price, expected: expected.value.ratio))
            }
        case .termination: return readTermination(table, currency)
        }
    }

    private func readStep(_ table: TableReader, _ currency: Currency?) -> Mechanism? {
        let rows = table.rows("tiers")
        let tiers = rows.compactMap { row -> StepTariff.Tier? in
            let upTo = row.exact("up_to", required: false)
            let price = readAmount("price", row, currency)
            let most = readAmount("most", row, currency, required: false)
            row.finish()
            return price.map {
                StepTariff.Tier(
                    upTo: upTo?.value.ratio, price: $0, most: most, place: faults.location(row.place))
            }
        }
        guard tiers.count == rows.count, table.has("tiers") else { return nil }
        return checked(table, rows) { () throws(MechanismFault) in .step(try StepTariff(tiers: tiers)) }
    }

    private func readSavingsShare(_ table: TableReader, _ currency: Currency?) -> Mechanism? {
        if let share = table.exact("share", required: !table.has("tiers")) {
            _ = table.value("tiers", "", required: false)
            if table.has("tiers") { faults.add(.terms(.shareAndTiers), at: share.place) }
            return checked(table, values: [share.place]) { () throws(MechanismFault) in
                .savingsShare(try SavingsShare(share: share.value.ratio))
            }
        }
        let rows = table.rows("tiers", required: false)
        var places: [TomlPlace] = []
        let tiers = rows.compactMap { row -> SavingsShare.Tier? in
            let upTo = readAmount("up_to", row, currency, required: false)
            let share = row.exact("share")
            row.finish()
            places.append(share?.place ?? row.place)
            return share.map {
                SavingsShare.Tier(upTo: upTo, share: $0.value.ratio, place: faults.location(row.place))
            }
        }
        guard tiers.count == rows.count, table.has("tiers") else { return nil }
        return checked(table, rows, values: places) { () throws(MechanismFault) in
            .savingsShare(try SavingsShare(tiers: tiers))
        }
    }

    private func readThreshold(_ table: TableReader, _ currency: Currency?) -> Mechanism? {
        let reached = table.choice("reached", Reached.self, required: false) ?? .atLeast
        let tables = table.rows("rows")
        // What costs money in a netting is paid to nobody by itself.
        let mayCost = !table.has("payment") && !table.has("split")
        let rows = tables.compactMap { row -> ThresholdTable.Row? in
            let at = row.exact("at")
            let amount = readAmount("amount", row, currency, mayBeNegative: mayCost)
            let clause = row.clause(required: false)
            row.finish()
            guard let at, let amount else { return nil }
            return ThresholdTable.Row(
                at: at.value.ratio, amount: amount, clause: clause, place: faults.location(row.place))
        }
        guard rows.count == tables.count, table.has("rows") else { return nil }
        return checked(table, tables) { () throws(MechanismFault) in
            .threshold(try ThresholdTable(reached: reached, rows: rows))
        }
    }

    private func readBand(_ table: TableReader, _ currency: Currency?) -> Mechanism? {
        let interpolates = table.boolean("interpolates", required: false) ?? false
        let base = table.has("of") ? readBase(table, currency) : nil
        if !table.has("of") { _ = table.value("of", "", required: false) }
        let tables = table.rows("rows")
        let points = tables.compactMap { row -> Band.Point? in
            let at = row.exact("at")
            let value: Ratio?
            if table.has("of") {
                value = row.exact("rate")?.value.ratio
            } else {
                value = readAmount("amount", row, currency)?.minorUnits
            }
            let clause = row.clause(required: false)
            row.finish()
            guard let at, let value else { return nil }
            return Band.Point(
                at: at.value.ratio, value: value, clause: clause, place: faults.location(row.place))
        }
        guard points.count == tables.count, table.has("rows"), let currency else { return nil }
        guard base != nil || !table.has("of") else { return nil }
        return checked(table, tables) { () throws(MechanismFault) in
            .band(
                try Band(
                    points: points, interpolates: interpolates,
                    worth: base.map { .rates(of: $0) } ?? .sums(currency)))
        }
    }

    private func readStages(_ table: TableReader, _ currency: Currency?) -> Mechanism? {
        let price = readAmount("price", table, currency)
        let rows = table.rows("stages")
        var places: [TomlPlace] = []
        let stages = rows.compactMap { row -> StagedPayment.Stage? in
            let outcome = names.reference("outcome", to: .outcome, in: row, as: OutcomeID.self)
            let share = row.exact("share")
            row.finish()
            places.append(share?.place ?? row.place)
            guard let outcome, let share else { return nil }
            return StagedPayment.Stage(outcome: outcome.value, share: share.value.ratio)
        }
        guard let price, stages.count == rows.count, table.has("stages") else { return nil }
        return checked(table, rows, values: places) { () throws(MechanismFault) in
            .staged(try StagedPayment(price: price, stages: stages))
        }
    }

    private func readTermination(_ table: TableReader, _ currency: Currency?) -> Mechanism? {
        let base = readBase(table, currency)
        let tables = table.rows("rows")
        var places: [TomlPlace] = []
        let rows = tables.compactMap { row -> TerminationPayment.Row? in
            let from = row.day("from", required: false)
            let share = row.exact("share")
            row.finish()
            places.append(share?.place ?? row.place)
            return share.map {
                TerminationPayment.Row(
                    from: from?.value, share: $0.value.ratio, place: faults.location(row.place))
            }
        }
        guard let base, rows.count == tables.count, table.has("rows") else { return nil }
        return checked(table, tables, values: places) { () throws(MechanismFault) in
            .termination(try TerminationPayment(of: base, rows: rows))
        }
    }

    // MARK: Parts

    /// Reads a sum of the contract's currency in any number of decimals: what is priced is rounded when it is paid.
    func readAmount(
        _ key: String, _ table: TableReader, _ currency: Currency?, required: Bool = true,
        mayBeNegative: Bool = false
    ) -> Amount? {
        guard let found = table.exact(key, required: required), let currency else { return nil }
        guard mayBeNegative || found.value.units >= 0 else {
            table.note(.outOfRange(expected: "at least 0", came: "\(found.value)"), key, at: found.place)
            return nil
        }
        do throws(ArithmeticError) {
            return try Amount(majorUnits: found.value.ratio, currency: currency)
        } catch {
            table.note(.notExact(error), key, at: found.place)
            return nil
        }
    }

    /// Reads `of`, a sum or the id of a term that is one.
    private func readBase(_ table: TableReader, _ currency: Currency?) -> BaseSum? {
        let expected = "a sum, such as \"7200000.00\", or the id of a term"
        guard let value = table.value("of", expected, required: true) else { return nil }
        if case .string(let text) = value.content, DeclaredNames.isWellFormed(text) {
            names.refer(Found(value: text, place: value.place), "of", to: .term, in: table)
            return .term(TermID(text))
        }
        do throws(ArithmeticError) {
            guard let decimal = try value.exactValue() else {
                table.noteWrongType("of", value, expected: expected)
                return nil
            }
            guard let currency else { return nil }
            let sum = BaseSum.sum(try Amount(majorUnits: decimal.ratio, currency: currency))
            guard decimal.units >= 0 else {
                table.note(.outOfRange(expected: "at least 0", came: "\(decimal)"), "of", at: value.place)
                return nil
            }
            return sum
        } catch {
            table.note(.notExact(error), "of", at: value.place)
            return nil
        }
    }

    /// Makes what has been read, and notes where its parts do not fit together.
    ///
    /// - Parameter values: where the share, or whatever may be out of its range, stands: of each row, or the one of a
    ///   table without rows.
    func checked<Made>(
        _ table: TableReader, _ rows: [TableReader] = [], values: [TomlPlace] = [],
        _ make: () throws(MechanismFault) -> Made
    ) -> Made? {
        func place(_ places: [TomlPlace], ofRow row: Int?) -> TomlPlace? {
            row.flatMap { places.indices.contains($0 - 1) ? places[$0 - 1] : nil }
        }
        do throws(MechanismFault) {
            return try make()
        } catch {
            let value =
                switch error {
                case .notAShare(let row, _), .negative(_, let row, _): place(values, ofRow: row ?? 1)
                case .noRows, .unsorted, .afterOpenRow, .sharesDoNotAddUp, .repeated: TomlPlace?.none
                }
            let place = value ?? place(rows.map(\.place), ofRow: error.row)
            faults.add(.terms(.mechanism(table: table.name, error)), at: place ?? table.place)
            return nil
        }
    }
}

extension TableReader {
    /// Reads the rows of a table within this one, a list of tables.
    ///
    /// - Parameter name: how messages name one of them.
    func rows(_ key: String, required: Bool = true, name: String? = nil) -> [TableReader] {
        guard let value = value(key, "a list of tables", required: required) else { return [] }
        guard case .array(let elements) = value.content else {
            noteWrongType(key, value, expected: "a list of tables", hint: "write [{ … }, { … }]")
            return []
        }
        return elements.compactMap { element in
            guard case .table(let entries) = element.content else {
                noteWrongType(key, element, expected: "a table", hint: "write it as { … }")
                return nil
            }
            return TableReader(
                name: name ?? "a row of `\(key)`", place: element.place, entries: entries, faults: faults,
                language: language)
        }
    }
}
