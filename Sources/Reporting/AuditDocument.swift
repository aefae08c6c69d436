package import OutcomesModel
package import Settlement

/// What an audit follows a payment through: why each line is what it is, and what it all was made of.
package struct AuditTrail: Sendable {
    package let statement: Statement
    /// Of each line, in the order of the lines.
    package let explanations: [Explanation]
    package let findings: [RecordedFinding]
    package let batches: [Batch]

    /// A file of evidence, as it was recorded.
    package struct Batch: Sendable {
        let id: BatchID
        let file: EvidenceFile
        let rows: Int
        let recording: Recording

        package init(id: BatchID, file: EvidenceFile, rows: Int, recording: Recording) {
            self.id = id
            self.file = file
            self.rows = rows
            self.recording = recording
        }
    }

    package init(
        statement: Statement, explanations: [Explanation], findings: [RecordedFinding], batches: [Batch]
    ) {
        self.statement = statement
        self.explanations = explanations
        self.findings = findings
        self.batches = batches
    }
}

extension Document {
    /// Lays out the way from each payment back to the evidence: figures, clauses, lines of rules, files, postings.
    ///
    /// No single person is shown: a figure says how many people and values it was read from.
    package static func audit(
        _ trail: AuditTrail, in language: Language = .en
    ) throws(ReportingError) -> Document {
        let statement = trail.statement
        var document = Document(
            title: statement.contract.title,
            subtitle: language.word(
                "Audit: \(statement.plan.title), from payment to evidence",
                sv: "Granskning: \(statement.plan.title), från betalning till underlag"),
            language: language)
        document.blocks = try AuditLayout(trail: trail, language: language).blocks()
        return document
    }
}

private struct AuditLayout: WrittenInLanguage {
    /// What is deeper, or longer, is for `utfall explain`.
    private static let deepest = 8
    private static let mostRows = 200

    let trail: AuditTrail
    let language: Language

    private var statement: Statement { trail.statement }

    func blocks() throws(ReportingError) -> [Block] {
        var blocks: [Block] = [
            .facts([
                Fact(
                    word("Contract", sv: "Avtal"), .text("\(statement.contract.id) \(statement.packVersion)")),
                Fact(
                    word("Rules and terms", sv: "Regler och villkor"), .text("sha256:\(statement.packHash)")),
                Fact(word("Settlement", sv: "Avräkning"), .text(statement.plan.id.rawValue)),
                Fact(word("State", sv: "Läge"), .text(statement.state.words(in: language))),
                Fact(
                    word("Evidence as of batch", sv: "Underlag till och med leverans"),
                    .count(Int(statement.asOf.number))),
                Fact(word("Total", sv: "Summa"), .money(statement.total)),
            ])
        ]
        blocks.append(
            .heading(word("From each line to the evidence", sv: "Från rad till underlag"), .section))
        if statement.lines.isEmpty {
            blocks.append(.text(word("No payment is due.", sv: "Ingen betalning ska göras.")))
        }
        for (line, explanation) in zip(statement.lines, trail.explanations) {
            blocks.append(.heading("\(line.number). \(line.title)", .subsection))
            blocks += try self.line(line, explanation)
        }
        blocks.append(.heading(word("Evidence", sv: "Underlag"), .section))
        blocks.append(.table(try batches()))
        blocks += try findings()
        blocks.append(.heading(word("Postings", sv: "Bokfört"), .section))
        blocks +=
            statement.posted.isEmpty
            ? [.text(word("Nothing has been posted.", sv: "Ingenting är bokfört."))]
            : [.table(try postings())]
        return blocks
    }

    // MARK: Lines

    private func line(_ line: PaymentLine, _ explanation: Explanation) throws(ReportingError) -> [Block] {
        func name(_ party: PartyID) -> String { statement.contract.party(party)?.name ?? party.rawValue }
        let facts: Block = .facts([
            Fact(word("From", sv: "Från"), .text(name(line.from))),
            Fact(word("To", sv: "Till"), .text(name(line.to))),
            Fact(word("Clause", sv: "Klausul"), .text(line.clause.words(in: language))),
            Fact(word("Rule", sv: "Regel"), .text(line.cause.description)),
            Fact(word("Asked for", sv: "Begärt"), .amount(line.requested)),
            Fact(word("Paid", sv: "Betalas"), .money(line.paid)),
        ])
        var rows: [[Cell]] = []
        var wasCut = false
        add(explanation, sign: "", depth: 0, to: &rows, &wasCut)
        let table = try Table(
            columns: [
                Column(word("What it is", sv: "Vad det är")), Column(word("Figure", sv: "Tal"), .end),
                Column(word("Where from", sv: "Varifrån")),
            ], rows: rows)
        guard wasCut else { return [facts, .table(table)] }
        return [
            facts, .table(table),
            .footnote(
                word(
                    "The tree goes on: utfall explain PACK \(line.number) shows all of it.",
                    sv: "Trädet fortsätter: utfall explain PACK \(line.number) visar hela.")),
        ]
    }

