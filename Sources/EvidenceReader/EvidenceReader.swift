import Crypto
import FoundationEssentials
package import OutcomesModel

/// Reads evidence files of one contract: each gives a batch of rows, and what was found wrong in them.
///
/// A file that cannot be read as a whole throws, and nothing of it is used. A row that cannot be read is
/// left out with a finding, and the others go in.
package struct EvidenceReader: Sendable {
    private let contract: Contract

    package init(contract: Contract) {
        self.contract = contract
    }

    /// Reads the file at `path`; the batch knows it by the last component of the path.
    package func read(path: String) throws(EvidenceError) -> EvidenceBatch {
        try read(
            bytes: try contents(of: path), name: path.split(separator: "/").last.map(String.init) ?? path)
    }

    /// Reads what a file called `name` contains.
    package func read(bytes: [UInt8], name: String) throws(EvidenceError) -> EvidenceBatch {
        let start = try startOfText(bytes, file: name)
        var scanner = RowScanner(bytes: bytes, start: start, file: name)
        let header = try Header(reading: &scanner, contract: contract)
        switch header {
        case .measurements(let layout):
            var rows = MeasurementRows(
                layout: layout, contract: contract, file: name, mostRows: scanner.mostRows)
            try scanner.forEachRow { rows.take($0) }
            return EvidenceBatch(
                file: evidenceFile(bytes, name), kind: .measurements,
                measurements: MeasurementTable(rows.measurements),
                participants: ParticipantTable(), findings: rows.log.findings)
        case .participants(let layout):
            var rows = ParticipantRows(
                layout: layout, contract: contract, file: name, mostRows: scanner.mostRows)
            try scanner.forEachRow { rows.take($0) }
            return EvidenceBatch(
                file: evidenceFile(bytes, name), kind: .participants, measurements: MeasurementTable(),
                participants: ParticipantTable(rows.participants), findings: rows.log.findings)
        }
    }

    private func evidenceFile(_ bytes: [UInt8], _ name: String) -> EvidenceFile {
        let digits = Array("0123456789abcdef".utf8)
        let hexadecimal = SHA256.hash(data: bytes).flatMap { [digits[Int($0 >> 4)], digits[Int($0 & 15)]] }
        return EvidenceFile(
            name: name, bytes: bytes.count, sha256: String(decoding: hexadecimal, as: UTF8.self))
    }

    private func contents(of path: String) throws(EvidenceError) -> [UInt8] {
        var isDirectory = false
        guard FileManager.default.fileExists(atPath: path, isDirectory: &isDirectory) else {
            throw .missingFile(path: path)
        }
        guard !isDirectory else { throw .directory(path: path) }
        do {
            return [UInt8](try Data(contentsOf: URL(filePath: path)))
        } catch {
            throw .unreadable(path: path)
        }
    }
}
