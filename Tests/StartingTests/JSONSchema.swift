import Foundation

/// As much of JSON Schema (draft 7) as the schema of INDIGO has; a keyword that it does not know is a fault.
struct JSONSchema {
    private let root: [String: Any]

    /// Nil where the file is not there.
    init?(file: String) throws {
        guard let data = FileManager.default.contents(atPath: file) else { return nil }
        root = try JSONSerialization.jsonObject(with: data) as? [String: Any] ?? [:]
    }

    /// Returns what of a value the schema does not allow, a sentence each.
    func faults(of value: Any) -> [String] { faults(of: value, by: root, at: "$") }

    private static let annotations: Set<String> = [
        "$id", "$schema", "definitions", "title", "description", "priority", "codelist",
        "codelistDescription",
        "patternHint", "references-model", "references-models-seperator", "references-data-key",
        "references-data-list", "references-datas-seperator",
    ]

    private func faults(of value: Any, by schema: [String: Any], at path: String) -> [String] {
        if let reference = schema["$ref"] as? String {
            let name = String(reference.dropFirst("#/definitions/".count))
            guard let meant = (root["definitions"] as? [String: Any])?[name] as? [String: Any] else {
                return ["\(path): the schema has no \(reference)"]
            }
            return faults(of: value, by: meant, at: path)
        }
        var faults: [String] = []
        for (keyword, wanted) in schema.sorted(by: { $0.key < $1.key })
        where !Self.annotations.contains(keyword) {
            switch (keyword, value) {
            case ("type", _):
                if !Self.isOf(value, wanted as? String) { faults.append("\(path): no \(wanted)") }
            case ("enum", _):
                if !(wanted as? [String] ?? []).contains(value as? String ?? "") {
                    faults.append("\(path): \(value) is none of \(wanted)")
                }
            case ("pattern", let text as String):
                let isMatch = text.range(of: wanted as? String ?? "", options: .regularExpression) != nil
                if !isMatch { faults.append("\(path): \(text) does not match \(wanted)") }
            case ("minItems", let list as [Any]):
                if list.count < wanted as? Int ?? 0 { faults.append("\(path): fewer than \(wanted)") }
            case ("required", let object as [String: Any]):
                for name in wanted as? [String] ?? [] where object[name] == nil {
                    faults.append("\(path): no \(name)")
                }
            case ("properties", let object as [String: Any]):
                let properties = wanted as? [String: [String: Any]] ?? [:]
                for (name, inner) in object.sorted(by: { $0.key < $1.key }) {
                    guard let schema = properties[name] else {
                        faults += Self.isOwn(name, at: path) ? [] : ["\(path): \(name) is not in the schema"]
                        continue
                    }
                    faults += self.faults(of: inner, by: schema, at: "\(path).\(name)")
                }
            case ("items", let list as [Any]):
                for (index, inner) in list.enumerated() {
                    faults += self.faults(
                        of: inner, by: wanted as? [String: Any] ?? [:], at: "\(path)[\(index)]")
                }
            case ("pattern", _), ("minItems", _), ("required", _), ("properties", _), ("items", _): break
            default: faults.append("\(path): the keyword \(keyword) is not known")
            }
        }
        return faults
    }

    /// What an export has beside the schema, which allows it.
    private static func isOwn(_ name: String, at path: String) -> Bool {
        path == "$" && ["id", "organisations"].contains(name)
    }

    private static func isOf(_ value: Any, _ type: String?) -> Bool {
        switch type {
        case "object": value is [String: Any]
        case "array": value is [Any]
        case "string": value is String
        case "number": value is NSNumber && !(value is String)
        default: false
        }
    }
}
