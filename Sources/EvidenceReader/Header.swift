import OutcomesModel

/// Which column of a measurements file holds what, from 0.
struct MeasurementLayout {
    let width: Int
    let subject, indicator, day, value: Int
    let missing, state, source: Int?
}

/// Which column of a participants file holds what, from 0.
struct ParticipantLayout {
    let width: Int
    let subject, group, entry: Int
    let exit: Int?
    let attributes: [(attribute: Attribute, column: Int)]
}

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

    /// Reads the next row of `scanner` as a header.
    init(reading scanner: inout RowScanner, contract: Contract) throws(EvidenceError) {
        let line = scanner.restOfLine
        for (separator, name) in [(Byte.semicolon, "semicolons"), (Byte.tab, "tabs")]
        where line.contains(separator) && !line.contains(Byte.comma) {
            throw .separator(file: scanner.file, line: scanner.nextLine, found: name)
        }
        guard try scanner.next() else { throw .noHeader(file: scanner.file) }
        if let column = scanner.strayQuote {
            throw .strayQuote(file: scanner.file, line: scanner.rowLine, column: column)
        }
        let names = scanner.cells.map { trimmed(scanner.text($0)) }
        if names.contains("indicator"), names.contains("day") {
            self = .measurements(try Header.measurements(names, scanner))
        } else if names.contains("group"), names.contains("entry") {
            self = .participants(try Header.participants(names, contract.attributes, scanner))
        } else {
            throw Header.unknownKind(names, contract.attributes, scanner)
        }
    }

    private static func measurements(
        _ names: [String], _ scanner: RowScanner
    ) throws(EvidenceError) -> MeasurementLayout {
        let columns = try columns(
            names, .measurements, measurementColumns, optionalMeasurementColumns, scanner)
        return MeasurementLayout(
            width: names.count, subject: columns.required("subject"),
            indicator: columns.required("indicator"),
            day: columns.required("day"), value: columns.required("value"),
            missing: columns.numbers["missing"], state: columns.numbers["state"],
            source: columns.numbers["source"])
    }

    private static func participants(
        _ names: [String], _ attributes: [Attribute], _ scanner: RowScanner
    ) throws(EvidenceError) -> ParticipantLayout {
        let optional = optionalParticipantColumns + attributes.map(\.id.rawValue)
        let columns = try columns(names, .participants, participantColumns, optional, scanner)
        return ParticipantLayout(
            width: names.count, subject: columns.required("subject"), group: columns.required("group"),
            entry: columns.required("entry"), exit: columns.numbers["exit"],
            attributes: attributes.compactMap { attribute in
                columns.numbers[attribute.id.rawValue].map { (attribute, $0) }
            })
    }

    /// Where each name stands; to have it is the proof that every required name is there.
    private struct Columns {
        let numbers: [String: Int]

        func required(_ name: String) -> Int {
            guard let number = numbers[name] else {
                preconditionFailure("the header was checked for \(name)")
            }
            return number
        }
    }

    private static func columns(
        _ names: [String], _ kind: EvidenceKind, _ required: [String], _ optional: [String],
        _ scanner: RowScanner
    ) throws(EvidenceError) -> Columns {
        let known = required + optional
        var numbers: [String: Int] = [:]
        var faults: [HeaderFault] = []
        for (number, name) in names.enumerated() {
            if name.isEmpty {
                faults.append(.nameless(column: number + 1))
            } else if !known.contains(name) {
                let nearest = nearestName(to: name, among: known)
                let came = shownName(name, nearest: nearest)
                faults.append(.unknown(column: number + 1, came: came, nearest: nearest, known: known))
            } else if let first = numbers[name] {
                faults.append(.duplicate(name: name, column: number + 1, first: first + 1))
            } else {
                numbers[name] = number
            }
        }
        faults += required.filter { numbers[$0] == nil }.map { HeaderFault.missing(name: $0) }
        guard faults.isEmpty else {
            throw .header(file: scanner.file, line: scanner.rowLine, kind: kind, faults: faults)
        }
        return Columns(numbers: numbers)
    }

    /// Tells what came and the nearest name; where no name is even near one, it is a row and no header, and
    /// nothing of it is shown.
    private static func unknownKind(
        _ names: [String], _ attributes: [Attribute], _ scanner: RowScanner
    ) -> EvidenceError {
        let known =
            measurementColumns + optionalMeasurementColumns + participantColumns + optionalParticipantColumns
            + attributes.map(\.id.rawValue)
        let nearest = names.map { nearestName(to: $0, among: known) }
        guard nearest.contains(where: { $0 != nil }) else {
            return .unknownKind(file: scanner.file, line: scanner.rowLine, came: [], misspelt: nil)
        }
        let misspelt = names.indices.lazy.compactMap { index in
            nearest[index].map { EvidenceError.MisspeltColumn(column: index + 1, nearest: $0) }
        }
        return .unknownKind(
            file: scanner.file, line: scanner.rowLine,
            came: zip(names, nearest).map { shownName($0, nearest: $1) },
            misspelt: misspelt.first { names[$0.column - 1] != $0.nearest })
    }
}

private func trimmed(_ text: String) -> String {
    let isBlank = { (character: Character) in character.isWhitespace }
    let tail = text.drop(while: isBlank)
    return String(tail.reversed().drop(while: isBlank).reversed())
}
