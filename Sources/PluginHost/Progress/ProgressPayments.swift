import OutcomesModel
import Reporting
import Settlement

// What is paid over time, beside the caps. What parties owe each other is shown whole, as in the statement.

extension PackRun {
    func writePayments(_ matter: ReportMatter, _ notes: inout ProgressNotes) throws {
        let paid = paidLines(matter)
        let days = Set(paid.map(\.settlement.due)).sorted()
        guard let last = days.last else { return }
        // Without a cap, a single sum is what the statement says.
        guard days.count > 1 || !contract.caps.isEmpty else { return }
        document.blocks.append(.heading(word("Payments and caps", sv: "Betalningar och tak"), .section))
        let soFar = word("Paid or due", sv: "Betalt eller förfallet")
        func sum(_ cap: Cap?, until day: Day) -> Cell {
            let minorUnits = paid.filter { $0.settlement.due <= day && cap?.covers($0.payment) ?? true }
                .reduce(Int128(0)) { $0 + Int128($1.amount.minorUnits) }
            return .amount(Amount(minorUnits: Ratio(minorUnits), currency: contract.currency))
        }
        let capTitle = word("Cap", sv: "Tak")
        if days.count == 1 {
            append(
                try drawn(
                    .bar, word("Paid or due by \(last)", sv: "Betalt eller förfallet till och med \(last)"),
                    across: word("Payments", sv: "Betalningar"),
                    places: contract.caps.map { .text(title(of: $0)) },
                    series: [
                        Chart.Series(soFar, contract.caps.map { sum($0, until: last) }),
                        Chart.Series(capTitle, contract.caps.map { .money($0.amount) }),
                    ]), &notes)
            return
        }
        for cap in contract.caps.isEmpty ? [nil] : contract.caps.map(Optional.some) {
            append(
                try drawn(
                    .line, title(of: cap), across: word("Settlement of", sv: "Avräkning den"),
                    places: days.map { .day($0) },
                    series: [Chart.Series(soFar, days.map { sum(cap, until: $0) })],
                    targets: cap.map { [Chart.Target(capTitle, .money($0.amount))] } ?? []), &notes)
        }
    }

    /// What was posted of other settlements, and all that is due by this one; of one that never pays, this alone.
    private func paidLines(_ matter: ReportMatter) -> [PaidLine] {
        let others = posted.flatMap { history -> [PaidLine] in
            guard let plan = contract.settlement(history.settlement) else { return [] }
            return history.lines.compactMap { PaidLine($0, of: plan, contract) }
        }
        return others + matter.statement.lines.map { PaidLine($0, of: settlement) }
    }

    private func title(of cap: Cap?) -> String {
        guard let cap, !cap.payments.isEmpty else { return word("All payments", sv: "Alla betalningar") }
        return cap.payments.compactMap { contract.payment($0)?.title }.joined(separator: ", ")
    }
}
