func requireFinite(_ values: [Double], _ what: String) throws(StatisticsError) {
    for (row, value) in values.enumerated() where !value.isFinite {
        throw .notFinite(what: what, row: row)
    }
}

func requireLength(_ came: Int, _ expected: Int, _ what: String) throws(StatisticsError) {
    guard came == expected else { throw .lengths(what: what, came: came, expected: expected) }
}

func requireCount(_ came: Int, atLeast needed: Int, _ what: String) throws(StatisticsError) {
    guard came >= needed else { throw .tooFew(what: what, came: came, needed: needed) }
}

/// Requires a number strictly between 0 and 1, as a confidence level or an error rate is.
func requireOpenUnit(_ value: Double, _ what: String) throws(StatisticsError) {
    guard value > 0, value < 1 else {
        throw .outOfRange(what: what, came: value, allowed: "more than 0 and less than 1")
    }
}

func requirePositive(_ value: Double, _ what: String) throws(StatisticsError) {
    guard value > 0, value.isFinite else {
        throw .outOfRange(what: what, came: value, allowed: "more than 0, and finite")
    }
}

func requirePositive(_ values: [Double], _ what: String) throws(StatisticsError) {
    try requireFinite(values, what)
    for (row, value) in values.enumerated() where value <= 0 { throw .notPositive(what: what, row: row) }
}

/// Returns the figure, or says that it is too large: the way out of every formula that may overflow.
func finite(_ value: Double, _ what: String) throws(StatisticsError) -> Double {
    guard value.isFinite else { throw .overflow(what: what) }
    return value
}
