import FoundationEssentials
import Indigo
import PackReader

/// A contract's skeleton from an INDIGO project, and what the project left open.
public struct IndigoStart: Sendable {
    /// By path below the pack's folder.
    public let files: [String: String]
    public let findings: [Finding]

    /// What the project says in no way that a contract can be made of, or not at all.
    public struct Finding: Hashable, Sendable {
        /// Where, such as `outcome_pricings[2].currency`; lists are counted from 0.
        public let path: String
        public let what: String
        /// What stood there; nil where nothing did.
        public let came: String?
        /// What somebody has to fill in.
        public let fill: String
        /// Whether it stands in the project and not in the contract, which nobody has to answer.
        public let isLeftOut: Bool
    }

    /// Reads a project from a file.
    ///
    /// - Parameter folder: that of the new pack, for what the project does not name.
    /// - Throws: where the file cannot be read, is not JSON, or is no project.
    public init(file: String, folder: String) throws {
        guard let data = FileManager.default.contents(atPath: file) else {
            throw StartingError.notRead(path: file)
        }
        let (project, findings) = try IndigoProject.read([UInt8](data), file: file)
        let skeleton = IndigoSkeleton(project, findings: findings, folder: folder)
        var files = skeleton.files
        files["reports/payments.lua"] = try ContractTemplate.shippedReader().commonFile(
            "reports/payments.lua")
        self.files = files
        self.findings = skeleton.findings.map {
            Finding(
                path: $0.path, what: $0.what, came: $0.came, fill: $0.fill, isLeftOut: $0.kind == .leftOut)
        }
    }
}
