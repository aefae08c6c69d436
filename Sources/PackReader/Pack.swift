package import OutcomesModel

/// A pack that was read and checked: to have one is the proof that its terms are in order.
package struct Pack: Sendable {
    package let manifest: Manifest
    /// As the user typed it, without a slash at the end.
    package let folder: String
    /// The terms, in a pack of the kind `contract`.
    package let contract: Contract?
    /// The questions, in a pack of the kind `assessment`.
    package let questionnaire: Questionnaire?
    /// Every Lua file below the folder by its path there, such as `rules.lua` or `reports/payments.lua`.
    package let sources: [String: SourceFile]
    /// What `uses` asks for, and what those ask for, each once and after all that it uses itself.
    package let libraries: [Library]
    /// The SHA-256, in hexadecimal, of all that decides an amount: neither evidence, tests nor README.
    package let hash: String
    /// What is hashed, by path: `plugin.toml`, the terms or questions, and the Lua files outside `tests/`.
    package let files: [String: [UInt8]]
    /// Of the contract's titles, where they are given in several.
    package let language: Language

    package init(
        manifest: Manifest, folder: String, contract: Contract?, questionnaire: Questionnaire? = nil,
        sources: [String: SourceFile], libraries: [Library], hash: String, files: [String: [UInt8]],
        language: Language = .en
    ) {
        self.manifest = manifest
        self.folder = folder
        self.language = language
        self.contract = contract
        self.questionnaire = questionnaire
        self.sources = sources
        self.libraries = libraries
        self.hash = hash
        self.files = files
    }

    /// The names of the folders in `tests/` that are packs of their own, sorted: those by which a library is tested.
    package var packsOfTests: [String] { PackFolder("\(folder)/tests")?.packsWithin() ?? [] }

    /// Whether a path that a file of the pack names is below its folder, also where links lead.
    package func encloses(_ path: String) -> Bool { PackFolder(folder)?.encloses(path) ?? false }

    /// All that decides an amount, as it can be read again: libraries lie below `lib/`.
    package var archive: PackArchive {
        var all = files
        for library in libraries {
            for (path, bytes) in library.files { all["lib/\(library.manifest.id)/\(path)"] = bytes }
        }
        return PackArchive(
            contract: manifest.id, version: manifest.version.description, hash: hash, files: all)
    }
}

/// A library pack that another pack uses.
package struct Library: Sendable {
    package let manifest: Manifest
    package let folder: String
    package let sources: [String: SourceFile]
    package let hash: String
    package let files: [String: [UInt8]]

    package init(
        manifest: Manifest, folder: String, sources: [String: SourceFile], hash: String,
        files: [String: [UInt8]]
    ) {
        self.manifest = manifest
        self.folder = folder
        self.sources = sources
        self.hash = hash
        self.files = files
    }
}

/// A Lua file: valid UTF-8, of a limited size, and text, not bytecode.
package struct SourceFile: Hashable, Sendable {
    /// Below the pack's folder, such as `reports/payments.lua`.
    package let path: String
    package let bytes: [UInt8]

    package init(path: String, bytes: [UInt8]) {
        self.path = path
        self.bytes = bytes
    }
}

/// How much of a pack the host is willing to read.
enum PackLimits {
    static let luaBytes = 256 << 10
    static let tomlBytes = 1 << 20
    static let luaFiles = 1_000
    /// A hundred years: no window is longer, and no day falls out of the calendar.
    static let months = 1_200
}
