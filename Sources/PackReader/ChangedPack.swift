import OutcomesModel

// The same pack with one of its files changed, to see what notices it. The hash stays: such a pack posts nothing.
extension Pack {
    /// Returns the pack with other texts for some of its Lua files.
    package func replacing(_ texts: [String: [UInt8]]) -> Pack {
        var sources = sources
        for (path, bytes) in texts { sources[path] = SourceFile(path: path, bytes: bytes) }
        return replacing(contract: contract, sources: sources)
    }

    /// Returns the pack with the terms that `bytes` say.
    ///
    /// - Throws: where they do not hold together.
    package func replacing(terms bytes: [UInt8]) throws(PackError) -> Pack {
        guard let folder = PackFolder(folder) else { throw .noFolder(path: folder) }
        let faults = folder.faults(of: "contract.toml")
        let root = TableReader(bytes, name: "contract.toml", faults: faults, language: language)
        let contract = root.flatMap { ContractReader(root: $0).read(id: manifest.id).contract }
        guard faults.isEmpty, let contract else { throw .faults(faults.sorted(pack: manifest.id)) }
        return replacing(contract: contract, sources: sources)
    }

    /// Returns the pack with another text of a library that it uses.
    package func replacing(library changed: Pack) -> Pack {
        Pack(
            manifest: manifest, folder: folder, contract: contract, questionnaire: questionnaire,
            sources: sources,
            libraries: libraries.map { library in
                guard library.manifest.id == changed.manifest.id else { return library }
                return Library(
                    manifest: library.manifest, folder: library.folder, sources: changed.sources,
                    hash: library.hash, files: library.files)
            },
            hash: hash, files: files, language: language)
    }

    private func replacing(contract: Contract?, sources: [String: SourceFile]) -> Pack {
        Pack(
            manifest: manifest, folder: folder, contract: contract, questionnaire: questionnaire,
            sources: sources, libraries: libraries, hash: hash, files: files, language: language)
    }
}
