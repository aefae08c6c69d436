import OutcomesModel

extension IndigoProject {
    /// Reads a project, as a file of the standard or as a record of the registry.
    ///
    /// - Parameter file: its name, for errors.
    /// - Returns: what it says, and what is wrong or lacking in it.
    /// - Throws: where it is not JSON, or no project.
    package static func read(
        _ bytes: [UInt8], file: String
    ) throws(IndigoError) -> (project: IndigoProject, findings: [IndigoFinding]) {
        var reader = ProjectReader()
        return try reader.read(try JSONReader.read(bytes, file: file), file: file)
    }
}

struct ProjectReader {
    var fields = IndigoFields()
    var project = IndigoProject()
    /// The names of organisations by their ids.
    var names: [String: String] = [:]
    /// The metrics that have a price, by their place in the list.
    var priced: Set<Int> = []

    typealias Place = IndigoFields.Place

    private static let known = [
        "name", "dates", "overall_project_finance", "service_and_beneficiaries", "sources",
        "service_provisions",
        "outcome_payment_commitments", "investments", "intermediary_services", "outcome_metrics",
        "outcome_pricings", "outcome_payment_plans", "outcome_payments", "stage_development", "jurisdiction",
        "purpose_and_classifications", "transactions", "results", "delivery_locations", "outcome_funds",
    ]

    mutating func read(
        _ json: JSONValue, file: String
    ) throws(IndigoError) -> (IndigoProject, [IndigoFinding]) {
        var json = json
        var id: String?
        // A record of the registry has the project within.
        while case .object(let outer) = json, let inner = outer["project"] ?? outer["data"] {
            if case .text(let text)? = outer["id"] { id = text }
            json = inner
        }
        guard case .object(let root) = json else {
            throw .notAProject(file: file, came: json.description)
        }
        guard Self.known.contains(where: { root[$0] != nil }) else {
            let names = root.keys.sorted().prefix(5).joined(separator: ", ")
            throw .notAProject(
                file: file, came: names.isEmpty ? "an empty object" : "an object with \(names)")
        }
        let place = Place(fields: root, path: "")
        project.id = fields.text("id", in: place) ?? id
        project.name = fields.text("name", in: place)
        readFrame(place)
        readOrganisations(place)
        readMetrics(place)
        readPayments(place)
        noteUnnamed()
        fields.noteLeftOut(place)
        return (project, fields.findings)
    }

    // MARK: Dates and sums

    private mutating func readFrame(_ root: Place) {
        let dates = fields.object("dates", in: root)
        project.starts = fields.day("start_date_of_service_provision", in: dates, isLast: false)
        project.ends = fields.day("anticipated_end_date_of_service_provision", in: dates, isLast: true)
        project.endedEarly = fields.day("actual_end_date_of_service_provision", in: dates, isLast: true)
        if let starts = project.starts, let ends = project.ends, ends < starts {
            fields.note(
                "dates.anticipated_end_date_of_service_provision", "the end is before the start, \(starts)",
                .text("\(ends)"), fill: "the last day")
            project.ends = nil
        }
        project.currency = projectCurrency(root)
        let finance = fields.object("overall_project_finance", in: root)
        project.most = sum("maximum_potential_outcome_payment_v2", in: finance)
        project.paid = sum("total_outcome_payments_made", in: finance)
        let investment = fields.object(
            "total_funds_invested", in: fields.object("investment_details", in: root))
        project.invested = sum("latest", in: investment)
        let service = fields.object("service_and_beneficiaries", in: root)
        let people = fields.number(
            "targeted_number_service_users_or_beneficiaries_total", in: service,
            fill: "how many people it is for")
        project.people = people.flatMap { $0.decimals == 0 && $0.units > 0 ? Int($0.units) : nil }
        if let people, project.people == nil {
            fields.note(
                "service_and_beneficiaries.targeted_number_service_users_or_beneficiaries_total",
                "this is no number of people", .number("\(people)"), fill: "`size` of a [[group]]")
        }
        let unit = fields.text("unit_type_targeted_service_users_or_beneficiaries", in: service)
        if let unit, let people = project.people, unit != "Individual" {
            project.people = nil
            fields.note(
                "service_and_beneficiaries.unit_type_targeted_service_users_or_beneficiaries",
                "these are no persons, and were left out", .text("\(people) × \(unit)"),
                fill: "`size` of a [[group]], in persons")
        }
        let sources = fields.list("sources", in: root)
        for source in sources { fields.passOver(["id"], in: source) }
        let named = sources.compactMap { fields.text("name", in: $0) }
        project.source = named.isEmpty ? nil : named.joined(separator: "; ")
    }

    /// The first currency that is said: of prices, of the most that is paid, of what payers have promised.
    private mutating func projectCurrency(_ root: Place) -> String? {
        var places = fields.list("outcome_pricings", in: root)
        let finance = fields.object("overall_project_finance", in: root)
        places.append(fields.object("maximum_potential_outcome_payment_v2", in: finance))
        places += fields.list("outcome_payment_commitments", in: root).map {
            fields.object("maximum_potential_outcome_payment", in: $0)
        }
        places += fields.list("outcome_payments", in: root).map { fields.object("money", in: $0) }
        places.append(fields.object("total_investment_commitment", in: finance))
        // Gathered here alone: each place is read for itself later.
        let before = fields.findings.count
        let codes = places.compactMap { fields.currency("currency", in: $0) }
        let wrong = fields.findings.count > before
        if codes.isEmpty {
            fields.note(
                "outcome_pricings", wrong ? "no currency is said that is one" : "no currency is said",
                fill: "`currency` of [contract]; and then the prices, which are none without one")
        }
        return codes.first
    }

