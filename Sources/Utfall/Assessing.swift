import Evaluation
import MeasurementStore
public import OutcomesModel
import PluginHost
import Reporting
import Settlement

/// What an assessment came to.
public struct Assessed: Sendable {
    /// Rows of answers that could not be read, questions that are open, and what the pack itself found.
    public let findings: [Finding]
    /// What was answered until then is known.
    public let day: Day
    public let report: ReportDocument
}

extension Pipeline {
    /// Assesses the contract: as a draft where there is no evidence of it, otherwise with all that is settled.
    ///
    /// - Parameters:
    ///   - answers: what was answered; nothing, unless given.
    ///   - id: the settlement whose window and day the figures are of; the first that pays, unless given.
    ///   - asOf: what evidence is known: all, unless given.
    ///   - day: answers of later days are not known; the day of the last answer, unless given.
    /// - Throws: where the assessment's own Lua fails. That the contract does not settle is said in the report.
    public func assess(
        _ assessment: AssessmentPack, answers: GivenAnswers? = nil, settlement id: SettlementID? = nil,
        asOf: AsOf = .now, day: Day? = nil
    ) throws -> Assessed {
        let plan = try pack.plan(id)
        return try pack.assessed(
            by: assessment, answers, plan, try settledMatter(plan, asOf), day: day, host)
    }

    /// What can be known of the contract's course, settled or not.
    struct Matter: Sendable {
        var evidence: RunEvidence
        var batch: BatchID?
        var evaluations: [EvaluationID: EvaluationResult] = [:]
        var report: ReportMatter?
        /// Why it could not be settled.
        var why: String?
    }

    func settledMatter(_ plan: SettlementPlan, _ asOf: AsOf) throws -> Matter {
        let contract = pack.contract
        guard try store.store.latestBatch(of: contract.id) != nil else {
            let none = RunEvidence(contract: contract, participants: [], columns: [], asOf: plan.due)
            return Matter(
                evidence: none,
                why: pack.word("there is no evidence yet", sv: "det finns inget underlag än"))
        }
        let batch = try resolve(asOf)
        let evidence = try read(batch).evidence(for: plan, contract)
        var matter = Matter(evidence: evidence, batch: batch)
        matter.evaluations = evaluate(plan, evidence, contract)
        do {
            let settled = try settle(plan.id, asOf: .batch(batch))
            matter.report = ReportMatter(
                statement: settled.statement, statements: [settled.statement] + settled.others,
                findings: settled.findings, language: pack.language)
        } catch let error as any Diagnosable {
            // What cannot be settled can be assessed all the same, as long as the host itself is not at fault.
            guard let first = error.diagnostics.first, [.evidence, .pack].contains(first.blame) else {
                throw error
            }
            matter.why = evidence.participants.unnamed(in: first.message)
        }
        return matter
    }
}

extension ContractPack: WrittenInLanguage {
    /// Assesses the contract on what is known of its course.
    func assessed(
        by assessment: AssessmentPack, _ answers: GivenAnswers?, _ plan: SettlementPlan,
        _ matter: Pipeline.Matter, day: Day?, _ host: Host
    ) throws -> Assessed {
        let day = day ?? answers?.sheet.lastDay ?? (matter.batch == nil ? contract.starts : plan.due)
        let asked = AssessmentMatter(
            questionnaire: assessment.questionnaire, contract: contract,
            sheet: answers?.sheet ?? AnswerSheet(),
            day: day, whyUnsettled: matter.why)
        let run = PackRun(
            pack: assessment.pack, contract: contract, evidence: matter.evidence, settlement: plan,
            evaluations: matter.evaluations, engine: host.engine)
        var (document, own) = try run.assess(asked, settled: matter.report)
        let findings =
            (answers?.findings ?? [])
            + assessment.questionnaire.findings(asked.sheet, about: contract, on: day, in: language) + own
        document.blocks += findingBlocks(findings) + originBlocks(assessment, answers, day, plan, matter)
        return Assessed(findings: findings, day: day, report: ReportDocument(document))
    }

    // MARK: What stands under each assessment, whatever its pack writes

    private func findingBlocks(_ findings: [Finding]) -> [Block] {
        let heading = Block.heading(
            word("To be answered or mended", sv: "Att besvara eller rätta"), .section)
        guard !findings.isEmpty else {
            return [
                heading,
                .callout(
                    Callout(
                        .good,
                        word(
                            "Every required question is answered, and each answer names its evidence where it must.",
                            sv:
                                "Alla obligatoriska frågor är besvarade, och varje svar anger sitt underlag där det krävs."
                        ))),
            ]
        }
        let rows = findings.enumerated().map { index, finding -> [Cell] in
            [
                .count(index + 1), .text(finding.place?.description ?? ""),
                .text([finding.message, finding.hint].compactMap(\.self).joined(separator: "; ")),
            ]
        }
        let columns = [
            Column(word("No.", sv: "Nr")), Column(word("Where", sv: "Var")), Column(word("What", sv: "Vad")),
        ]
        guard let table = try? Table(columns: columns, rows: rows) else {
            preconditionFailure("rows of three cells do not fit three columns")
        }
        return [heading, .table(table)]
    }

    private func originBlocks(
        _ assessment: AssessmentPack, _ answers: GivenAnswers?, _ day: Day, _ plan: SettlementPlan,
        _ matter: Pipeline.Matter
    ) -> [Block] {
        var facts = [
            Fact(word("Contract", sv: "Avtal"), .text("\(id) \(version)")),
            Fact(word("Hash of the contract", sv: "Avtalets hash"), .text(String(hash.prefix(16)))),
            Fact(word("Assessment", sv: "Bedömning"), .text("\(assessment.id) \(assessment.version)")),
            Fact(
                word("Hash of the assessment", sv: "Bedömningens hash"),
                .text(String(assessment.hash.prefix(16)))),
            Fact(word("Settlement", sv: "Avräkning"), .text(plan.title)),
            Fact(
                word("Evidence as of batch", sv: "Underlag till och med leverans"),
                matter.batch.map { .text("\($0)") } ?? .text(word("none: a draft", sv: "inget: ett utkast"))),
        ]
        if let why = matter.why, matter.batch != nil {
            facts.append(Fact(word("Not settled", sv: "Inte avräknat"), .text(why)))
        }
        if let answers {
            facts += [
                Fact(word("Answers", sv: "Svar"), .text(answers.file.name)),
                Fact(
                    word("Hash of the answers", sv: "Svarens hash"),
                    .text(String(answers.file.sha256.prefix(16)))),
            ]
        } else {
            facts.append(Fact(word("Answers", sv: "Svar"), .text(word("none", sv: "inga"))))
        }
        facts.append(Fact(word("Answers known until", sv: "Svar kända till och med"), .day(day)))
        if let source = assessment.questionnaire.source {
            facts.append(Fact(word("Source of the questions", sv: "Frågornas källa"), .text(source)))
        }
        return [
            .heading(word("What this was made from", sv: "Vad detta bygger på"), .section), .facts(facts),
        ]
    }
}
