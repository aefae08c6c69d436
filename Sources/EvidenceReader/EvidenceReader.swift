package import OutcomesModel

/// Reads evidence files of one contract: each gives a batch of rows, and what was found wrong in them.
///
/// A file that cannot be read as a whole throws, and nothing of it is used. A row that cannot be read is
/// left out with a finding, and the others go in. No more of a file is held than some blocks and what its
/// rows say.
package struct EvidenceReader: Sendable {
    private let contract: Contract
    private let limits: ReadingLimits
    /// Is told of a file how many bytes are read, and how many there are, where that is known.
    private let progress: (@Sendable (String, Int, Int?) -> Void)?

    package init(
        contract: Contract, limits: ReadingLimits = ReadingLimits(),
        progress: (@Sendable (String, Int, Int?) -> Void)? = nil
    ) {
        self.contract = contract
        self.limits = limits
        self.progress = progress
    }

    /// Reads the file at `path`, or the standard input where that is `-`; the batch knows it by the last
    /// component of the path. What is packed with gzip is unpacked.
    ///
    /// - Parameter form: the `[[evidence]]` that says how it is written. Where none is given it is the one
    ///   that is for files of this name, and where there is none the file has the standard header.
    package func read(path: String, as form: EvidenceFormID? = nil) throws(EvidenceError) -> EvidenceBatch {
        guard path != "-" else { return try read(ByteSource(standardInputAs: "standard input"), form) }
        let name = path.split(separator: "/").last.map(String.init) ?? path
        return try read(try ByteSource(path: path, name: name), form)
    }

    /// Reads what a file called `name` contains.
    package func read(
        bytes: [UInt8], name: String, as form: EvidenceFormID? = nil
    ) throws(EvidenceError) -> EvidenceBatch {
        try read(ByteSource(bytes, name: name), form)
    }

    private func read(_ source: ByteSource, _ id: EvidenceFormID?) throws(EvidenceError) -> EvidenceBatch {
        let form = try form(of: source.name, id)
        let text = try TextSource(source)
        let head = try HeadReader(file: source.name, contract: contract, form: form, limits: limits).read(
            text)
        var log = FindingLog(file: source.name, limit: limits.findings)
        let measurements: MeasurementTable
        let participants: ParticipantTable
        switch head.header {
        case .measurements(let layout):
            var rows = MeasurementGatherer(
                MeasurementReading(layout: layout, form: head.form, contract: contract))
            try blocks(of: text, source, head).read(
                into: &rows, &log, headerLine: head.headerLine, firstLine: head.rowsLine)
            measurements = rows.finish(&log)
            participants = ParticipantTable()
        case .participants(let layout):
            var rows = ParticipantGatherer(
                ParticipantReading(layout: layout, form: head.form, groups: contract.groups))
            try blocks(of: text, source, head).read(
                into: &rows, &log, headerLine: head.headerLine, firstLine: head.rowsLine)
            measurements = MeasurementTable()
            participants = rows.finish(&log)
        }
        return EvidenceBatch(
            file: source.evidenceFile(), kind: head.header.kind, measurements: measurements,
            participants: participants, findings: log.told)
    }

    /// Returns the form that is asked for, or else the one that is for files of this name.
    private func form(
        of file: String, _ id: EvidenceFormID?
    ) throws(EvidenceError) -> EvidenceForm? {
        if let id {
            guard let form = contract.evidenceForms.first(where: { $0.id == id }) else {
                throw .unknownForm(id, known: contract.evidenceForms.map(\.id))
            }
            return form
        }
        let fitting = contract.evidenceForms.filter {
            $0.matches(fileName: file)
                || file.hasSuffix(".gz") && $0.matches(fileName: String(file.dropLast(3)))
        }
        guard fitting.count < 2 else { throw .severalForms(file: file, fitting: fitting.map(\.id)) }
        return fitting.first
    }

    private func blocks(
        of text: TextSource, _ source: ByteSource, _ head: FileHead
    ) -> BlockReading {
        BlockReading(
            file: source.name,
            cutter: BlockCutter(
                text, pending: head.pending, offset: head.offset,
                separator: head.form.keys == nil ? head.form.separator.byte : nil,
                encoding: head.form.encoding,
                limits: limits),
            form: head.form, limits: limits, expectedBytes: text.isPacked ? nil : source.expectedBytes,
            progress: progress.map { tell in { tell(source.name, source.count, source.expectedBytes) } })
    }
}
