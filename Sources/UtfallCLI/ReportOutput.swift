public import ArgumentParser
public import OutcomesModel
public import Utfall

/// The form in which a report is wanted, and where it goes.
struct ReportOutput: ParsableArguments {
    @Option(
        help: """
            txt, md, html, csv, json or xlsx; --json is the same as json. Told by the name of the file unless given.
            """) var format: ReportFile?
    @OptionGroup var locale: LocaleOption
    @Option(name: .shortAndLong, help: "Write to a file.") var output: String?

    /// Refuses a file whose name promises something else than what would be in it.
    func validate() throws {
        guard let output else {
            guard format != .xlsx else {
                throw ValidationError(
                    "A workbook is for a spreadsheet, and not for a terminal: name a file, as -o report.xlsx."
                )
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
            throw ValidationError("--format \(format.rawValue) and the name \(output) do not agree.")
        }
    }

    /// What stands behind the last dot of the file's name, in lower case.
    private var suffix: String? {
        let name = output.flatMap { $0.split(separator: "/").last } ?? ""
        return name.split(separator: ".", omittingEmptySubsequences: false).dropFirst().last.map {
            $0.lowercased()
        }
    }

    /// The form that was asked for, or that the name of the file tells.
    func form(asJSON: Bool) -> ReportFile {
        format ?? (asJSON ? .json : suffix.flatMap { ReportFile(rawValue: $0) } ?? .txt)
    }

    func write(_ bytes: [UInt8]) throws {
        guard let output else {
            Output.print(String(decoding: bytes, as: UTF8.self))
            return
        }
        try Files.write(bytes, to: output)
        Output.complain("\(output) written")
    }
}

/// The files that a report can be written as.
enum ReportFile: String, CaseIterable, ExpressibleByArgument {
    case txt, md, html, csv, json, xlsx

    /// Nil for a file that is no text.
    var text: ReportFormat? { ReportFormat(rawValue: rawValue) }
}

extension ReportFormat: ExpressibleByArgument {}

/// In which language a report is, and how its figures are written.
struct LocaleOption: ParsableArguments {
    @Option(
        name: .customLong("locale"), help: "en or sv: the language of reports, and how figures are written.")
    var language = Language.en
}

extension Language: ExpressibleByArgument {}
