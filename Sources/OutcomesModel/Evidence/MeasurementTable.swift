/// The measurements of an evidence file in its order, a column for each part, so that a row takes 31 bytes.
///
/// It reads as a collection of `Measurement`. Subjects, indicators, sources and reasons are kept once and
/// meant by their place; all columns are of one length.
public struct MeasurementTable: Sendable {
    public private(set) var subjects: [SubjectID] = []
    public private(set) var indicators: [IndicatorID] = []
    public private(set) var sources: [String] = []
    public private(set) var reasons: [Missing] = []

    /// Places in `subjects`.
    public private(set) var subjectCodes: [UInt32] = []
    /// Places in `indicators`.
    public private(set) var indicatorCodes: [UInt16] = []
    /// `Day.number`.
    public private(set) var days: [Int32] = []
    /// Whole numbers of the indicator's unit; 0 where a reason stands instead.
    public private(set) var units: [Int64] = []
    /// 0 for a number, otherwise 1 more than a place in `reasons`.
    public private(set) var reasonCodes: [UInt16] = []
    /// `VerificationState.code`.
    public private(set) var stateCodes: [UInt8] = []
    /// Places in `sources`.
    public private(set) var sourceCodes: [UInt32] = []
    public private(set) var lines: [UInt32] = []

    /// Trusts that the columns are of one length and their codes places that are there.
    public init(
        subjects: [SubjectID], indicators: [IndicatorID], sources: [String], reasons: [Missing],
        subjectCodes: [UInt32], indicatorCodes: [UInt16], days: [Int32], units: [Int64],
        reasonCodes: [UInt16], stateCodes: [UInt8], sourceCodes: [UInt32], lines: [UInt32]
    ) {
        precondition(
            [
                indicatorCodes.count, days.count, units.count, reasonCodes.count, stateCodes.count,
                sourceCodes.count, lines.count,
            ].allSatisfy { $0 == subjectCodes.count }, "columns of measurements are not of one length")
        self.subjects = subjects
        self.indicators = indicators
        self.sources = sources
        self.reasons = reasons
        self.subjectCodes = subjectCodes
        self.indicatorCodes = indicatorCodes
        self.days = days
        self.units = units
        self.reasonCodes = reasonCodes
        self.stateCodes = stateCodes
        self.sourceCodes = sourceCodes
        self.lines = lines
    }

    /// Makes the table of some rows, as tests have them.
    public init(_ rows: some Sequence<Measurement> = []) {
        var subjectPlaces: [SubjectID: UInt32] = [:]
        var indicatorPlaces: [IndicatorID: UInt16] = [:]
        var sourcePlaces: [String: UInt32] = [:]
        var reasonPlaces: [Missing: UInt16] = [:]
        for row in rows {
            subjectCodes.append(place(of: row.subject, in: &subjectPlaces, &subjects))
            indicatorCodes.append(place(of: row.indicator, in: &indicatorPlaces, &indicators))
            sourceCodes.append(place(of: row.source, in: &sourcePlaces, &sources))
            days.append(row.day.number)
            switch row.value {
            case .number(let number):
                units.append(number)
                reasonCodes.append(0)
            case .missing(let reason):
                units.append(0)
                reasonCodes.append(place(of: reason, in: &reasonPlaces, &reasons) + 1)
            }
            stateCodes.append(row.state.code)
            lines.append(UInt32(row.line))
        }
    }

    /// Gives the rows at these places a verification state.
    public mutating func setState(_ state: VerificationState, at places: some Sequence<Int>) {
        for place in places { stateCodes[place] = state.code }
    }
}

/// Returns the place of a value in a list of distinct ones, putting it at the end where it is new.
func place<Value: Hashable, Code: FixedWidthInteger>(
    of value: Value, in places: inout [Value: Code], _ list: inout [Value]
) -> Code {
    if let place = places[value] { return place }
    let place = Code(list.count)
    places[value] = place
    list.append(value)
    return place
}

extension MeasurementTable: RandomAccessCollection {
    public var startIndex: Int { 0 }
    public var endIndex: Int { subjectCodes.count }

    public subscript(row: Int) -> Measurement {
        let reason = reasonCodes[row]
        return Measurement(
            subject: subjects[Int(subjectCodes[row])], indicator: indicators[Int(indicatorCodes[row])],
            day: Day(number: days[row]),
            value: reason == 0 ? .number(units[row]) : .missing(reasons[Int(reason) - 1]),
            state: VerificationState(code: stateCodes[row]), source: sources[Int(sourceCodes[row])],
            line: Int(lines[row]))
    }
}

extension VerificationState {
    /// The place among all states, which columns and chunks hold; never renumbered.
    public var code: UInt8 {
        switch self {
        case .reported: 0
        case .verified: 1
        case .rejected: 2
        case .disputed: 3
        }
    }

    /// The state of a code below 4.
    public init(code: UInt8) { self = VerificationState.allCases[Int(code)] }
}

extension MeasurementTable: Equatable, ExpressibleByArrayLiteral {
    /// True where both have the same rows in the same order, however they are coded.
    public static func == (left: MeasurementTable, right: MeasurementTable) -> Bool {
        left.elementsEqual(right)
    }

    public init(arrayLiteral rows: Measurement...) { self.init(rows) }
}
