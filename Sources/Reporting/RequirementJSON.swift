import OutcomesModel

/// What was asked for and what came, as machines read it: exact figures as texts.
struct RequirementJSON: Encodable {
    private let subject, tariff, title, asked, at, figure, clause: String
    private let condition, unrounded, unit, file: String?
    private let row, rows, line: Int?
    private let met: Bool

    init(_ requirement: Requirement) {
        tariff = requirement.tariff.rawValue
        title = cleanLine(requirement.title)
        asked = requirement.reached.rawValue
        at = requirement.at.plain
        figure = requirement.figure.plain
        unrounded = requirement.unrounded?.plain
        if case .money(let amount) = requirement.at {
            unit = amount.currency.code
        } else {
            unit = requirement.unit.map(cleanLine)
        }
        met = requirement.isMet
        clause = cleanLine(requirement.clause.description)
        file = requirement.clause.place.file.split(separator: "/").last.map(String.init)
        line = requirement.clause.place.line
        switch requirement.subject {
        case .row(let number, let count): (subject, condition, row, rows) = ("row", nil, number, count)
        case .tariff: (subject, condition, row, rows) = ("tariff", nil, nil, nil)
        case .condition(let id): (subject, condition, row, rows) = ("condition", id.rawValue, nil, nil)
        }
    }
}

extension Requirement.Value {
    /// Without a currency: `12.5`, `true`, `2024-01-31`.
    package var plain: String {
        switch self {
        case .number(let number): number.plain
        case .money(let amount): amount.plain
        case .day(let day): day.description
        case .truth(let truth): truth ? "true" : "false"
        }
    }
}
