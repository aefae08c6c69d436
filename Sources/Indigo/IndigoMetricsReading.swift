import OutcomesModel

// What is measured, what it is worth, and who pays it to whom.
extension ProjectReader {
    mutating func readMetrics(_ root: Place) {
        for (index, place) in fields.list("outcome_metrics", in: root).enumerated() {
            var id = fields.text("id", in: place)
            if id == nil {
                fields.note(
                    place.path("id"), "this metric has no id", fill: "an id, to which a price can refer")
                id = "metric_\(index + 1)"
            }
            guard let id, !project.metrics.contains(where: { $0.id == id }) else {
                fields.note(
                    place.path("id"), "this id is another metric's, and the metric was left out",
                    id.map { .text($0) }, fill: "an id of its own")
                continue
            }
            var metric = IndigoProject.Metric(id: id)
            metric.place = place.path
            metric.definition = fields.text("definition", in: place)
            metric.target = fields.text("outcome_metric_target", in: place)
            if metric.definition == nil {
                fields.note(
                    place.path("definition"), "this metric has no definition",
                    fill: "what is counted, as `title` of the indicator")
            }
            project.metrics.append(metric)
        }
        for place in fields.list("outcome_pricings", in: root) { readPricing(place) }
    }

    private mutating func readPricing(_ place: Place) {
        let id = fields.text("outcome_metric_id", in: place)
        guard let index = project.metrics.firstIndex(where: { $0.id == id }) else {
            fields.note(
                place.path("outcome_metric_id"), "this price is of no metric that is there",
                id.map { .text($0) },
                fill: "which of the outcome_metrics it is of")
            return
        }
        project.metrics[index].pricing = fields.text("price_description", in: place)
        project.metrics[index].pricePlace = place.path
        let unit = fields.object("price_per_unit", in: place)
        let price = fields.number("amount", in: unit, fill: "the price of a unit, as a number")
        let most = most(fields.object("maximum_price_if_all_targets_achieved", in: place))
        if fields.value("amount", in: unit) == nil, most == nil, project.metrics[index].pricing == nil {
            fields.note(place.path("price_per_unit"), "this price has no amount", fill: "the price of a unit")
        }
        guard let any = price ?? most, isInCurrency(place, any) else { return }
        project.metrics[index].most = most
        guard let price else { return }
        guard !priced.contains(index) else {
            fields.note(
                unit.path("amount"), "this metric has several prices, and was left without one",
                .number("\(price)"), fill: "which price holds, and from when")
            project.metrics[index].price = nil
            return
        }
        priced.insert(index)
        project.metrics[index].price = price
    }

    /// The schema has this amount as text.
    private mutating func most(_ place: Place) -> Decimal? {
        guard let value = fields.value("amount", in: place) else { return nil }
        let digits: String? =
            switch value {
            case .text(let text), .number(let text): text
            default: nil
            }
        let decimals = project.currency.flatMap { try? Currency(code: $0) }?.minorDigits ?? 2
        if let number = digits.flatMap({ try? Decimal($0) }), number.decimals <= decimals, number.units >= 0 {
            return number
        }
        fields.note(
            place.path("amount"), "this is no sum that can be taken as it is", value,
            fill: "the most that the metric is paid, in a [[limit]]")
        return nil
    }

    // MARK: Payments

    mutating func readPayments(_ root: Place) {
        for (index, place) in fields.list("outcome_payment_plans", in: root).enumerated() {
            let period = fields.object("period", in: place)
            project.plans.append(
                IndigoProject.Plan(
                    id: fields.text("id", in: place) ?? "plan_\(index + 1)",
                    starts: fields.day("start_date", in: period, isLast: false),
                    ends: fields.day("end_date", in: period, isLast: true)))
        }
        for place in fields.list("outcome_payments", in: root) {
            guard let payer = party("payer_organisation_id", in: place),
                let recipient = party("recipient_organisation_id", in: place)
            else { continue }
            var payment = IndigoProject.Payment(payer: payer, recipient: recipient)
            // The plan says its period, and the sum whether it was made.
            fields.passOver(["period", "type"], in: place)
            payment.plan = fields.text("outcome_payment_plan_id", in: place)
            payment.metric = fields.text("outcome_metric_id", in: place)
            payment.title = fields.text("notes", in: place)
            let money = fields.object("money", in: place)
            if let amount = fields.signedNumber("amount", in: money, fill: "what was paid, as a number"),
                isInCurrency(money, amount)
            {
                payment.amount = amount
            }
            project.payments.append(payment)
        }
    }

    /// Who pays or is paid; somebody without a role until then is noted, since the payment says nothing else of it.
    private mutating func party(_ name: String, in place: Place) -> String? {
        guard let id = fields.text(name, in: place) else {
            fields.note(place.path(name), "the organisation is not said", fill: "who pays, and who is paid")
            return nil
        }
        if !project.organisations.contains(where: { $0.id == id }) {
            fields.note(
                place.path(name), "this organisation has no role in the project", .text(id), fill: "its role")
            project.organisations.append(IndigoProject.Organisation(id: id, name: names[id] ?? id))
        }
        return id
    }
}
