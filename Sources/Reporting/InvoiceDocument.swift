package import OutcomesModel
package import Settlement

extension Document {
    /// Lays out what each payer owes to each party, as the papers that the payments are made on.
    ///
    /// Where the settlement stands posted and is different now, it is the differences that are owed.
    package static func invoices(
        _ statement: Statement, in language: Language = .en
    ) throws(ReportingError) -> Document {
        let contract = statement.contract
        var document = Document(
            title: contract.title, subtitle: language.word("Invoices by payer", sv: "Fakturor per betalare"),
            language: language)
        let layout = InvoiceLayout(statement: statement, language: language)
        document.blocks = try layout.blocks()
        return document
    }
}

private struct InvoiceLayout: WrittenInLanguage {
    let statement: Statement
    let language: Language

    /// One sum that somebody owes somebody.
    private struct Item {
        let number: Int
        let title: String
        let clause: Clause
        let from, to: PartyID
        let quantity: Int64?
        let unitPrice: Money?
        let amount: Money
        let converted: Money?
    }

    private func name(_ party: PartyID) -> String { statement.contract.party(party)?.name ?? party.rawValue }

    private var items: [Item] {
        guard statement.differsFromPosted else {
            return statement.lines.map { line in
                Item(
                    number: line.number, title: line.title, clause: line.clause, from: line.from, to: line.to,
                    quantity: line.quantity, unitPrice: line.unitPrice, amount: line.paid,
                    converted: line.converted?.paid)
            }
        }
        return statement.adjustments.map { line in
            Item(
                number: line.number, title: line.title, clause: line.clause, from: line.from, to: line.to,
                quantity: nil, unitPrice: nil, amount: line.difference, converted: nil)
        }
    }

    func blocks() throws(ReportingError) -> [Block] {
        var blocks: [Block] = []
        if !statement.plan.pays {
            blocks.append(
                .callout(
                    Callout(
                        .warning,
                        word(
                            "For information: this settlement pays nothing.",
                            sv: "För kännedom: enligt den här avräkningen betalas ingenting."))))
        } else if !statement.standsPosted {
            blocks.append(
                .callout(
                    Callout(
                        .warning,
                        word(
                            "A draft: nothing is owed until the settlement is posted.",
                            sv: "Ett utkast: ingenting ska betalas förrän avräkningen är bokförd."))))
        }
        let items = items.filter { $0.amount.minorUnits != 0 }
        guard !items.isEmpty else {
            return blocks + [.text(word("Nothing is owed.", sv: "Ingenting ska betalas."))]
        }
        var number = 0
        for payer in ordered(items.map(\.from)) {
            let own = items.filter { $0.from == payer }
            blocks.append(
                .heading(word("To \(name(payer))", sv: "Till \(name(payer))"), .section))
            for payee in ordered(own.map(\.to)) {
                number += 1
                blocks += try invoice(number, own.filter { $0.to == payee }, from: payee, to: payer)
            }
        }
        return blocks + [
            .footnote(
                word(
                    "Sums are as the contract gives them; a tax on them, where there is one, is not added.",
                    sv: "Beloppen är de som avtalet ger; eventuell moms tillkommer."))
        ]
    }

    private func invoice(
        _ number: Int, _ items: [Item], from payee: PartyID, to payer: PartyID
    ) throws(ReportingError) -> [Block] {
        let plan = statement.plan
        let reference = "\(statement.contract.id)/\(plan.id)/\(number)"
        let window = statement.contract.window(plan.window)?.title ?? plan.window.rawValue
        var blocks: [Block] = [
            .facts([
                Fact(word("Invoice", sv: "Faktura"), .text(reference)),
                Fact(word("From", sv: "Från"), .text(name(payee))),
                Fact(word("To", sv: "Till"), .text(name(payer))),
                Fact(word("Settlement", sv: "Avräkning"), .text(plan.title)),
                Fact(word("Window", sv: "Mätperiod"), .text(window)),
                Fact(word("Due", sv: "Förfaller"), .day(plan.due)),
                Fact(word("To pay", sv: "Att betala"), try total(items)),
            ])
        ]
        let counted = items.contains { $0.quantity != nil }
        let converted = items.contains { $0.converted != nil }
        var columns = [
            Column(word("Line", sv: "Rad"), .end), Column(word("Payment", sv: "Betalning")),
            Column(word("Clause", sv: "Klausul")),
        ]
        if counted {
            columns += [Column(word("Claims", sv: "Antal"), .end), Column(word("Price", sv: "Pris"), .end)]
        }
        columns.append(Column(word("Amount", sv: "Belopp"), .end))
        if converted { columns.append(Column(word("Paid as", sv: "Betalas som"), .end)) }
        let rows = items.map { item -> [Cell] in
            var row: [Cell] = [
                .count(item.number), .text(item.title), .text(item.clause.words(in: language)),
            ]
            if counted {
                row.append(item.quantity.map { .count(Int($0)) } ?? .empty)
                row.append(item.unitPrice.map { .money($0) } ?? .empty)
            }
            row.append(.money(item.amount))
            if converted { row.append(item.converted.map { .money($0) } ?? .empty) }
            return row
        }
        let totals: [Cell] =
            [.empty, .text(word("To pay", sv: "Att betala")), .empty] + (counted ? [.empty, .empty] : [])
            + [try total(items)] + (converted ? [.empty] : [])
        blocks.append(.table(try Table(columns: columns, rows: rows, totals: totals)))
        return blocks
    }

    private func total(_ items: [Item]) throws(ReportingError) -> Cell {
        var total = Amount.zero(statement.contract.currency)
        for item in items {
            do { total = try total.adding(Amount(item.amount)) } catch {
                preconditionFailure("the statement has added up these sums: \(error)")
            }
        }
        return .amount(total)
    }

    /// Each once, in the order in which they come first.
    private func ordered(_ parties: [PartyID]) -> [PartyID] {
        var seen: Set<PartyID> = []
        return parties.filter { seen.insert($0).inserted }
    }
}
