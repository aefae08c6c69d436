public import ArgumentParser
import FoundationEssentials
public import OutcomesModel
import Utfall

/// The form in which a report is wanted, and where it goes.
struct ReportOutput: ParsableArguments {
    @Option(
        help: """
            txt, md, html, csv, json or xlsx; --json is the same as json. Told by the name of the file unless given.
            """) var format: ReportFile?
    @Option(help: "Of csv: which table, where the report has several.") var table: String?
    @OptionGroup var locale: LocaleOption
    @Option(
        name: [.customShort("o"), .customLong("output")],
        help: ArgumentHelp(
            "Write to a file, or with - to the standard output; of csv also to a folder, as tables/, which gets a file of each table.",
            valueName: "output"))
    var path: String?

    /// Refuses a file whose name promises something else than what would be in it.
    func validate() throws {
        guard table == nil || form(asJSON: false) == .csv else {
            throw ValidationError(
                "--table takes one table for a CSV file: \(format?.rawValue ?? suffix ?? "") has all.")
        }
        guard let path else {
            guard format != .xlsx else {
                throw ValidationError(
                    "A workbook is for a spreadsheet, and not for a terminal: name a file, as -o report.xlsx."
                )
            }
            return
        }
        guard !isFolder else {
            guard form(asJSON: false) == .csv else {
                throw ValidationError("\(path) is a folder, which is for --format csv: name a file.")
            }
            guard table == nil else {
                throw ValidationError(
                    "--table is one table, and \(path) a folder: name a file, as -o table.csv.")
            }
            return
        }
        guard let suffix else { return }
        let known = ReportFile.allCases.map(\.rawValue)
        guard let named = ReportFile(rawValue: suffix) else {
            let near = nearestName(to: suffix, among: known).map { " Did you mean .\($0)?" } ?? ""
            let other = suffix == "pdf" ? " Write .html, and print that as a PDF." : near
            throw ValidationError(
                "A report cannot be written as .\(suffix): name a file of \(known.joined(separator: ", ")).\(other)"
            )
        }
        if let format, format != named {
            throw ValidationError("--format \(format.rawValue) and the name \(path) do not agree.")
        }
    }

    /// A path that ends in a slash, and a folder that is there.
    private var isFolder: Bool {
        guard let path else { return false }
        guard path != "-" else { return false }
        var isFolder = false
        return path.hasSuffix("/")
            || FileManager.default.fileExists(atPath: path, isDirectory: &isFolder) && isFolder
    }

    /// What stands behind the last dot of the file's name, in lower case.
    private var suffix: String? {
        guard !isFolder else { return nil }
        let name = path.flatMap { $0.split(separator: "/").last } ?? ""
        return name.split(separator: ".", omittingEmptySubsequences: false).dropFirst().last.map {
            $0.lowercased()
        }
    }

    /// The form that was asked for, or that the name of the file tells; a table is asked for as CSV.
    func form(asJSON: Bool) -> ReportFile {
        format
            ?? (asJSON ? .json : suffix.flatMap { ReportFile(rawValue: $0) } ?? (table == nil ? .txt : .csv))
    }

    /// Writes the report in the form that was asked for: the one place where a command does.
    func write(_ report: ReportDocument, asJSON: Bool) throws {
        switch form(asJSON: asJSON) {
        case .txt: try write(report.text(as: .txt))
        case .md: try write(report.text(as: .md))
        case .html: try write(report.text(as: .html))
        case .json: try write(report.text(as: .json))
        case .xlsx: try write(report.workbook())
        case .csv:
            guard isFolder, let path else { return try write(report.table(table).csv) }
            try write(report.files(), into: path)
        }
    }

    func write(_ text: String) throws { try write(Array(text.utf8)) }

    private func write(_ bytes: [UInt8]) throws {
        guard let path, path != "-" else {
            // A workbook is given out as it is; text ends with its last line.
            guard form(asJSON: false) == .xlsx else {
                return Output.print(String(decoding: bytes, as: UTF8.self))
            }
            return Output.print(bytes)
        }
        try Files.write(bytes, to: path)
        Output.complain("\(path) written")
    }

    /// What else lies in the folder stays there.
    private func write(_ files: [ReportTable], into folder: String) throws {
        try Files.makeFolder(folder)
        let start = folder.hasSuffix("/") ? folder : folder + "/"
        for file in files {
            try Files.write(file.csv, to: start + file.file)
            Output.complain("\(start + file.file) written")
        }
    }
}

/// The files that a report can be written as.
enum ReportFile: String, CaseIterable, ExpressibleByArgument {
    case txt, md, html, csv, json, xlsx
}

/// In which language a report is, and how its figures are written.
struct LocaleOption: ParsableArguments {
    @Option(
        name: .customLong("locale"), help: "en or sv: the language of reports, and how figures are written.")
    var language = Language.en
}

extension Language: ExpressibleByArgument {}
