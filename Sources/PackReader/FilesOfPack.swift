import FoundationEssentials
package import OutcomesModel

// A pack that lies nowhere: one that was kept in a store, or that is made up of parts of two.
extension PackReader {
    /// Reads a pack from its files by path; its libraries lie below `lib/`.
    ///
    /// Messages name its files by those paths.
    ///
    /// - Throws: what `read(folder:)` does, and what the disk says where the files cannot be laid out.
    package static func read(files: [String: [UInt8]], language: Language) throws -> Pack {
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
        do throws(PackError) {
            return try PackReader(libraryFolders: [], language: language).read(folder: folder.path)
                .without(folder: folder.path)
        } catch {
            guard case .faults(let faults) = error else { throw error }
            throw PackError.faults(
                faults.map { fault in
                    let place = SourceLocation(
                        file: path(fault.place.file, below: folder.path), line: fault.place.line,
                        column: fault.place.column)
                    return PackFault(pack: fault.pack, place: place, problem: fault.problem)
                })
        }
    }

    fileprivate static func path(_ path: String, below folder: String) -> String {
        path == folder ? "" : path.hasPrefix(folder + "/") ? String(path.dropFirst(folder.count + 1)) : path
    }
}

extension Pack {
    fileprivate func without(folder: String) -> Pack {
        Pack(
            manifest: manifest, folder: "", contract: contract, questionnaire: questionnaire,
            sources: sources,
            libraries: libraries.map {
                Library(
                    manifest: $0.manifest, folder: PackReader.path($0.folder, below: folder),
                    sources: $0.sources,
                    hash: $0.hash, files: $0.files)
            },
            hash: hash, files: files, language: language)
    }
}
