import Crypto
import FoundationEssentials
import MeasurementStore
public import OutcomesModel

/// An Ed25519 key pair, with which a party approves.
public struct SigningKey: Sendable {
    private let key: Curve25519.Signing.PrivateKey

    /// Makes a key that nobody has.
    public init() { key = Curve25519.Signing.PrivateKey() }

    /// Reads a private key of 32 bytes in Base64.
    ///
    /// - Parameter name: what messages call it; the key itself is never shown.
    public init(base64 text: String, name: String) throws {
        let trimmed = text.split(whereSeparator: \.isWhitespace).joined()
        guard let data = Data(base64Encoded: trimmed),
            let key = try? Curve25519.Signing.PrivateKey(rawRepresentation: data)
        else { throw PipelineError.notAKey(name) }
        self.key = key
    }

    public var privateKey: String { key.rawRepresentation.base64EncodedString() }
    /// What stands as `key` in the party's `[[party]]`.
    public var publicKey: String { key.publicKey.rawRepresentation.base64EncodedString() }

    func sign(_ text: String) throws -> Approval.Signature {
        Approval.Signature(
            publicKey: publicKey,
            bytes: try key.signature(for: Data(text.utf8)).base64EncodedString())
    }
}

extension Approval {
    /// What a signature is made of.
    var signedText: String {
        ["utfall-approval-1", contract.rawValue, subject.rawValue, digest, party.rawValue].joined(
            separator: "\n")
    }

    /// Tells whether the signature, where there must be one, is that of the party's key.
    func isValid(for party: Party) -> Bool {
        guard let key = party.key else { return true }
        guard let signature, signature.publicKey == key, let keyData = Data(base64Encoded: key),
            let bytes = Data(base64Encoded: signature.bytes),
            let publicKey = try? Curve25519.Signing.PublicKey(rawRepresentation: keyData)
        else { return false }
        return publicKey.isValidSignature(bytes, for: Data(signedText.utf8))
    }
}

extension Pipeline {
    /// Records that a party stands by a settlement as it comes out now.
    ///
    /// - Throws: where the contract does not ask for its approval, or its key is another one.
    public func approve(
        _ settled: Settled, as party: PartyID, key: SigningKey?, recording: Recording
    ) throws -> Approval {
        try approve(.settlement, try receipt(of: settled).sha256, party, key, recording)
    }

    /// Records that a party stands by this version of the pack.
    public func approvePack(as party: PartyID, key: SigningKey?, recording: Recording) throws -> Approval {
        try approve(.pack, pack.hash, party, key, recording)
    }

    private func approve(
        _ subject: Approval.Subject, _ digest: String, _ id: PartyID, _ key: SigningKey?,
        _ recording: Recording
    ) throws -> Approval {
        let contract = pack.contract
        guard let party = contract.party(id) else {
            throw PipelineError.unknownParty(id, pack: pack.id, known: contract.parties.map(\.id))
        }
        let roles = subject == .pack ? contract.packSigners : contract.approvers
        guard !Set(roles).isDisjoint(with: party.roles) else {
            throw PipelineError.notAnApprover(id, of: subject, roles: roles, pack: pack.id)
        }
        if party.key != nil, key == nil { throw PipelineError.keyNeeded(id, pack: pack.id) }
        func approval(_ signature: Approval.Signature?) -> Approval {
            Approval(
                contract: pack.id, subject: subject, digest: digest, party: id, signature: signature,
                recording: recording)
        }
        let signed = approval(try key.map { try $0.sign(approval(nil).signedText) })
        guard signed.isValid(for: party) else { throw PipelineError.wrongKey(id, pack: pack.id) }
        try store.store.record(signed)
        return signed
    }

    /// - Throws: `approvalLacks` for the first role of which nobody has approved what is to be posted.
    func requireApprovals(of receipt: Receipt, by pack: ContractPack) throws {
        for (subject, digest, roles) in [
            (Approval.Subject.pack, pack.hash, pack.contract.packSigners),
            (.settlement, receipt.sha256, pack.contract.approvers),
        ] where !roles.isEmpty {
            let approvals = try store.store.approvals(of: subject, digest: digest, contract: pack.id)
            for role in roles {
                let isGiven = approvals.contains { approval in
                    guard let party = pack.contract.party(approval.party) else { return false }
                    return party.roles.contains(role) && approval.isValid(for: party)
                }
                guard isGiven else {
                    throw PipelineError.approvalLacks(digest, of: subject, role: role, pack: pack.id)
                }
            }
        }
    }
}
