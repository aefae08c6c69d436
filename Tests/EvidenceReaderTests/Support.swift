import EvidenceReader
import OutcomesModel

/// A contract with an indicator of each subject kind, two groups and two attributes.
let contract = Contract(
    id: "test.evidence", title: "Evidence", currency: try! Currency(code: "SEK"),
    rounding: Rounding(mode: .halfEven, unit: Money(minorUnits: 100, currency: try! Currency(code: "SEK"))),
    starts: Day(iso: "2016-08-01")!, ends: Day(iso: "2019-03-31")!, source: nil, payableStates: [.verified],
    parties: [],
    indicators: [
        indicator(
            "wellbeing", decimals: 1, minimum: "0", maximum: "100.0",
            missing: [.notYet: .exclude, .other("moved"): .exclude, .other("abroad"): .fail]),
        indicator("placement_cost", decimals: 0),
        indicator("balance", decimals: 2),
        indicator("fine", decimals: 18, minimum: "-1.5"),
        indicator("occupancy", subject: .group, decimals: 2),
        indicator("jobs", subject: .contract, decimals: 0),
    ],
    attributes: [
        Attribute(id: "site", title: "Site", values: ["north", "south"]),
        Attribute(id: "age_band", title: "Age", values: ["7-12", "13-17"]),
    ],
    groups: [
        Group(id: "treated", title: "Treated", role: .treatment, evidence: .live, size: nil),
        Group(id: "reference_2013", title: "Reference", role: .comparison, evidence: .historical, size: nil),
    ],
    windows: [], outcomes: [], terms: [], evaluations: [], payments: [], settlements: [], caps: [])

private func indicator(
    _ id: IndicatorID, subject: SubjectKind = .participant, decimals: Int, minimum: String? = nil,
    maximum: String? = nil, missing: [Missing: MissingPolicy] = [:]
) -> Indicator {
    Indicator(
        id: id, title: id.rawValue, subject: subject, unit: "points", decimals: decimals, better: .higher,
        every: .month, minimum: minimum.map { try! Decimal($0) }, maximum: maximum.map { try! Decimal($0) },
        missing: missing)
}

func read(_ text: String) throws -> EvidenceBatch {
    try EvidenceReader(contract: contract).read(bytes: Array(text.utf8), name: "file.csv")
}

/// Reads measurements that have every column.
func readMeasurements(_ rows: String) throws -> EvidenceBatch {
    try read("subject,indicator,day,value,missing,state,source\n" + rows)
}

/// Reads participants that have every column.
func readParticipants(_ rows: String) throws -> EvidenceBatch {
    try read("subject,group,entry,exit,site,age_band\n" + rows)
}

/// A finding in one line: severity, rule, line and column, message, hint, subject.
func told(_ finding: Finding) -> String {
    let hint = finding.hint.map { " (\($0))" } ?? ""
    let subject = finding.subject.map { " [\($0)]" } ?? ""
    let place = finding.place.map { "\($0)" } ?? "nowhere"
    return "\(finding.severity) \(finding.rule) \(place): \(finding.message)\(hint)\(subject)"
}

/// The faults of an error, each in one line: blame, place, message, what was expected, what came, hint.
func told(_ error: EvidenceError) -> [String] {
    error.diagnostics.map { fault in
        let parts = [
            fault.expected.map { "expected \($0)" }, fault.came.map { "came \($0)" },
            fault.hint.map { "(\($0))" },
        ]
        let place = fault.place.map { " \($0)" } ?? ""
        return (["\(fault.blame)\(place): \(fault.message)"] + parts.compactMap(\.self)).joined(
            separator: "; ")
    }
}
