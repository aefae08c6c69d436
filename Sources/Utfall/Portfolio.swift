import Foundation
import MeasurementStore
public import OutcomesModel
import PackReader
import PluginHost
import Reporting
import Settlement

/// Contracts that are looked at together, each in the store in which its evidence is.
///
/// Nothing is recorded, whatever a script does.
public struct Portfolio: Sendable {
    private let pipelines: [Pipeline]
    private let language: Language

    /// - Parameters:
    ///   - pipelines: at least one; their packs' titles should be in the same language.
    ///   - language: of what is written.
    /// - Throws: where two have the same id.
    public init(_ pipelines: [Pipeline], language: Language = .en) throws {
        precondition(!pipelines.isEmpty, "a portfolio has at least one contract")
        for (place, pipeline) in pipelines.enumerated() {
            guard let first = pipelines[..<place].first(where: { $0.pack.id == pipeline.pack.id }) else {
                continue
            }
            let folders = [first.pack.pack.folder, pipeline.pack.pack.folder]
            let isSame = folders.allSatisfy { Self.resolved($0) == Self.resolved(folders[0]) }
            throw PipelineError.givenTwice(pipeline.pack.id, folders: isSame ? [folders[0]] : folders)
        }
        self.pipelines = pipelines
        self.language = language
    }

    /// The absolute path, with all links followed.
    private static func resolved(_ folder: String) -> String {
        URL(filePath: folder, directoryHint: .isDirectory).standardizedFileURL.resolvingSymlinksInPath().path
    }

    /// Runs a script over the contracts.
    ///
    /// - Parameters:
    ///   - asOf: what is known of each contract: all, unless given. Nothing is known of one that was first recorded
    ///     later, which is no error.
    ///   - day: what is due is due until this day; unless given it is that of `asOf`, where that is one, or the day on
    ///     which the last of the evidence that is known was recorded.
    ///   - settings: texts for the script, by name.
    /// - Throws: where the script fails, or a contract's store cannot be read.
    public func run(
        _ script: AnalystScript, asOf: AsOf = .now, on day: Day? = nil, settings: [String: String] = [:]
    ) throws -> ReportDocument {
        let batches = try pipelines.map { try $0.knownBatch(asOf) }
        let day = day ?? asOf.day ?? lastDay(of: batches)
        let contracts = try zip(pipelines, batches).map { pipeline, batch in
            try pipeline.contractMatter(batch?.id, asOf, day)
        }
        let document = try PackRun.portfolio(
            script.pack,
            over: PortfolioMatter(contracts: contracts, day: day, settings: settings, language: language),
            engine: pipelines[0].host.engine)
        return ReportDocument(document)
    }

    /// The day on which the last evidence was recorded; where there is none, that on which the first contract starts.
    private func lastDay(of batches: [RecordedBatchSummary?]) -> Day {
        let days = batches.compactMap { $0.flatMap { Day(iso: $0.recording.at.prefix(10)) } }
        return days.max() ?? pipelines[0].pack.contract.starts
    }
}

extension AsOf {
    /// The day that it names, where it does.
    fileprivate var day: Day? {
        if case .moment(let moment) = self { Day(iso: moment.prefix(10)) } else { nil }
    }

    /// Whether a posting was there.
    fileprivate func knows(_ posting: PostedSettlement) -> Bool {
        switch self {
        case .now: true
        case .batch(let batch): posting.asOf <= batch
        // A plain day means its end.
        case .moment(let moment): posting.recording.at <= (moment.count == 10 ? moment + "T24" : moment)
        }
    }
}

extension Pipeline {
    /// Returns the last batch of the contract that is known; nil where there is none.
    fileprivate func knownBatch(_ asOf: AsOf) throws -> RecordedBatchSummary? {
        let all = try store.store.batches(of: pack.id)
        switch asOf {
        case .now: return all.last
        case .batch(let batch): return all.last { $0.id <= batch }
        case .moment(let moment):
            let latest = try store.store.latestBatch(of: pack.id, recordedBy: moment)
            return all.first { $0.id == latest }
        }
    }

    fileprivate func contractMatter(_ batch: BatchID?, _ asOf: AsOf, _ day: Day) throws -> ContractMatter {
        let contract = pack.contract
        let posted = PostingHistory.histories(
            of: try store.store.posted(of: contract.id).filter(asOf.knows))
        let plan = try planAtHand(posted)
        guard let batch else {
            return ContractMatter(
                pack: pack.pack, contract: contract, plan: plan,
                evidence: RunEvidence(contract: contract, participants: [], columns: [], asOf: plan.due),
                evaluations: [:], report: nil, whyUnsettled: "nothing of it is recorded",
                findings: [], posted: posted, day: day)
        }
        let matter = try settledMatter(plan, .batch(batch))
        return ContractMatter(
            pack: pack.pack, contract: contract, plan: plan, evidence: matter.evidence,
            evaluations: matter.evaluations, report: matter.report, whyUnsettled: matter.why,
            findings: try matter.report?.findings ?? recordedFindings(until: batch), posted: posted, day: day)
    }

    /// What was found in the batches that are known; findings about the contract itself have none.
    private func recordedFindings(until batch: BatchID) throws -> [RecordedFinding] {
        try store.store.findings(of: pack.id).filter { finding in finding.batch.map { $0 <= batch } ?? true }
    }

    /// The next settlement that pays and is not posted, or the last where all are.
    private func planAtHand(_ posted: [PostingHistory]) throws -> SettlementPlan {
        let paying = pack.contract.settlements.filter(\.pays)
        let next = paying.first { plan in !posted.contains { $0.settlement == plan.id && $0.stands } }
        return try next ?? paying.last ?? pack.plan(nil)
    }
}