    private func add(
        _ explanation: Explanation, sign: String, depth: Int, to rows: inout [[Cell]], _ wasCut: inout Bool
    ) {
        guard depth <= Self.deepest, rows.count < Self.mostRows else {
            wasCut = true
            return
        }
        // Dots tell how deep it is where spaces would be lost.
        let indent = String(repeating: "· ", count: depth)
        let title = explanation.title(in: language)
        let what = sign.isEmpty ? title : "\(sign) \(title)"
        rows.append([
            .text(indent + what), explanation.value.cell(in: language),
            .text(sources(explanation).joined(separator: "; ")),
        ])
        for held in explanation.requirements {
            rows.append([
                .text("\(indent)· \(held.sentence(in: language))"), .empty,
                .text(held.requirement.clause.place(in: language)),
            ])
            if let figure = held.figure, figure.rule != .given || figure.evidence != nil {
                add(figure, sign: "", depth: depth + 2, to: &rows, &wasCut)
            }
        }
        for decision in explanation.decisions {
            rows.append([
                .text("\(indent)· \(word("since", sv: "eftersom")) \(decision.sentence(in: language))"),
                .empty,
                .text(decision.step.map { $0.words.place } ?? ""),
            ])
            for side in decision.sides where side.rule != .given || side.evidence != nil {
                add(side, sign: "", depth: depth + 2, to: &rows, &wasCut)
            }
        }
        guard explanation.rule != .above else { return }
        for (index, part) in explanation.parts.enumerated() {
            add(part, sign: explanation.sign(ofPart: index), depth: depth + 1, to: &rows, &wasCut)
        }
    }

    private func sources(_ explanation: Explanation) -> [String] {
        explanation.remarks(in: language) + (explanation.step.map { [$0.words.place] } ?? [])
    }

    // MARK: What it was made of

    private func batches() throws(ReportingError) -> Table {
        try Table(
            columns: [
                Column(word("Batch", sv: "Leverans"), .end), Column(word("File", sv: "Fil")),
                Column(word("Rows", sv: "Rader"), .end), Column(word("Recorded", sv: "Registrerad")),
                Column("SHA-256"),
            ],
            rows: trail.batches.map { batch in
                [
                    .count(Int(batch.id.number)), .text(batch.file.name), .count(batch.rows),
                    .text("\(batch.recording.at) \(batch.recording.by)"), .text(batch.file.sha256),
                ]
            })
    }

    private func findings() throws(ReportingError) -> [Block] {
        let answered = trail.findings.filter { $0.finding.severity == .question }
        guard !answered.isEmpty else { return [] }
        return [
            .heading(word("Questions and answers", sv: "Frågor och svar"), .section),
            .table(
                try Table(
                    columns: [
                        Column(word("No.", sv: "Nr"), .end), Column(word("Question", sv: "Fråga")),
                        Column(word("Where", sv: "Var")), Column(word("Answer", sv: "Svar")),
                    ],
                    rows: answered.map { recorded in
                        [
                            .count(Int(recorded.id.number)), .text(recorded.finding.message),
                            .text(recorded.finding.place?.description ?? ""),
                            .text(recorded.answer?.text ?? word("open", sv: "öppen")),
                        ]
                    })),
        ]
    }

    private func postings() throws(ReportingError) -> Table {
        try Table(
            columns: [
                Column(word("Posting", sv: "Bokning"), .end), Column(word("Kind", sv: "Slag")),
                Column(word("Posted", sv: "Bokförd")), Column(word("By", sv: "Av")),
                Column(word("Why", sv: "Varför")), Column(word("Lines", sv: "Rader"), .end),
            ],
            rows: statement.posted.map { posting in
                [
                    .count(posting.revision), .text(posting.kind.word(in: language)),
                    .text(posting.recording.at),
                    .text(posting.recording.by), .text(posting.recording.reason), .count(posting.lines.count),
                ]
            })
    }
}

extension PostedSettlement.Kind {
    fileprivate func word(in language: Language) -> String {
        switch self {
        case .settlement: language.word("settlement", sv: "avräkning")
        case .adjustment: language.word("adjustment", sv: "justering")
        case .reversal: language.word("reversal", sv: "återtagande")
        }
    }
}

extension Explanation.Value {
    /// The figure, exactly.
    fileprivate func cell(in language: Language) -> Cell {
        switch self {
        case .money(let amount): .amount(amount)
        case .number(let number): Decimal(exactly: number).map { .number($0) } ?? .ratio(number)
        case .truth(let truth):
            .text(truth ? language.word("yes", sv: "ja") : language.word("no", sv: "nej"))
        case .day(let day): .day(day)
        case .missing(let reason): .missing(reason)
        }
    }
}
