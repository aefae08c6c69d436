import LuaHost
import OutcomesModel
package import Reporting
import Settlement

extension PackRun {
    /// Writes what every contract can show of its outcomes over time, each beside what the terms hold it against: who
    /// entered, claims and their value, indicators by group with intervals, what payments depend on, and what is paid.
    ///
    /// Small cells are hidden as in any report, also those that could be worked out from running counts.
    package func progress(about matter: ReportMatter) throws(PluginError) -> Document {
        reportMatter = matter
        hook = .report
        document = DocumentDraft()
        do { try writeProgress(matter) } catch let error as ApiError {
            throw .script(
                Diagnostic(error.blame, error.message, pack: contract.id, hint: error.hint))
        } catch {
            throw .script(Diagnostic(.evidence, "\(error)", pack: contract.id))
        }
        return Document(
            title: contract.title,
            subtitle: language.word(
                "Progress, \(matter.statement.plan.title)",
                sv: "Utveckling, \(matter.statement.plan.title)"),
            language: language, blocks: document.blocks)
    }

    private func writeProgress(_ matter: ReportMatter) throws {
        let people = try cell(shownCount(evidence.participants.count), in: "progress")
        document.blocks.append(
            .facts([
                Fact(word("Settlement", sv: "Avräkning"), .text(matter.statement.plan.title)),
                Fact(word("Window", sv: "Mätperiod"), .text(window.title)),
                Fact(
                    word("Evidence as of batch", sv: "Underlag till och med leverans"),
                    .count(Int(matter.statement.asOf.number))),
                Fact(word("Participants", sv: "Deltagare"), people),
            ]))
        var notes = ProgressNotes()
        notes.used.insert(people)
        try writeEntries(&notes)
        let claims = try ProgressClaims(of: self, matter)
        try writeClaims(claims, &notes)
        try writeIndicators(matter, claimed: claims.indicators, &notes)
        try writeRequirements(matter, claims)
        try writePayments(matter, &notes)
        write(notes)
    }

    /// Writes what explains the figures above, each once.
    private func write(_ notes: ProgressNotes) {
        let percent = (try? progressLevel.ratio.multiplied(by: Ratio(100)))?.description ?? ""
        if notes.hasMeans {
            document.blocks.append(
                .footnote(
                    word(
                        "Intervals of means: \(percent) %, Student's t over people; several values of one person are "
                            + "taken together. There is none where all values are alike.",
                        sv:
                            "Intervall för medelvärden: \(percent) %, Students t över personer; flera värden för en "
                            + "person räknas ihop. Det finns inget där alla värden är lika.")))
        }
        if notes.hasShares {
            document.blocks.append(
                .footnote(
                    word(
                        "Intervals of shares: \(percent) %, Wilson.",
                        sv: "Intervall för andelar: \(percent) %, Wilson."))
            )
        }
        if notes.hidesSteps {
            document.blocks.append(
                .footnote(
                    word(
                        "Running counts stand only at days between which nobody, or enough people, have come.",
                        sv:
                            "Löpande antal anges bara för dagar mellan vilka ingen eller tillräckligt många har tillkommit."
                    )))
        }
        noteSmallCells(notes.used)
    }

    // MARK: Drawing

    func drawn(
        _ kind: Chart.Kind, _ title: String, across: String? = nil, up: String? = nil, places: [Cell],
        series: [Chart.Series], targets: [Chart.Target] = []
    ) throws -> Chart {
        do throws(ReportingError) {
            return try Chart(
                kind, title: title, across: across, up: up, places: places, series: series, targets: targets)
        } catch {
            throw ApiError(error.diagnostics[0].message, hint: error.diagnostics[0].hint)
        }
    }

    func append(_ chart: Chart, _ notes: inout ProgressNotes) {
        document.blocks.append(.chart(chart))
        notes.used.formUnion(chart.series.flatMap { $0.values + $0.bands.flatMap { $0.lower + $0.upper } })
    }

    func table(_ caption: String?, _ columns: [Column], _ rows: [[Cell]]) -> Block {
        // Safe because whoever calls gives each row a cell for each column.
        .table(try! Table(caption: caption, columns: columns, rows: rows))
    }
}

/// What the notes at the end of the report must explain.
struct ProgressNotes {
    var used: Set<Cell> = []
    var hasMeans = false
    var hasShares = false
    var hidesSteps = false
}

/// The confidence of the intervals that the host makes for a report; those of evaluations have the contract's own.
let progressLevel = Decimal(units: 95, decimals: 2)

/// How much a chart of the host's own reports shows.
enum ChartLimits {
    static let series = 6
    static let bars = 40
    static let points = 40
    static let targets = 4
}
