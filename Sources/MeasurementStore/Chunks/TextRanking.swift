extension TextList {
    /// Returns the places of the texts in the order of their bytes; of equal ones, the earlier first.
    func ascendingPlaces() -> [UInt32] {
        let places = (0..<UInt32(count)).map { $0 }
        guard !isAscending else { return places }
        // What all texts begin with says nothing; the eight bytes after it are mostly all that differs.
        let shared = (1..<count).reduce(range(0).count) { min($0, sharedPrefix(0, $1)) }
        let words = places.map { word(Int($0), from: shared) }
        var sorted = Self.sorted(places, by: words)
        var start = 0
        while start < count {
            var end = start + 1
            while end < count && words[Int(sorted[end])] == words[Int(sorted[start])] { end += 1 }
            if end - start > 1 {
                sorted[start..<end].sort { left, right in
                    let order = compare(Int(left), with: self, Int(right))
                    return order == 0 ? left < right : order < 0
                }
            }
            start = end
        }
        return sorted
    }

    /// True where each text is after the one before it.
    var isAscending: Bool { (1..<max(1, count)).allSatisfy { compare($0 - 1, with: self, $0) < 0 } }

    /// Sorts by one byte of the word after the other, the last first; bytes that all have are passed over.
    private static func sorted(_ places: [UInt32], by words: [UInt64]) -> [UInt32] {
        var sorted = places
        var other = places
        for shift in stride(from: UInt64(0), to: 64, by: 8) {
            var starts = [Int](repeating: 0, count: 257)
            for word in words { starts[Int(word >> shift & 255) + 1] += 1 }
            if starts.contains(words.count) { continue }
            for digit in 1..<257 { starts[digit] += starts[digit - 1] }
            for place in sorted {
                let digit = Int(words[Int(place)] >> shift & 255)
                other[starts[digit]] = place
                starts[digit] += 1
            }
            swap(&sorted, &other)
        }
        return sorted
    }
}
