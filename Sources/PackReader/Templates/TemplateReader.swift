import OutcomesModel

/// Reads the templates of a folder: a folder for each, and `common` with what all of them have.
///
/// A template is a folder with a `template.toml` and the files of a pack. A file of Markdown or TOML that `common` has
/// too is added to it; any other takes its place. A question of the id of a common one takes its place too.
package struct TemplateReader {
    private let folder: String

    package init(folder: String) {
        self.folder = folder
    }

    /// The names of its templates, sorted.
    package var names: [String] {
        PackFolder(folder)?.subfolders(with: TemplateReader.manifest) ?? []
    }

    /// Reads the template of a name, or nil where there is none.
    ///
    /// - Throws: `faults` with all that is wrong with it.
    package func read(_ name: String) throws(PackError) -> PackTemplate? {
        guard names.contains(name), let own = PackFolder("\(folder)/\(name)"),
            let common = PackFolder("\(folder)/common")
        else { return nil }
        let (_, shared) = try Self.manifest(of: common, named: "questions.toml")
        let (title, questions) = try Self.manifest(of: own, named: Self.manifest)
        var files = try Self.files(of: common)
        for (path, text) in try Self.files(of: own) {
            let isAdded = path.hasSuffix(".toml") || path.hasSuffix(".md")
            files[path] = isAdded ? files[path].map { "\($0)\n\(text)" } ?? text : text
        }
        let replaced = shared.map { question in questions.first { $0.id == question.id } ?? question }
        let further = questions.filter { question in !shared.contains { $0.id == question.id } }
        return PackTemplate(
            name: name, title: title ?? name, questions: replaced + further, files: files)
    }

    /// Reads what all templates have: a file of `common`, by its path.
    package func commonFile(_ path: String) throws(PackError) -> String? {
        guard let common = PackFolder("\(folder)/common") else { return nil }
        return try Self.files(of: common)[path]
    }

    private static let manifest = "template.toml"

    private static func manifest(
        of folder: PackFolder, named name: String
    ) throws(PackError) -> (title: String?, questions: [TemplateQuestion]) {
        let faults = folder.faults(of: name)
        guard let bytes = folder.text(of: name, limit: PackLimits.tomlBytes, faults: faults),
            let root = TableReader(bytes, name: name, faults: faults, language: .en)
        else {
            if faults.isEmpty { faults.add(.file(.missing(neededBy: "a template"))) }
            throw .faults(faults.sorted(pack: nil))
        }
        let title = root.string("title", required: name == manifest)
        let questions = root.tables("question").compactMap(question)
        root.finish()
        guard faults.isEmpty else { throw .faults(faults.sorted(pack: nil)) }
        return (title?.value, questions)
    }

    private static func question(_ table: TableReader) -> TemplateQuestion? {
        let id = table.string("id")
        let asks = table.string("asks")
        let kind = table.choice("kind", TemplateQuestion.Kind.self)
        let usual = table.string("default")
        let decimals = table.integer("decimals", in: 0...Decimal.mostDecimals, required: false)
        let bounds = Reached.allCases.compactMap { relation in
            table.string(relation.rawValue, required: false).map {
                TemplateQuestion.Bound(relation, $0.value)
            }
        }
        table.finish()
        guard let id, let asks, let kind, let usual else { return nil }
        return TemplateQuestion(
            id: id.value, asks: asks.value, kind: kind, usual: usual.value, bounds: bounds,
            decimals: decimals?.value ?? Decimal.mostDecimals)
    }

    /// All files below a folder but its questions, by path.
    private static func files(of folder: PackFolder) throws(PackError) -> [String: String] {
        var files: [String: String] = [:]
        for path in folder.allFiles() where path != manifest && path != "questions.toml" {
            let faults = folder.faults(of: path)
            let bytes = folder.text(of: path, limit: PackLimits.tomlBytes, faults: faults)
            guard faults.isEmpty, let bytes else { throw .faults(faults.sorted(pack: nil)) }
            files[path] = String(decoding: bytes, as: UTF8.self)
        }
        return files
    }
}
