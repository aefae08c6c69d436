/// All files that decide an amount, as they were when a settlement was posted: it can be made again years on.
public struct PackArchive: Hashable, Sendable {
    public let contract: PackID
    public let version: String
    /// The content hash of the pack.
    public let hash: String
    /// By path: the pack's own files, and those of its libraries below `lib/ID/`.
    public let files: [String: [UInt8]]

    public init(contract: PackID, version: String, hash: String, files: [String: [UInt8]]) {
        self.contract = contract
        self.version = version
        self.hash = hash
        self.files = files
    }
}
