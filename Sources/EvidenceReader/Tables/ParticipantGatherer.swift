import OutcomesModel

/// Puts the blocks of a participants file together in their order, as one table.
struct ParticipantGatherer: EvidenceGatherer, ~Copyable {
    private let reading: ParticipantReading
    private var subjects = TextTable()
    private var people: [ParticipantEntry] = []
    private var attributeCodes: [UInt32] = []

    init(_ reading: ParticipantReading) {
        self.reading = reading
    }

    var count: Int { people.count }

    private var attributeCount: Int { reading.layout.attributes.count }

    mutating func reserve(_ rows: Int) {
        people.reserveCapacity(rows)
        attributeCodes.reserveCapacity(rows * attributeCount)
    }

    func makeRows(_ form: TextForm, _ limits: ReadingLimits) -> BlockRows<ParticipantRows> {
        BlockRows(ParticipantRows(reading), form: form, width: reading.layout.width, limits: limits)
    }

    func begin(_ rows: BlockRows<ParticipantRows>, mostFaults: Int) {
        rows.taker.begin(subjects: subjects.lookup, mostFaults: mostFaults)
    }

    mutating func append(_ rows: BlockRows<ParticipantRows>, from line: Int) {
        append(rows.taker, line)
    }

    private mutating func append(_ block: borrowing ParticipantRows, _ line: Int) {
        let numbers = numbered(block.newSubjects, in: &subjects)
        for var person in block.people {
            if person.subject & MeasurementBuffer.newText != 0 {
                person.subject = numbers[Int(person.subject ^ MeasurementBuffer.newText)]
            }
            person.line &+= UInt32(truncatingIfNeeded: line)
            people.append(person)
        }
        attributeCodes += block.attributeCodes
    }

    /// Makes the table of all people, each of whom stays once.
    consuming func finish(_ log: inout FindingLog) -> ParticipantTable {
        drop(repeatedRows(&log))
        var groupCodes = people.map(\.group)
        let groups = keepUsed(reading.groups.map(\.id), &groupCodes, offset: 1)
        let columns = reading.layout.attributes.indices.map { attributeColumn($0) }
        return ParticipantTable(
            pseudonyms: people.map { subjects.text(Int($0.subject)) }, groups: groups, groupCodes: groupCodes,
            entries: people.map(\.entry), exits: people.map(\.exit), lines: people.map(\.line),
            attributes: columns.filter { $0.codes.contains { $0 != 0 } })
    }

    private func attributeColumn(_ place: Int) -> ParticipantTable.AttributeColumn {
        let attribute = reading.layout.attributes[place].attribute
        let codes = people.indices.map { attributeCodes[$0 * attributeCount + place] }
        return ParticipantTable.AttributeColumn(id: attribute.id, values: attribute.values, codes: codes)
    }

    /// Notes the rows about people whom an earlier row is about, and returns them.
    private func repeatedRows(_ log: inout FindingLog) -> [Int] {
        // Texts are numbered as they come: only a number that is lower than expected came before.
        var firsts: [Int] = []
        var repeated: [Int] = []
        var found = FindingLog(file: log.file, limit: log.limit)
        for (row, person) in people.enumerated() {
            guard Int(person.subject) < firsts.count else {
                firsts.append(row)
                continue
            }
            repeated.append(row)
            let first = firsts[Int(person.subject)]
            let fields = differences(row, first)
            let firstLine = Int(people[first].line)
            let problem: RowProblem =
                fields.isEmpty
                ? .repeated(firstLine: firstLine) : .contradicts(firstLine: firstLine, fields: fields)
            let subject = SubjectID.participant(subjects.text(Int(person.subject)))
            found.note(
                problem, Int(person.line), reading.form.keys == nil ? reading.layout.subject : nil, subject)
        }
        log.merge(found)
        return repeated
    }

    private func differences(_ row: Int, _ first: Int) -> [String] {
        let (left, right) = (people[row], people[first])
        var fields: [String] = []
        if left.group != right.group { fields.append("group") }
        if left.entry != right.entry { fields.append("entry") }
        if left.exit != right.exit { fields.append("exit") }
        for (place, (attribute, _)) in reading.layout.attributes.enumerated()
        where attributeCodes[row * attributeCount + place] != attributeCodes[first * attributeCount + place] {
            fields.append(attribute.id.rawValue)
        }
        return fields
    }

    private mutating func drop(_ rows: [Int]) {
        let count = attributeCount
        remove(rows.flatMap { ($0 * count)..<($0 * count + count) }, from: &attributeCodes)
        remove(rows, from: &people)
    }
}
