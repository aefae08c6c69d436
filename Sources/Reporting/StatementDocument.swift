package import OutcomesModel
package import Settlement

extension Document {
    /// Lays out the statement of a settlement: what was found, estimated, paid, by which clause and line.
    ///
    /// - Parameters:
    ///   - others: statements of the contract's other settlements, shown as totals beside it.
    ///   - findings: those that were recorded, and those of the contract's own check.
    ///   - reader: people read of intervals in sentences, and programs in columns.
    ///   - showsFew: whether estimates of fewer people than the contract's smallest cell are shown.
    package static func statement(
        _ statement: Statement, others: [Statement], findings: [RecordedFinding],
        for reader: DocumentReader = .people, showsFew: Bool = false, in language: Language = .en
    ) throws(ReportingError) -> Document {
        let contract = statement.contract
        func word(_ english: String, sv swedish: String) -> String { language.word(english, sv: swedish) }
        var document = Document(title: contract.title, subtitle: statement.plan.title, language: language)
        document.blocks.append(
            .facts(
                [
                    Fact(word("Contract", sv: "Avtal"), .text("\(contract.id) \(statement.packVersion)")),
                    Fact(word("Settlement", sv: "Avräkning"), .text(statement.plan.id.rawValue)),
                    Fact(
                        word("Window", sv: "Mätperiod"),
                        .text(contract.window(statement.plan.window)?.title ?? "")),
                    Fact(word("Due", sv: "Förfaller"), .day(statement.plan.due)),
                    Fact(
                        word("Evidence as of batch", sv: "Underlag till och med leverans"),
                        .count(Int(statement.asOf.number))),
                    Fact(word("State", sv: "Läge"), .text(statement.state.words(in: language))),
                    Fact(word("Total", sv: "Summa"), .money(statement.total)),
                ]
                    + (statement.standsPosted
                        ? [
                            Fact(
                                word("More than is posted", sv: "Utöver det bokförda"), .money(statement.due))
                        ] : [])))
        document.blocks += try StatementLayout(
            statement: statement, others: others, findings: findings, reader: reader, showsFew: showsFew,
            language: language
        ).blocks()
        return document
    }

