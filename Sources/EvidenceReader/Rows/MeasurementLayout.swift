import OutcomesModel

/// Which column of a measurements file holds what, from 0, and what holds for all of its rows.
struct MeasurementLayout: Sendable {
    let width: Int
    let subject: Int
    /// None where the column of a value tells it, or all values are of one.
    let indicator: Int?
    let day: Int?
    /// One where a line is a value, more where a line is a subject.
    let values: [ValueColumn]
    let missing: Int?
    let state: Int?
    let source: Int?
    /// Where the file has no column for it.
    var constantState = VerificationState.reported
    var constantSource = ""
    /// What the file calls the indicators, each by its place in the contract.
    let indicatorNames: [String: Int]
    /// True where an empty cell is no value and nothing wrong, as in a table of subjects and months.
    var mayBeEmpty = false

    struct ValueColumn: Sendable {
        let column: Int
        /// The place in the contract of the indicator of all values in the column.
        var indicator: Int?
        /// The day of all values in the column.
        var day: Day?
    }
}

/// Which column of a participants file holds what, from 0, and what holds for all of its rows.
struct ParticipantLayout: Sendable {
    let width: Int
    let subject: Int
    let group: Int?
    let entry: Int?
    let exit: Int?
    let attributes: [(attribute: Attribute, column: Int)]
    /// Where the file has no column for it.
    var constantGroup: GroupID?
    var constantEntry: Day?
    var constantExit: Day?
}

/// How the text of a file is written, as declared and as its header shows.
struct TextForm: Sendable {
    var separator = Separator.comma
    var decimal = DecimalMark.point
    var encoding = TextEncoding.utf8
    var dates = DayPattern.iso
    /// The columns by their keys, where the file is NDJSON.
    var keys: [String]?
}
