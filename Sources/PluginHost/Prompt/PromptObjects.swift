import Evaluation
import LuaHost
import OutcomesModel
import Reporting
import Settlement

/// Shows host values: figures exactly, and what stands for something of the contract by what it is.
struct PromptObjects {
    let run: PackRun

    private var contract: Contract { run.contract }

    /// Returns a host value in one line.
    func inline(_ object: LuaObject) -> String {
        switch HostType(object) {
        case .exact: figure(object.ratio)
        case .money: sum(object.amount)
        case .day: object.day.description
        case .missing: "missing (\(run.missing(object)))"
        case .window: "window \(contract.windows[object.place].id)"
        case .outcome: "outcome \(contract.outcomes[object.place].id)"
        case .tariff: "tariff \(contract.tariffs[object.place].id)"
        case .estimate: "estimate \(contract.evaluations[object.place].id)"
        case .series: "series \(contract.indicators[object.series.indicator].id)"
        case .claims: "\(claimCount(object).grouped) claims"
        case .selection: "a selection of \(run.selections[object.place].name)"
        case .breakdown: "a breakdown of \(sum(run.breakdowns[object.place].amount))"
        case .settlement: "settlement \(run.settlement.id)"
        case .participant: participant
        case .terms, .windows, .attributes: "the \(HostType(object).name)"
        case .distribution, .measurement, .batch, .contract, .report, .assessment, .column, .portfolio,
            .member:
            HostType(object).inWords
        }
    }

    /// Returns a host value as it stands for itself.
    func text(of object: LuaObject) -> String {
        switch HostType(object) {
        case .terms: terms
        case .windows: windows
        case .window:
            paragraph("\(inline(object)): \(span(contract.windows[object.place]))")
        case .series: paragraph(series(object))
        case .estimate: estimate(object)
        case .claims: claims(object)
        case .selection: selection(object)
        case .breakdown: breakdown(object)
        case .outcome, .tariff: inline(object) + "\n" + fields(of: object)
        case .settlement:
            paragraph(
                "\(inline(object)): \(run.settlement.title), due \(run.settlement.due). "
                    + "Payments asked for: \(run.requests.count.grouped). Claims: \(run.claims.claims.count.grouped). "
                    + ":statement shows the draft.")
        case .distribution, .report: inline(object) + "\n" + fields(of: object)
        case .participant where run.showsPeople: inline(object) + "\n" + fields(of: object)
        case .attributes where run.showsPeople: fields(of: object)
        case .participant, .attributes:
            paragraph(
                "\(inline(object)): shown only where plugin.toml has permissions = [\"participants\"]. "
                    + "Figures of it can be asked for, as in rules.participant.")
        default: inline(object)
        }
    }

    // MARK: Figures

    /// `0.5`; one without a decimal form also as a fraction: `≈ 0.3333333333, exactly 1/3`.
    private func figure(_ ratio: Ratio) -> String {
        guard !ratio.isWhole, Decimal(exactly: ratio) == nil,
            let near = try? ratio.rounded(.halfEven, decimals: 10)
        else { return ratio.grouped }
        return "≈ \(near.grouped), exactly \(ratio.plain)"
    }

    /// `168,000.00 SEK`; one that is no number of minor units also exactly.
    private func sum(_ amount: Amount) -> String {
        guard !amount.minorUnits.isWhole,
            let near = try? amount.minorUnits.rounded(.halfEven, decimals: 0),
            let units = Int64(exactly: near.ratio.numerator)
        else { return amount.grouped(.always) }
        let rounded = Money(minorUnits: units, currency: amount.currency).grouped(.always)
        return "≈ \(rounded), exactly \(amount.plain) \(amount.currency)"
    }

    /// The same figures in as many columns as a table has for them.
    func near(_ object: LuaObject) -> String {
        let told = inline(object)
        return told.firstRange(of: ", exactly").map { String(told[..<$0.lowerBound]) } ?? told
    }

    // MARK: What the contract says

