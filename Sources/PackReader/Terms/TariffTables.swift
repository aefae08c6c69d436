import OutcomesModel

/// The tables `[[tariff]]` and `[[amendment]]`.
extension ContractReader {
    /// A tariff, and what its amendments must be read with.
    struct DeclaredTariff {
        let tariff: Tariff
        let place: TomlPlace
    }

    func parseTariff(_ table: TableReader, _ clause: Clause?, currency: Currency?) -> DeclaredTariff? {
        let id = names.id(.tariff, of: table, as: TariffID.self)
        let kind = table.choice("kind", Mechanism.Kind.self)
        let title = table.words("title", required: false)
        let payment = names.reference(
            "payment", to: .payment, in: table, as: PaymentID.self, required: false)
        let split = names.reference("split", to: .split, in: table, as: SplitID.self, required: false)
        if payment != nil, let split { faults.add(.terms(.paymentAndSplit), at: split.place) }
        let conditions = table.strings("when", required: false, expected: "ids of conditions") ?? []
        for condition in conditions { names.refer(condition, "when", to: .condition, in: table) }
        let index = names.reference("index", to: .index, in: table, as: PriceIndexID.self, required: false)
        let rounding = readFigureRounding(table)
        guard let kind else {
            // Which keys it may have is not known.
            _ = table.allEntries()
            return nil
        }
        // The outcomes of stages are no figure.
        let figure = kind.takesFigure ? readFigure(table, mayBeTariffs: true) : nil
        if kind == .netting {
            if case .tariffs? = figure {
            } else {
                faults.add(.terms(.nettingOfNothing), at: table.place)
            }
        }
        let version = readVersion(kind, from: nil, table, clause, currency: currency)
        guard let id, let version else { return nil }
        let tariff = Tariff(
            id: id.value, title: title?.value ?? id.value.rawValue, payment: payment?.value,
            split: split?.value,
            figure: figure, rounding: rounding, conditions: conditions.map { ConditionID($0.value) },
            index: index?.value,
            versions: [version])
        return DeclaredTariff(tariff: tariff, place: table.place)
    }

    private func readVersion(
        _ kind: Mechanism.Kind, from: Day?, _ table: TableReader, _ clause: Clause?, currency: Currency?
    ) -> Tariff.Version? {
        let most = readAmount("most", table, currency, required: false)
        let mechanism = readMechanism(kind, table, currency)
        guard let mechanism, let clause else { return nil }
        return Tariff.Version(from: from, mechanism: mechanism, most: most, clause: clause)
    }

    /// Reads the amendments of tariffs and of outcomes' prices, which give them later versions.
    func amend(
        _ tariffs: [DeclaredTariff], _ outcomes: [Outcome], currency: Currency?
    ) -> (tariffs: [Tariff], outcomes: [Outcome]) {
        var amendedTariffs = tariffs.map(\.tariff)
        var amendedOutcomes = outcomes
        for table in root.tables("amendment") {
            let clause = table.clause(required: true)
            let from = table.day("from")
            let tariff = names.reference(
                "tariff", to: .tariff, in: table, as: TariffID.self, required: false)
            let outcome = names.reference(
                "outcome", to: .outcome, in: table, as: OutcomeID.self, required: false)
            if let from, let id = tariff?.value.rawValue ?? outcome?.value.rawValue {
                doubts.noteVersion("the amendment of \(id)", from: from)
            }
            if (tariff == nil) == (outcome == nil) {
                faults.add(.terms(.amendmentOfWhat), at: table.place)
            }
            if let tariff, let place = amendedTariffs.firstIndex(where: { $0.id == tariff.value }) {
                let version = readVersion(
                    amendedTariffs[place].kind, from: from?.value, table, clause, currency: currency)
                if let version, let from {
                    checkLater(from, than: amendedTariffs[place].versions.last?.from, tariff.value.rawValue)
                    amendedTariffs[place] = amendedTariffs[place].adding(version)
                }
            } else if let outcome, let place = amendedOutcomes.firstIndex(where: { $0.id == outcome.value }) {
                let price = readMoney("price", table, currency)
                if let price, let from, let clause {
                    checkLater(
                        from, than: amendedOutcomes[place].amendments.last?.from, outcome.value.rawValue)
                    amendedOutcomes[place] = amendedOutcomes[place].adding(
                        .init(from: from.value, price: price, clause: clause))
                }
            } else {
                // What it amends could not be read, so that its keys are not known.
                _ = table.allEntries()
            }
            table.finish()
        }
        return (amendedTariffs, amendedOutcomes)
    }

    private func checkLater(_ from: Found<Day>, than before: Day?, _ id: String) {
        guard let before, from.value <= before else { return }
        faults.add(.terms(.amendmentsUnsorted(of: id, day: from.value, after: before)), at: from.place)
    }

    /// Notes what names something that stands below it: what decides must be known first.
    func checkOrder(of tariffs: [DeclaredTariff]) {
        for (place, declared) in tariffs.enumerated() {
            guard case .tariffs(let named)? = declared.tariff.figure else { continue }
            for id in named where tariffs[place...].contains(where: { $0.tariff.id == id }) {
                faults.add(
                    .terms(.notAbove(key: "tariffs", table: "[[tariff]]", id: id.rawValue)),
                    at: declared.place)
            }
        }
    }
}

extension Mechanism.Kind {
    /// Whether a figure decides it, from the terms or from the rule.
    fileprivate var takesFigure: Bool {
        switch self {
        case .unitPrice, .step, .threshold, .band, .savingsShare, .guarantee, .netting, .referralShortfall:
            true
        case .activityGuarantee, .bonus, .staged, .standingCharge, .termination: false
        }
    }
}

extension Tariff {
    fileprivate func adding(_ version: Version) -> Tariff {
        Tariff(
            id: id, title: title, payment: payment, split: split, figure: figure, rounding: rounding,
            conditions: conditions, index: index, versions: versions + [version])
    }
}

extension Outcome {
    fileprivate func adding(_ amendment: PriceAmendment) -> Outcome {
        Outcome(
            id: id, title: title, indicator: indicator, subject: subject, price: price, payment: payment,
            limitPerParticipant: limitPerParticipant, clause: clause, after: after, index: index,
            amendments: amendments + [amendment], plan: plan)
    }
}
