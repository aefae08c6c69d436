import OutcomesModel
import Settlement

let sek = try! Currency(code: "SEK")
let usd = try! Currency(code: "USD")
let cause = SourceLocation(file: "rules.lua", line: 12)

func clause(_ number: String) -> Clause {
    Clause(number: number, source: nil, place: SourceLocation(file: "contract.toml", line: 1))
}

func money(_ text: String, _ currency: Currency = sek) -> Money { try! Money(text, currency) }

/// A contract that pays from a municipality to a fund and a provider, under the caps that are given.
func sampleContract(
    _ mode: RoundingMode = .halfEven, unit: String = "1.00", caps: [Cap] = [], outcomes: [Outcome] = [],
    verifiesClaims: Bool = false
) -> Contract {
    Contract(
        id: "test.settlement", title: "Settlement", currency: sek,
        rounding: Rounding(mode: mode, unit: money(unit)), starts: Day(number: 0), ends: Day(number: 1_000),
        source: nil, payableStates: [.verified],
        parties: [
            Party(id: "town", name: "Town", sector: .public, roles: [.outcomePayer]),
            Party(id: "fund", name: "Fund", sector: .private, roles: [.investor]),
            Party(id: "school", name: "School", sector: .nonprofit, roles: [.provider]),
        ],
        indicators: [], attributes: [], groups: [],
        windows: [
            Window(id: "year", title: "Year", span: .fromStart(months: 12, skipping: 0)),
            Window(id: "next", title: "Next year", span: .fromStart(months: 12, skipping: 12)),
        ],
        outcomes: outcomes, terms: [], evaluations: [],
        payments: [
            Payment(id: "share", title: "Savings share", from: "town", to: "fund", clause: clause("6.3")),
            Payment(id: "return", title: "Return", from: "town", to: "fund", clause: clause("6.5")),
            Payment(id: "activity", title: "Activity", from: "town", to: "school", clause: clause("6.2")),
        ],
        settlements: [plan], caps: caps, verifiesClaims: verifiesClaims)
}

let plan = SettlementPlan(id: "final", title: "Final", window: "year", due: Day(number: 365), pays: true)

func cap(_ id: CapID, _ amount: String, _ payments: [PaymentID] = []) -> Cap {
    Cap(id: id, amount: money(amount), payments: payments, clause: clause("9.\(id)"))
}

func outcome(
    _ id: OutcomeID, subject: SubjectKind = .participant, limit: Int = 1, payment: PaymentID = "activity"
) -> Outcome {
    Outcome(
        id: id, title: "Outcome \(id)", indicator: "indicator", subject: subject, price: money("500"),
        payment: payment, limitPerParticipant: limit, clause: clause("3.\(id)"))
}

/// Asks for an exact number of minor units.
func request(_ payment: PaymentID, minorUnits: Ratio, _ currency: Currency = sek) -> PaymentRequest {
    PaymentRequest(
        payment: payment, amount: Amount(minorUnits: minorUnits, currency: currency), cause: cause)
}

func request(_ payment: PaymentID, _ amount: String) -> PaymentRequest {
    request(payment, minorUnits: Ratio(money(amount).minorUnits))
}

func paid(_ payment: PaymentID, _ amount: String) -> PostedLine {
    PostedLine(number: 1, payment: payment, outcome: nil, paid: money(amount))
}
