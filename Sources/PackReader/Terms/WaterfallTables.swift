import InvestorReturns
import OutcomesModel

/// The tables `[[waterfall]]`: the capital behind what a party receives, and who is paid in which order.
extension ContractReader {
    func readWaterfalls(
        _ head: ContractHead?, payments: [Payment], indicators: [Indicator]
    ) -> [WaterfallTerms] {
        let currency = head?.currency
        var read: [(terms: WaterfallTerms, place: TomlPlace)] = []
        for table in root.tables("waterfall") {
            if let terms = parseWaterfall(table, head, indicators) { read.append((terms, table.place)) }
            _ = table.clause(required: false)
            table.finish()
        }
        let declared = Set(read.flatMap { $0.terms.classes.map(\.id) })
        for (index, (terms, place)) in read.enumerated() {
            let party = terms.party
            if read[..<index].contains(where: { $0.terms.party == party }) {
                faults.add(.terms(.secondWaterfall(party: party.rawValue)), at: place)
            }
            if !payments.isEmpty, !payments.contains(where: { $0.to == party }) {
                faults.add(.terms(.waterfallOfUnpaid(party: party.rawValue)), at: place)
            }
            check(terms, currency, declared: declared, at: place)
        }
        return read.map(\.terms)
    }

    /// Notes what calculates with the terms finds wrong with them.
    private func check(
        _ terms: WaterfallTerms, _ currency: Currency?, declared: Set<ClassID>, at place: TomlPlace
    ) {
        guard let currency else { return }
        do throws(ReturnsError) {
            _ = try Waterfall(terms, currency: currency)
        } catch {
            // What is declared nowhere is told where it is named.
            if case .unknownClass(let id, _) = error, !declared.contains(id) { return }
            faults.add(.terms(.waterfall(error)), at: place)
        }
    }

    private func parseWaterfall(
        _ table: TableReader, _ head: ContractHead?, _ indicators: [Indicator]
    ) -> WaterfallTerms? {
        let currency = head?.currency
        let party = names.reference("party", to: .party, in: table, as: PartyID.self)
        let dayCount = table.choice("day_count", DayCount.self, required: false) ?? .actual365Fixed
        let classes = nested("class", in: table) { parseClass($0, indicators, currency) }
        let drawdowns = nested("drawdown", in: table) { parseDrawdown($0, head) }
        let tiers = nested("tier", in: table) { parseTier($0, dayCount) }
        let guarantees = nested("guarantee", in: table) { parseGuarantee($0, currency, drawdowns ?? []) }
        let order = table.strings("clawback", required: false, expected: "ids of classes")
        for id in order ?? [] { names.refer(id, "clawback", to: .investmentClass, in: table) }
        guard let party, let classes, let drawdowns, let tiers, let guarantees else { return nil }
        for one in classes where one.drawn != nil && drawdowns.contains(where: { $0.investors == one.id }) {
            faults.add(.terms(.drawnTwice(investors: one.id.rawValue)), at: table.place)
        }
        return WaterfallTerms(
            party: party.value, classes: classes, drawdowns: drawdowns, tiers: tiers, guarantees: guarantees,
            clawback: order?.map { ClassID($0.value) } ?? classes.reversed().map(\.id))
    }

    /// Reads the tables of one kind within a waterfall; none where one of them is wrong.
    private func nested<Row>(
        _ key: String, in table: TableReader, _ parse: (TableReader) -> Row?
    ) -> [Row]? {
        let tables = table.rows(key, required: false, name: "[[waterfall.\(key)]]")
        let rows = tables.compactMap { row in
            let parsed = parse(row)
            row.finish()
            return parsed
        }
        return rows.count == tables.count ? rows : nil
    }

    private func parseClass(
        _ table: TableReader, _ indicators: [Indicator], _ currency: Currency?
    ) -> InvestmentClass? {
        let id = names.id(.investmentClass, of: table, as: ClassID.self)
        let title = table.words("title", required: false)
        let drawn = names.reference(
            "drawn", to: .indicator, in: table, as: IndicatorID.self, required: false)
        if let drawn, let indicator = indicators.first(where: { $0.id == drawn.value }),
            indicator.subject != .contract || indicator.every != .event || indicator.currency != currency
        {
            faults.add(.terms(.drawnByNoSums(indicator: indicator.id.rawValue)), at: drawn.place)
        }
        _ = table.clause(required: false)
        let expected = "{ id_of_a_party = \"1\", … }"
        guard let shares = table.table("investors", name: "`investors`", expected: expected) else {
            return nil
        }
        let investors = shares.allEntries().compactMap { entry -> InvestmentClass.Investor? in
            let party = Found(value: entry.key, place: entry.keyPlace)
            names.refer(party, "investors", to: .party, in: table)
            return shares.exact(entry.key).map {
                InvestmentClass.Investor(party: PartyID(entry.key), share: $0.value.ratio)
            }
        }
        guard let id, investors.count == shares.allEntries().count else { return nil }
        return InvestmentClass(
            id: id.value, title: title?.value, investors: investors, drawn: drawn?.value)
    }

