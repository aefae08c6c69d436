import InvestorReturns
import LuaHost
import OutcomesModel

// What sums are worth on another day, and what a loan pays: calculated exactly, and rounded once, to the minor unit.
extension Api {
    static let financeFunctions: [ApiFunction] = [
        ApiFunction(
            "present_value",
            [
                .required("flows", "a list of {day = a day, amount = money}"),
                .required("rate", "a yearly rate, as 0.05 of 5 percent"),
                .required("on", "a day"), .optional("day_count", "a day count, as in \"ACT/365F\""),
            ],
            gives: "money",
            """
            What sums on other days are worth on a day: each over (1 + rate)^years, `"0.05"` being 5 % a year, added up \
            and rounded once to the minor unit, half-even. Years are counted by `ACT/365F` unless given.
            """,
            example:
                "soc.present_value({{day = soc.day \"2027-01-01\", amount = soc.money \"105.00\"}}, soc.decimal \"0.05\", soc.day \"2026-01-01\")"
        ) { call in
            let count = call.has(3) ? try dayCount(call.text(3), "soc.present_value") : .actual365Fixed
            let flows = try call.table(0).array.enumerated().map { try flow($1, $0 + 1, call) }
            let currency = try flows.first?.amount.currency ?? call.usualCurrency()
            let (rate, day) = (try call.exact(1), try call.day(2))
            return try calculated("soc.present_value") { () throws(ReturnsError) in
                let value = try Discounting(rate: rate, dayCount: count)
                    .presentValue(of: flows, asOf: day, in: currency)
                return .money(try value.money(currency, rounding: .halfEven))
            }
        },
        ApiFunction(
            "loan", [.required("terms", "a table")], gives: "a list of tables",
            """
            The schedule of a loan with fixed payments, seen from the lender: each with `day`, `kind` (`payout`, \
            `repayment`, `interest` or `maturity`), `amount`, below zero where it is paid out, and `left`, the principal \
            after it; rounded to the minor unit, half-even, each by itself. Its terms: `principal`, `starts`, \
            `matures`, `rate`, `repayment` (`maturity`, `linear` or `annuity`), `months` between payments, and \
            `day_count`, which is `30E/360` unless given. The last payment falls on `matures`.
            """,
            example:
                "soc.loan {principal = soc.money \"1000.00\", starts = soc.day \"2026-01-01\", matures = soc.day \"2027-01-01\", rate = soc.decimal \"0.05\", repayment = \"annuity\", months = 3}"
        ) { call in try loan(call) },
    ]

    private static func flow(_ value: LuaValue, _ number: Int, _ call: ApiCall) throws -> CashFlow {
        guard case .table(let table) = value else { throw call.wrong(0) }
        func wrong(_ name: String, _ kind: String) -> ApiError {
            let came = call.run.describe(table.fields[name] ?? .nil)
            return ApiError("\(call.title): \(name) of flow \(number) must be \(kind), and was \(came)")
        }
        guard case .day(let day)? = try Operand(table.fields["day"] ?? .nil, call.run) else {
            throw wrong("day", "a day")
        }
        guard case .money(let amount)? = try Operand(table.fields["amount"] ?? .nil, call.run) else {
            throw wrong("amount", "money")
        }
        return CashFlow(day, amount)
    }

    private static func dayCount(_ name: String, _ title: String) throws -> DayCount {
        if let count = DayCount(rawValue: name) { return count }
        let known = DayCount.allCases.map(\.rawValue)
        throw ApiError(
            "\(title): '\(name)' is no day count",
            hint: nearestName(to: name, among: known).map { "did you mean '\($0)'?" }
                ?? "one of \(known.joined(separator: ", "))")
    }

    private static func calculated(
        _ title: String, _ body: () throws(ReturnsError) -> LuaValue
    ) throws -> LuaValue {
        do { return try body() } catch {
            let told = error.diagnostics.first
            let came = told?.came.map { " \($0)" } ?? ""
            throw ApiError("\(title): \(told?.message ?? "\(error)")\(came)", hint: told?.expected)
        }
    }

    // MARK: Loans

