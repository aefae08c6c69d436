import OutcomesModel

/// Numbers subjects in an order that is the same for every order of claims: participants by their row, then
/// groups, the contract, and participants whom the table does not know, in the order of their pseudonyms.
struct SubjectFinder {
    private let people: ParticipantTable
    private let groups: [GroupID]
    private var unknown: [String: Int] = [:]
    private var next = 0

    init(people: ParticipantTable, groups: [GroupID]) {
        self.people = people
        self.groups = groups
    }

    /// Returns the number of each claim's subject; below the count of people it is the row in their table.
    mutating func numbers(of claims: [Claim]) -> [Int] {
        var numbers: [Int] = []
        numbers.reserveCapacity(claims.count)
        var strangers: [(place: Int, pseudonym: String)] = []
        for (place, claim) in claims.enumerated() {
            switch claim.subject {
            case .participant(let pseudonym):
                let row = row(of: pseudonym)
                if row == nil { strangers.append((place, pseudonym)) }
                numbers.append(row ?? 0)
            case .group(let group):
                numbers.append(people.count + (groups.firstIndex(of: group) ?? groups.count))
            case .contract: numbers.append(people.count + groups.count + 1)
            }
        }
        // Those whom the table does not know, as where it is read as of an earlier day.
        for (_, pseudonym) in strangers.sorted(by: { precedes($0.pseudonym, $1.pseudonym) })
        where unknown[pseudonym] == nil {
            unknown[pseudonym] = people.count + groups.count + 2 + unknown.count
        }
        for (place, pseudonym) in strangers { numbers[place] = unknown[pseudonym] ?? 0 }
        return numbers
    }

    /// Claims mostly come in the order of participants, so that the next one is near the one before.
    private mutating func row(of pseudonym: String) -> Int? {
        for row in next..<min(next + 4, people.count) where people.pseudonyms[row] == pseudonym {
            next = row
            return row
        }
        var (low, high) = (0, people.count)
        while low < high {
            let middle = (low + high) / 2
            if precedes(people.pseudonyms[middle], pseudonym) { low = middle + 1 } else { high = middle }
        }
        guard low < people.count, people.pseudonyms[low] == pseudonym else { return nil }
        next = low
        return low
    }

    private func precedes(_ left: String, _ right: String) -> Bool {
        left.utf8.lexicographicallyPrecedes(right.utf8)
    }
}
