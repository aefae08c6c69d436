/// The rows of a batch beside what the store knew before it.
struct Changes<Element> {
    var new = 0
    var unchanged = 0
    var corrections = 0
    /// What is to be stored: the new rows and the corrections, in the order of their keys.
    var rows: [Element] = []

    /// How a row stands to what was known.
    enum Kind { case new, unchanged, correction }

    mutating func append(_ row: Element, as kind: Kind) {
        switch kind {
        case .new: new += 1
        case .unchanged: unchanged += 1
        case .correction: corrections += 1
        }
        if kind != .unchanged { rows.append(row) }
    }
}
