import OutcomesModel
import Testing

@Suite struct ContractTests {
    @Test func `a cap covers the payments that it names, and all where it names none`() {
        let amount = Money(minorUnits: 1, currency: sek)
        let all = Cap(id: "all", amount: amount, payments: [], clause: clause)
        let one = Cap(id: "one", amount: amount, payments: ["return", "share"], clause: clause)
        #expect(all.covers("return") && all.covers("other"))
        #expect(one.covers("return") && one.covers("share") && !one.covers("other"))
    }

    @Test func `a value is due each month, quarter or year, or has no gaps to find`() {
        #expect(Indicator.Frequency.allCases.map(\.months) == [1, 3, 12, nil, nil])
    }

    @Test func `a question is open until somebody has answered it`() {
        let answer = FindingAnswer(text: "Checked.", by: "Maja", at: "2026-11-22T10:15:00Z")
        func recorded(_ severity: FindingSeverity, _ answer: FindingAnswer?) -> RecordedFinding {
            RecordedFinding(
                id: FindingID(1), batch: nil,
                finding: Finding(severity: severity, rule: "checks.contract", message: ""), answer: answer)
        }
        #expect(recorded(.question, nil).isOpen)
        #expect(!recorded(.question, answer).isOpen)
        #expect(!recorded(.warning, nil).isOpen && !recorded(.rejected, nil).isOpen)
    }
}