    private func parseDrawdown(_ table: TableReader, _ head: ContractHead?) -> Drawdown? {
        let id = referenceToClass(table)
        let day = table.day("day")
        let amount = readMoney("amount", table, head?.currency)
        if let head, let day, day.value > head.ends {
            doubts.add(.drawnAfterEnd(day: day.value, ends: head.ends), at: day.place)
        }
        guard let clause = table.clause(required: true), let id, let day, let amount else { return nil }
        return Drawdown(investors: id, day: day.value, amount: amount, clause: clause)
    }

    private func parseGuarantee(
        _ table: TableReader, _ currency: Currency?, _ drawdowns: [Drawdown]
    ) -> CapitalGuarantee? {
        let id = referenceToClass(table)
        let party = names.reference("party", to: .party, in: table, as: PartyID.self)
        let share = table.exact("share")
        let most = table.has("most") ? readMoney("most", table, currency) : nil
        if !table.has("most") { _ = table.value("most", "", required: false) }
        let day = table.day("day")
        guard let clause = table.clause(required: true), let id, let party, let share, let day else {
            return nil
        }
        guard most != nil || !table.has("most") else { return nil }
        if let drawn = drawdowns.filter({ $0.investors == id }).map(\.day).min(), day.value < drawn {
            doubts.add(
                .guaranteedBeforeDrawn(investors: id.rawValue, day: day.value, drawn: drawn), at: day.place)
        }
        return CapitalGuarantee(
            of: id, by: party.value, share: share.value.ratio, limit: most, on: day.value, clause: clause)
    }

    // MARK: Tiers

    /// The kinds of tier that terms can name.
    private enum TierKind: String, CaseIterable {
        case fee, capital, pref, irr_hurdle, moic_cap, catchup, split, residual
    }

    private func parseTier(_ table: TableReader, _ dayCount: DayCount) -> TierTerms? {
        let kind = table.choice("kind", TierKind.self)
        let title = table.words("title", required: false)
        let clause = table.clause(required: true)
        guard let kind else {
            // Which keys it may have is not known.
            _ = table.allEntries()
            return nil
        }
        guard let tier = readTier(kind, table, dayCount), let clause else { return nil }
        return TierTerms(tier: tier, title: title?.value, clause: clause)
    }

    private func readTier(_ kind: TierKind, _ table: TableReader, _ dayCount: DayCount) -> Tier? {
        switch kind {
        case .fee, .catchup:
            let party = names.reference("party", to: .party, in: table, as: PartyID.self)
            guard let share = table.exact("share"), let party else { return nil }
            return kind == .fee
                ? .fee(party.value, share: share.value.ratio)
                : .catchUp(party.value, share: share.value.ratio)
        case .capital: return referenceToClass(table).map { .capital($0) }
        case .pref:
            let id = referenceToClass(table)
            let compounding = table.choice("compounding", Compounding.self)
            guard let rate = readRate(table, compounding ?? .simple, dayCount), let id, compounding != nil
            else { return nil }
            return .preferredReturn(id, rate)
        case .irr_hurdle:
            let id = referenceToClass(table)
            guard let rate = readRate(table, .annual, dayCount), let id else { return nil }
            return .hurdle(id, rate)
        case .moic_cap:
            let id = referenceToClass(table)
            guard let multiple = table.exact("multiple"), let id else { return nil }
            return .multiple(id, multiple.value.ratio)
        case .split:
            let rows = table.rows("shares")
            let portions = rows.compactMap { row -> Tier.Portion? in
                let recipient = readRecipient(row)
                let share = row.exact("share")
                row.finish()
                guard let recipient, let share else { return nil }
                return Tier.Portion(recipient, share: share.value.ratio)
            }
            return table.has("shares") && portions.count == rows.count ? .split(portions) : nil
        case .residual: return readRecipient(table).map { .residual($0) }
        }
    }

    private func readRate(
        _ table: TableReader, _ compounding: Compounding, _ dayCount: DayCount
    ) -> InterestRate? {
        guard let rate = table.exact("rate") else { return nil }
        if rate.value.ratio > .one, rate.value.ratio <= Ratio(10) {
            doubts.add(.rateAboveOne(table: table.name, rate: rate.value), at: rate.place)
        }
        if let made = InterestRate(yearly: rate.value.ratio, compounding, dayCount) { return made }
        table.note(
            .outOfRange(expected: "0 to 10, where \"0.05\" is 5 % a year", came: "\(rate.value)"), "rate",
            at: rate.place)
        return nil
    }

    private func referenceToClass(_ table: TableReader) -> ClassID? {
        names.reference("class", to: .investmentClass, in: table, as: ClassID.self)?.value
    }

    /// Reads who is paid: the investors of a class, or a party.
    private func readRecipient(_ table: TableReader) -> Tier.Recipient? {
        let id = names.reference(
            "class", to: .investmentClass, in: table, as: ClassID.self, required: false)
        let party = names.reference("party", to: .party, in: table, as: PartyID.self, required: false)
        if table.has("class") == table.has("party") {
            faults.add(.terms(.classOrParty(table: table.name)), at: table.place)
        }
        return id.map { .investors($0.value) } ?? party.map { .party($0.value) }
    }
}
