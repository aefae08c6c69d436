import EvidenceReader
import FoundationEssentials
public import OutcomesModel
package import PackReader

/// An assessment's pack: what it asks about a contract, and the report that it makes of answers and evidence.
public struct AssessmentPack: Sendable {
    package let pack: Pack
    public let questionnaire: Questionnaire
    /// Where its tests look for the libraries of the contracts that they are on.
    let libraryFolders: [String]
    /// The contracts of its tests; the same ones for the pack with a mistake in it.
    let testedContracts: TestedContracts

    /// Reads the pack in `folder`.
    ///
    /// - Parameters:
    ///   - libraryFolders: folders of library packs, beside those that ship with the host.
    ///   - language: of its words, where it gives them in several.
    /// - Throws: all that is wrong with it, at once, or that it is of another kind.
    public init(folder: String, libraryFolders: [String] = [], language: Language = .en) throws {
        let reader = PackReader(
            libraryFolders: libraryFolders + ContractPack.shippedLibraries(), language: language)
        try self.init(try reader.read(folder: folder), libraryFolders: libraryFolders)
    }

    init(_ pack: Pack, libraryFolders: [String], testedContracts: TestedContracts = TestedContracts()) throws
    {
        guard let questionnaire = pack.questionnaire else {
            throw PipelineError.notAnAssessment(pack: pack.manifest.id, kind: pack.manifest.kind.rawValue)
        }
        self.pack = pack
        self.questionnaire = questionnaire
        self.libraryFolders = libraryFolders
        self.testedContracts = testedContracts
    }

    public var id: PackID { pack.manifest.id }
    public var version: String { pack.manifest.version.description }
    public var hash: String { pack.hash }

    /// What an answers file beside a contract is called by: the last word of the id.
    public var name: String { id.rawValue.split(separator: ".").last.map(String.init) ?? id.rawValue }

    /// Reads a file of answers about a contract: CSV with `question,answer,evidence,by,day`.
    ///
    /// - Throws: where it cannot be used at all; a row that is wrong is a finding.
    public func answers(in path: String, about contract: Contract) throws -> GivenAnswers {
        GivenAnswers(try AnswerListReader(questionnaire, contract: contract).read(path: path))
    }

    func answers(_ text: String, named name: String, about contract: Contract) throws -> GivenAnswers {
        let reader = AnswerListReader(questionnaire, contract: contract)
        return GivenAnswers(try reader.read(bytes: Array(text.utf8), name: name))
    }

    /// Returns the answers file that lies with a contract's pack, `assessments/NAME.csv`, where there is one.
    public func answersFile(beside pack: ContractPack) -> String? {
        let path = "\(pack.pack.folder)/assessments/\(name).csv"
        return FileManager.default.fileExists(atPath: path) ? path : nil
    }

    /// Returns all questions that are asked of a contract as a file of answers to be filled in.
    public func blankAnswers(about contract: Contract) -> String {
        let questions = questionnaire.questions(about: contract)
        let titles = Dictionary(uniqueKeysWithValues: questionnaire.sections.map { ($0.id, $0.title) })
        return CSVText.rows(
            [AnswerListReader.columns + ["section", "asks", "may_be", "must_name_evidence", "guidance"]]
                + questions.map { question in
                    [
                        question.id.rawValue, "", "", "", "", titles[question.form.section] ?? "",
                        question.text,
                        question.form.kind.expected(in: pack.language)
                            + (question.form.isRequired
                                ? "" : pack.language.word("; may be left out", sv: "; får utelämnas")),
                        question.form.needsEvidence
                            ? pack.language.word("yes", sv: "ja") : pack.language.word("no", sv: "nej"),
                        question.form.guidance ?? "",
                    ]
                })
    }
}

/// Answers from a file, and what was found wrong in it.
public struct GivenAnswers: Sendable {
    public let file: EvidenceFile
    public let sheet: AnswerSheet
    public let findings: [Finding]

    init(_ list: AnswerList) {
        file = list.file
        sheet = list.sheet
        findings = list.findings
    }
}
