import OutcomesModel

/// The columns that a file of one kind may have: what the file calls them, and what each holds.
struct KnownColumns {
    let kind: EvidenceKind
    /// Names that must be there, and those that may.
    let required: [String]
    let optional: [String]
    /// Names that are there and not read.
    let ignored: Set<String>
    let form: EvidenceForm?
    private let attributes: [Attribute]

    var known: [String] { required + optional }

    init(_ kind: EvidenceKind, _ contract: Contract) {
        self.kind = kind
        form = nil
        ignored = []
        attributes = kind == .participants ? contract.attributes : []
        switch kind {
        case .measurements:
            required = Header.measurementColumns
            optional = Header.optionalMeasurementColumns
        case .participants:
            required = Header.participantColumns
            optional = Header.optionalParticipantColumns + attributes.map(\.id.rawValue)
        }
    }

    init(_ form: EvidenceForm, _ contract: Contract) {
        kind = form.kind
        self.form = form
        attributes = kind == .participants ? contract.attributes : []
        var required: [String] = []
        var optional: [String] = []
        for column in kind == .measurements ? Column.ofMeasurements : Column.ofParticipants
        where !form.replaces(column) {
            let isNamed = form.columns[column] != nil
            if isNamed || column.isRequired && !form.constants.has(column) {
                required.append(form.name(column))
            } else {
                optional.append(form.name(column))
            }
        }
        for attribute in attributes {
            if let name = form.attributes[attribute.id] {
                required.append(name)
            } else {
                optional.append(attribute.id.rawValue)
            }
        }
        self.required = required + form.wide.keys.sorted()
        self.optional = optional
        ignored = form.ignored.subtracting(self.required)
    }

    /// What an object may have that the first one of a file has not: what may be left out, but for what
    /// holds for all rows.
    var keysThatMayBe: [String] {
        guard let form else { return optional }
        let constant = EvidenceForm.Column.allCases.filter(form.constants.has).map { form.name($0) }
        return optional.filter { !constant.contains($0) && !ignored.contains($0) } + ignored.sorted()
    }

    private typealias Column = EvidenceForm.Column

    /// The month that a column is named by.
    func month(_ name: String) -> Day? {
        form?.wideMonths.flatMap { $0.columns.day(name.utf8, of: $0.day) }
    }

    func isKnown(_ name: String) -> Bool {
        known.contains(name) || ignored.contains(name) || month(name) != nil
    }

    func name(_ column: EvidenceForm.Column) -> String { form?.name(column) ?? column.rawValue }

    func name(_ attribute: Attribute) -> String { form?.attributes[attribute.id] ?? attribute.id.rawValue }
}

extension EvidenceForm.Column {
    var isRequired: Bool {
        switch self {
        case .subject, .indicator, .day, .value, .group, .entry: true
        case .missing, .state, .source, .exit: false
        }
    }
}
