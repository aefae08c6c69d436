import OutcomesModel

/// What bounds and shares payments: `[[limit]]`, `[pricing]` and `[[split]]`.
extension ContractReader {
    func parseLimit(
        _ table: TableReader, _ clause: Clause?, currency: Currency?, attributes: [Attribute]
    ) -> ClaimLimit? {
        let id = names.id(.limit, of: table, as: LimitID.self)
        let title = table.words("title", required: false)
        let kind = table.choice("kind", ClaimLimit.Kind.self)
        let outcomes = table.strings("outcomes", required: false, expected: "ids of outcomes") ?? []
        for outcome in outcomes { names.refer(outcome, "outcomes", to: .outcome, in: table) }
        let bound: ClaimLimit.Bound?
        switch kind {
        case .metric: bound = readMoney("amount", table, currency).map { .metric($0) }
        case .perPerson: bound = readMoney("amount", table, currency).map { .perPerson($0) }
        case .share: bound = readShareLimit(table, attributes).map { .share($0) }
        case nil:
            _ = table.allEntries()
            bound = nil
        }
        guard let id, let bound, let clause else { return nil }
        return ClaimLimit(
            id: id.value, title: title?.value ?? id.value.rawValue, bound: bound,
            outcomes: outcomes.map { OutcomeID($0.value) }, clause: clause)
    }

    private func readShareLimit(_ table: TableReader, _ attributes: [Attribute]) -> ShareLimit? {
        let attribute = names.reference("attribute", to: .attribute, in: table, as: AttributeID.self)
        let value = table.string("value", required: false)
        let share = table.exact("share")
        guard let attribute, let share else { return nil }
        if let value, let declared = attributes.first(where: { $0.id == attribute.value }),
            !declared.values.contains(value.value)
        {
            table.note(.notOneOf(declared.values, came: value.value.shortened), "value", at: value.place)
        }
        return checked(table, values: [share.place]) { () throws(MechanismFault) in
            try ShareLimit(attribute: attribute.value, value: value?.value, most: share.value.ratio)
        }
    }

    /// Reads the order in which limits are applied: those that are named first, and the others after them.
    func readLimitOrder() -> [ClaimLimit.Kind] {
        let usual = ClaimLimit.Kind.allCases
        guard let table = root.table("pricing", name: "[pricing]", required: false, expected: "[pricing]")
        else { return usual }
        let named = table.choices("order", ClaimLimit.Kind.self) ?? []
        _ = table.clause(required: false)
        table.finish()
        return named + usual.filter { !named.contains($0) }
    }

    func parseSplit(_ table: TableReader, _ clause: Clause?) -> PaymentSplit? {
        let id = names.id(.split, of: table, as: SplitID.self)
        let title = table.words("title", required: false)
        if table.has("shares") == table.has("weights") {
            faults.add(.terms(.splitByWhat), at: table.place)
        }
        let shares = readParts("shares", table)
        let weights = readParts("weights", table)
        guard let id, let clause, let parts = shares ?? weights else { return nil }
        return checked(table) { () throws(MechanismFault) in
            let split = try PaymentSplit(
                id: id.value, title: title?.value ?? id.value.rawValue, parts: parts, clause: clause)
            let sum = parts.reduce(Ratio.zero as Ratio?) { sum, part in try? sum?.adding(part.weight) }
            if shares != nil, sum != .one {
                throw .sharesDoNotAddUp(came: sum.map { "\($0)" } ?? "what does not fit")
            }
            return split
        }
    }

    private func readParts(_ key: String, _ parent: TableReader) -> [PaymentSplit.Part]? {
        guard
            let table = parent.table(
                key, name: "`\(key)`", required: false, expected: "{ payment_of_one = \"0.5\", … }")
        else { return nil }
        let parts = table.allEntries().compactMap { entry -> PaymentSplit.Part? in
            names.refer(Found(value: entry.key, place: entry.keyPlace), key, to: .payment, in: parent)
            return table.exact(entry.key).map {
                PaymentSplit.Part(payment: PaymentID(entry.key), weight: $0.value.ratio)
            }
        }
        return parts
    }
}
