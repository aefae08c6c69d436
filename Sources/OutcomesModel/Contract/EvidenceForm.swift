/// How a file of evidence is written that does not have the standard header, as `[[evidence]]` says.
///
/// A column that is not named here has its standard name.
public struct EvidenceForm: Hashable, Sendable {
    public let id: EvidenceFormID
    /// The names of files that it is for, where `*` is any text; none where it must be asked for by its id.
    public let file: String?
    public let kind: EvidenceKind
    /// What the file calls its columns.
    public let columns: [Column: String]
    /// What the file calls the columns of declared attributes.
    public let attributes: [AttributeID: String]
    /// What the file calls an indicator, besides its id.
    public let indicators: [String: IndicatorID]
    /// Columns that hold the values of one indicator each, by their names.
    public let wide: [String: IndicatorID]
    public let wideMonths: WideMonths?
    public let constants: Constants
    /// Columns that are there and not read.
    public let ignored: Set<String>
    public let dialect: Dialect

    public init(
        id: EvidenceFormID, file: String? = nil, kind: EvidenceKind, columns: [Column: String] = [:],
        attributes: [AttributeID: String] = [:], indicators: [String: IndicatorID] = [:],
        wide: [String: IndicatorID] = [:], wideMonths: WideMonths? = nil, constants: Constants = Constants(),
        ignored: Set<String> = [], dialect: Dialect = Dialect()
    ) {
        self.id = id
        self.file = file
        self.kind = kind
        self.columns = columns
        self.attributes = attributes
        self.indicators = indicators
        self.wide = wide
        self.wideMonths = wideMonths
        self.constants = constants
        self.ignored = ignored
        self.dialect = dialect
    }

    /// Returns what the file calls a column.
    public func name(_ column: Column) -> String { columns[column] ?? column.rawValue }

    /// Tells whether a file of this name is one that the form is for.
    public func matches(fileName: String) -> Bool {
        file.map { isMatch(Array(fileName.utf8)[...], of: Array($0.utf8)[...]) } ?? false
    }
}

/// The id of an `[[evidence]]` table.
public struct EvidenceFormID: Identifier {
    public let rawValue: String
    public init(rawValue: String) { self.rawValue = rawValue }
}

extension EvidenceForm {
    /// What a column holds; its word is the column's standard name.
    public enum Column: String, CaseIterable, Sendable {
        case subject, indicator, day, value, missing, state, source
        case group, entry, exit

        public static let ofMeasurements: [Column] = [
            .subject, .indicator, .day, .value, .missing, .state, .source,
        ]
        public static let ofParticipants: [Column] = [.subject, .group, .entry, .exit]
    }

    /// A column per month of one indicator, which is named by the month.
    public struct WideMonths: Hashable, Sendable {
        public let indicator: IndicatorID
        /// How the columns are named, as in `YYYY-MM`.
        public let columns: DayPattern
        /// The day of the month that its value is about.
        public let day: DayPattern.MonthDay

        public init(indicator: IndicatorID, columns: DayPattern, day: DayPattern.MonthDay) {
            self.indicator = indicator
            self.columns = columns
            self.day = day
        }
    }

    /// What holds for all rows of a file that has no column for it.
    public struct Constants: Hashable, Sendable {
        public var indicator: IndicatorID?
        public var day: Day?
        public var state: VerificationState?
        public var source: String?
        public var group: GroupID?
        public var entry: Day?
        public var exit: Day?

        public init() {}

        public func has(_ column: Column) -> Bool {
            switch column {
            case .indicator: indicator != nil
            case .day: day != nil
            case .state: state != nil
            case .source: source != nil
            case .group: group != nil
            case .entry: entry != nil
            case .exit: exit != nil
            case .subject, .value, .missing: false
            }
        }
    }

    /// True for a column that a wide file has none of.
    public func replaces(_ column: Column) -> Bool {
        switch column {
        case .value, .indicator, .missing: !wide.isEmpty || wideMonths != nil
        case .day: wideMonths != nil
        case .subject, .state, .source, .group, .entry, .exit: false
        }
    }

    /// How the text of a file is written; what is not declared is not guessed.
    public struct Dialect: Hashable, Sendable {
        /// Found from the header where none is declared.
        public let separator: Separator?
        public let decimal: DecimalMark
        public let encoding: TextEncoding
        public let dates: DayPattern

        public init(
            separator: Separator? = nil, decimal: DecimalMark = .point, encoding: TextEncoding = .utf8,
            dates: DayPattern = .iso
        ) {
            self.separator = separator
            self.decimal = decimal
            self.encoding = encoding
            self.dates = dates
        }
    }
}

/// What stands between two cells.
public enum Separator: String, CaseIterable, Sendable {
    case comma = ","
    case semicolon = ";"
    case tab

    public var byte: UInt8 {
        switch self {
        case .comma: UInt8(ascii: ",")
        case .semicolon: UInt8(ascii: ";")
        case .tab: UInt8(ascii: "\t")
        }
    }
}

/// What stands before the decimals of a number.
public enum DecimalMark: String, CaseIterable, Sendable {
    case point = "."
    case comma = ","
}

/// How letters are written as bytes.
public enum TextEncoding: String, CaseIterable, Sendable {
    case utf8 = "utf-8"
    case windows1252 = "windows-1252"
    case latin1 = "latin-1"
}

/// Tells whether a text has the form of a pattern, in which `*` is any text.
private func isMatch(_ text: ArraySlice<UInt8>, of pattern: ArraySlice<UInt8>) -> Bool {
    var text = text
    var pattern = pattern
    // The last star, and what was left of the text there: a star need only ever take more.
    var star: (pattern: ArraySlice<UInt8>, text: ArraySlice<UInt8>)?
    while let byte = text.first {
        if pattern.first == UInt8(ascii: "*") {
            pattern = pattern.dropFirst()
            star = (pattern, text)
        } else if pattern.first == byte {
            pattern = pattern.dropFirst()
            text = text.dropFirst()
        } else if let last = star {
            pattern = last.pattern
            text = last.text.dropFirst()
            star = (pattern, text)
        } else {
            return false
        }
    }
    return pattern.allSatisfy { $0 == UInt8(ascii: "*") }
}
