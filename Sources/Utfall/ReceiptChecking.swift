import FoundationEssentials
public import OutcomesModel

/// What a signed receipt is worth: whose signatures hold, and what was changed where they do not.
public struct ReceiptCheck: Sendable {
    public let signatures: [Signature]
    /// Places of the receipt that are not as they were signed, such as `statement.lines[2].amount`.
    public let changes: [String]
    /// False where the receipt was made by another version of the pack than the keys were read from.
    public let isOfThisVersion: Bool

    public struct Signature: Sendable {
        public let party: PartyID
        /// Nil where it holds.
        public let problem: Problem?
    }

    public enum Problem: String, Sendable, CustomStringConvertible {
        case changed, notOfKey, otherKey, noKey, noParty

        public var description: String {
            switch self {
            case .changed: "the receipt was changed after it was signed"
            case .notOfKey: "it is no signature of this receipt by the party's key"
            case .otherKey: "it is by another key than the contract has for the party"
            case .noKey: "the contract has no key of the party"
            case .noParty: "the contract has no such party"
            }
        }
    }

    /// True where somebody has signed, and all signatures hold.
    public var holds: Bool { !signatures.isEmpty && signatures.allSatisfy { $0.problem == nil } }
}

extension SignedReceipt {
    /// Checks all signatures by the keys of the contract's parties, and by nothing else.
    ///
    /// - Throws: where the receipt is of another contract.
    public func check(_ pack: ContractPack) throws -> ReceiptCheck {
        let head = try ReceiptHead.read(receipt.text, name: "the receipt")
        guard head.contract == pack.id.rawValue else {
            throw PipelineError.receiptOfOther(contract: PackID(head.contract), pack: pack.id)
        }
        var changes: [String] = []
        if let signed, signed.sha256 != receipt.sha256 {
            let now = ReceiptParts(receipt.text).digests
            changes = Set(now.keys).union(signed.parts.keys)
                .filter { now[$0] != signed.parts[$0] }
                .sorted { ReceiptParts.precedes($0, $1) }
        }
        return ReceiptCheck(
            signatures: signatures.map {
                ReceiptCheck.Signature(party: PartyID($0.party), problem: problem(of: $0, pack))
            },
            changes: changes, isOfThisVersion: head.pack.sha256 == pack.hash)
    }

    private func problem(of signature: Signature, _ pack: ContractPack) -> ReceiptCheck.Problem? {
        let id = PartyID(signature.party)
        guard let party = pack.contract.party(id) else { return .noParty }
        guard let key = party.key else { return .noKey }
        guard signature.publicKey == key else { return .otherKey }
        let made = Approval.Signature(publicKey: signature.publicKey, bytes: signature.signature)
        func isSigned(_ digest: String) -> Bool {
            approval(by: id, made, of: pack.id, digest).isValid(for: party)
        }
        if isSigned(receipt.sha256) { return nil }
        guard let digest = signed?.sha256, digest != receipt.sha256, isSigned(digest) else {
            return .notOfKey
        }
        return .changed
    }
}

/// The single values of a receipt, each with the beginning of its digest: enough to find what was changed, while
/// whether anything was is decided by the digest of all.
struct ReceiptParts {
    let digests: [String: String]

    init(_ text: String) {
        var digests: [String: String] = [:]
        if let root = try? JSONDecoder().decode(JSONValue.self, from: Data(text.utf8)) {
            Self.add(root, at: "", to: &digests)
        }
        self.digests = digests
    }

    private static func add(_ value: JSONValue, at place: String, to digests: inout [String: String]) {
        switch value {
        case .object(let fields):
            for (name, field) in fields {
                add(field, at: place.isEmpty ? name : "\(place).\(name)", to: &digests)
            }
        case .list(let items):
            for (index, item) in items.enumerated() { add(item, at: "\(place)[\(index + 1)]", to: &digests) }
        case .plain(let text): digests[place] = String(sha256(text).prefix(8))
        }
    }

    /// Orders places as people do, the second line before the tenth.
    static func precedes(_ left: String, _ right: String) -> Bool {
        func words(_ place: String) -> [(number: Int, word: Substring)] {
            place.split { ".[]".contains($0) }.map { (Int($0) ?? 0, $0) }
        }
        for (a, b) in zip(words(left), words(right)) where a != b { return a < b }
        return left.utf8.count < right.utf8.count
    }
}

private enum JSONValue: Decodable {
    case object([String: JSONValue])
    case list([JSONValue])
    case plain(String)

    init(from decoder: any Decoder) throws {
        let value = try decoder.singleValueContainer()
        if value.decodeNil() {
            self = .plain("null")
        } else if let fields = try? value.decode([String: JSONValue].self) {
            self = .object(fields)
        } else if let items = try? value.decode([JSONValue].self) {
            self = .list(items)
        } else if let text = try? value.decode(String.self) {
            self = .plain("\"\(text)\"")
        } else if let truth = try? value.decode(Bool.self) {
            self = .plain("\(truth)")
        } else {
            self = .plain("\(try value.decode(Int64.self))")
        }
    }
}
