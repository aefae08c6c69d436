/// That a party stands by a version of a pack, or by a settlement as its receipt has it.
public struct Approval: Hashable, Sendable {
    public let contract: PackID
    public let subject: Subject
    /// The SHA-256 of what is approved: a pack's content hash, or that of a receipt's bytes.
    public let digest: String
    public let party: PartyID
    /// An Ed25519 key and its signature of the digest, in Base64; none where a name alone stands for it.
    public let signature: Signature?
    public let recording: Recording

    public enum Subject: String, CaseIterable, Sendable {
        case pack, settlement
    }

    public struct Signature: Hashable, Sendable {
        public let publicKey: String
        public let bytes: String

        public init(publicKey: String, bytes: String) {
            self.publicKey = publicKey
            self.bytes = bytes
        }
    }

    public init(
        contract: PackID, subject: Subject, digest: String, party: PartyID, signature: Signature?,
        recording: Recording
    ) {
        self.contract = contract
        self.subject = subject
        self.digest = digest
        self.party = party
        self.signature = signature
        self.recording = recording
    }
}
