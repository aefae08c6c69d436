package import InvestorReturns
package import OutcomesModel
package import Settlement

extension Document {
    /// Lays out what investors paid and got until a settlement's day: by day and tier, with balances and rates.
    ///
    /// - Parameter accounts: one for each waterfall of the contract, with what `statement` pays in it.
    package static func investor(
        _ accounts: [InvestorAccount], _ statement: Statement, in language: Language = .en
    ) throws(ReportingError) -> Document {
        let contract = statement.contract
        func word(_ english: String, sv swedish: String) -> String { language.word(english, sv: swedish) }
        var document = Document(
            title: contract.title, subtitle: word("Investor account", sv: "Investerarens konto"),
            language: language)
        document.blocks.append(
            .facts([
                Fact(word("Settlement", sv: "Avräkning"), .text(statement.plan.title)),
                Fact(word("Due", sv: "Förfaller"), .day(statement.plan.due)),
                Fact(word("State", sv: "Läge"), .text(statement.state.words(in: language))),
                Fact(
                    word("Evidence as of batch", sv: "Underlag till och med leverans"),
                    .count(Int(statement.asOf.number))),
            ]))
        guard !accounts.isEmpty else {
            document.blocks.append(
                .callout(
                    Callout(
                        .note,
                        word(
                            "The contract declares no [[waterfall]]: what was drawn, and who is repaid first, is "
                                + "not known.",
                            sv:
                                "Avtalet har ingen [[waterfall]]: vad som har lånats ut, och vem som får tillbaka "
                                + "först, är inte känt."))))
            return document
        }
        for account in accounts {
            document.blocks += try InvestorLayout(account: account, contract: contract, language: language)
                .blocks()
        }
        return document
    }
}

private struct InvestorLayout: WrittenInLanguage {
    let account: InvestorAccount
    let contract: Contract
    let language: Language

    func blocks() throws(ReportingError) -> [Block] {
        var blocks: [Block] = [
            .heading(
                word(
                    "Capital behind what \(name(account.terms.party)) receives",
                    sv: "Kapitalet bakom det som \(name(account.terms.party)) får"), .section),
            .table(try investors()), .table(try classes()),
        ]
        if let warning { blocks.append(warning) }
        blocks += [.heading(word("Day by day", sv: "Dag för dag"), .section), .table(try days())]
        let accruals = try growth()
        if !accruals.rows.isEmpty { blocks.append(.table(accruals)) }
        blocks.append(
            .footnote(
                word(
                    """
                    Until \(account.until). A payment counts on the day on which its settlement is due. The rate of \
                    return is that at which all sums of an investor, discounted by days over 365, are worth nothing \
                    together; nothing is paid by it. What is owed is shown to the minor unit, and never rounded \
                    while it accrues.
                    """,
                    sv: """
                        Till och med \(account.until). En betalning räknas den dag då avräkningen förfaller. \
                        Internräntan är den där en investerares alla belopp, diskonterade med dagar genom 365, \
                        tillsammans är värda noll; ingenting betalas efter den. Skulden visas i minsta myntenhet, och \
                        avrundas aldrig medan den växer.
                        """)))
        return blocks
    }

    private func name(_ party: PartyID) -> String { contract.party(party)?.name ?? party.rawValue }

    private func title(_ id: ClassID) -> String {
        account.terms.investmentClass(id)?.title ?? id.rawValue
    }

    private func investors() throws(ReportingError) -> Table {
        let single = account.summaries.count == 2
        return try Table(
            caption: word("Investors", sv: "Investerare"),
            columns: [
                Column(word("Investor", sv: "Investerare")), Column(word("Drawn", sv: "Utbetalt lån"), .end),
                Column(word("Came back", sv: "Återbetalt"), .end),
                Column(word("Multiple", sv: "Multipel"), .end),
                Column(word("Rate a year", sv: "Ränta per år"), .end),
            ],
            rows: (single ? account.summaries.dropLast() : account.summaries[...]).map { summary in
                [
                    .text(summary.party.map(name) ?? word("All", sv: "Alla")), .money(summary.drawn),
                    .money(summary.received),
                    multiple(summary.multiple), summary.rateOfReturn.cell(in: language),
                ]
            })
    }

    private func multiple(_ multiple: Ratio?) -> Cell {
        guard let multiple else { return .empty }
        return (try? multiple.rounded(.halfEven, decimals: 4)).map { .number($0) } ?? .ratio(multiple)
    }

