package import OutcomesModel
package import Settlement

extension Document {
    /// Lays out the statement of a settlement: what was found, estimated, paid, by which clause and line.
    ///
    /// - Parameters:
    ///   - others: statements of the contract's other settlements, shown as totals beside it.
    ///   - findings: those that were recorded, and those of the contract's own check.
    package static func statement(
        _ statement: Statement, others: [Statement], findings: [RecordedFinding]
    ) throws(ReportingError) -> Document {
        let contract = statement.contract
        var document = Document(title: contract.title, subtitle: statement.plan.title)
        document.blocks.append(
            .facts(
                [
                    Fact("Contract", .text("\(contract.id) \(statement.packVersion)")),
                    Fact("Settlement", .text(statement.plan.id.rawValue)),
                    Fact("Window", .text(contract.window(statement.plan.window)?.title ?? "")),
                    Fact("Due", .day(statement.plan.due)),
                    Fact("Evidence as of batch", .count(Int(statement.asOf.number))),
                    Fact("State", .text(statement.state.words)),
                    Fact("Total", .money(statement.total)),
                ] + (statement.standsPosted ? [Fact("Due now", .money(statement.due))] : [])))
        document.blocks += try StatementLayout(statement: statement, others: others, findings: findings)
            .blocks()
        return document
    }

    /// Lists findings, the open questions first.
    package static func findings(
        _ findings: [RecordedFinding], of contract: Contract
    ) throws(ReportingError) -> Document {
        var document = Document(title: contract.title, subtitle: "Findings")
        guard !findings.isEmpty else {
            document.blocks.append(.callout(Callout(.good, "There are no findings.")))
            return document
        }
        let ordered = findings.filter(\.isOpen) + findings.filter { !$0.isOpen }
        document.blocks.append(
            .table(
                try Table(
                    columns: [
                        Column("No."), Column("Severity"), Column("Where"), Column("What"), Column("Answer"),
                    ],
                    rows: ordered.map { row in
                        [
                            .count(Int(row.id.number)),
                            .text(row.isOpen ? "open question" : row.finding.severity.rawValue),
                            .text(row.finding.place?.description ?? "contract"),
                            .text(
                                [row.finding.message, row.finding.hint].compactMap(\.self).joined(
                                    separator: "; ")),
                            .text(row.answer?.text ?? ""),
                        ]
                    })))
        return document
    }
}

/// What has become of a settlement: a word for programs, and words for people.
package struct StatementState {
    package let word: String
    package let words: String
}

extension Statement {
    package var state: StatementState {
        guard plan.pays else {
            return StatementState(word: "information", words: "for information; nothing is paid")
        }
        guard let last = posted.last else { return StatementState(word: "draft", words: "draft") }
        let moment = "\(last.recording.at) by \(last.recording.by)"
        switch last.kind {
        case .reversal: return StatementState(word: "reversed", words: "taken back \(moment); a new draft")
        case .settlement, .adjustment:
            let done = last.kind == .settlement ? "posted" : "adjusted"
            return StatementState(
                word: "posted",
                words: "\(done) \(moment)" + (differsFromPosted ? ", and different now" : ""))
        }
    }
}

private struct StatementLayout {
    let statement: Statement
    let others: [Statement]
    let findings: [RecordedFinding]

    func blocks() throws(ReportingError) -> [Block] {
        var blocks: [Block] = []
        blocks += [questions, held, rejected].compactMap(\.self)
        if statement.differsFromPosted {
            blocks += [.heading("What has changed since it was posted", .section)]
            blocks += [.table(try adjustments())]
        }
        if !statement.estimates.isEmpty {
            blocks += [.heading("What was found", .section), .table(try estimates())]
            blocks += conclusions
        }
        blocks += [.heading("What is paid", .section)]
        blocks +=
            statement.lines.isEmpty
            ? [.text("No payment is due.")] : [.table(try lines()), .table(try causes())]
        if let parts = try parts() { blocks.append(.table(parts)) }
        if let conversions = try conversions() { blocks.append(.table(conversions)) }
        blocks += reductions
        if !statement.held.isEmpty {
            blocks += [.heading("What is held", .section), heldList]
        }
        if !statement.withheld.isEmpty {
            blocks += [.heading("Claims that are not paid", .section), .table(try withheld())]
        }
        for distribution in statement.distributions { blocks.append(.table(try shares(distribution))) }
        if !others.isEmpty {
            blocks += [.heading("Other windows", .section), .table(try otherTotals())]
        }
        return blocks
    }

    private var questions: Block? {
        let open = findings.filter(\.isOpen)
        guard !open.isEmpty else { return nil }
        let list = open.map { "No. \($0.id): \($0.finding.message)" }.joined(separator: "\n")
        let count =
            open.count == 1 ? "1 question must be answered" : "\(open.count) questions must be answered"
        return .callout(Callout(.warning, "\(count) before this can be posted.\n\(list)"))
    }

