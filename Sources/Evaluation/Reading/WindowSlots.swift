import OutcomesModel

/// The days of a window for the person at hand, and the slots that must have a value each.
struct WindowSlots {
    private(set) var first: Int32 = 0
    private(set) var last: Int32 = 0
    /// The first day of each slot, and the day after its last one.
    private(set) var slots: [(start: Int32, end: Int32)] = []
    /// Whether all of the window is past on the day on which the figures are known.
    private(set) var isPast = false
    private let window: Window
    private let contractStarts: Day
    private let months: Int?
    private let asOf: Day
    private let awaitsAll: Bool
    private var entry: Int32?

    /// - Parameter awaitsAll: whether also slots that are not at their end must have a value; otherwise days
    ///   that are not past are cut off.
    init(window: Window, starts: Day, reader: SeriesReader, awaitsAll: Bool) {
        self.window = window
        contractStarts = starts
        months = reader.indicator.every.months
        asOf = reader.asOf
        self.awaitsAll = awaitsAll
    }

    /// Most people have the entry of the one before, or a window that does not depend on it.
    mutating func move(to entry: Int32) {
        guard entry != self.entry else { return }
        self.entry = entry
        let period = window.period(entry: Day(number: entry), starts: contractStarts)
        first = period.first.number
        last = awaitsAll ? period.last.number : min(period.last, asOf).number
        isPast = period.last <= asOf
        slots = []
        guard let months else { return }
        var step = 0
        while case let start = period.first.adding(months: step), start <= period.last {
            step += months
            let end = min(period.first.adding(months: step).number, period.last.number + 1)
            guard awaitsAll || end <= asOf.number + 1 else { break }
            slots.append((start.number, end))
        }
    }

    /// Moves `filled`, the number of slots with a value, over what a value of this day fills.
    ///
    /// - Returns: false where a slot before it has none. Days must come in order.
    func fill(_ filled: inout Int, on day: Int32) -> Bool {
        while filled < slots.count, slots[filled].start <= day {
            guard day < slots[filled].end else { return false }
            filled += 1
        }
        return true
    }
}

/// The columns where they lie: a million people are read in a loop that counts no references.
struct LyingRows {
    let offsets: UnsafeBufferPointer<UInt32>
    let days: UnsafeBufferPointer<Int32>
    let units: UnsafeBufferPointer<Int64>
    let reasonCodes: UnsafeBufferPointer<UInt16>
    let stateCodes: UnsafeBufferPointer<UInt8>
    /// A bit for each state that may pay.
    let payableCodes: UInt8

    /// True where the row is a number that may pay.
    func isPlain(_ row: Int) -> Bool {
        (reasonCodes.isEmpty || reasonCodes[row] == 0) && payableCodes & (1 << stateCodes[row]) != 0
    }

    func rows(ofSubjectAt place: Int32) -> Range<Int> {
        place < 0 ? 0..<0 : Int(offsets[Int(place)])..<Int(offsets[Int(place) + 1])
    }
}

extension SeriesReader {
    func withRows<Failure>(_ body: (LyingRows) throws(Failure) -> Void) throws(Failure) {
        // The closures of buffers lose the type of what is thrown.
        var result: Result<Void, Failure> = .success(())
        columns.offsets.withUnsafeBufferPointer { offsets in
            columns.days.withUnsafeBufferPointer { days in
                columns.units.withUnsafeBufferPointer { units in
                    columns.reasonCodes.withUnsafeBufferPointer { reasonCodes in
                        columns.stateCodes.withUnsafeBufferPointer { stateCodes in
                            do throws(Failure) {
                                try body(
                                    LyingRows(
                                        offsets: offsets, days: days, units: units, reasonCodes: reasonCodes,
                                        stateCodes: stateCodes, payableCodes: payableCodes))
                            } catch {
                                result = .failure(error)
                            }
                        }
                    }
                }
            }
        }
        try result.get()
    }
}