    private func classes() throws(ReportingError) -> Table {
        try Table(
            caption: word("What is still owed", sv: "Vad som återstår"),
            columns: [
                Column(word("Class", sv: "Klass")), Column(word("Drawn", sv: "Utbetalt lån"), .end),
                Column(word("From receipts", sv: "Av inbetalningar"), .end),
                Column(word("Capital owed", sv: "Kapitalskuld"), .end),
                Column(word("Preferred return owed", sv: "Skuld, avkastning"), .end),
            ],
            rows: account.result.classes.map { balance in
                [
                    .text(title(balance.id)), .money(balance.drawn), .money(balance.received),
                    .money(balance.capitalOutstanding), owed(balance.preferredReturnOwed),
                ]
            })
    }

    /// A balance that rounding left is off zero by less than half a minor unit, on either side.
    private func owed(_ balance: FixedPoint) -> Cell {
        (try? balance.money(account.result.currency, rounding: .halfEven)).map { .money($0) }
            ?? .text("\(balance)")
    }

    /// Says where a rate of return is not the answer to what an investor earned.
    private var warning: Block? {
        let kinds = Set(account.summaries.map(\.rateOfReturn.status))
        if kinds.contains(.multiple) {
            return .callout(
                Callout(
                    .warning,
                    word(
                        "The sums have several rates of return: none of them is the answer.",
                        sv: "Beloppen har flera internräntor: ingen av dem är svaret.")))
        }
        guard let all = account.summaries.last?.rateOfReturn, all.status != .unique else { return nil }
        return .callout(
            Callout(
                .note,
                word(
                    "There is no rate of return: \(all.status.why(in: .en)).",
                    sv: "Det finns ingen internränta: \(all.status.why(in: .sv)).")))
    }

    private func days() throws(ReportingError) -> Table {
        var rows: [(day: Day, cells: [Cell])] = []
        for drawdown in account.drawdowns {
            let investors = account.terms.investmentClass(drawdown.investors)?.investors ?? []
            let from = investors.count == 1 ? name(investors[0].party) : title(drawdown.investors)
            let paid = Amount(drawdown.amount).negated()
            rows.append(
                (
                    drawdown.day,
                    [
                        .day(drawdown.day), .text(word("Drawdown", sv: "Utbetalning av lån")), .text(from),
                        clause(drawdown.clause), .empty,
                        .amount(paid),
                    ]
                ))
        }
        for one in account.result.distributions {
            for line in one.lines { rows.append((one.day, cells(line, on: one.day))) }
        }
        for shared in account.receipts where shared.kept.minorUnits != 0 {
            let day = shared.receipt.day
            let keeper = name(account.terms.party)
            rows.append(
                (
                    day,
                    [
                        .day(day), .text(word("Kept", sv: "Behållet")), .text(keeper), .empty, .empty,
                        .money(shared.kept),
                    ]
                ))
        }
        return try Table(
            columns: [
                Column(word("Day", sv: "Dag")), Column(word("What", sv: "Vad")),
                Column(word("To, or from", sv: "Till, eller från")), Column(word("Clause", sv: "Klausul")),
                Column(word("Owed", sv: "Skuld"), .end), Column(word("Amount", sv: "Belopp"), .end),
            ],
            // Sorting keeps the order within a day.
            rows: rows.enumerated().sorted { ($0.element.day, $0.offset) < ($1.element.day, $1.offset) }
                .map(\.element.cells))
    }

    private func cells(_ line: WaterfallLine, on day: Day) -> [Cell] {
        guard let step = try? account.step(line, on: day) else {
            return [
                .day(day), .text(line.kind.title(in: language)), .text(name(line.party)), .empty, .empty,
                .money(line.amount),
            ]
        }
        return [
            .day(day), .text(step.title(in: language)), .text(name(line.party)), clause(step.clause),
            step.owed.map { .money($0.before) } ?? .empty, .money(line.amount),
        ]
    }

    private func clause(_ clause: Clause?) -> Cell {
        (clause?.number ?? clause?.source).map { .text($0) } ?? .empty
    }