    private var held: Block? {
        guard !statement.held.isEmpty else { return nil }
        let people =
            statement.held.count == 1 ? "1 participant is" : "\(statement.held.count) participants are"
        return .callout(
            Callout(.warning, "\(people) held, because the rule failed: nothing is paid for them."))
    }

    private var rejected: Block? {
        let rejected = findings.count { $0.finding.severity == .rejected }
        let warnings = findings.count { $0.finding.severity == .warning }
        guard rejected + warnings > 0 else { return nil }
        var parts: [String] = []
        if rejected > 0 {
            parts.append("\(rejected) \(rejected == 1 ? "row was" : "rows were") rejected and not used")
        }
        if warnings > 0 { parts.append("\(warnings) \(warnings == 1 ? "warning" : "warnings")") }
        return .callout(
            Callout(.note, "In the evidence: \(parts.joined(separator: ", ")). See the findings."))
    }

    /// Those of this settlement, and of the others over other windows.
    private var allEstimates: [Estimate] {
        statement.estimates
            + others.filter { $0.plan.window != statement.plan.window }.flatMap(\.estimates)
    }

    private func estimates() throws(ReportingError) -> Table {
        var rows: [[Cell]] = []
        for estimate in allEstimates {
            let indicator = statement.contract.indicator(estimate.indicator)
            let window = statement.contract.window(estimate.window)?.title ?? estimate.window.rawValue
            rows.append([
                .text(EstimateWords(estimate, in: statement.contract).name), .text(window),
                mean(estimate.treatment, indicator),
                estimate.comparison.map { mean($0, indicator) } ?? .empty,
                result(estimate, indicator),
            ])
        }
        return try Table(
            caption: "Estimates, means per person",
            columns: [
                Column("Estimate"), Column("Window"), Column("Treatment", .end), Column("Comparison", .end),
                Column("Result", .end),
            ],
            rows: rows)
    }

    /// What all people together cost less, or have more of, whichever is better; otherwise the verdict.
    private func result(_ estimate: Estimate, _ indicator: Indicator?) -> Cell {
        if let saving = estimate.saving {
            return rounded(indicator?.better == .higher ? saving.negated() : saving)
        }
        switch estimate.improved {
        case true?: return .text("better")
        case false?: return .text("not better")
        case nil: return .text("no comparison")
        }
    }

    /// Shows a mean to two decimals; nothing is decided by what is shown.
    private func mean(_ arm: Estimate.Arm, _ indicator: Indicator?) -> Cell {
        if let currency = indicator?.currency,
            let amount = try? Amount(majorUnits: arm.mean, currency: currency)
        {
            return rounded(amount)
        }
        return (try? arm.mean.rounded(.halfEven, decimals: 2)).map { .number($0) } ?? .ratio(arm.mean)
    }

    private func rounded(_ amount: Amount) -> Cell {
        let rounding = statement.contract.rounding
        return (try? rounding.apply(to: amount)).map { .money($0.paid) } ?? .amount(amount)
    }

    /// Says of each estimate how many people it is of, how sure it is, and what follows from it.
    private var conclusions: [Block] {
        allEstimates.flatMap { estimate -> [Block] in
            let words = EstimateWords(estimate, in: statement.contract)
            let text = Block.text("\(words.title): \(words.people) \(words.conclusion)")
            guard !words.warnings.isEmpty else { return [text] }
            return [text, .callout(Callout(.note, words.warnings.joined(separator: "\n")))]
        }
    }

    private func lines() throws(ReportingError) -> Table {
        let counted = statement.lines.contains { $0.quantity != nil }
        var columns = [Column("No.", .end), Column("Payment"), Column("Due by clause")]
        if counted { columns += [Column("Claims", .end), Column("Price", .end)] }
        columns.append(Column("Amount", .end))
        var rows: [[Cell]] = []
        for line in statement.lines {
            var row: [Cell] = [.count(line.number), .text(line.title), .text(line.clause.description)]
            if counted {
                row.append(line.quantity.map { .count(Int($0)) } ?? .empty)
                row.append(line.unitPrice.map { .money($0) } ?? .empty)
            }
            rows.append(row + [.money(line.paid)])
        }
        let totals: [Cell] =
            [.empty, "Total", .empty] + (counted ? [.empty, .empty] : []) + [.money(statement.total)]
        return try Table(caption: "Payment lines", columns: columns, rows: rows, totals: totals)
    }

    private func causes() throws(ReportingError) -> Table {
        let contract = statement.contract
        func name(_ party: PartyID) -> String { contract.party(party)?.name ?? party.rawValue }
        return try Table(
            caption: "Who pays whom, and why",
            columns: [
                Column("No.", .end), Column("From"), Column("To"), Column("Rule"), Column("Exact"),
                Column("Residue", .end),
            ],
            rows: statement.lines.map { line in
                [
                    .count(line.number), .text(name(line.from)), .text(name(line.to)),
                    .text(line.cause.description), .amount(line.requested), .amount(line.residue),
                ]
            })
    }

