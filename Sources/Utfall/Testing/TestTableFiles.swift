import EvidenceReader
import FoundationEssentials
import OutcomesModel
import PackReader
import PluginHost

extension ContractPack {
    /// The tables of tests, `tests/*.csv`, below the pack's folder.
    var testTables: [String] {
        let names = (try? FileManager.default.contentsOfDirectory(atPath: "\(pack.folder)/tests")) ?? []
        return names.filter { $0.hasSuffix(".csv") }.sorted().map { "tests/\($0)" }
    }

    /// Reads the tests of one table.
    func readTestTable(_ file: String, _ run: PackRun) throws -> [PackTestCase] {
        let table = try CSVTable(path: "\(pack.folder)/\(file)")
        if let fault = table.fault {
            throw PluginError.wrongTest(
                pack: id, file: file, line: fault.line, test: "line \(fault.line)", problem: fault.message)
        }
        return try run.tests(inTable: table.columns, table.rows, file: file)
    }
}