    /// How what the tiers owe has grown, up to their last payments; split lines share one story.
    private func growth() throws(ReportingError) -> Table {
        var told: Set<WaterfallStep.Accrual> = []
        var rows: [[Cell]] = []
        for one in account.result.distributions {
            for line in one.lines {
                guard let step = try? account.step(line, on: one.day) else { continue }
                for accrual in step.accruals where told.insert(accrual).inserted {
                    rows.append([
                        .text(step.title(in: language)), .day(accrual.first),
                        .count(accrual.last.days(since: accrual.first)),
                        .text(accrual.rate.words(in: language)), .money(accrual.base),
                        .money(accrual.interest),
                    ])
                }
            }
        }
        return try Table(
            caption: word(
                "How what is owed has grown, until it was paid",
                sv: "Hur skulden har vuxit tills den betalades"),
            columns: [
                Column(word("For", sv: "För")), Column(word("From", sv: "Från")),
                Column(word("Days", sv: "Dagar"), .end), Column(word("Rate", sv: "Ränta")),
                Column(word("On", sv: "På"), .end),
                Column(word("Grown by", sv: "Ökning"), .end),
            ], rows: rows)
    }
}

extension InterestRate {
    /// `5 % simple, ACT/365F`.
    fileprivate func words(in language: Language) -> String {
        let percent = (try? rate.multiplied(by: Ratio(100)))?.grouped ?? "\(rate)"
        let kind =
            compounding == .simple
            ? language.word("simple", sv: "enkel") : language.word("compound", sv: "sammansatt")
        return "\(language.figures(percent)) % \(kind), \(dayCount.rawValue)"
    }
}

extension RateOfReturn {
    /// A percentage, where there is one rate that is the answer, and words where there is not.
    fileprivate func cell(in language: Language) -> Cell {
        guard status == .unique, roots.count == 1, !roots[0].touches, let hundredths = roots[0].hundredths
        else {
            return .text(words(in: language))
        }
        return .percent(hundredths)
    }

    /// `-36.75 %`, all rates where there are several, or a dash and the status.
    fileprivate func words(in language: Language) -> String {
        switch status {
        case .unique, .multiple:
            roots.map { root in
                let percent = language.figures(root.percent)
                return root.touches ? "\(percent) (\(language.word("touches", sv: "tangerar")))" : percent
            }.joined(separator: language.word(", ", sv: "; "))
        case .noSignChange, .noRoot, .beyondRange, .unsolved, .singleDay, .allZero, .noFlows:
            language.word("none: \(status.why(in: .en))", sv: "ingen: \(status.why(in: .sv))")
        }
    }
}

extension RateOfReturn.Status {
    /// Why there is no rate that is the answer; nothing to say where there is one.
    fileprivate func why(in language: Language) -> String {
        switch self {
        case .unique: language.word("there is one", sv: "det finns en")
        case .multiple: language.word("there are several", sv: "det finns flera")
        case .noSignChange:
            language.word(
                "nothing came back, or nothing was drawn", sv: "inget kom tillbaka, eller inget lånades ut")
        case .noRoot:
            language.word(
                "no rate makes what was drawn and what came back worth the same",
                sv: "ingen ränta gör det utlånade och det återbetalda lika mycket värda")
        case .beyondRange:
            language.word(
                "it is too high or too low to be shown", sv: "den är för hög eller låg för att visas")
        case .unsolved:
            language.word(
                "the sums change sign too often to look for one",
                sv: "beloppen byter tecken för ofta för att söka en")
        case .singleDay:
            language.word("all sums are of one day", sv: "alla belopp är från samma dag")
        case .allZero: language.word("all sums are 0", sv: "alla belopp är 0")
        case .noFlows: language.word("there are no sums", sv: "det finns inga belopp")
        }
    }
}

extension RateOfReturn.Status {
    fileprivate var swedish: String {
        switch self {
        case .unique: "en enda"
        case .multiple: "flera"
        case .noRoot: "ingen ränta ger noll"
        case .beyondRange: "utom räckhåll"
        case .unsolved: "för många teckenbyten"
        case .noSignChange: "inget kom tillbaka, eller inget lånades ut"
        case .singleDay: "alla belopp på en dag"
        case .allZero: "alla belopp är noll"
        case .noFlows: "inga belopp"
        }
    }
}

extension WaterfallStep {
    /// The contract's own title; where it gives none, what the kind is called in this language.
    func title(in language: Language) -> String {
        title == kind.title ? kind.title(in: language) : title
    }
}

extension RateOfReturn.Root {
    /// To two decimals; of rates that are past them as a power of ten.
    fileprivate var percent: String { hundredths.map { "\($0.grouped) %" } ?? "\(rate * 100) %" }

    fileprivate var hundredths: Decimal? {
        Int64(exactly: (rate * 10_000).rounded(.toNearestOrEven)).map { Decimal(units: $0, decimals: 2) }
    }
}