    private func adjustments() throws(ReportingError) -> Table {
        try Table(
            caption: "Adjusting lines: the difference to what was posted",
            columns: [
                Column("No.", .end), Column("Payment"), Column("Posted", .end), Column("Now", .end),
                Column("Difference", .end),
            ],
            rows: statement.adjustments.map { line in
                [
                    .count(line.number), .text("\(line.title) (\(line.clause))"), .money(line.posted),
                    .money(line.now), .money(line.difference),
                ]
            },
            totals: [.empty, "Due now", .empty, .empty, .money(statement.due)])
    }

    /// Told by reason and outcome, in the order in which they come first: whose they are is in the receipt.
    private func withheld() throws(ReportingError) -> Table {
        var order: [[String]] = []
        var counts: [[String]: Int64] = [:]
        for claim in statement.withheld {
            let title = statement.contract.outcome(claim.claim.outcome)?.title ?? ""
            let key = [title, claim.reason.description]
            if counts[key] == nil { order.append(key) }
            counts[key, default: 0] += claim.claim.quantity
        }
        return try Table(
            columns: [Column("Outcome"), Column("Why"), Column("Claims", .end)],
            rows: order.map { key in [.text(key[0]), .text(key[1]), .count(Int(counts[key] ?? 0))] })
    }

    /// What the amounts are made of, where a line does not show it by itself.
    private func parts() throws(ReportingError) -> Table? {
        var rows: [[Cell]] = []
        for line in statement.lines where line.parts.count > 1 || line.quantity == nil {
            for part in line.parts {
                rows.append([
                    .count(line.number), .text(words(part)), .text(part.clause.description),
                    .amount(part.amount),
                ])
            }
        }
        guard !rows.isEmpty else { return nil }
        return try Table(
            caption: "What the amounts are made of",
            columns: [Column("No.", .end), Column("What"), Column("Clause"), Column("Exact", .end)],
            rows: rows)
    }

    private func words(_ part: Breakdown.Part) -> String {
        guard let quantity = part.quantity else { return part.label }
        let exact = Decimal(exactly: quantity).map(\.description) ?? quantity.description
        return "\(part.label): \(exact)" + (part.unitPrice.map { " × \($0)" } ?? "")
    }

    private func conversions() throws(ReportingError) -> Table? {
        var rows: [[Cell]] = []
        for line in statement.lines {
            guard let converted = line.converted else { continue }
            let rate = Decimal(exactly: converted.rate).map(\.description) ?? converted.rate.description
            rows.append([
                .count(line.number), .money(line.paid), .text("\(rate) (\(converted.clause))"),
                .money(converted.paid),
            ])
        }
        guard !rows.isEmpty else { return nil }
        return try Table(
            caption: "Paid in another currency",
            columns: [
                Column("No.", .end), Column("Amount", .end), Column("Declared rate"), Column("Paid as", .end),
            ], rows: rows)
    }

    private var reductions: [Block] {
        let notes = statement.lines.flatMap { line in
            line.reductions.map {
                "Line \(line.number) is \($0.amount) less because of cap '\($0.cap)' (\($0.clause))."
            }
        }
        return notes.isEmpty ? [] : [.callout(Callout(.note, notes.joined(separator: "\n")))]
    }

    private var heldList: Block {
        .list(
            statement.held.map { held in
                "\(held.subject): \(held.reason.message)\(held.reason.place.map { " (\($0))" } ?? "")"
            })
    }

    private func shares(_ distribution: Distribution) throws(ReportingError) -> Table {
        let name = statement.contract.party(distribution.party)?.name ?? distribution.party.rawValue
        let caption = "What \(name) does with it"
        guard distribution.shares.contains(where: { $0.step != nil }) else {
            return try Table(
                caption: caption, columns: [Column("To"), Column("Amount", .end)],
                rows: distribution.shares.map { [.text($0.title), .money($0.amount)] },
                totals: ["Received", .money(distribution.received)])
        }
        return try Table(
            caption: caption,
            columns: [
                Column("Day"), Column("For"), Column("To"), Column("Clause"), Column("Owed", .end),
                Column("Amount", .end),
            ],
            rows: distribution.shares.map { share in
                guard let step = share.step else {
                    return [.empty, .text(share.title), .empty, .empty, .empty, .money(share.amount)]
                }
                return [
                    .day(step.day), .text(step.title),
                    .text(statement.contract.party(step.party)?.name ?? step.party.rawValue),
                    (step.clause?.number ?? step.clause?.source).map { .text($0) } ?? .empty,
                    step.owed.map { .money($0.before) } ?? .empty, .money(share.amount),
                ]
            },
            totals: ["", "Received", .empty, .empty, .empty, .money(distribution.received)])
    }

    private func otherTotals() throws(ReportingError) -> Table {
        try Table(
            columns: [Column("Settlement"), Column("State"), Column("Total", .end)],
            rows: others.map { [.text($0.plan.title), .text($0.state.words), .money($0.total)] })
    }
}
