import OutcomesModel
import Testing
import Utfall

/// The assessments that ship, on Norrköping's evidence and on its terms alone.
@Suite struct AssessmentTests {
    static let names = ["hiia", "system-strengthening", "financing-comparison"]

    private func pack(_ name: String) throws -> AssessmentPack {
        try AssessmentPack(
            folder: "\(Repository.root)/plugins/assessments/\(name)", libraryFolders: [Repository.libraries])
    }

    private func assess(_ name: String, _ pipeline: Pipeline, day: Day? = nil) throws -> Assessed {
        let pack = try pack(name)
        let file = try #require(pack.answersFile(beside: pipeline.pack))
        return try pipeline.assess(
            pack, answers: pack.answers(in: file, about: pipeline.pack.contract), day: day)
    }

    private func draft() throws -> Pipeline {
        Pipeline(
            pack: try ContractPack(folder: Repository.norrkoping, libraryFolders: [Repository.libraries]),
            store: try .temporary())
    }

    @Test(arguments: names)
    func `an assessment of Norrköping says what was approved, in each form`(name: String) throws {
        let assessed = try assess(name, try pipeline(Repository.norrkoping))
        // Hashes change with every comment in a pack.
        let markdown = try assessed.report.text(as: .md).split(
            separator: "\n", omittingEmptySubsequences: false
        )
        .filter { !$0.contains("Hash of the") }.joined(separator: "\n")
        _ = try isApproved(markdown, at: "\(Repository.cases)/assessments/\(name).md")
        let html = try assessed.report.text(as: .html)
        #expect(html.hasPrefix("<!DOCTYPE html>") || html.hasPrefix("<!doctype html>"))
        #expect(html.contains("Norrköping SOC 2016"))
        #expect(html.contains("What this was made from"))
        #expect(try assessed.report.text(as: .txt).split(separator: "\n").allSatisfy { $0.count <= 80 })
    }

    @Test(arguments: names)
    func `a pack is in order, and the same comes again`(name: String) throws {
        let folder = "\(Repository.root)/plugins/assessments/\(name)"
        #expect(try AnyPack.check(folder: folder, libraryFolders: [Repository.libraries]).remarks == [])
        let pipeline = try pipeline(Repository.norrkoping)
        #expect(
            try assess(name, pipeline).report.text(as: .json) == assess(name, pipeline).report.text(as: .json)
        )
    }

    @Test(arguments: names)
    func `a draft is assessed on its terms, and its figures are said to be lacking`(name: String) throws {
        let text = try draft().assess(try pack(name)).report.text(as: .md)
        #expect(text.contains("no evidence yet"))
        #expect(text.contains("none: a draft"))
        #expect(text.contains("not answered"))
    }

    @Test func `answers of later days are not known, and what then lacks is a finding`() throws {
        let pipeline = try draft()
        let early = try assess("system-strengthening", pipeline, day: Day(iso: "2016-12-31"))
        let late = try assess("system-strengthening", pipeline)
        #expect(
            early.findings.contains {
                $0.message.contains("What comes next: 2 of 2 not answered: stays, harm")
            })
        #expect(!late.findings.contains { $0.message.contains("What comes next") })
        #expect(try early.report.text(as: .md).contains("2016-12-31"))
        #expect(late.day == Day(iso: "2021-03-31"))
    }

    @Test func `evidence that does not settle is assessed all the same, and the report says why`() throws {
        let evidence = "\(Repository.norrkoping)/evidence"
        let pipeline = try pipeline(
            Repository.norrkoping,
            evidence: ["\(evidence)/participants.csv", "\(evidence)/school_results.csv"])
        #expect(throws: (any Error).self) { try pipeline.settle() }
        let text = try assess("hiia", pipeline).report.text(as: .md).split(separator: " ").joined(
            separator: " ")
        #expect(text.contains("Not settled"))
        #expect(text.contains("of a participant is missing"))
        #expect(!text.contains("c-001"))
        #expect(text.contains("| girl | 30 | 28 | 67.9 | 49.3 to 82.1 |"))
        // All costs lack, which the contract states no figure without.
        #expect(text.contains("| girl | 30 | 0 |"))
    }

    @Test func `the blank form has a row for each question, and is read as no answer`() throws {
        let contract = try draft().pack.contract
        for name in Self.names {
            let assessment = try pack(name)
            let folder = try TemporaryFolder()
            let file = try folder.write("blank.csv", assessment.blankAnswers(about: contract))
            let answers = try assessment.answers(in: file, about: contract)
            #expect(answers.findings == [])
            #expect(answers.sheet == AnswerSheet())
            let questions = assessment.questionnaire.questions(about: contract)
            #expect(try text(of: file).split(separator: "\n").count == questions.count + 1)
        }
    }

    @Test func `each of the nine protected characteristics, and the two more, is asked about`() throws {
        let topics = try pack("hiia").questionnaire.topics.filter { $0.kind == "characteristic" }
        #expect(
            topics.map(\.id) == [
                "age", "sex", "race", "disability", "religion_or_belief", "sexual_orientation",
                "gender_reassignment", "pregnancy_and_maternity", "marriage_and_civil_partnership",
                "socioeconomic", "rural",
            ])
    }

    @Test func `a contract is no assessment, and an assessment no contract`() throws {
        let contract = #expect(throws: PipelineError.self) {
            try AssessmentPack(folder: Repository.norrkoping)
        }
        #expect(contract?.diagnostics.first?.message == "this pack is no assessment")
        let assessment = #expect(throws: PipelineError.self) {
            try ContractPack(
                folder: "\(Repository.root)/plugins/assessments/hiia", libraryFolders: [Repository.libraries])
        }
        #expect(assessment?.diagnostics.first?.message == "this pack is no contract")
    }
}