    private static let loanTerms = [
        "principal", "starts", "matures", "rate", "repayment", "months", "day_count",
    ]

    private static func loan(_ call: ApiCall) throws -> LuaValue {
        let terms = LoanTermsReader(call: call, fields: try call.table(0).fields)
        try terms.refuseUnknown(among: loanTerms)
        let principal = try terms.principal()
        let (starts, matures) = (try terms.day("starts"), try terms.day("matures"))
        let (rate, months) = (try terms.number("rate"), try terms.months())
        let count = try terms.text("day_count").map { try dayCount($0, "soc.loan") } ?? .thirtyE360
        let repayment = try terms.text("repayment") ?? "maturity"
        return try calculated("soc.loan") { () throws(ReturnsError) in
            let cycle = try Cycle(
                from: Cycle(from: starts, every: months, .month).day(after: 1), every: months, .month)
            let repaid: Loan.Repayment =
                switch repayment {
                case "linear": .linear(cycle, part: nil)
                case "annuity": .annuity(cycle, payment: nil, amortises: nil)
                case "maturity": .atMaturity
                default:
                    throw .schedule(
                        field: "repayment", expected: "maturity, linear or annuity", came: repayment)
                }
            let loan = try Loan(
                principal, starts: starts, matures: matures, rate: rate, count, interest: cycle,
                repayment: repaid)
            var rows: [LuaValue] = []
            for event in loan.schedule() {
                rows.append(
                    .record([
                        "day": .day(event.day), "kind": .string(event.kind.inWords),
                        "amount": .money(try event.amount.money(principal.currency, rounding: .halfEven)),
                        "left": .money(try event.principal.money(principal.currency, rounding: .halfEven)),
                    ]))
            }
            return .list(rows)
        }
    }
}

/// Reads the terms of a loan that a script gives.
private struct LoanTermsReader {
    let call: ApiCall
    let fields: [String: LuaValue]

    func refuseUnknown(among known: [String]) throws {
        guard let unknown = fields.keys.sorted().first(where: { !known.contains($0) }) else { return }
        throw ApiError(
            "soc.loan: the terms have no '\(unknown)'",
            hint: nearestName(to: unknown, among: known).map { "did you mean '\($0)'?" }
                ?? "they have \(known.joined(separator: ", "))")
    }

    func text(_ name: String) throws -> String? {
        switch fields[name] {
        case nil, .nil?: return nil
        case .string(let text)?: return text
        case let other?: throw wrong(name, "a text", other)
        }
    }

    func day(_ name: String) throws -> Day {
        guard case .day(let day)? = try operand(name) else { throw wrong(name, "a day", fields[name]) }
        return day
    }

    func number(_ name: String) throws -> Ratio {
        guard case .exact(let number)? = try operand(name) else {
            throw wrong(name, "a number", fields[name])
        }
        return number
    }

    func months() throws -> Int {
        let expected = "a whole number from 1 to 1200"
        guard case .exact(let number)? = try operand("months"), number.isWhole,
            (1...1_200).contains(number.numerator)
        else { throw wrong("months", expected, fields["months"]) }
        return Int(number.numerator)
    }

    func principal() throws -> Money {
        let expected = "money in whole minor units"
        guard case .money(let amount)? = try operand("principal"), amount.minorUnits.isWhole,
            let units = Int64(exactly: amount.minorUnits.numerator)
        else { throw wrong("principal", expected, fields["principal"]) }
        return Money(minorUnits: units, currency: amount.currency)
    }

    private func operand(_ name: String) throws -> Operand? { try Operand(fields[name] ?? .nil, call.run) }

    private func wrong(_ name: String, _ expected: String, _ came: LuaValue?) -> ApiError {
        ApiError("soc.loan: \(name) must be \(expected), and was \(call.run.describe(came ?? .nil))")
    }
}

extension LoanEvent.Kind {
    fileprivate var inWords: String {
        switch self {
        case .payout: "payout"
        case .redemption: "repayment"
        case .interest: "interest"
        case .capitalisation: "capitalisation"
        case .rateChange: "rate_change"
        case .maturity: "maturity"
        }
    }
}
