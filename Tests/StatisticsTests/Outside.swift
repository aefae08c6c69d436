import Foundation
import Statistics

/// Research data and figures from outside the project, beside its checkout; without them, the project's
/// own rows still stand.
enum Outside {
    static let areThere = folder != nil

    /// A figure of a JSON file, by its path, such as `reference.json lalonde_nsw.reference.welch.se`.
    struct Figures {
        let root: Any

        init(_ file: String) throws {
            let bytes = try Data(contentsOf: try Outside.file(file))
            root = try JSONSerialization.jsonObject(with: bytes)
        }

        private init(root: Any) { self.root = root }

        subscript(_ path: String) -> Figures {
            var here = root
            for key in path.split(separator: "/") {
                if let list = here as? [Any], let place = Int(key) {
                    here = list[place]
                } else {
                    guard let next = (here as? [String: Any])?[String(key)] else {
                        preconditionFailure("the reference has no \(path)")
                    }
                    here = next
                }
            }
            return Figures(root: here)
        }

        var number: Double {
            guard let number = root as? NSNumber else { preconditionFailure("no number: \(root)") }
            return number.doubleValue
        }
        var count: Int { Int(number) }
        var text: String { root as? String ?? "" }
        var numbers: [Double] { items.map(\.number) }
        var items: [Figures] { (root as? [Any] ?? []).map(Figures.init) }
        var keys: [String] { (root as? [String: Any] ?? [:]).keys.sorted() }
        func has(_ key: String) -> Bool { (root as? [String: Any])?[key] != nil }
    }

    /// The columns of a CSV file.
    struct Table {
        private let columns: [String: [String]]

        init(_ file: String) throws {
            let text = try String(contentsOf: try Outside.file(file), encoding: .utf8)
            let lines = text.split(whereSeparator: \.isNewline).map {
                $0.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
            }
            var columns: [String: [String]] = [:]
            for (place, name) in lines[0].enumerated() { columns[name] = lines.dropFirst().map { $0[place] } }
            self.columns = columns
        }

        func texts(_ name: String) -> [String] { columns[name] ?? [] }
        func optional(_ name: String) -> [Double?] { texts(name).map { $0.isEmpty ? nil : Double($0) } }
        func numbers(_ name: String) -> [Double] { texts(name).compactMap(Double.init) }
        func integers(_ name: String) -> [Int] { texts(name).compactMap(Int.init) }
        func flags(_ name: String) -> [Bool] { numbers(name).map { $0 == 1 } }
        func column(_ name: String) -> Design.Column { Design.Column(name, numbers(name)) }
        func square(_ name: String) -> Design.Column {
            Design.Column(name + "²", numbers(name).map { $0 * $0 })
        }
    }

    private static func file(_ name: String) throws -> URL {
        guard let folder else { throw CocoaError(.fileNoSuchFile) }
        return folder.appendingPathComponent(name)
    }

    private static let folder: URL? = {
        var place = URL(fileURLWithPath: #filePath).resolvingSymlinksInPath()
        while place.path != "/" {
            place = place.deletingLastPathComponent()
            let candidate = place.appendingPathComponent("shared/evaluation")
            if FileManager.default.fileExists(atPath: candidate.path) { return candidate }
        }
        return nil
    }()
}

typealias Figures = Outside.Figures
typealias Table = Outside.Table
