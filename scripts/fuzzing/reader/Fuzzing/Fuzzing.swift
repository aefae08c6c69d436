import EvidenceReader
import OutcomesModel

/// The libFuzzer target for evidence: whatever a file contains, reading it gives a batch or throws. The first
/// byte chooses how the file is written, the second how it is cut into blocks, and the rest is the file.
@_cdecl("LLVMFuzzerTestOneInput")
public func readEvidence(_ bytes: UnsafePointer<UInt8>, _ count: Int) -> CInt {
    guard count >= 2 else { return 0 }
    let name = Forms.names[Int(bytes[0]) % Forms.names.count]
    let file = [UInt8](UnsafeBufferPointer(start: bytes + 2, count: count - 2))
    let whole = read(file, name, Forms.limits)
    var limits = Forms.limits
    limits.blockBytes = 16 + Int(bytes[1])
    precondition(read(file, name, limits) == whole, "smaller blocks gave something else")
    return 0
}

/// Returns all that reading came to, in words.
private func read(_ file: [UInt8], _ name: String, _ limits: ReadingLimits) -> [String] {
    do {
        let batch = try EvidenceReader(contract: Forms.contract, limits: limits).read(bytes: file, name: name)
        return batch.measurements.map { "\($0)" } + batch.participants.map { "\($0)" }
            + batch.findings.map { "\($0)" } + ["\(batch.file)"]
    } catch {
        return ["\(error)"] + error.diagnostics.map { "\($0)" }
    }
}

/// A contract with files in each form that one can be declared in.
private enum Forms {
    /// What is packed is read by the same forms.
    static let names = [
        "plain.csv", "register.csv", "semicolons.csv", "old.csv", "wide.csv", "months.csv", "people.csv",
        "lines.ndjson", "plain.csv.gz", "wide.csv.gz",
    ]

    static let limits: ReadingLimits = {
        var limits = ReadingLimits()
        limits.threads = 1
        limits.rowBytes = 2_000
        limits.columns = 40
        limits.findings = 20
        limits.expectedRows = 1_000
        return limits
    }()

    static let contract: Contract = {
        let currency = try! Currency(code: "SEK")
        return Contract(
            id: "fuzzing", title: "Evidence", currency: currency,
            rounding: Rounding(mode: .halfEven, unit: Money(minorUnits: 100, currency: currency)),
            starts: Day(iso: "2016-08-01")!, ends: Day(iso: "2019-03-31")!, source: nil,
            payableStates: [.verified], parties: [], indicators: indicators,
            attributes: [Attribute(id: "site", title: "Site", values: ["north", "south"])],
            groups: [
                Group(
                    id: "treated", title: "Treated", role: .treatment, evidence: .live, size: nil),
                Group(
                    id: "before", title: "Before", role: .comparison, evidence: .historical, size: nil),
            ],
            windows: [], outcomes: [], terms: [], evaluations: [], payments: [], settlements: [], caps: [],
            evidenceForms: forms)
    }()

    private static let indicators = [
        indicator(
            "wellbeing", decimals: 1, minimum: "0", missing: [.notYet: .exclude, .other("moved"): .fail]),
        indicator("fine", decimals: 18, minimum: "-1.5"),
        indicator("cost", decimals: 0),
        indicator("occupancy", subject: .group, decimals: 2),
        indicator("jobs", subject: .contract, decimals: 0),
    ]

    private static func indicator(
        _ id: IndicatorID, subject: SubjectKind = .participant, decimals: Int, minimum: String? = nil,
        missing: [Missing: MissingPolicy] = [:]
    ) -> Indicator {
        Indicator(
            id: id, title: id.rawValue, subject: subject, unit: "points", decimals: decimals, better: .higher,
            every: .month, minimum: minimum.map { try! Decimal($0) }, maximum: nil, missing: missing)
    }

    private static let forms: [EvidenceForm] = {
        var treated = EvidenceForm.Constants()
        treated.group = "treated"
        treated.entry = Day(iso: "2018-01-01")
        return [
            EvidenceForm(
                id: "register", file: "register*", kind: .measurements,
                columns: [.subject: "id", .day: "date", .value: "score"],
                indicators: ["WEMWBS": "wellbeing"], ignored: ["comment"]),
            EvidenceForm(
                id: "semicolons", file: "semicolons*", kind: .measurements,
                dialect: EvidenceForm.Dialect(
                    separator: .semicolon, decimal: .comma, dates: DayPattern("DD/MM/YYYY")!)),
            EvidenceForm(
                id: "old", file: "old*", kind: .measurements, columns: [.source: "källa"],
                dialect: EvidenceForm.Dialect(encoding: .windows1252)),
            EvidenceForm(
                id: "wide", file: "wide*", kind: .measurements, columns: [.subject: "id"],
                wide: ["W": "wellbeing", "F": "fine"]),
            EvidenceForm(
                id: "months", file: "months*", kind: .measurements,
                wideMonths: EvidenceForm.WideMonths(
                    indicator: "cost", columns: DayPattern("YYYY-MM")!, day: .last)),
            EvidenceForm(
                id: "people", file: "people*", kind: .participants, columns: [.subject: "id", .exit: "left"],
                attributes: ["site": "plats"], constants: treated),
        ]
    }()
}
