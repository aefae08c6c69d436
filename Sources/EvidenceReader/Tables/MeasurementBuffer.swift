import OutcomesModel

/// The rows that one block gave, as columns whose codes are the block's or the file's.
struct MeasurementBuffer: ~Copyable {
    /// Set in a code of a text that the file has not had before: the rest is its number in the block.
    static let newText: UInt32 = 1 << 31

    private(set) var count = 0
    private var capacity = 0
    private(set) var subjects = UnsafeMutablePointer<UInt32>.allocate(capacity: 0)
    private(set) var indicators = UnsafeMutablePointer<UInt16>.allocate(capacity: 0)
    private(set) var days = UnsafeMutablePointer<Int32>.allocate(capacity: 0)
    private(set) var units = UnsafeMutablePointer<Int64>.allocate(capacity: 0)
    private(set) var reasons = UnsafeMutablePointer<UInt16>.allocate(capacity: 0)
    private(set) var states = UnsafeMutablePointer<UInt8>.allocate(capacity: 0)
    private(set) var sources = UnsafeMutablePointer<UInt32>.allocate(capacity: 0)
    /// From 0 at the start of the block.
    private(set) var lines = UnsafeMutablePointer<UInt32>.allocate(capacity: 0)

    deinit {
        subjects.deallocate()
        indicators.deallocate()
        days.deallocate()
        units.deallocate()
        reasons.deallocate()
        states.deallocate()
        sources.deallocate()
        lines.deallocate()
    }

    mutating func removeAll() { count = 0 }

    @inline(__always)
    mutating func append(
        subject: UInt32, indicator: UInt16, day: Int32, units value: Int64, reason: UInt16, state: UInt8,
        source: UInt32, line: Int
    ) {
        if count == capacity { grow() }
        subjects[count] = subject
        indicators[count] = indicator
        days[count] = day
        units[count] = value
        reasons[count] = reason
        states[count] = state
        sources[count] = source
        lines[count] = UInt32(truncatingIfNeeded: line)
        count += 1
    }

    private mutating func grow() {
        capacity = max(capacity * 2, 1024)
        subjects = moved(subjects)
        indicators = moved(indicators)
        days = moved(days)
        units = moved(units)
        reasons = moved(reasons)
        states = moved(states)
        sources = moved(sources)
        lines = moved(lines)
    }

    private func moved<Element>(_ column: UnsafeMutablePointer<Element>) -> UnsafeMutablePointer<Element> {
        let larger = UnsafeMutablePointer<Element>.allocate(capacity: capacity)
        larger.update(from: column, count: count)
        column.deallocate()
        return larger
    }
}
