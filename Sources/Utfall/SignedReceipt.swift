import FoundationEssentials
import MeasurementStore
public import OutcomesModel
import Reporting

/// A receipt with the signatures of parties, in one file: whoever has it and the contract's terms can check who stands
/// by what it says, without any store.
public struct SignedReceipt: Sendable {
    public let receipt: Receipt
    public var signatures: [Signature] { signed?.signatures ?? [] }
    /// What the signatures are of; the digest and the parts of the receipt as it was signed first.
    let signed: Signed?

    /// An Ed25519 signature of a party, in Base64.
    public struct Signature: Codable, Hashable, Sendable {
        public let party: String
        public let publicKey: String
        public let signature: String
    }

    /// The last key of the file, behind what is signed.
    struct Signed: Codable, Sendable {
        let format: String
        let sha256: String
        /// The beginning of the SHA-256 of each value of the receipt, by its place, so that a change can be named.
        let parts: [String: String]
        var signatures: [Signature]

        static let format = "utfall-signed-receipt-1"
        /// How it begins in the file. A line break cannot stand within a text of JSON, so that nothing else looks so.
        static let start = ",\n  \"signed\" : {"
    }

    /// Takes a receipt that nobody has signed yet.
    public init(_ receipt: Receipt) {
        self.init(receipt, nil)
    }

    /// Reads a file with or without signatures.
    ///
    /// - Parameter name: what messages call it.
    /// - Throws: where it is no receipt. One that was changed after it was signed is none the less read: `check` says so.
    public init(_ text: String, name: String) throws {
        guard let start = text.firstRange(of: Signed.start) else {
            _ = try ReceiptHead.read(text, name: name)
            self.init(Receipt(text: text))
            return
        }
        struct Whole: Decodable { let signed: Signed }
        let decoder = JSONDecoder()
        decoder.keyDecodingStrategy = .convertFromSnakeCase
        guard let whole = try? decoder.decode(Whole.self, from: Data(text.utf8)),
            whole.signed.format == Signed.format
        else { throw PipelineError.notAReceipt(name) }
        let inner = text[..<start.lowerBound] + "\n}" + (text.hasSuffix("\n") ? "\n" : "")
        _ = try ReceiptHead.read(String(inner), name: name)
        self.init(Receipt(text: String(inner)), whole.signed)
    }

    private init(_ receipt: Receipt, _ signed: Signed?) {
        self.receipt = receipt
        self.signed = signed
    }

    /// The file: the receipt, and behind its last value what was signed and by whom.
    public var text: String {
        guard let signed else { return receipt.text }
        var body = receipt.text[...]
        while let last = body.last, last != "}" { body.removeLast() }
        body = body.dropLast(2)
        let block = JSONText.encode(signed).split(separator: "\n").dropFirst().map { "  \($0)" }
        return body + Signed.start + "\n" + block.joined(separator: "\n") + "\n}\n"
    }

    /// Returns the same receipt with a party's signature beside those that it has.
    ///
    /// - Throws: where the receipt is of another contract, a signature that it has does not hold, or the contract has
    ///   no such party, no key of it, or another one.
    public func signed(by id: PartyID, with key: SigningKey, of pack: ContractPack) throws -> SignedReceipt {
        let party = try Self.party(id, of: pack)
        for earlier in try check(pack).signatures where earlier.problem != nil {
            throw PipelineError.signatureDoesNotHold(
                earlier.party, "\(earlier.problem!)", pack: pack.id)
        }
        guard party.key == key.publicKey else { throw PipelineError.wrongKey(id, pack: pack.id) }
        let made = try key.sign(approval(by: id, nil, of: pack.id, receipt.sha256).signedText)
        return adding(id, made)
    }

    /// Returns the party that may sign: one whose key is in the contract.
    private static func party(_ id: PartyID, of pack: ContractPack) throws -> Party {
        guard let party = pack.contract.party(id) else {
            throw PipelineError.unknownParty(id, pack: pack.id, known: pack.contract.parties.map(\.id))
        }
        guard party.key != nil else { throw PipelineError.noKeyOf(id, pack: pack.id) }
        return party
    }

    func adding(_ party: PartyID, _ made: Approval.Signature) -> SignedReceipt {
        var signed =
            signed
            ?? Signed(
                format: Signed.format, sha256: receipt.sha256, parts: ReceiptParts(receipt.text).digests,
                signatures: [])
        guard !signed.signatures.contains(where: { $0.party == party.rawValue }) else { return self }
        signed.signatures.append(
            Signature(party: party.rawValue, publicKey: made.publicKey, signature: made.bytes))
        return SignedReceipt(receipt, signed)
    }

    func approval(
        by party: PartyID, _ signature: Approval.Signature?, of contract: PackID, _ digest: String
    ) -> Approval {
        Approval(
            contract: contract, subject: .settlement, digest: digest, party: party, signature: signature,
            recording: Recording(by: "", at: "", reason: ""))
    }
}

extension Pipeline {
    /// Returns a receipt with the signatures that parties have approved it with, as far as the store has them.
    public func signedReceipt(_ receipt: Receipt) throws -> SignedReceipt {
        let approvals = try store.store.approvals(
            of: .settlement, digest: receipt.sha256, contract: pack.id)
        return approvals.reduce(SignedReceipt(receipt)) { signed, approval in
            approval.signature.map { signed.adding(approval.party, $0) } ?? signed
        }
    }
}
