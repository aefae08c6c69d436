/// Where money is counted: one account per party, contract and purpose.
public struct Account: Hashable, Comparable, Sendable, CustomStringConvertible {
    public let contract: PackID
    public let party: PartyID
    public let purpose: PaymentID

    public init(contract: PackID, party: PartyID, purpose: PaymentID) {
        self.contract = contract
        self.party = party
        self.purpose = purpose
    }

    public var description: String { "\(contract)/\(party)/\(purpose)" }
    public static func < (left: Account, right: Account) -> Bool { left.description < right.description }
}

/// One side of an entry: what an account gains (positive) or gives (negative).
public struct Posting: Hashable, Sendable {
    public let account: Account
    public let amount: Money

    public init(account: Account, amount: Money) {
        self.account = account
        self.amount = amount
    }
}

/// A double entry: to have one is the proof that it balances in each currency.
public struct JournalEntry: Hashable, Sendable {
    /// The payment line that it books, by number.
    public let line: Int
    public let postings: [Posting]

    /// - Throws: `unbalanced` with the currency and what it is off by, `arithmetic` past 64 bits.
    public init(line: Int, postings: [Posting]) throws(JournalError) {
        var sums: [String: Money] = [:]
        for posting in postings {
            let code = posting.amount.currency.code
            let sum = sums[code] ?? .zero(posting.amount.currency)
            do { sums[code] = try sum.adding(posting.amount) } catch { throw .arithmetic(line: line, error) }
        }
        if let off = sums.sorted(by: { $0.key < $1.key }).first(where: { $0.value.minorUnits != 0 }) {
            throw .unbalanced(line: line, off: off.value)
        }
        self.line = line
        self.postings = postings
    }
}

/// Why an entry cannot be.
public enum JournalError: Error, Equatable, Sendable {
    case unbalanced(line: Int, off: Money)
    case arithmetic(line: Int, ArithmeticError)
}

extension JournalError: CustomStringConvertible {
    public var description: String {
        switch self {
        case .unbalanced(let line, let off): "the entry of line \(line) is off by \(off)"
        case .arithmetic(let line, let error): "the entry of line \(line): \(error)"
        }
    }
}
