import OutcomesModel

/// What is wrong with one column of a header.
package enum HeaderFault: Equatable, Sendable {
    /// `came` is already in the form in which it may be shown.
    case unknown(column: Int, came: String, nearest: String?, known: [String])
    case nameless(column: Int)
    case duplicate(name: String, column: Int, first: Int)
    case missing(name: String)
}

/// The first row of an evidence file, which tells what the rows below it are.
enum Header {
    case measurements(MeasurementLayout)
    case participants(ParticipantLayout)

    static let measurementColumns = ["subject", "indicator", "day", "value"]
    static let optionalMeasurementColumns = ["missing", "state", "source"]
    static let participantColumns = ["subject", "group", "entry"]
    static let optionalParticipantColumns = ["exit"]

    /// Where a header is, for what is said of it.
    struct Place {
        let file: String
        let line: Int
    }

    /// Returns the columns that there may be, as the form says or, where there is none, as the kind has them
    /// that some of the names tell, or most of them where one is missing or misspelt.
    static func known(
        _ names: [String], form: EvidenceForm?, contract: Contract, at place: Place
    ) throws(EvidenceError) -> KnownColumns {
        if let form { return KnownColumns(form, contract) }
        if names.contains("indicator"), names.contains("day") { return KnownColumns(.measurements, contract) }
        if names.contains("group"), names.contains("entry") { return KnownColumns(.participants, contract) }
        // Where a contract has forms of its own, it may as well be one of them.
        if contract.evidenceForms.isEmpty, let kind = nearestKind(names) {
            return KnownColumns(kind, contract)
        }
        throw unknownKind(names, contract, place)
    }

    /// Returns the kind of which more than half of the required columns are there, if only nearly; nil where that
    /// holds of none, or of both as much.
    private static func nearestKind(_ names: [String]) -> EvidenceKind? {
        func missing(_ required: [String]) -> Int? {
            let count = required.count { column in
                names.contains { nearestName(to: $0, among: required) == column }
            }
            return count * 2 > required.count ? required.count - count : nil
        }
        switch (missing(measurementColumns), missing(participantColumns)) {
        case (nil, nil): return nil
        case (_, nil): return .measurements
        case (nil, _): return .participants
        case (let measurements?, let participants?):
            guard measurements != participants else { return nil }
            return measurements < participants ? .measurements : .participants
        }
    }

    /// Reads the names of the columns.
    init(
        _ names: [String], _ known: KnownColumns, _ contract: Contract, at place: Place
    ) throws(EvidenceError) {
        let columns = try Columns(names, known, place)
        switch known.kind {
        case .measurements: self = .measurements(MeasurementLayout(columns, contract))
        case .participants: self = .participants(ParticipantLayout(columns, contract))
        }
    }

    /// Tells what came and the nearest name; where no name is even near one, it is a row and no header, and
    /// nothing of it is shown.
    private static func unknownKind(
        _ names: [String], _ contract: Contract, _ place: Place
    ) -> EvidenceError {
        let known = Header.standardNames(contract)
        let nearest = names.map { nearestName(to: $0, among: known) }
        let forms = contract.evidenceForms.map(\.id)
        guard nearest.contains(where: { $0 != nil }) else {
            return .unknownKind(file: place.file, line: place.line, came: [], misspelt: nil, forms: forms)
        }
        let misspelt = names.indices.lazy.compactMap { index in
            nearest[index].map { EvidenceError.MisspeltColumn(column: index + 1, nearest: $0) }
        }
        return .unknownKind(
            file: place.file, line: place.line,
            came: zip(names, nearest).map { shownName($0, nearest: $1) },
            misspelt: misspelt.first { names[$0.column - 1] != $0.nearest }, forms: forms)
    }

    /// All names that a standard header may have.
    static func standardNames(_ contract: Contract) -> [String] {
        measurementColumns + optionalMeasurementColumns + participantColumns + optionalParticipantColumns
            + contract.attributes.map(\.id.rawValue)
    }
}

/// Where each name of a header stands; to have it is the proof that every required name is there.
struct Columns {
    let names: [String]
    let known: KnownColumns
    private var numbers: [String: Int] = [:]

    init(_ names: [String], _ known: KnownColumns, _ place: Header.Place) throws(EvidenceError) {
        self.names = names
        self.known = known
        var faults: [HeaderFault] = []
        var missing = known.required.filter { !names.contains($0) }
        for (number, name) in names.enumerated() {
            if name.isEmpty {
                faults.append(.nameless(column: number + 1))
            } else if !known.isKnown(name) {
                let nearest = Self.meant(by: name, among: known, missing)
                // A misspelt name is one mistake, not two.
                missing.removeAll { $0 == nearest }
                let came = shownName(name, nearest: nearest)
                faults.append(.unknown(column: number + 1, came: came, nearest: nearest, known: known.known))
            } else if let first = numbers[name] {
                faults.append(.duplicate(name: name, column: number + 1, first: first + 1))
            } else {
                numbers[name] = number
            }
        }
        faults += missing.map { HeaderFault.missing(name: $0) }
        if let months = known.form?.wideMonths, !names.contains(where: { known.month($0) != nil }) {
            faults.append(.missing(name: months.columns.text))
        }
        guard faults.isEmpty else {
            throw .header(
                file: place.file, line: place.line, kind: known.kind, form: known.form?.id,
                required: known.required, faults: faults)
        }
    }

    /// Returns the column that a name was most likely meant to be: one with nearly its letters, or the one that is
    /// missing and begins as it does, as `date` where `day` is missing.
    private static func meant(by name: String, among known: KnownColumns, _ missing: [String]) -> String? {
        if let near = nearestName(to: name, among: known.known) { return near }
        let alike = missing.filter { name.count > 2 && $0.prefix(2) == name.lowercased().prefix(2) }
        return alike.count == 1 ? alike[0] : nil
    }

    subscript(column: EvidenceForm.Column) -> Int? {
        known.form?.replaces(column) == true ? nil : place(known.name(column))
    }

    subscript(attribute: Attribute) -> Int? { place(known.name(attribute)) }

    func required(_ column: EvidenceForm.Column) -> Int {
        guard let number = self[column] else {
            preconditionFailure("the header was checked for \(column)")
        }
        return number
    }

    /// Returns the column of a name that is read.
    func place(_ name: String) -> Int? { known.ignored.contains(name) ? nil : numbers[name] }
}

extension Header {
    var kind: EvidenceKind {
        switch self {
        case .measurements: .measurements
        case .participants: .participants
        }
    }
}
