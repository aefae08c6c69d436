import FoundationEssentials
public import OutcomesModel
package import PackReader
import PluginHost

/// A contract's pack, read and checked: its terms hold together and its Lua can be read.
public struct ContractPack: Sendable {
    package let pack: Pack
    public let contract: Contract
    /// None of a pack that was kept, which holds its libraries.
    let libraryFolders: [String]?

    /// Reads the pack in `folder`.
    ///
    /// - Parameters:
    ///   - libraryFolders: folders of library packs, beside those that ship with the host.
    ///   - language: of the titles that it gives in several.
    /// - Throws: all that is wrong with it, at once.
    public init(folder: String, libraryFolders: [String] = [], language: Language = .en) throws {
        let shelf = LibraryShelf(folders: libraryFolders, language: language)
        try self.init(try shelf.reader.read(folder: folder), libraryFolders: libraryFolders)
    }

    /// Reads the pack in `folder`, one of many that use the same libraries.
    ///
    /// - Throws: all that is wrong with it, at once.
    public init(folder: String, libraries: LibraryShelf) throws {
        try self.init(try libraries.reader.read(folder: folder), libraryFolders: libraries.folders)
    }

    /// - Throws: where it is a pack of another kind.
    init(_ pack: Pack, libraryFolders: [String]? = nil) throws {
        guard let contract = pack.contract else {
            throw PipelineError.notAContract(pack: pack.manifest.id, kind: pack.manifest.kind.rawValue)
        }
        self.pack = pack
        self.contract = contract
        self.libraryFolders = libraryFolders
    }

    /// In which its titles are, where it gives them in several.
    public var language: Language { pack.language }

    /// Reads the same pack with its titles in another language.
    ///
    /// - Throws: where it has changed meanwhile, and is not in order now.
    public func translated(to language: Language) throws -> ContractPack {
        guard language != self.language else { return self }
        guard let libraryFolders else { return try ContractPack(pack.archive, language: language) }
        return try ContractPack(folder: pack.folder, libraryFolders: libraryFolders, language: language)
    }

    /// Reads the same pack as it lies there now.
    ///
    /// - Throws: all that is wrong with it, at once.
    func reread() throws -> ContractPack {
        try ContractPack(folder: pack.folder, libraryFolders: libraryFolders ?? [], language: language)
    }

    /// Reads a pack that was kept when something was posted with it.
    ///
    /// - Throws: where its files are not those that were posted with.
    init(_ archive: PackArchive, language: Language = .en) throws {
        try self.init(files: archive.files, language: language)
        guard hash == archive.hash else {
            throw PipelineError.archiveDiffers(pack: archive.contract, hash: archive.hash)
        }
    }

    /// Reads a pack from its files by path; its libraries lie below `lib/`.
    init(files: [String: [UInt8]], language: Language = .en) throws {
        try self.init(try PackReader.read(files: files, language: language))
    }

    public var id: PackID { pack.manifest.id }
    public var version: String { pack.manifest.version.description }
    /// The hash of all that decides: terms, Lua and libraries.
    public var hash: String { pack.hash }
    public var reportNames: [String] { pack.reportNames }

    func plan(_ id: SettlementID?) throws -> SettlementPlan {
        guard let id else { return usualPlan }
        guard let plan = contract.settlement(id) else {
            throw PipelineError.unknownSettlement(id, pack: self.id, known: contract.settlements.map(\.id))
        }
        return plan
    }

    /// The first settlement that pays, and the first of all where none does.
    var usualPlan: SettlementPlan {
        guard let first = contract.settlements.first(where: \.pays) ?? contract.settlements.first else {
            preconditionFailure("a contract without a settlement was not refused")
        }
        return first
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

/// The libraries that packs may use.
///
/// A program that reads many packs makes one and gives it to each: the folders are listed once, when they are first
/// looked through, and a library that many packs use is kept once. Make another one to see libraries that came later.
public struct LibraryShelf: Sendable {
    let reader: PackReader
    let folders: [String]

    /// - Parameters:
    ///   - folders: folders of library packs, beside those that ship with the host.
    ///   - language: of the titles that packs give in several.
    public init(folders: [String] = [], language: Language = .en) {
        self.folders = folders
        reader = PackReader(
            libraryFolders: folders + ContractPack.shippedLibraries(), language: language)
    }
}
