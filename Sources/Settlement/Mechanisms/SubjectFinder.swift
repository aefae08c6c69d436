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

    /// Numbers those who claim and whom the table does not know, as where it is read as of an earlier day.
    mutating func meet(_ claims: [Claim]) {
        var strangers: Set<String> = []
        for claim in claims {
            guard case .participant(let pseudonym) = claim.subject, row(of: pseudonym) == nil else { continue }
            strangers.insert(pseudonym)
        }
        for pseudonym in strangers.sorted(by: precedes) where unknown[pseudonym] == nil {
            unknown[pseudonym] = people.count + groups.count + 2 + unknown.count
        }
    }

    /// Returns the number of a subject; below the count of people it is the row in their table.
    mutating func number(of subject: SubjectID) -> Int {
        switch subject {
        case .participant(let pseudonym):
            guard let number = row(of: pseudonym) ?? unknown[pseudonym] else {
                preconditionFailure("a claim was not met before it was priced")
            }
            return number
        case .group(let group): return people.count + (groups.firstIndex(of: group) ?? groups.count)
        case .contract: return people.count + groups.count + 1
        }
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
