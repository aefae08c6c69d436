import FoundationEssentials
import OutcomesModel
import Testing
import Utfall

/// The repository's folders, found from this file.
enum Repository {
    static let root = "/" + #filePath.split(separator: "/").dropLast(3).joined(separator: "/")
    static let cases = "\(root)/Tests/PipelineTests/Cases"
    static let libraries = "\(root)/plugins/lib"
    static let norrkoping = "\(root)/plugins/contracts/norrkoping-2016"
    static let rebootWest = "\(root)/plugins/contracts/uk-care-leavers-reboot-west"
    /// An evaluation of each method.
    static let evaluations = "\(cases)/evaluations/pack"
    static let jobCoaching = "\(cases)/job-coaching/pack"

    /// The folders of the contracts that ship.
    static var contracts: [String] {
        get throws {
            try FileManager.default.contentsOfDirectory(atPath: "\(root)/plugins/contracts").sorted()
                .map { "\(root)/plugins/contracts/\($0)" }
        }
    }

    /// Test material of outside origin, beside the checkout or further up; none where it is absent.
    static let shared: String? = {
        var folders = root.split(separator: "/")
        while folders.popLast() != nil {
            let place = "/\((folders + ["shared"]).joined(separator: "/"))"
            if FileManager.default.fileExists(atPath: "\(place)/vectors") { return place }
        }
        return nil
    }()
}

let imported = Recording(by: "Maja", at: "2026-11-20T09:00:00Z", reason: "first import")
let corrected = Recording(by: "Maja", at: "2026-11-22T10:15:00Z", reason: "correction")
let posted = Recording(by: "Nils", at: "2026-11-23T08:00:00Z", reason: "decision 12")

/// A folder of a test's own, gone with it.
final class TemporaryFolder {
    let path = FileManager.default.temporaryDirectory.appending(path: "utfall-pipeline-\(UUID())").path

    init() throws { try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true) }
    deinit { try? FileManager.default.removeItem(atPath: path) }

    @discardableResult
    func write(_ name: String, _ text: String) throws -> String {
        try Data(text.utf8).write(to: URL(filePath: "\(path)/\(name)"))
        return "\(path)/\(name)"
    }

    func make(_ folder: String) throws {
        try FileManager.default.createDirectory(
            atPath: "\(path)/\(folder)", withIntermediateDirectories: true)
    }

    /// Copies a pack, for a test that changes it.
    func copy(of pack: String) throws -> String {
        let copy = "\(path)/pack"
        try FileManager.default.copyItem(atPath: pack, toPath: copy)
        return copy
    }
}

func text(of path: String) throws -> String {
    String(decoding: try Data(contentsOf: URL(filePath: path)), as: UTF8.self)
}

/// Replaces `old`, which must be there once, in a file.
func change(_ path: String, _ old: String, to new: String) throws {
    let before = try text(of: path)
    try #require(before.components(of: old) == 2, "'\(old)' must be once in \(path)")
    try Data(before.replacing(old, with: new).utf8).write(to: URL(filePath: path))
}

extension String {
    fileprivate func components(of separator: String) -> Int {
        var count = 1
        var rest = self[...]
        while let found = rest.firstRange(of: separator) {
            count += 1
            rest = rest[found.upperBound...]
        }
        return count
    }
}

/// Makes a pipeline over a pack's own example evidence, or over `evidence`, in a store of its own.
func pipeline(_ folder: String, evidence: [String]? = nil) throws -> Pipeline {
    let pack = try ContractPack(folder: folder, libraryFolders: [Repository.libraries])
    let pipeline = Pipeline(pack: pack, store: try EvidenceStore.temporary())
    _ = try pipeline.importEvidence(evidence ?? pack.exampleEvidence, recording: imported)
    return pipeline
}

extension Pipeline {
    func statement(_ id: SettlementID? = nil, asOf: AsOf = .now) throws -> String {
        try report("statement", on: settle(id, asOf: asOf), as: .txt)
    }
}
