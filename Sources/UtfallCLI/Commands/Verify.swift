import ArgumentParser
import OutcomesModel
import Utfall

struct Verify: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "verify",
        abstract: "Records who verified, rejected or disputed which measurements or claims.",
        discussion: """
            With files: lists of measurements (subject,indicator,day,value,state) or of claims \
            (subject,outcome,window,state), each with the state that it has now. Without: --state for all \
            measurements that the other options mean.
            """)

    @OptionGroup var options: PackOptions
    @Argument(help: "Lists of measurements or claims.") var files: [String] = []
    @Option(help: "verified, rejected, disputed or reported.") var state: String?
    @Option(help: "Measurements of this indicator; may be given again.") var indicator: [String] = []
    @Option(help: "Of this group; may be given again.") var group: [String] = []
    @Option(help: "Of this subject; may be given again.") var subject: [String] = []
    @Option(help: "From this source; may be given again.") var source: [String] = []
    @Option(name: .customLong("in"), help: "That are in this state now; may be given again.")
    var states: [String] = []
    @Option(help: "About this day or a later one.") var from: String?
    @Option(help: "About this day or an earlier one.") var to: String?
    @Option(
        name: .customLong("as"), help: "The [[evidence]] of the contract that tells how a list is written.")
    var form: String?
    @OptionGroup var storeOptions: StoreOptions
    @Option(help: "Why: what was looked at, and what was found.") var reason: String
    @Option(help: "Who verified; the user of this machine unless given.") var by: String?

    func validate() throws {
        guard files.isEmpty != (state == nil) else {
            throw ValidationError(
                "Give lists, or --state with what it is for: --indicator, --group, --subject, --source, --in, --from, --to."
            )
        }
        let filters = indicator + group + subject + source + states + [from, to].compactMap(\.self)
        guard files.isEmpty || filters.isEmpty else {
            throw ValidationError("A list says itself what it is about: leave out \(filters[0]).")
        }
        _ = try selection()
    }

    func run() throws {
        try telling(asJSON: options.json) {
            let pack = try options.read()
            // Opened for reading first: a verification makes no store where there is none.
            _ = try EvidenceStore.openReadOnly(path: storeOptions.store)
            let pipeline = Pipeline(
                pack: pack, store: try .open(path: storeOptions.store), logger: options.logger)
            let recording = Recording.now(reason: reason, by: by)
            var all: [(name: String, verified: Verified)] = []
            if let state = try word(state) {
                let verified = try pipeline.verify(try selection(), as: state, recording: recording)
                all.append((state.rawValue, verified))
            }
            for file in files {
                let verified = try pipeline.verify(
                    file, as: form.map { EvidenceFormID($0) }, recording: recording)
                all.append((file, verified))
            }
            if options.json {
                Output.print(JSON.text(all.map { VerifiedJSON($0.name, $0.verified) }))
            } else {
                for (name, verified) in all {
                    Output.print(sentence(name, verified))
                    Output.print(Import.sentences(verified.findings))
                }
            }
            if all.contains(where: { $0.verified.unknown > 0 || !$0.verified.findings.isEmpty }) {
                throw Told(status: .lookAtIt)
            }
        }
    }

    private func sentence(_ name: String, _ verified: Verified) -> String {
        guard !verified.wasAlreadyRecorded else {
            return "\(name): already recorded as batch \(verified.batch); nothing to do"
        }
        var lines = [
            "\(name): \(verified.changed) changed, \(verified.unchanged) unchanged, batch \(verified.batch)"
        ]
        if verified.unknown > 0 {
            let places = verified.unknownLines.prefix(10).map(String.init).joined(separator: ", ")
            lines.append(
                "  not in the store, or with another value: \(verified.unknown), on \(verified.unknown == 1 ? "line" : "lines") \(places)\(verified.unknown > 10 ? ", …" : "")"
            )
        }
        return lines.joined(separator: "\n")
    }

    private func selection() throws -> VerifiedSelection {
        var selection = VerifiedSelection()
        selection.indicators = indicator.map { IndicatorID($0) }
        selection.groups = group.map { GroupID($0) }
        selection.subjects = subject.map { SubjectID(text: $0) }
        selection.sources = Set(source)
        selection.states = Set(try states.compactMap { try word($0) })
        let (first, last) = (try day(from, "--from"), try day(to, "--to"))
        if first != nil || last != nil {
            let (first, last) = (
                first ?? Day(year: 1, month: 1, day: 1)!, last ?? Day(year: 9999, month: 12, day: 31)!
            )
            guard first <= last else { throw ValidationError("--from \(first) is after --to \(last).") }
            selection.days = first...last
        }
        return selection
    }

    private func word(_ text: String?) throws -> VerificationState? {
        guard let text else { return nil }
        guard let state = VerificationState(rawValue: text) else {
            let known = VerificationState.allCases.map(\.rawValue).joined(separator: ", ")
            throw ValidationError("'\(text)' is no state; there are \(known).")
        }
        return state
    }

    private func day(_ text: String?, _ option: String) throws -> Day? {
        guard let text else { return nil }
        guard let day = Day(iso: text) else {
            throw ValidationError("\(option) is a day as 2026-11-22, and came as '\(text)'.")
        }
        return day
    }

    private struct VerifiedJSON: Encodable {
        let name: String
        let batch: Int64
        let alreadyRecorded: Bool
        let changed, unchanged, unknown: Int
        let unknownLines: [Int]
        let corrected: [CorrectionJSON]
        let findings: [FindingJSON]

        init(_ name: String, _ verified: Verified) {
            self.name = name
            batch = verified.batch.number
            alreadyRecorded = verified.wasAlreadyRecorded
            changed = verified.changed
            unchanged = verified.unchanged
            unknown = verified.unknown
            unknownLines = verified.unknownLines
            corrected = verified.listed.map(CorrectionJSON.init)
            findings = verified.findings.map { FindingJSON($0) }
        }
    }
}

/// A measurement of which something else was known before; without the values, which may tell of a person.
struct CorrectionJSON: Encodable {
    let subject, indicator, day, stateBefore, stateAfter: String
    let line: Int

    init(_ correction: Correction) {
        subject = correction.subject.description
        indicator = correction.indicator.rawValue
        day = correction.day.description
        stateBefore = correction.before.state.rawValue
        stateAfter = correction.after.state.rawValue
        line = correction.line
    }
}