    private var terms: String {
        let rows = contract.terms.map { term -> [Cell] in
            let version = term.version(on: run.settlement.due)
            let value: Cell =
                if let currency = term.currency,
                    let amount = try? Amount(majorUnits: version.value.ratio, currency: currency)
                {
                    .amount(amount)
                } else {
                    .number(version.value)
                }
            return [.text(term.id.rawValue), value, .text(version.clause.description)]
        }
        guard !rows.isEmpty else { return "The contract has no [terms]." }
        return table(["Term", "Value", "Clause"], rows)
    }

    private var windows: String {
        table(
            ["Window", "Title", "Length"],
            contract.windows.map { [.text($0.id.rawValue), .text($0.title), .text(length($0))] })
    }

    private func span(_ window: Window) -> String {
        window.title == length(window) ? window.title : "\(window.title) (\(length(window)))"
    }

    private func length(_ window: Window) -> String {
        switch window.span {
        case .fromEntry(let months, _): "\(months) months from entry"
        case .fromStart(let months, _): "\(months) months from the start"
        case .fixed(let period): "\(period)"
        }
    }

    // MARK: Evidence

    private var participant: String {
        guard let place = run.prompt?.person else { return "no participant" }
        let people = run.evidence.participants
        return run.showsPeople ? "participant \(people.pseudonyms[place])" : "a participant"
    }

    /// How many values there are in the settlement's window; those of a person only where people may be shown.
    private func series(_ object: LuaObject) -> String {
        let (owner, place) = object.series
        let indicator = contract.indicators[place]
        let title = "series \(indicator.id) (\(indicator.unit))"
        guard let reader = run.evidence.readers[indicator.id] else { return title }
        let subject: SubjectID
        var (entry, exit) = (contract.starts, Day?.none)
        switch owner {
        case .other(let place): subject = run.subjects[place]
        case .atHand:
            guard let person = run.prompt?.person else { return title }
            let people = run.evidence.participants
            subject = .participant(people.pseudonyms[person])
            (entry, exit) = (Day(number: people.entries[person]), people.exit(person))
        }
        let period = run.window.period(entry: entry, starts: contract.starts)
        var missing: [String: Int] = [:]
        let values: Series
        do {
            for day in reader.missing(of: subject, in: period, exit: exit) {
                missing[day.rawValue, default: 0] += 1
            }
            values = try reader.series(of: subject, in: period, exit: exit)
        } catch {
            return "\(title), \(run.window.title): \(error)"
        }
        var parts = [values.values.count == 1 ? "1 value" : "\(values.values.count.grouped) values"]
        let isPerson: Bool = if case .participant = subject { true } else { false }
        if let first = values.values.first, let last = values.values.last, !isPerson || run.showsPeople {
            parts.append("first \(told(first.units, indicator)) on \(first.day)")
            parts.append("last \(told(last.units, indicator)) on \(last.day)")
        }
        parts += missing.sorted { $0.key < $1.key }.map { "\($0.value.grouped) missing (\($0.key))" }
        if let reason = values.excluded { parts.append("left out as \(reason)") }
        return "\(title), \(run.window.title): \(parts.joined(separator: ", "))"
    }

    private func told(_ units: Int64, _ indicator: Indicator) -> String {
        let value = Decimal(units: units, decimals: indicator.decimals)
        guard let currency = indicator.currency,
            let amount = try? Amount(majorUnits: value.ratio, currency: currency)
        else { return value.grouped }
        return amount.grouped(.always)
    }

    private func estimate(_ object: LuaObject) -> String {
        guard case .estimate(let estimate)? = Api.result(run, object) else {
            return inline(object) + ", as it was given\n" + fields(of: object)
        }
        let words = EstimateWords(estimate, in: contract)
        let lines = ["\(words.title): \(words.people)", words.conclusion] + words.warnings
        let told = lines.filter { !$0.isEmpty }.map(paragraph).joined(separator: "\n")
        return inline(object) + "\n" + fields(of: object) + "\n" + told
    }

