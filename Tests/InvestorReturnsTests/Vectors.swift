import Foundation

/// Figures from outside the project, beside its checkout or further up; without them, its own rows still
/// stand.
enum Vectors {
    static let areThere = folder != nil

    static func cases<Case: Decodable>(_ name: String) throws -> [Case] {
        try read(name, as: File<Case>.self).cases
    }

    static func read<Value: Decodable>(_ name: String, as type: Value.Type) throws -> Value {
        let folder = try folder.orThrow()
        return try JSONDecoder().decode(type, from: Data(contentsOf: folder.appendingPathComponent(name)))
    }

    private struct File<Case: Decodable>: Decodable {
        let cases: [Case]
    }

    private static let folder: URL? = {
        var place = URL(fileURLWithPath: #filePath).resolvingSymlinksInPath()
        while place.path != "/" {
            place.deleteLastPathComponent()
            let vectors = place.appendingPathComponent("shared/vectors")
            if FileManager.default.fileExists(atPath: vectors.path) { return vectors }
        }
        return nil
    }()
}

extension Optional {
    fileprivate func orThrow() throws -> Wrapped {
        guard let self else { throw CocoaError(.fileNoSuchFile) }
        return self
    }
}