    /// A sum in the project's currency.
    private mutating func sum(_ name: String, in place: Place) -> Decimal? {
        let object = fields.object(name, in: place)
        guard let amount = fields.number("amount", in: object, fill: "the sum, as a number") else {
            return nil
        }
        return isInCurrency(object, amount) ? amount : nil
    }

    mutating func isInCurrency(_ place: Place, _ amount: Decimal) -> Bool {
        guard let currency = project.currency else { return false }
        guard let own = fields.text("currency", in: place) else {
            fields.note(
                place.path("currency"), "a sum has no currency, and was left out", .number("\(amount)"),
                fill: "the currency of the sum")
            return false
        }
        guard own == currency else {
            if Currency.isKnown(own) {
                fields.note(
                    place.path("currency"), "a sum is in another currency than \(currency), and was left out",
                    .text(own), fill: "the sum in \(currency), or an exchange rate")
            }
            return false
        }
        return true
    }

    // MARK: Organisations

    private mutating func readOrganisations(_ root: Place) {
        var order: [String] = []
        for place in fields.list("organisations", in: root) {
            guard let id = fields.text("id", in: place) else { continue }
            names[id] = fields.text("name", in: place)
            order.append(id)
        }
        defer {
            // As they are listed; those that are named in a role alone come after, in the order of the roles.
            let listed = order.compactMap { id in project.organisations.first { $0.id == id } }
            project.organisations = listed + project.organisations.filter { !order.contains($0.id) }
        }
        for place in fields.list("outcome_payment_commitments", in: root) {
            guard let index = organisation("organisation_id", in: place, .outcomePayer) else { continue }
            let most = fields.object("maximum_potential_outcome_payment", in: place)
            if let amount = fields.number("amount", in: most, fill: "what it pays at most"),
                isInCurrency(most, amount)
            {
                project.organisations[index].most = amount
            }
        }
        for place in fields.list("service_provisions", in: root) {
            fields.passOver(["id"], in: place)
            _ = organisation("organisation_id", in: place, .provider)
        }
        for place in fields.list("investments", in: root) {
            fields.passOver(["id"], in: place)
            _ = organisation("organisation_id", in: place, .investor)
        }
        for place in fields.list("outcome_funds", in: root) {
            _ = organisation("id", in: place, .outcomesFund)
        }
        for place in fields.list("intermediary_services", in: root) {
            let words = fields.text("other_role_description", in: place)
            let role = words.flatMap { Party.Role(rawValue: $0) } ?? .intermediary
            if let words, role == .intermediary, words != role.rawValue {
                fields.note(
                    place.path("other_role_description"), "this is no role that a contract knows",
                    .text(words), fill: "`roles` of the [[party]]")
            }
            _ = organisation("organisation_id", in: place, role)
        }
    }

    /// Returns the place in the list of who a field refers to, with a role more; nil where that is not said.
    private mutating func organisation(_ name: String, in place: Place, _ role: Party.Role) -> Int? {
        guard let id = fields.text(name, in: place) else {
            fields.note(
                place.path(name), "the organisation is not said", fill: "who is the \(role.rawValue)")
            return nil
        }
        let index: Int
        if let known = project.organisations.firstIndex(where: { $0.id == id }) {
            index = known
        } else {
            if names[id] == nil {
                fields.note(
                    place.path(name), "this organisation is named nowhere", .text(id), fill: "its name")
            }
            project.organisations.append(IndigoProject.Organisation(id: id, name: names[id] ?? id))
            index = project.organisations.count - 1
        }
        if !project.organisations[index].roles.contains(role) {
            project.organisations[index].roles.append(role)
        }
        if let category = fields.text("organisation_role_category", in: place) {
            if let sector = Self.sector(category) {
                project.organisations[index].sector = sector
            } else if category != "Other" {
                fields.note(
                    place.path("organisation_role_category"), "this says nothing of the sector",
                    .text(category), fill: "`sector` of the [[party]]")
            }
        }
        return index
    }

    /// Notes the organisations that are listed and have no part in the project.
    private mutating func noteUnnamed() {
        for (id, name) in names.sorted(by: { $0.key < $1.key })
        where !project.organisations.contains(where: { $0.id == id }) {
            fields.note(
                "organisations", "an organisation has no role, and pays and receives nothing", .text(name),
                fill: "its role, or nothing", kind: .leftOut)
        }
    }

    private static func sector(_ category: String) -> Party.Sector? {
        switch category {
        case "Government/Public Sector/Public Bank": .public
        case "Nonprofit/NGO", "Foundation/Philanthropist": .nonprofit
        case "For-profit", "Commercial", "Investment Fund": .private
        default: nil
        }
    }
}
