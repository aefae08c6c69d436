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
        ignored = form.ignored
        attributes = kind == .participants ? contract.attributes : []
        var required: [String] = []
        var optional: [String] = []
        for column in kind == .measurements ? Column.ofMeasurements : Column.ofParticipants
        where !form.replaces(column) {
            let isNamed = form.columns[column] != nil
            if isNamed || column.isRequired && !form.hasConstant(column) {
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

extension EvidenceForm {
    /// True for a column that a wide file has none of.
    func replaces(_ column: Column) -> Bool {
        switch column {
        case .value, .indicator, .missing: !wide.isEmpty || wideMonths != nil
        case .day: wideMonths != nil
        case .subject, .state, .source, .group, .entry, .exit: false
        }
    }

    func hasConstant(_ column: Column) -> Bool {
        switch column {
        case .indicator: constants.indicator != nil
        case .day: constants.day != nil
        case .state: constants.state != nil
        case .source: constants.source != nil
        case .group: constants.group != nil
        case .entry: constants.entry != nil
        case .exit: constants.exit != nil
        case .subject, .value, .missing: false
        }
    }
}

extension EvidenceForm.Column {
    var isRequired: Bool {
        switch self {
        case .subject, .indicator, .day, .value, .group, .entry: true
        case .missing, .state, .source, .exit: false
        }
    }
}