    /// Lists findings, the open questions first.
    ///
    /// - Parameter reader: where there are none, people are told so, and programs get a table without rows as well.
    package static func findings(
        _ findings: [RecordedFinding], of contract: Contract, for reader: DocumentReader = .people,
        in language: Language = .en
    ) throws(ReportingError) -> Document {
        func word(_ english: String, sv swedish: String) -> String { language.word(english, sv: swedish) }
        var document = Document(
            title: contract.title, subtitle: word("Findings", sv: "Anmärkningar"), language: language)
        if findings.isEmpty {
            document.blocks.append(
                .callout(Callout(.good, word("There are no findings.", sv: "Det finns inga anmärkningar."))))
            guard reader == .programs else { return document }
        }
        let ordered = findings.filter(\.isOpen) + findings.filter { !$0.isOpen }
        document.blocks.append(
            .table(
                try Table(
                    columns: [
                        Column(word("No.", sv: "Nr")), Column(word("Severity", sv: "Allvar")),
                        Column(word("Where", sv: "Var")), Column(word("What", sv: "Vad")),
                        Column(word("Answer", sv: "Svar")),
                    ],
                    rows: ordered.map { row in
                        [
                            // What is found anew each time has no number.
                            row.id.number == 0 ? .empty : .count(Int(row.id.number)),
                            .text(
                                row.isOpen
                                    ? word("open question", sv: "öppen fråga")
                                    : row.finding.severity.word(in: language)),
                            .text(row.finding.place?.description ?? word("contract", sv: "avtalet")),
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
    private let english, swedish: String

    init(_ word: String, _ english: String, sv swedish: String) {
        self.word = word
        self.english = english
        self.swedish = swedish
    }

    package func words(in language: Language) -> String { language.word(english, sv: swedish) }
}

extension Statement {
    package var state: StatementState {
        guard plan.pays else {
            return StatementState(
                "information", "for information; nothing is paid", sv: "för kännedom; ingenting betalas")
        }
        guard let last = posted.last else { return StatementState("draft", "draft", sv: "utkast") }
        let (at, by) = (last.recording.at, last.recording.by)
        switch last.kind {
        case .reversal:
            return StatementState(
                "reversed", "taken back \(at) by \(by); a new draft",
                sv: "återtagen \(at) av \(by); nytt utkast")
        case .settlement, .adjustment:
            let isFirst = last.kind == .settlement
            return StatementState(
                "posted",
                "\(isFirst ? "posted" : "adjusted") \(at) by \(by)"
                    + (differsFromPosted ? ", and different now" : ""),
                sv: "\(isFirst ? "bokförd" : "justerad") \(at) av \(by)"
                    + (differsFromPosted ? ", och annorlunda nu" : ""))
        }
    }
}

extension FindingSeverity {
    fileprivate func word(in language: Language) -> String {
        switch self {
        case .rejected: language.word(rawValue, sv: "avvisad")
        case .question: language.word(rawValue, sv: "fråga")
        case .warning: language.word(rawValue, sv: "varning")
        }
    }
}

private struct StatementLayout: WrittenInLanguage {
    let statement: Statement
    let others: [Statement]
    let findings: [RecordedFinding]
    let reader: DocumentReader
    let showsFew: Bool
    let language: Language

    private var contract: Contract { statement.contract }

    func blocks() throws(ReportingError) -> [Block] {
        var blocks: [Block] = []
        blocks += [questions, held, rejected].compactMap(\.self)
        if statement.differsFromPosted {
            blocks += [
                .heading(
                    word(
                        "What has changed since it was posted", sv: "Vad som har ändrats sedan det bokfördes"),
                    .section)
            ]
            blocks += [.table(try adjustments())]
        }
        if !statement.estimates.isEmpty {
            blocks += [
                .heading(word("What was found", sv: "Vad som uppmättes"), .section), .table(try estimates()),
            ]
            if let together = try allTogether() { blocks.append(.table(together)) }
            blocks += conclusions
        }
        blocks += [.heading(word("What is paid", sv: "Vad som betalas"), .section)]
        blocks +=
            statement.lines.isEmpty
            ? [.text(word("No payment is due.", sv: "Ingen betalning ska göras."))]
            : [.table(try lines()), .table(try causes())]
        if let parts = try parts() { blocks.append(.table(parts)) }
        if let requirements = try requirements() { blocks.append(.table(requirements)) }
        if let conversions = try conversions() { blocks.append(.table(conversions)) }
        blocks += reductions
        if !statement.held.isEmpty {
            blocks += [.heading(word("What is held", sv: "Vad som hålls inne"), .section), heldList]
        }
        if !statement.withheld.isEmpty {
            blocks += [
                .heading(word("Claims that are not paid", sv: "Anspråk som inte betalas"), .section),
                .table(try withheld()),
            ]
        }
        for distribution in statement.distributions { blocks.append(.table(try shares(distribution))) }
        if !others.isEmpty {
            blocks += [
                .heading(word("Other windows", sv: "Andra mätperioder"), .section), .table(try otherTotals()),
            ]
        }
        return blocks
    }

    private var questions: Block? {
        let open = findings.filter(\.isOpen)
        guard !open.isEmpty else { return nil }
        let list = open.map { "\(word("No.", sv: "Nr")) \($0.id): \($0.finding.message)" }
            .joined(separator: "\n")
        let count =
            open.count == 1 ? "1 question must be answered" : "\(open.count) questions must be answered"
        let sentence = word(
            "\(count) before this can be posted.",
            sv:
                "\(open.count) \(open.count == 1 ? "fråga" : "frågor") måste besvaras innan detta kan bokföras."
        )
        return .callout(Callout(.warning, "\(sentence)\n\(list)"))
    }

    private var held: Block? {
        guard !statement.held.isEmpty else { return nil }
        let people =
            statement.held.count == 1 ? "1 participant is" : "\(statement.held.count) participants are"
        return .callout(
            Callout(
                .warning,
                word(
                    "\(people) held, because the rule failed: nothing is paid for them.",
                    sv: "\(statement.held.count) deltagare hålls inne, eftersom regeln misslyckades: "
                        + "för dem betalas ingenting.")))
    }

    private var rejected: Block? {
        let rejected = findings.count { $0.finding.severity == .rejected }
        let warnings = findings.count { $0.finding.severity == .warning }
        guard rejected + warnings > 0 else { return nil }
        var parts: [String] = []
        if rejected > 0 {
            parts.append(
                word(
                    "\(rejected) \(rejected == 1 ? "row was" : "rows were") rejected and not used",
                    sv:
                        "\(rejected) \(rejected == 1 ? "rad avvisades och användes" : "rader avvisades och användes") inte"
                ))
        }
        if warnings > 0 {
            parts.append(
                word(
                    "\(warnings) \(warnings == 1 ? "warning" : "warnings")",
                    sv: "\(warnings) \(warnings == 1 ? "varning" : "varningar")"))
        }
        let told = parts.joined(separator: ", ")
        return .callout(
            Callout(
                .note,
                word(
                    "In the evidence: \(told). See the findings.",
                    sv: "I underlaget: \(told). Se anmärkningarna."))
        )
    }

    /// Those of this settlement, and of the others over other windows.
    private var allEstimates: [Estimate] {
        statement.estimates
            + others.filter { $0.plan.window != statement.plan.window }.flatMap(\.estimates)
    }

    /// The arms' means and their difference; for programs also how sure it is.
    private func estimates() throws(ReportingError) -> Table {
        let estimates = allEstimates
        let isTold = reader == .programs && estimates.contains { $0.precision != nil }
        let levels = Set(estimates.compactMap { $0.precision?.level })
        let level =
            levels.count == 1 ? levels.first.flatMap { try? $0.ratio.multiplied(by: Ratio(100)) } : nil
        let interval = level.map { word("\($0.plain) % interval", sv: "Intervall på \($0.plain) %") }
        return try Table(
            caption: word("Estimates, means per person", sv: "Skattningar, medel per person"),
            columns: [
                Column(word("Estimate", sv: "Skattning")), Column(word("Window", sv: "Mätperiod")),
                Column(word("Treatment", sv: "Insatsgrupp"), .end),
                Column(word("Comparison", sv: "Jämförelse"), .end),
                Column(word("Difference", sv: "Skillnad"), .end),
            ]
                + (isTold
                    ? [
                        Column(interval ?? word("Interval", sv: "Intervall"), .end),
                        Column(word("Standard error", sv: "Medelfel"), .end),
                    ] : []),
            rows: estimates.map { estimate in
                let indicator = contract.indicator(estimate.indicator)
                return [
                    .text(words(estimate).name), .text(window(of: estimate)),
                    mean(of: estimate.treatment, indicator),
                    estimate.comparison.map { mean(of: $0, indicator) } ?? .empty,
                    estimate.difference.map {
                        hides(estimate) ? tooFew : mean($0, indicator)
                    } ?? .empty,
                ] + (isTold ? precision(of: estimate, indicator) : [])
            })
    }

    private func hides(_ arm: Estimate.Arm) -> Bool { !showsFew && contract.hides(arm.counted) }
    private func hides(_ estimate: Estimate) -> Bool { !showsFew && contract.hides(estimate) }
    private var tooFew: Cell { .missing(.tooFew(contract.smallestCell)) }

    private func mean(of arm: Estimate.Arm, _ indicator: Indicator?) -> Cell {
        hides(arm) ? tooFew : mean(arm.mean, indicator)
    }

    private func precision(of estimate: Estimate, _ indicator: Indicator?) -> [Cell] {
        guard let precision = estimate.precision else { return [.empty, .empty] }
        guard !hides(estimate) else { return [tooFew, tooFew] }
        func cell(_ value: Double) -> Cell {
            // A statistic is no exact figure: of it no more is shown than of the means.
            Decimal(rounding: value, decimals: 2 + (indicator?.decimals ?? 0)).map {
                mean($0.ratio, indicator)
            } ?? .missing(.other("too large"))
        }
        return [
            .interval(of: nil, from: cell(precision.lower), to: cell(precision.upper)),
            cell(precision.standardError),
        ]
    }

    private func window(of estimate: Estimate) -> String {
        contract.window(estimate.window)?.title ?? estimate.window.rawValue
    }

    /// What all people together cost less, or have more of, whichever is better; nil where none is of money.
    private func allTogether() throws(ReportingError) -> Table? {
        let rows = allEstimates.compactMap { estimate -> [Cell]? in
            guard let saving = estimate.saving, !hides(estimate) else { return nil }
            let isGain = contract.indicator(estimate.indicator)?.better == .higher
            return [
                .text(words(estimate).name), .text(window(of: estimate)),
                .count(estimate.treatment.counted), rounded(isGain ? saving.negated() : saving),
            ]
        }
        guard !rows.isEmpty else { return nil }
        return try Table(
            caption: word(
                "Saved or gained by all together", sv: "Sparat eller vunnet av alla tillsammans"),
            columns: [
                Column(word("Estimate", sv: "Skattning")), Column(word("Window", sv: "Mätperiod")),
                Column(word("People", sv: "Personer"), .end), Column(word("Amount", sv: "Belopp"), .end),
            ],
            rows: rows)
    }

    /// Shows a mean to two decimals; nothing is decided by what is shown.
    private func mean(_ mean: Ratio, _ indicator: Indicator?) -> Cell {
        if let currency = indicator?.currency, let amount = try? Amount(majorUnits: mean, currency: currency)
        {
            return rounded(amount)
        }
        return (try? mean.rounded(.halfEven, decimals: 2)).map { .number($0) } ?? .ratio(mean)
    }

    private func rounded(_ amount: Amount) -> Cell {
        let rounding = contract.rounding
        return (try? rounding.apply(to: amount)).map { .money($0.paid) } ?? .amount(amount)
    }

    private func words(_ estimate: Estimate) -> EstimateWords {
        EstimateWords(estimate, in: contract, language)
    }

    /// Says of each estimate how many people it is of, how sure it is, and what follows from it.
    private var conclusions: [Block] {
        allEstimates.flatMap { estimate -> [Block] in
            let words = words(estimate)
            guard !hides(estimate) else {
                let least = contract.smallestCell
                return [
                    .text(
                        word(
                            "\(words.title): figures of fewer than \(least) people are not shown.",
                            sv: "\(words.title): värden för färre än \(least) personer visas inte."))
                ]
            }
            let text = Block.text("\(words.title): \(words.people) \(words.conclusion)")
            guard !words.warnings.isEmpty else { return [text] }
            return [text, .callout(Callout(.note, words.warnings.joined(separator: "\n")))]
        }
    }

    private func lines() throws(ReportingError) -> Table {
        let counted = statement.lines.contains { $0.quantity != nil }
        var columns = [
            Column(word("No.", sv: "Nr"), .end), Column(word("Payment", sv: "Betalning")),
            Column(word("Due by clause", sv: "Enligt klausul")),
        ]
        if counted {
            columns += [Column(word("Claims", sv: "Antal"), .end), Column(word("Price", sv: "Pris"), .end)]
        }
        columns.append(Column(word("Amount", sv: "Belopp"), .end))
        var rows: [[Cell]] = []
        for line in statement.lines {
            var row: [Cell] = [
                .count(line.number), .text(line.title), .text(line.clause.words(in: language)),
            ]
            if counted {
                row.append(line.quantity.map { .count(Int($0)) } ?? .empty)
                row.append(line.unitPrice.map { .money($0) } ?? .empty)
            }
            rows.append(row + [.money(line.paid)])
        }
        let totals: [Cell] =
            [.empty, .text(word("Total", sv: "Summa")), .empty] + (counted ? [.empty, .empty] : []) + [
                .money(statement.total)
            ]
        return try Table(
            caption: word("Payment lines", sv: "Betalningsrader"), columns: columns, rows: rows,
            totals: totals)
    }

    private func causes() throws(ReportingError) -> Table {
        func name(_ party: PartyID) -> String { contract.party(party)?.name ?? party.rawValue }
        return try Table(
            caption: word("Who pays whom, and why", sv: "Vem som betalar vem, och varför"),
            columns: [
                Column(word("No.", sv: "Nr"), .end), Column(word("From", sv: "Från")),
                Column(word("To", sv: "Till")), Column(word("Rule", sv: "Regel")),
                Column(word("Exact", sv: "Exakt")),
                Column(word("Residue", sv: "Rest"), .end),
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
            caption: word(
                "Adjusting lines: the difference to what was posted",
                sv: "Justeringar: skillnaden mot det som bokförts"),
            columns: [
                Column(word("No.", sv: "Nr"), .end), Column(word("Payment", sv: "Betalning")),
                Column(word("Posted", sv: "Bokfört"), .end), Column(word("Now", sv: "Nu"), .end),
                Column(word("Difference", sv: "Skillnad"), .end),
            ],
            rows: statement.adjustments.map { line in
                [
                    .count(line.number), .text("\(line.title) (\(line.clause.words(in: language)))"),
                    .money(line.posted),
                    .money(line.now), .money(line.difference),
                ]
            },
            totals: [
                .empty, .text(word("Due now", sv: "Att betala nu")), .empty, .empty, .money(statement.due),
            ])
    }

    /// Told by reason and outcome, in the order in which they come first: whose they are is in the receipt.
    private func withheld() throws(ReportingError) -> Table {
        var order: [[String]] = []
        var counts: [[String]: Int64] = [:]
        for claim in statement.withheld {
            let title = contract.outcome(claim.claim.outcome)?.title ?? ""
            let key = [title, claim.reason.words(in: language)]
            if counts[key] == nil { order.append(key) }
            counts[key, default: 0] += claim.claim.quantity
        }
        return try Table(
            columns: [
                Column(word("Outcome", sv: "Utfall")), Column(word("Why", sv: "Varför")),
                Column(word("Claims", sv: "Antal"), .end),
            ],
            rows: order.map { key in [.text(key[0]), .text(key[1]), .count(Int(counts[key] ?? 0))] })
    }

    /// What the amounts are made of, where a line does not show it by itself.
    private func parts() throws(ReportingError) -> Table? {
        var rows: [[Cell]] = []
        for line in statement.lines where line.parts.count > 1 || line.quantity == nil {
            for part in line.parts {
                rows.append([
                    .count(line.number), .text(words(part)), .text(part.clause.words(in: language)),
                    .amount(part.amount),
                ])
            }
        }
        guard !rows.isEmpty else { return nil }
        return try Table(
            caption: word("What the amounts are made of", sv: "Vad beloppen består av"),
            columns: [
                Column(word("No.", sv: "Nr"), .end), Column(word("What", sv: "Vad")),
                Column(word("Clause", sv: "Klausul")), Column(word("Exact", sv: "Exakt"), .end),
            ],
            rows: rows)
    }

    /// Which row of a tariff applied, and which conditions were met; lines that depend on the same are told together.
    private func requirements() throws(ReportingError) -> Table? {
        var told: [(lines: [Int], held: [Requirement])] = []
        for line in statement.lines {
            let held = line.requirements.telling.map(\.requirement)
            guard !held.isEmpty else { continue }
            if let last = told.indices.last, told[last].held == held {
                told[last].lines.append(line.number)
            } else {
                told.append(([line.number], held))
            }
        }
        guard !told.isEmpty else { return nil }
        var rows: [[Cell]] = []
        for (lines, held) in told {
            for requirement in held {
                let words = RequirementWords(requirement, in: language)
                rows.append([
                    .text(lines.map { "\($0)" }.joined(separator: ", ")), .text(words.fullName),
                    .text(words.asked), .text(words.figure), .text(words.verdict),
                    .text(requirement.clause.file),
                ])
            }
        }
        return try Table(
            caption: word("What the amounts depended on", sv: "Vad beloppen berodde på"),
            columns: [
                Column(word("No.", sv: "Nr")), Column(word("What", sv: "Vad")),
                Column(word("Asked for", sv: "Krävs")), Column(word("Found", sv: "Uppmätt")),
                Column(word("Verdict", sv: "Utslag")), Column(word("Where", sv: "Var")),
            ],
            rows: rows)
    }

    private func words(_ part: Breakdown.Part) -> String {
        let label = part.words.text(
            in: language, figures: language.figures, amounts: { language.figures($0.grouped()) })
        guard let quantity = part.quantity else { return label }
        let exact = Decimal(exactly: quantity).map { language.grouped($0.description) }
        return "\(label): \(exact ?? language.figures(quantity.description))"
            + (part.unitPrice.map { " × \(language.figures($0.grouped()))" } ?? "")
    }

    private func conversions() throws(ReportingError) -> Table? {
        var rows: [[Cell]] = []
        for line in statement.lines {
            guard let converted = line.converted else { continue }
            rows.append([
                .count(line.number), .money(line.paid),
                Decimal(exactly: converted.rate).map { .number($0) } ?? .ratio(converted.rate),
                .text(converted.clause.words(in: language)), .money(converted.paid),
            ])
        }
        guard !rows.isEmpty else { return nil }
        return try Table(
            caption: word("Paid in another currency", sv: "Betalas i annan valuta"),
            columns: [
                Column(word("No.", sv: "Nr"), .end), Column(word("Amount", sv: "Belopp"), .end),
                Column(word("Declared rate", sv: "Avtalad kurs"), .end),
                Column(word("Clause", sv: "Klausul")),
                Column(word("Paid as", sv: "Betalas som"), .end),
            ], rows: rows)
    }

    private var reductions: [Block] {
        let notes = statement.lines.flatMap { line in
            line.reductions.map {
                word(
                    "Line \(line.number) is \($0.amount.grouped()) less because of cap '\($0.cap)' (\($0.clause)).",
                    sv:
                        "Rad \(line.number) är \(language.figures($0.amount.grouped())) mindre på grund av taket "
                        + "'\($0.cap)' (\($0.clause.words(in: language))).")
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
        let name = contract.party(distribution.party)?.name ?? distribution.party.rawValue
        let caption = word("What \(name) does with it", sv: "Vad \(name) gör med det")
        guard distribution.shares.contains(where: { $0.step != nil }) else {
            return try Table(
                caption: caption,
                columns: [Column(word("To", sv: "Till")), Column(word("Amount", sv: "Belopp"), .end)],
                rows: distribution.shares.map { [.text($0.title), .money($0.amount)] },
                totals: [.text(word("Received", sv: "Mottaget")), .money(distribution.received)])
        }
        return try Table(
            caption: caption,
            columns: [
                Column(word("Day", sv: "Dag")), Column(word("For", sv: "För")),
                Column(word("To", sv: "Till")), Column(word("Clause", sv: "Klausul")),
                Column(word("Owed", sv: "Skuld"), .end),
                Column(word("Amount", sv: "Belopp"), .end),
            ],
            rows: distribution.shares.map { share in
                guard let step = share.step else {
                    return [.empty, .text(share.title), .empty, .empty, .empty, .money(share.amount)]
                }
                return [
                    .day(step.day), .text(step.title(in: language)),
                    .text(contract.party(step.party)?.name ?? step.party.rawValue),
                    (step.clause?.number ?? step.clause?.source).map { .text($0) } ?? .empty,
                    step.owed.map { .money($0.before) } ?? .empty, .money(share.amount),
                ]
            },
            totals: [
                .empty, .text(word("Received", sv: "Mottaget")), .empty, .empty, .empty,
                .money(distribution.received),
            ])
    }

    private func otherTotals() throws(ReportingError) -> Table {
        try Table(
            columns: [
                Column(word("Settlement", sv: "Avräkning")), Column(word("State", sv: "Läge")),
                Column(word("Total", sv: "Summa"), .end),
            ],
            rows: others.map {
                [.text($0.plan.title), .text($0.state.words(in: language)), .money($0.total)]
            })
    }
}

extension WithheldClaim.Reason {
    package func words(in language: Language) -> String {
        switch self {
        case .paidBefore(let settlement):
            language.word(description, sv: "avräkningen '\(settlement)' har betalat det")
        case .paidElsewhere(let contract, let settlement, let period):
            language.word(
                description,
                sv: "avtalet \(contract) har betalat det i avräkningen '\(settlement)', för \(period)")
        case .rejected(let recording):
            language.word(
                description, sv: "avvisat av \(recording.by) \(recording.at): \(recording.reason)")
        case .disputed(let recording):
            language.word(
                description, sv: "bestritt av \(recording.by) \(recording.at): \(recording.reason)")
        case .notVerified: language.word(description, sv: "ingen har verifierat det")
        }
    }
}

extension Clause {
    /// The clause as a reader of this language calls it.
    package func words(in language: Language) -> String {
        number.map { language.word("clause \($0)", sv: "klausul \($0)") } ?? description
    }
}
