package import InvestorReturns
import OutcomesModel
package import Settlement

extension Document {
    /// Lays out what investors paid and got until a settlement's day: by day and tier, with balances and rates.
    ///
    /// - Parameter accounts: one for each waterfall of the contract, with what `statement` pays in it.
    package static func investor(
        _ accounts: [InvestorAccount], _ statement: Statement
    ) throws(ReportingError) -> Document {
        let contract = statement.contract
        var document = Document(title: contract.title, subtitle: "Investor account")
        document.blocks.append(
            .facts([
                Fact("Settlement", .text(statement.plan.title)), Fact("Due", .day(statement.plan.due)),
                Fact("State", .text(statement.state.words)),
                Fact("Evidence as of batch", .count(Int(statement.asOf.number))),
            ]))
        guard !accounts.isEmpty else {
            document.blocks.append(
                .callout(
                    Callout(
                        .note,
                        "The contract declares no [[waterfall]]: what was drawn, and who is repaid first, is "
                            + "not known.")))
            return document
        }
        for account in accounts {
            document.blocks += try InvestorLayout(account: account, contract: contract).blocks()
        }
        return document
    }
}

private struct InvestorLayout {
    let account: InvestorAccount
    let contract: Contract

    func blocks() throws(ReportingError) -> [Block] {
        var blocks: [Block] = [
            .heading("Capital behind what \(name(account.terms.party)) receives", .section),
            .table(try investors()), .table(try classes()),
        ]
        if account.summaries.last?.rateOfReturn.status != .unique { blocks.append(noRate) }
        blocks += [.heading("Day by day", .section), .table(try days())]
        let accruals = try growth()
        if !accruals.rows.isEmpty { blocks.append(.table(accruals)) }
        blocks.append(
            .footnote(
                """
                Until \(account.until). A payment counts on the day on which its settlement is due. The rate of \
                return is that at which all sums of an investor, discounted by days over 365, are worth nothing \
                together; nothing is paid by it. What is owed is shown to the minor unit, and never rounded while \
                it accrues.
                """))
        return blocks
    }

    private func name(_ party: PartyID) -> String { contract.party(party)?.name ?? party.rawValue }

    private func title(_ id: ClassID) -> String {
        account.terms.investmentClass(id)?.title ?? id.rawValue
    }

    private func investors() throws(ReportingError) -> Table {
        let single = account.summaries.count == 2
        return try Table(
            caption: "Investors",
            columns: [
                Column("Investor"), Column("Drawn", .end), Column("Came back", .end),
                Column("Multiple", .end), Column("Rate a year", .end),
            ],
            rows: (single ? account.summaries.dropLast() : account.summaries[...]).map { summary in
                [
                    .text(summary.party.map(name) ?? "All"), .money(summary.drawn), .money(summary.received),
                    multiple(summary.multiple), .text(summary.rateOfReturn.words),
                ]
            })
    }

    private func multiple(_ multiple: Ratio?) -> Cell {
        guard let multiple else { return .empty }
        return (try? multiple.rounded(.halfEven, decimals: 4)).map { .number($0) } ?? .ratio(multiple)
    }

    private func classes() throws(ReportingError) -> Table {
        try Table(
            caption: "What is still owed",
            columns: [
                Column("Class"), Column("Drawn", .end), Column("From receipts", .end),
                Column("Capital owed", .end), Column("Preferred return owed", .end),
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

    private var noRate: Block {
        let rate = account.summaries.last!.rateOfReturn
        switch rate.status {
        case .multiple:
            return .callout(
                Callout(.warning, "The sums have several rates of return: none of them is the answer."))
        case .unique, .noRoot, .beyondRange, .unsolved, .noSignChange, .singleDay, .allZero, .noFlows:
            return .callout(Callout(.note, "There is no rate of return (\(rate.status.rawValue))."))
        }
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
                        .day(drawdown.day), "Drawdown", .text(from), clause(drawdown.clause), .empty,
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
            rows.append((day, [.day(day), "Kept", .text(keeper), .empty, .empty, .money(shared.kept)]))
        }
        return try Table(
            columns: [
                Column("Day"), Column("What"), Column("To, or from"), Column("Clause"),
                Column("Owed", .end), Column("Amount", .end),
            ],
            // Sorting keeps the order within a day.
            rows: rows.enumerated().sorted { ($0.element.day, $0.offset) < ($1.element.day, $1.offset) }
                .map(\.element.cells))
    }

    private func cells(_ line: WaterfallLine, on day: Day) -> [Cell] {
        guard let step = try? account.step(line, on: day) else {
            return [
                .day(day), .text(line.kind.title), .text(name(line.party)), .empty, .empty,
                .money(line.amount),
            ]
        }
        return [
            .day(day), .text(step.title), .text(name(line.party)), clause(step.clause),
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
                        .text(step.title), .day(accrual.first),
                        .count(accrual.last.days(since: accrual.first)),
                        .text(accrual.rate.words), .money(accrual.base), .money(accrual.interest),
                    ])
                }
            }
        }
        return try Table(
            caption: "How what is owed has grown, until it was paid",
            columns: [
                Column("For"), Column("From"), Column("Days", .end), Column("Rate"), Column("On", .end),
                Column("Grown by", .end),
            ], rows: rows)
    }
}

extension InterestRate {
    /// `5 % simple, ACT/365F`.
    fileprivate var words: String {
        let percent = (try? rate.multiplied(by: Ratio(100)))?.grouped ?? "\(rate)"
        return "\(percent) % \(compounding == .simple ? "simple" : "compound"), \(dayCount.rawValue)"
    }
}

extension RateOfReturn {
    /// `-36.75 %`, all rates where there are several, or a dash and the status.
    fileprivate var words: String {
        switch status {
        case .unique, .multiple:
            roots.map { $0.touches ? "\($0.percent) (touches)" : $0.percent }.joined(separator: ", ")
        case .noSignChange: "none: nothing came back, or nothing was drawn"
        case .noRoot, .beyondRange, .unsolved, .singleDay, .allZero, .noFlows: "none: \(status.rawValue)"
        }
    }
}

extension RateOfReturn.Root {
    /// To two decimals; of rates that are past them as a power of ten.
    fileprivate var percent: String {
        let hundredths = (rate * 10_000).rounded(.toNearestOrEven)
        guard let units = Int64(exactly: hundredths) else { return "\(rate * 100) %" }
        return "\(Decimal(units: units, decimals: 2).grouped) %"
    }
}