    // MARK: Claims and selections

    private func claimCount(_ object: LuaObject) -> Int {
        run.claimSets[object.place].reduce(0) { $0 + Int($1.quantity) }
    }

    private func claims(_ object: LuaObject) -> String {
        let claims = run.claimSets[object.place]
        let byOutcome = Dictionary(grouping: claims, by: \.outcome)
        let rows = contract.outcomes.compactMap { outcome -> [Cell]? in
            guard let own = byOutcome[outcome.id] else { return nil }
            return [
                .text(outcome.title), .count(own.reduce(0) { $0 + Int($1.quantity) }),
                .count(Set(own.map(\.subject)).count), .money(outcome.price),
            ]
        }
        guard !rows.isEmpty else { return "no claims" }
        return table(["Outcome", "Claims", "Of", "First price"], rows)
    }

    private func selection(_ object: LuaObject) -> String {
        let selection = run.selections[object.place]
        guard !selection.dimensions.isEmpty,
            let counted = try? run.standing(
                in: selection.isOfDocument ? .report : .settle,
                {
                    let table = try run.cross(selection, over: run.window, keepsUnits: false)
                    let statistic: Statistic =
                        if case .payments = selection.matter { .amount } else { .count }
                    return try ShownTable(table, selection, statistic, run).value()
                })
        else {
            let filters = selection.filters.map { "where \($0.dimension.title(contract)) is \($0.value)" }
            return paragraph((["a selection of \(selection.name)"] + filters).joined(separator: ", "))
        }
        return PromptValues(run: run).text(of: LookedAt(plain: counted))
    }

    private func breakdown(_ object: LuaObject) -> String {
        let breakdown = run.breakdowns[object.place]
        return table(
            ["Part", "Clause", "Amount"],
            breakdown.parts.map { [.text($0.label), .text("\($0.clause)"), .amount($0.amount)] },
            totals: ["Sum", .empty, .amount(breakdown.amount)])
    }

    // MARK: Fields

    /// Returns the fields of a value with what they hold, a line each.
    func fields(of object: LuaObject) -> String {
        let type = Api.types[Int(object.type.number)]
        let own = type.fields.filter { field in !Api.sharedFields.contains { $0.name == field.name } }
        var names = own.map { ($0.name, field($0, of: object)) }
        if let declared = type.declared, object.isSmall {
            names += declared.names(run).map { name in
                (
                    name,
                    read(object) { try declared.read(run, object, name) ?? .nil }
                )
            }
        }
        let width = names.map(\.0.count).max() ?? 0
        return names.map { name, value in
            let room = PromptValues.width - width - 4
            return "  " + name + String(repeating: " ", count: width - name.count) + "  "
                + (value.count > room ? "\(value.prefix(room - 1))…" : value)
        }.joined(separator: "\n")
    }

    func field(_ field: ApiField, of object: LuaObject) -> String {
        read(object) { try field.read(run, object) }
    }

    private func read(_ object: LuaObject, _ body: () throws -> LuaValue) -> String {
        let hook = run.promptHook(for: Hook.all, of: object)
        do {
            let value = try run.standing(in: hook, body)
            let line = PromptValues(run: run).inline(LookedAt(plain: value))
            guard case .table(let table) = value, line.count > 56 else { return line }
            return table.fields.isEmpty
                ? "a list of \(table.array.count.grouped)"
                : "a table of \(table.fields.keys.sorted().joined(separator: ", "))"
        } catch { return "none: \(error)" }
    }

    // MARK: Setting

    private func paragraph(_ text: String) -> String { Block.text(text).text() }

    private func table(_ titles: [String], _ rows: [[Cell]], totals: [Cell]? = nil) -> String {
        guard let table = try? Table(columns: titles.map { Column($0) }, rows: rows, totals: totals) else {
            preconditionFailure("a table of the prompt has rows of another length than its columns")
        }
        return Block.table(table).text()
    }
}
