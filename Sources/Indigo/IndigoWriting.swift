import OutcomesModel

extension IndigoProject {
    /// The project as JSON by the standard's schema.
    ///
    /// Two things stand beside what the schema names, which it allows: `id`, and `organisations`, the records that
    /// `organisation_id` refers to, since the standard keeps these apart from projects.
    package var json: JSONValue {
        var root = Fields()
        root["id"] = id.map { .text($0) }
        root["name"] = valued(name)
        root["dates"] =
            Fields([
                "start_date_of_service_provision": valued(starts),
                "actual_end_date_of_service_provision": valued(endedEarly),
                "anticipated_end_date_of_service_provision": valued(ends),
            ]).json
        root["overall_project_finance"] =
            Fields([
                // Without an amount it still says the currency.
                "maximum_potential_outcome_payment_v2": Fields([
                    "currency": valued(currency), "amount": valued(most),
                ]).json, "total_outcome_payments_made": sum(paid),
            ]).json
        root["investment_details"] =
            Fields([
                "total_funds_invested": Fields(["latest": sum(invested)]).json
            ]).json
        root["service_and_beneficiaries"] =
            Fields([
                "targeted_number_service_users_or_beneficiaries_total": valued(
                    people.map(Decimal.init(whole:))),
                "unit_type_targeted_service_users_or_beneficiaries": people == nil
                    ? nil : valued("Individual"),
            ]).json
        root["sources"] = listed([
            source.flatMap { Fields(["id": .text("source"), "name": valued($0)]).json }
        ])
        root["organisations"] = listed(
            organisations.map { organisation in
                Fields(["id": .text(organisation.id), "name": valued(organisation.name)]).json
            })
        writeRoles(to: &root)
        root["outcome_metrics"] = listed(metrics.map(json))
        root["outcome_pricings"] = listed(metrics.map(pricing))
        root["outcome_payment_plans"] = listed(plans.map(json))
        root["outcome_payments"] = listed(payments.map(json))
        return root.json ?? .object([:])
    }

    private func sum(_ amount: Decimal?) -> JSONValue? {
        amount.flatMap { Fields(["currency": valued(currency), "amount": valued($0)]).json }
    }

    /// Each role stands in the list that the standard has for it; those that it has no list for are services of the
    /// kind `Other`, with the role's name.
    private func writeRoles(to root: inout Fields) {
        func members(_ role: Party.Role, _ fields: (Organisation) -> [String: JSONValue?]) -> JSONValue? {
            listed(
                organisations.filter { $0.roles.contains(role) }.map { organisation in
                    Fields(["organisation_id": valued(organisation.id)].merging(fields(organisation)) { $1 })
                        .json
                })
        }
        root["outcome_payment_commitments"] = members(.outcomePayer) {
            [
                "organisation_role_category": valued(Self.category(of: $0.sector, amongPayers: true)),
                "maximum_potential_outcome_payment": sum($0.most),
            ]
        }
        root["service_provisions"] = members(.provider) {
            [
                "id": .text($0.id),
                "organisation_role_category": valued(Self.category(of: $0.sector, amongPayers: false)),
            ]
        }
        root["investments"] = members(.investor) { ["id": .text($0.id)] }
        root["outcome_funds"] = listed(
            organisations.filter { $0.roles.contains(.outcomesFund) }.map { .object(["id": .text($0.id)]) })
        let others: [Party.Role] = [.intermediary, .commissioner, .guarantor, .evaluator, .verifier]
        root["intermediary_services"] = listed(
            organisations.flatMap { organisation in
                organisation.roles.filter(others.contains).map { role in
                    Fields([
                        "organisation_id": valued(organisation.id),
                        "organisation_role_category": role == .intermediary ? nil : valued("Other"),
                        "other_role_description": role == .intermediary ? nil : valued(role.rawValue),
                    ]).json
                }
            })
    }

    /// The standard's word for a sector, where there is one that says no more.
    static func category(of sector: Party.Sector?, amongPayers: Bool) -> String? {
        switch sector {
        case .public: "Government/Public Sector/Public Bank"
        case .nonprofit: "Nonprofit/NGO"
        case .private: amongPayers ? nil : "For-profit"
        case .academic, nil: nil
        }
    }

    private func json(_ metric: Metric) -> JSONValue? {
        Fields([
            "id": .text(metric.id), "definition": valued(metric.definition),
            "outcome_metric_target": valued(metric.target),
        ]).json
    }

    private func pricing(_ metric: Metric) -> JSONValue? {
        guard metric.price != nil || metric.pricing != nil || metric.most != nil else { return nil }
        return Fields([
            "outcome_metric_id": valued(metric.id), "currency": valued(currency),
            "price_per_unit": Fields(["amount": valued(metric.price)]).json,
            "price_description": valued(metric.pricing),
            // The schema has this one amount as text.
            "maximum_price_if_all_targets_achieved": Fields(["amount": valued(metric.most?.description)])
                .json,
        ]).json
    }

    private func json(_ plan: Plan) -> JSONValue? {
        Fields(["id": valued(plan.id), "period": period(plan)]).json
    }

    private func period(_ plan: Plan) -> JSONValue? {
        Fields(["start_date": valued(plan.starts), "end_date": valued(plan.ends)]).json
    }

    private func json(_ payment: Payment) -> JSONValue? {
        Fields([
            "outcome_payment_plan_id": valued(payment.plan), "outcome_metric_id": valued(payment.metric),
            "period": plans.first { $0.id == payment.plan }.flatMap(period),
            "payer_organisation_id": valued(payment.payer),
            "recipient_organisation_id": valued(payment.recipient),
            "type": valued(payment.amount == nil ? "Planned" : "Actual"), "money": sum(payment.amount),
            "notes": payment.title.map { .text($0) },
        ]).json
    }
}

/// The fields of an object, of which those that are not known are left out.
private struct Fields {
    private var known: [String: JSONValue] = [:]

    init(_ fields: [String: JSONValue?] = [:]) {
        for case (let name, let value?) in fields { known[name] = value }
    }

    subscript(name: String) -> JSONValue? {
        get { known[name] }
        set { known[name] = newValue }
    }

    /// Nil where nothing is known.
    var json: JSONValue? { known.isEmpty ? nil : .object(known) }
}

// Nil where nothing is known, so that it is left out.
private func valued(_ text: String?) -> JSONValue? { text.map { .object(["value": .text($0)]) } }

private func valued(_ day: Day?) -> JSONValue? { valued(day?.description) }

private func valued(_ number: Decimal?) -> JSONValue? {
    number.map { .object(["value": .number($0.description)]) }
}

/// Nil where there are none: the schema asks some lists to have one at least.
private func listed(_ values: [JSONValue?]) -> JSONValue? {
    let known = values.compactMap(\.self)
    return known.isEmpty ? nil : .array(known)
}

extension Decimal {
    fileprivate init(whole: Int) { self.init(units: Int64(whole), decimals: 0) }
}
