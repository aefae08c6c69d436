import EvidenceReader
import FoundationEssentials
import OutcomesModel
import PackReader
import PluginHost

/// The evidence that a test gives: files of the pack, and rows that stand in the test.
struct TestEvidence {
    let pack: ContractPack
    let test: PackTestCase

    private var reader: EvidenceReader { EvidenceReader(contract: pack.contract) }

    /// The files, and the rows as the files that they would be.
    func batches() throws -> [EvidenceBatch] {
        var batches: [EvidenceBatch] = []
        for path in test.evidence { batches.append(try reader.read(path: "\(pack.pack.folder)/\(path)")) }
        for (kind, rows) in given { batches.append(try read(rows, kind)) }
        return batches
    }

    private var given: [(kind: EvidenceKind, rows: GivenRows)] {
        [(.participants, test.participants), (.measurements, test.measurements)].compactMap { kind, rows in
            rows.map { (kind, $0) }
        }
    }

    private func read(_ rows: GivenRows, _ kind: EvidenceKind) throws(EvidenceError) -> EvidenceBatch {
        try reader.read(bytes: Array(rows.text.utf8), name: "\(test.file) \(kind.rawValue)")
    }

    /// Returns why the test would be on something else than it says: a file that is not the pack's or not there, and
    /// rows that are rejected where the test does not expect that.
    func faults() -> [Diagnostic] {
        let files = zip(test.evidence, test.evidenceLines).compactMap { path, line in
            pack.pack.fault(ofEvidence: path).map { fault in
                var placed = fault
                placed.place = SourceLocation(file: test.file, line: line)
                return placed
            }
        }
        return files + given.flatMap { faults(of: $0.rows, $0.kind) }
    }

    private func faults(of rows: GivenRows, _ kind: EvidenceKind) -> [Diagnostic] {
        let batch: EvidenceBatch
        do throws(EvidenceError) { batch = try read(rows, kind) } catch {
            return [unreadable(rows, kind, error)]
        }
        let isExpected = { (finding: Finding) in
            test.expected.findings?.contains { finding.message.contains($0) } ?? false
        }
        return batch.findings.filter { $0.severity == .rejected && !isExpected($0) }.map { finding in
            // The header is the first line.
            let number = (finding.place?.line).map { $0 - 1 } ?? 0
            let line = rows.lines.indices.contains(number - 1) ? rows.lines[number - 1] : nil
            let row = number > 0 && line == nil ? "row \(number) of \(kind.rawValue): " : ""
            return Diagnostic(
                .pack, "\(row)\(finding.message)", pack: pack.id,
                place: SourceLocation(file: test.file, line: line ?? test.line),
                hint: finding.hint
                    ?? "a test of just this names it: expect.findings has a part of this message")
        }
    }

    /// A test has no header: its rows lack what one would name.
    private func unreadable(_ rows: GivenRows, _ kind: EvidenceKind, _ error: EvidenceError) -> Diagnostic {
        let needed =
            switch kind {
            case .participants: ["subject", "group", "entry"]
            case .measurements: ["subject", "indicator", "day"]
            }
        let columns = rows.text.prefix { $0 != "\n" }.split(separator: ",").map(String.init)
        let lacking = needed.filter { !columns.contains($0) }
        let place = SourceLocation(file: test.file, line: rows.lines.first.flatMap(\.self) ?? test.line)
        let isOfHeader =
            switch error {
            case .unknownKind, .header: true
            default: false
            }
        guard isOfHeader, !lacking.isEmpty else {
            var told = error.diagnostics[0]
            told.place = place
            return told
        }
        return Diagnostic(
            .pack,
            "the rows of \(kind.rawValue) have no \(lacking.map { "'\($0)'" }.joined(separator: ", "))",
            pack: pack.id, place: place, expected: "\(needed.joined(separator: ", ")) in each row")
    }
}

extension Pack {
    /// Returns why a test cannot have a file of evidence; nil where it can.
    func fault(ofEvidence path: String) -> Diagnostic? {
        guard encloses(path) else {
            return Diagnostic(
                .pack, "'\(path)' lies outside the pack", pack: manifest.id,
                expected: "a path inside the pack, such as evidence/example.csv",
                hint: "put the file itself into the pack")
        }
        guard !FileManager.default.fileExists(atPath: "\(folder)/\(path)") else { return nil }
        let folder = path.split(separator: "/").dropLast().joined(separator: "/")
        let names = (try? FileManager.default.contentsOfDirectory(atPath: "\(self.folder)/\(folder)")) ?? []
        let files = names.filter { !$0.hasPrefix(".") }.sorted().map {
            folder.isEmpty ? $0 : "\(folder)/\($0)"
        }
        return Diagnostic(
            .pack, "there is no file '\(path)' in the pack", pack: manifest.id,
            expected: "a file below the pack's folder",
            hint: nearestName(to: path, among: files).map { "did you mean '\($0)'?" })
    }
}
