import FoundationEssentials
public import OutcomesModel
package import PackReader
import PluginHost

/// A contract's pack, read and checked: its terms hold together and its Lua can be read.
public struct ContractPack: Sendable {
    package let pack: Pack
    public let contract: Contract

    init(pack: Pack, contract: Contract) {
        self.pack = pack
        self.contract = contract
    }

    /// Reads the pack in `folder`.
    ///
    /// - Parameter libraryFolders: folders of library packs, beside those that ship with the host.
    /// - Throws: all that is wrong with it, at once.
    public init(folder: String, libraryFolders: [String] = []) throws {
        let reader = PackReader(libraryFolders: libraryFolders + ContractPack.shippedLibraries())
        let pack = try reader.read(folder: folder)
        guard let contract = pack.contract else {
            throw PipelineError.notAContract(pack: pack.manifest.id, kind: pack.manifest.kind.rawValue)
        }
        self.pack = pack
        self.contract = contract
    }

    /// Reads a pack that was kept when something was posted with it.
    ///
    /// - Throws: where its files are not those that were posted with.
    init(_ archive: PackArchive) throws {
        try self.init(files: archive.files)
        guard hash == archive.hash else {
            throw PipelineError.archiveDiffers(pack: archive.contract, hash: archive.hash)
        }
    }

    /// Reads a pack from its files by path; its libraries lie below `lib/`.
    init(files: [String: [UInt8]]) throws {
        // A folder of its own within one of its own: libraries are looked for beside a pack as well.
        let scratch = FileManager.default.temporaryDirectory.appending(
            path: "utfall-pack-\(UUID().uuidString)")
        defer { try? FileManager.default.removeItem(at: scratch) }
        let folder = scratch.appending(path: "pack")
        for (path, bytes) in files {
            guard !path.hasPrefix("/"), !path.split(separator: "/").contains("..") else { continue }
            let file = folder.appending(path: path)
            try FileManager.default.createDirectory(
                at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
            try Data(bytes).write(to: file)
        }
        let pack = try PackReader(libraryFolders: []).read(folder: folder.path)
        guard let contract = pack.contract else {
            throw PipelineError.notAContract(pack: pack.manifest.id, kind: pack.manifest.kind.rawValue)
        }
        self.pack = pack
        self.contract = contract
    }

    public var id: PackID { pack.manifest.id }
    public var version: String { pack.manifest.version.description }
    /// The hash of all that decides: terms, Lua and libraries.
    public var hash: String { pack.hash }
    public var reportNames: [String] { pack.reportNames }

    func plan(_ id: SettlementID?) throws -> SettlementPlan {
        guard let id else {
            guard let first = contract.settlements.first(where: \.pays) ?? contract.settlements.first else {
                preconditionFailure("a contract without a settlement was not refused")
            }
            return first
        }
        guard let plan = contract.settlement(id) else {
            throw PipelineError.unknownSettlement(id, pack: self.id, known: contract.settlements.map(\.id))
        }
        return plan
    }

    /// Returns the folders of library packs that lie with the host: above it in a checkout, in
    /// `../share/utfall` beside an installed one.
    static func shippedLibraries() -> [String] {
        guard let executable = try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe")
        else {
            return []
        }
        var folders: [String] = []
        var folder = executable
        while let slash = folder.lastIndex(of: "/"), slash > folder.startIndex {
            folder = String(folder[..<slash])
            folders += ["\(folder)/share/utfall/plugins/lib", "\(folder)/plugins/lib"]
        }
        return folders.filter { FileManager.default.fileExists(atPath: $0) }
    }
}
