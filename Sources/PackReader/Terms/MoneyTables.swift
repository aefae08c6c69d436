import OutcomesModel

/// The tables that say what is paid: outcome, payment, settlement and cap.
extension ContractReader {
    func parseOutcome(
        _ table: TableReader, _ clause: Clause?, indicators: [Indicator], currency: Currency?
    ) -> Outcome? {
        let id = names.id(.outcome, of: table, as: OutcomeID.self)
        let title = table.words("title", required: false)
        let price = readMoney("price", table, currency)
        let payment = names.reference("payment", to: .payment, in: table, as: PaymentID.self)
        let indicator = names.referenceOrOwn(
            "indicator", to: .indicator, in: table, own: id?.value.rawValue, as: IndicatorID.self)
        let limit = table.integer("limit", in: 1...Int.max, required: false)
        let after = names.reference("after", to: .outcome, in: table, as: OutcomeID.self, required: false)
        let index = names.reference("index", to: .index, in: table, as: PriceIndexID.self, required: false)
        let plan = readPlan(table)
        guard let id, let price, let payment, let indicator, let clause else { return nil }
        return Outcome(
            id: id.value, title: title?.value ?? id.value.rawValue, indicator: indicator,
            subject: indicators.first { $0.id == indicator }?.subject ?? .participant, price: price,
            payment: payment.value, limitPerParticipant: limit?.value ?? 1, clause: clause,
            after: after?.value, index: index?.value, plan: plan)
    }

    private func readPlan(_ table: TableReader) -> OutcomePlan? {
        let rows = table.rows("plan", required: false)
        let points = rows.compactMap { row -> OutcomePlan.Point? in
            let by = row.day("by")
            let claims = row.integer("claims", in: 0...Int.max)
            let clause = row.clause(required: false)
            row.finish()
            guard let by, let claims else { return nil }
            return OutcomePlan.Point(by: by.value, claims: claims.value, clause: clause)
        }
        guard table.elements("plan") != nil, points.count == rows.count else { return nil }
        return checked(table, rows) { () throws(MechanismFault) in try OutcomePlan(points: points) }
    }

    /// Notes an outcome that comes after one that does not stand above it.
    func checkOrder(of outcomes: [Outcome]) {
        for (place, outcome) in outcomes.enumerated() {
            guard let after = outcome.after, outcomes[place...].contains(where: { $0.id == after }) else {
                continue
            }
            faults.add(
                .terms(.notAbove(key: "after", table: "[[outcome]]", id: after.rawValue)),
                at: names.place(of: "after", in: outcome.clause.place))
        }
    }

    func parsePayment(
        _ table: TableReader, _ clause: Clause?, head: ContractHead?, rates: [ExchangeRate]
    ) -> Payment? {
        let id = names.id(.payment, of: table, as: PaymentID.self)
        let title = table.words("title", required: false)
        let from = names.reference("from", to: .party, in: table, as: PartyID.self)
        let to = names.reference("to", to: .party, in: table, as: PartyID.self)
        if let from, let to, from.value == to.value {
            faults.add(.terms(.payerIsPayee(party: from.value.rawValue)), at: to.place)
        }
        let currency = readCurrency("currency", table, required: false)
        let foreign = currency.flatMap { readRounding(table, $0.value, mode: head?.rounding.mode) }
        let compensates = table.boolean("compensates", required: false) ?? false
        guard let id, let from, let to, let clause else { return nil }
        if let currency, !rates.contains(where: { $0.currency == currency.value }) {
            let problem = TermsProblem.noExchangeRate(
                payment: id.value.rawValue, currency: currency.value.code)
            faults.add(.terms(problem), at: currency.place)
        }
        return Payment(
            id: id.value, title: title?.value ?? id.value.rawValue, from: from.value, to: to.value,
            clause: clause, foreign: foreign, compensates: compensates)
    }

    func parseSettlement(
        _ table: TableReader, head: ContractHead?, windows: [Window]
    ) -> SettlementPlan? {
        let id = names.id(.settlement, of: table, as: SettlementID.self)
        let title = table.words("title", required: false)
        let window = names.reference("window", to: .window, in: table, as: WindowID.self)
        let due = table.day("due")
        let pays = table.boolean("pays", required: false) ?? true
        guard let id, let window, let due else { return nil }
        if let head {
            check(due, of: id.value, windows.first { $0.id == window.value }, head)
        }
        return SettlementPlan(
            id: id.value, title: title?.value ?? id.value.rawValue, window: window.value, due: due.value,
            pays: pays)
    }

    /// Doubts a settlement that is due before there is anything to settle.
    private func check(_ due: Found<Day>, of id: SettlementID, _ window: Window?, _ head: ContractHead) {
        guard due.value > head.starts else {
            doubts.add(
                .dueBeforeStart(settlement: id.rawValue, due: due.value, starts: head.starts), at: due.place)
            return
        }
        // A window of each person's own may have begun long before.
        guard let window, !window.isOfEachPerson else { return }
        let first = window.period(entry: head.starts, starts: head.starts).first
        guard due.value < first else { return }
        doubts.add(
            .dueBeforeWindow(
                settlement: id.rawValue, due: due.value, window: window.id.rawValue, first: first),
            at: due.place)
    }

    func parseCap(_ table: TableReader, _ clause: Clause?, currency: Currency?) -> Cap? {
        let id = names.id(.cap, of: table, as: CapID.self)
        let amount = readMoney("amount", table, currency)
        let payments = table.strings("payments", required: false, expected: "ids of payments") ?? []
        for payment in payments { names.refer(payment, "payments", to: .payment, in: table) }
        if let id, let amount, amount.minorUnits == 0, let value = table.place(of: "amount") {
            doubts.add(.capOfNothing(id.value.rawValue), at: value)
        }
        guard let id, let amount, let clause else { return nil }
        return Cap(
            id: id.value, amount: amount, payments: payments.map { PaymentID($0.value) }, clause: clause)
    }
}

extension Window {
    fileprivate var isOfEachPerson: Bool { if case .fromEntry = span { true } else { false } }
}
