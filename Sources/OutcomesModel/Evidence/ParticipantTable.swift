/// Participants, a column for each part, so that a million of them take some tens of megabytes.
///
/// It reads as a collection of `Participant`. Groups and values of attributes are kept once and meant by
/// their place; all columns are of one length.
public struct ParticipantTable: Sendable {
    /// One declared attribute of all participants.
    public struct AttributeColumn: Sendable {
        public let id: AttributeID
        public fileprivate(set) var values: [String]
        /// 0 where the attribute is not known, otherwise 1 more than a place in `values`.
        public fileprivate(set) var codes: [UInt32]

        public init(id: AttributeID, values: [String], codes: [UInt32]) {
            self.id = id
            self.values = values
            self.codes = codes
        }

        /// Returns the value for the participant at `row`, nil where it is not known.
        public subscript(row: Int) -> String? { codes[row] == 0 ? nil : values[Int(codes[row]) - 1] }
    }

    public private(set) var pseudonyms: [String] = []
    public private(set) var groups: [GroupID] = []
    /// 0 for no group, otherwise 1 more than a place in `groups`.
    public private(set) var groupCodes: [UInt16] = []
    /// `Day.number` of the first day.
    public private(set) var entries: [Int32] = []
    /// `Day.number` of the last day; `noExit` for one who has not left.
    public private(set) var exits: [Int32] = []
    public private(set) var lines: [UInt32] = []
    /// Sorted by id.
    public private(set) var attributes: [AttributeColumn] = []

    public static let noExit = Int32.min

    /// Trusts that the columns are of one length and their codes places that are there.
    public init(
        pseudonyms: [String], groups: [GroupID], groupCodes: [UInt16], entries: [Int32], exits: [Int32],
        lines: [UInt32], attributes: [AttributeColumn]
    ) {
        precondition(
            ([groupCodes.count, entries.count, exits.count, lines.count] + attributes.map(\.codes.count))
                .allSatisfy { $0 == pseudonyms.count }, "columns of participants are not of one length")
        self.pseudonyms = pseudonyms
        self.groups = groups
        self.groupCodes = groupCodes
        self.entries = entries
        self.exits = exits
        self.lines = lines
        self.attributes = attributes.sorted { $0.id < $1.id }
    }

    /// Makes the table of some participants, as tests have them.
    public init(_ people: some Sequence<Participant> = []) {
        let people = Array(people)
        var groupPlaces: [GroupID: UInt16] = [:]
        for person in people {
            pseudonyms.append(person.pseudonym)
            groupCodes.append(person.group.map { place(of: $0, in: &groupPlaces, &groups) + 1 } ?? 0)
            entries.append(person.entry.number)
            exits.append(person.exit?.number ?? Self.noExit)
            lines.append(UInt32(person.line))
        }
        for id in Set(people.flatMap(\.attributes.keys)).sorted() {
            var column = AttributeColumn(id: id, values: [], codes: [])
            var places: [String: UInt32] = [:]
            for person in people {
                column.codes.append(
                    person.attributes[id].map { place(of: $0, in: &places, &column.values) + 1 } ?? 0)
            }
            attributes.append(column)
        }
    }

    /// Returns one attribute of all participants, nil where nobody has it.
    public func attribute(_ id: AttributeID) -> AttributeColumn? { attributes.first { $0.id == id } }

    /// Returns the group of the participant at `row`.
    public func group(_ row: Int) -> GroupID? {
        groupCodes[row] == 0 ? nil : groups[Int(groupCodes[row]) - 1]
    }

    /// Returns the last day of the participant at `row`, nil for one who has not left.
    public func exit(_ row: Int) -> Day? { exits[row] == Self.noExit ? nil : Day(number: exits[row]) }
}

extension ParticipantTable: RandomAccessCollection {
    public var startIndex: Int { 0 }
    public var endIndex: Int { pseudonyms.count }

    public subscript(row: Int) -> Participant {
        var known: [AttributeID: String] = [:]
        for column in attributes { known[column.id] = column[row] }
        return Participant(
            pseudonym: pseudonyms[row], group: group(row), entry: Day(number: entries[row]), exit: exit(row),
            attributes: known, line: Int(lines[row]))
    }
}

extension ParticipantTable: Equatable, ExpressibleByArrayLiteral {
    /// True where both have the same people in the same order, however they are coded.
    public static func == (left: ParticipantTable, right: ParticipantTable) -> Bool {
        left.elementsEqual(right)
    }

    public init(arrayLiteral people: Participant...) { self.init(people) }
}
