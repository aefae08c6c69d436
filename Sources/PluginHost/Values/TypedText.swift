import OutcomesModel

/// Reads the texts that rules make exact values of; what stands for none is told with what would.
///
/// Such a text was mostly typed by the author of a pack, or comes from its terms, and a message shows it; where it may
/// be the attribute of a person, none does.
struct TypedText {
    let text: String
    /// The function that it was given to, such as `soc.day`.
    let title: String

    private let isShown: Bool

    init(_ text: String, for title: String, isShown: Bool = true) {
        self.text = text
        self.title = title
        self.isShown = isShown
    }

    private var shown: String { isShown ? "'\(text.prefix(40))'" : "the text" }

    private func told(_ error: ArithmeticError) -> String { isShown ? "\(error)" : error.withoutOperands }

    // MARK: Numbers

    func decimal() throws(ApiError) -> Decimal {
        do { return try Decimal(text) } catch {
            switch error {
            case .overflow:
                throw ApiError(
                    "\(title): \(shown) has too many digits", hint: "18 digits fit, decimals among them")
            default: throw ApiError("\(title): \(told(error))", hint: isShown ? meantNumber : nil)
            }
        }
    }

    private var meantNumber: String? {
        let parts = text.split(separator: " ")
        if parts.count > 1, let last = parts.last, Currency.isKnown(String(last)) {
            let digits = parts.dropLast().joined()
            return (try? Decimal(digits)).map { _ in "write soc.money(\"\(digits)\", \"\(last)\")" }
        }
        if text.hasSuffix("%") { return "write a share of 1: \"0.60\" is 60 %" }
        let digits = text.filter { !"\u{a0}\u{202f} '_".contains($0) }
        let groups = digits.split(separator: ",", omittingEmptySubsequences: false)
        let isGrouped =
            groups.count > 1 && groups.dropFirst().allSatisfy { $0.prefix { $0 != "." }.count == 3 }
        let plain = digits.filter { $0 != "," }
        let pointed = digits.replacing(",", with: ".")
        let candidates =
            isGrouped ? [plain] + (groups.count == 2 ? [pointed] : []) : groups.count <= 2 ? [pointed] : []
        let meant = candidates.filter { (try? Decimal($0)) != nil }.map { "\"\($0)\"" }
        return meant.isEmpty ? nil : "write \(meant.joined(separator: " or "))"
    }

    // MARK: Currencies

    func currency() throws(ApiError) -> Currency {
        do { return try Currency(code: text) } catch {
            let capitals = text.uppercased()
            throw ApiError(
                "\(title): \(told(error))",
                hint: nearestName(to: capitals, among: Currency.codes).map { "did you mean '\($0)'?" })
        }
    }

    // MARK: Days

    func day() throws(ApiError) -> Day {
        if let day = Day(iso: text) { return day }
        guard isShown else {
            throw ApiError("\(title): the text is no day", hint: "write year-month-day, as in \"2016-08-01\"")
        }
        let parts = text.split { "-/. ".contains($0) }.map(String.init)
        let figures = parts.compactMap { $0.count <= 4 ? Int($0) : nil }
        guard parts.count == 3, figures.count == 3 else {
            throw ApiError("\(title): \(shown) is no day", hint: "write year-month-day, as in \"2016-08-01\"")
        }
        let isYearLast = parts[2].count == 4
        let (year, month, day) =
            isYearLast ? (figures[2], figures[1], figures[0]) : (figures[0], figures[1], figures[2])
        if Day(year: year, month: month, day: day) != nil, isYearLast || parts[0].count == 4 {
            let isSure = !isYearLast || day > 12
            throw ApiError(
                "\(title): \(shown) is not written as a day",
                hint: isSure
                    ? "write \"\(padded(year, 4))-\(padded(month, 2))-\(padded(day, 2))\""
                    : "write year-month-day, as in \"2016-08-01\"")
        }
        throw ApiError("\(title): there is no day \(shown)", hint: why(year, month))
    }

    private func why(_ year: Int, _ month: Int) -> String {
        guard (1...9999).contains(year) else { return "years are 0001 to 9999" }
        guard (1...12).contains(month) else { return "write year-month-day; months are 01 to 12" }
        let next = Day(year: year, month: month, day: 1)?.adding(months: 1)
        let length = next?.adding(days: -1).parts.day ?? 31
        return "days of \(padded(year, 4))-\(padded(month, 2)) are 01 to \(length)"
    }

    private func padded(_ number: Int, _ width: Int) -> String {
        let digits = String(number)
        return String(repeating: "0", count: max(0, width - digits.count)) + digits
    }
}
