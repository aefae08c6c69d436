import OutcomesModel

/// The tables that say who is there and what is measured about whom: party, indicator, attribute,
/// group and window.
extension ContractReader {
    /// Reads the public Ed25519 key of a party: 32 bytes in Base64.
    private func readKey(_ table: TableReader) -> String? {
        guard let key = table.string("key", required: false) else { return nil }
        let digits = key.value.utf8.dropLast()
        let isBase64 = digits.allSatisfy {
            switch $0 {
            case UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "a")...UInt8(ascii: "z"),
                UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "+"), UInt8(ascii: "/"):
                true
            default: false
            }
        }
        guard key.value.utf8.count == 44, isBase64, key.value.hasSuffix("=") else {
            table.note(
                .malformed(
                    expected: "a public Ed25519 key, 32 bytes in Base64, as utfall keys writes it",
                    came: key.value.shortened), "key", at: key.place)
            return nil
        }
        return key.value
    }

    func parseParty(_ table: TableReader) -> Party? {
        let id = names.id(.party, of: table, as: PartyID.self)
        let name = table.string("name")
        let sector = table.choice("sector", Party.Sector.self)
        let roles = table.choices("roles", Party.Role.self)
        let key = readKey(table)
        guard let id, let name, let sector, let roles else { return nil }
        return Party(id: id.value, name: name.value, sector: sector, roles: roles, key: key)
    }

    /// Reads a unit: a currency's code makes it money, so that one in small letters would be a label by mistake.
    func readUnit(_ table: TableReader, required: Bool) -> Found<String>? {
        let unit = table.string(
            "unit", required: required, expected: "a currency code or a label, such as points")
        guard let unit else { return nil }
        let code = unit.value.uppercased()
        if code != unit.value, (try? Currency(code: code)) != nil {
            table.note(
                .malformed(expected: "\(code), the code of a currency, or another label", came: unit.value),
                "unit", at: unit.place)
        }
        return unit
    }

    func parseIndicator(_ table: TableReader) -> Indicator? {
        let id = names.id(.indicator, of: table, as: IndicatorID.self)
        let title = table.words("title", required: false)
        let subject = table.choice("subject", SubjectKind.self, required: false) ?? .participant
        let unit = readUnit(table, required: true)
        let decimals = table.integer("decimals", in: 0...Decimal.mostDecimals)
        let better = table.choice("better", Indicator.Direction.self)
        let every = table.choice("every", Indicator.Frequency.self)
        let minimum = readLimit("minimum", table, decimals: decimals?.value)
        let maximum = readLimit("maximum", table, decimals: decimals?.value)
        if let minimum, let maximum, minimum.value.ratio > maximum.value.ratio {
            noteReversed(
                table, ("minimum", "\(minimum.value)"), ("maximum", "\(maximum.value)"), at: maximum.place)
        }
        let missing = readMissing(table)
        guard let id, let unit, let decimals, let better, let every else { return nil }
        return Indicator(
            id: id.value, title: title?.value ?? id.value.rawValue, subject: subject, unit: unit.value,
            decimals: decimals.value, better: better, every: every, minimum: minimum?.value,
            maximum: maximum?.value, missing: missing)
    }

    /// Reads a least or greatest value, which must be one that the indicator can have.
    private func readLimit(_ key: String, _ table: TableReader, decimals: Int?) -> Found<Decimal>? {
        guard let limit = table.exact(key, required: false) else { return nil }
        guard let decimals else { return limit }
        do throws(ArithmeticError) {
            return Found(value: try limit.value.rescaled(to: decimals), place: limit.place)
        } catch .tooManyDecimals(let text, let allowed) {
            table.note(
                .tooPrecise(came: text, decimals: allowed, holder: "the indicator"), key, at: limit.place)
        } catch {
            table.note(.notExact(error), key, at: limit.place)
        }
        return nil
    }

    private func readMissing(_ indicator: TableReader) -> [Missing: MissingPolicy] {
        let expected = "{ not_measured = \"fail\" }"
        let table = indicator.table("missing", name: "`missing`", required: false, expected: expected)
        guard let table else { return [:] }
        var policies: [Missing: MissingPolicy] = [:]
        for entry in table.allEntries() {
            if !DeclaredNames.isWellFormed(entry.key) {
                table.note(
                    .malformed(
                        expected: "a reason: lower-case letters, digits and _, a letter first",
                        came: entry.key.shortened),
                    entry.key.shortened, at: entry.keyPlace)
            }
            policies[Missing(rawValue: entry.key)] = table.choice(entry.key, MissingPolicy.self)
        }
        return policies
    }

    func parseAttribute(_ table: TableReader) -> Attribute? {
        let id = names.id(.attribute, of: table, as: AttributeID.self)
        let title = table.words("title", required: false)
        let values = table.strings("values", expected: "all that it may be")
        guard let id, let values else { return nil }
        return Attribute(
            id: id.value, title: title?.value ?? id.value.rawValue, values: values.map(\.value))
    }

    func parseGroup(_ table: TableReader) -> Group? {
        let id = names.id(.group, of: table, as: GroupID.self)
        let title = table.words("title", required: false)
        let role = table.choice("role", Group.Role.self)
        let evidence = table.choice("evidence", Group.Evidence.self, required: false) ?? .live
        let size = table.integer("size", in: 1...Int.max, required: false)
        guard let id, let role else { return nil }
        return Group(
            id: id.value, title: title?.value ?? id.value.rawValue, role: role, evidence: evidence,
            size: size?.value)
    }

    func parseWindow(_ table: TableReader) -> Window? {
        let id = names.id(.window, of: table, as: WindowID.self)
        let title = table.words("title", required: false)
        let span = readSpan(table)
        guard let id, let span else { return nil }
        return Window(id: id.value, title: title?.value ?? id.value.rawValue, span: span)
    }

    private enum Anchor: String, CaseIterable {
        case entry, start
    }

    private func readSpan(_ table: TableReader) -> Window.Span? {
        let isCounted = ["months", "from", "skip_months"].contains(where: table.has)
        let isFixed = ["starts", "ends"].contains(where: table.has)
        let months = table.integer("months", in: 1...PackLimits.months, required: isCounted && !isFixed)
        let anchor = table.choice("from", Anchor.self, required: isCounted && !isFixed)
        let skipped = table.integer("skip_months", in: 0...PackLimits.months, required: false)
        let starts = table.day("starts", required: isFixed && !isCounted)
        let ends = table.day("ends", required: isFixed && !isCounted)
        guard isCounted != isFixed else {
            faults.add(.terms(isFixed ? .windowWithTwoSpans : .windowWithoutSpan), at: table.place)
            return nil
        }
        if isFixed {
            guard let starts, let ends else { return nil }
            return checkOrder(starts, ends, in: table).map(Window.Span.fixed)
        }
        guard let months, let anchor else { return nil }
        let skipping = skipped?.value ?? 0
        return switch anchor {
        case .entry: .fromEntry(months: months.value, skipping: skipping)
        case .start: .fromStart(months: months.value, skipping: skipping)
        }
    }
}
