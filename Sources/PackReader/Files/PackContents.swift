import OutcomesModel

/// The files of one pack, read and checked one by one, with all that is wrong with them.
struct PackContents {
    let folder: PackFolder
    let language: Language
    let draft: ManifestDraft
    let manifestFaults: FileFaults
    /// Those of `contract.toml` or `assessment.toml` and the Lua files, in that order.
    private(set) var otherFaults: [FileFaults] = []
    private(set) var sources: [String: SourceFile] = [:]
    private(set) var contract: Contract?
    private(set) var questionnaire: Questionnaire?
    private(set) var declarations: Declarations?
    private(set) var terms: ReadTerms?
    private(set) var doubts: [PackFault] = []
    /// What is hashed, and the tests, by path.
    private var hashed: [String: [UInt8]] = [:]

    /// Reads `plugin.toml` alone.
    init(manifestOf folder: PackFolder, in language: Language = .en) {
        self.folder = folder
        self.language = language
        manifestFaults = folder.faults(of: "plugin.toml")
        let bytes = folder.text(of: "plugin.toml", limit: PackLimits.tomlBytes, faults: manifestFaults)
        guard let bytes else {
            draft = ManifestDraft()
            if manifestFaults.isEmpty { manifestFaults.add(.file(.missing(neededBy: "every pack"))) }
            return
        }
        hashed["plugin.toml"] = bytes
        draft =
            TableReader(bytes, name: "plugin.toml", faults: manifestFaults, language: language).map {
                ManifestDraft($0)
            }
            ?? ManifestDraft()
    }

    /// Reads all the other files too.
    mutating func readAll() {
        readContract()
        readQuestionnaire()
        let (files, faults) = folder.sources()
        sources = files
        for (path, file) in files { hashed[path] = file.bytes }
        otherFaults += faults
        switch draft.kind {
        case .contract: require("rules.lua", by: "a contract")
        case .library: require("init.lua", by: "a library")
        case .assessment: require("assess.lua", by: "an assessment")
        case .report, nil: break
        }
    }

    /// Tells whether there is a `plugin.toml` that could be read, well formed or not.
    var isPack: Bool { hashed["plugin.toml"] != nil }

    /// What is hashed, by path.
    var hashedFiles: [String: [UInt8]] { hashed.filter { !$0.key.hasPrefix("tests/") } }

    func hash(libraries: [Library] = []) -> String {
        PackHash.hexadecimal(files: hashed, libraries: libraries)
    }

    /// All that is wrong, `plugin.toml` first.
    var faults: [PackFault] {
        ([manifestFaults] + otherFaults).flatMap { $0.sorted(pack: draft.id) }
    }

    private mutating func readContract() {
        let faults = folder.faults(of: "contract.toml")
        otherFaults.append(faults)
        let bytes = folder.text(of: "contract.toml", limit: PackLimits.tomlBytes, faults: faults)
        guard let bytes else {
            if draft.kind == .contract, faults.isEmpty {
                faults.add(.file(.missing(neededBy: "a contract")))
            }
            return
        }
        hashed["contract.toml"] = bytes
        // Of a pack whose kind cannot be read, the terms are looked through as well.
        guard draft.kind == .contract || draft.kind == nil else { return }
        guard let root = TableReader(bytes, name: "contract.toml", faults: faults, language: language)
        else { return }
        let reader = ContractReader(root: root)
        (contract, terms) = reader.read(id: draft.id ?? "")
        declarations = reader.names.declarations
        doubts = reader.doubts.sorted(pack: draft.id)
    }

    private mutating func readQuestionnaire() {
        guard draft.kind == .assessment else { return }
        let faults = folder.faults(of: "assessment.toml")
        otherFaults.append(faults)
        let bytes = folder.text(of: "assessment.toml", limit: PackLimits.tomlBytes, faults: faults)
        guard let bytes else {
            if faults.isEmpty { faults.add(.file(.missing(neededBy: "an assessment"))) }
            return
        }
        hashed["assessment.toml"] = bytes
        guard let root = TableReader(bytes, name: "assessment.toml", faults: faults, language: language)
        else { return }
        questionnaire = QuestionnaireReader(root: root).read()
    }

    private mutating func require(_ name: String, by needer: String) {
        // A file that is there and could not be taken has been noted already.
        guard !folder.holds(name) else { return }
        let faults = folder.faults(of: name)
        faults.add(.file(.missing(neededBy: needer)))
        otherFaults.append(faults)
    }
}

extension TableReader {
    /// Reads the root table of a file, and notes where it is not TOML.
    convenience init?(_ bytes: [UInt8], name: String, faults: FileFaults, language: Language) {
        switch TomlReading(bytes) {
        case .syntaxError(let message, let place):
            let day = place.flatMap { TypedDay(around: $0, in: bytes) }
            faults.add(.file(.syntax(message, isDay: day != nil)), at: day?.place ?? place)
            return nil
        case .tree(let root):
            guard case .table(let entries) = root.content else { return nil }
            self.init(
                name: name, place: root.place, entries: entries, faults: faults, language: language)
        }
    }
}
