import OutcomesModel

/// The tables `[[evidence]]`, which say how files are written that do not have the standard header.
extension ContractReader {
    func readEvidenceForms() -> [EvidenceForm] {
        root.tables(DeclaredKind.evidence.rawValue).compactMap { table in
            let form = parseEvidenceForm(table)
            table.finish()
            return form
        }
    }

    private func parseEvidenceForm(_ table: TableReader) -> EvidenceForm? {
        let id = names.id(.evidence, of: table, as: EvidenceFormID.self)
        let file = table.string("file", required: false)
        let kind = table.choice("kind", EvidenceKind.self)
        guard let kind else {
            // Which other keys there may be cannot be told.
            _ = table.allEntries()
            return nil
        }
        let columns = readColumns(table, kind)
        let dialect = readDialect(table)
        let ignored = table.strings("ignore", required: false, expected: "names of columns") ?? []
        let form: EvidenceForm?
        switch kind {
        case .measurements:
            let indicators = readIndicatorNames("indicators", table)
            let wide = readIndicatorNames("wide", table)
            let months = readWideMonths(table)
            let constants = readMeasurementConstants(table)
            form = id.map {
                EvidenceForm(
                    id: $0.value, file: file?.value, kind: kind, columns: columns, indicators: indicators,
                    wide: wide, wideMonths: months, constants: constants, ignored: Set(ignored.map(\.value)),
                    dialect: dialect)
            }
        case .participants:
            let attributes = readAttributeNames(table)
            let constants = readParticipantConstants(table)
            form = id.map {
                EvidenceForm(
                    id: $0.value, file: file?.value, kind: kind, columns: columns, attributes: attributes,
                    constants: constants, ignored: Set(ignored.map(\.value)), dialect: dialect)
            }
        }
        form.map { check($0, table) }
        return form
    }

    private func readColumns(_ form: TableReader, _ kind: EvidenceKind) -> [EvidenceForm.Column: String] {
        let expected = "{ subject = \"participant_id\" }"
        let table = form.table("columns", name: "`columns`", required: false, expected: expected)
        guard let table else { return [:] }
        var columns: [EvidenceForm.Column: String] = [:]
        let all: [EvidenceForm.Column] =
            kind == .measurements ? EvidenceForm.Column.ofMeasurements : EvidenceForm.Column.ofParticipants
        for column in all { columns[column] = table.string(column.rawValue, required: false)?.value }
        table.finish()
        return columns
    }

    /// Reads what the file calls indicators: any text, each with the id of a declared one.
    private func readIndicatorNames(_ key: String, _ form: TableReader) -> [String: IndicatorID] {
        let expected = "{ WELLBEING = \"wellbeing\" }"
        guard let table = form.table(key, name: "`\(key)`", required: false, expected: expected) else {
            return [:]
        }
        var names: [String: IndicatorID] = [:]
        for entry in table.allEntries() {
            let id = self.names.reference(entry.key, to: .indicator, in: table, as: IndicatorID.self)
            names[entry.key] = id?.value
        }
        return names
    }

    private func readAttributeNames(_ form: TableReader) -> [AttributeID: String] {
        let expected = "{ site = \"location\" }"
        guard
            let table = form.table("attributes", name: "`attributes`", required: false, expected: expected)
        else { return [:] }
        var columns: [AttributeID: String] = [:]
        for entry in table.allEntries() {
            names.refer(
                Found(value: entry.key, place: entry.keyPlace), entry.key, to: .attribute, in: table)
            columns[AttributeID(entry.key)] = table.string(entry.key)?.value
        }
        return columns
    }

    private func readWideMonths(_ form: TableReader) -> EvidenceForm.WideMonths? {
        let expected = "{ indicator = \"cost\", columns = \"YYYY-MM\", day = \"last\" }"
        let table = form.table("wide_months", name: "`wide_months`", required: false, expected: expected)
        guard let table else { return nil }
        let indicator = names.reference("indicator", to: .indicator, in: table, as: IndicatorID.self)
        let columns = readPattern("columns", table, namesDay: false, required: true)
        let day = table.choice("day", DayPattern.MonthDay.self)
        table.finish()
        guard let indicator, let columns, let day else { return nil }
        return EvidenceForm.WideMonths(indicator: indicator.value, columns: columns, day: day)
    }

    private func readPattern(
        _ key: String, _ table: TableReader, namesDay: Bool, required: Bool
    ) -> DayPattern? {
        let expected =
            namesDay
            ? "YYYY, MM and DD, each once, such as DD/MM/YYYY" : "YYYY and MM, each once, such as YYYY-MM"
        guard let text = table.string(key, required: required, expected: expected) else { return nil }
        guard let pattern = DayPattern(text.value), pattern.namesDay == namesDay else {
            table.note(.malformed(expected: expected, came: text.value.shortened), key, at: text.place)
            return nil
        }
        return pattern
    }

    private func readDialect(_ table: TableReader) -> EvidenceForm.Dialect {
        EvidenceForm.Dialect(
            separator: table.choice("separator", Separator.self, required: false),
            decimal: table.choice("decimal", DecimalMark.self, required: false) ?? .point,
            encoding: table.choice("encoding", TextEncoding.self, required: false) ?? .utf8,
            dates: readPattern("dates", table, namesDay: true, required: false) ?? .iso)
    }

    private func readMeasurementConstants(_ table: TableReader) -> EvidenceForm.Constants {
        var constants = EvidenceForm.Constants()
        constants.indicator =
            names.reference(
                "indicator", to: .indicator, in: table, as: IndicatorID.self, required: false)?.value
        constants.day = table.day("day", required: false)?.value
        constants.state = table.choice("state", VerificationState.self, required: false)
        constants.source = table.string("source", required: false)?.value
        return constants
    }

    private func readParticipantConstants(_ table: TableReader) -> EvidenceForm.Constants {
        var constants = EvidenceForm.Constants()
        constants.group =
            names.reference("group", to: .group, in: table, as: GroupID.self, required: false)?.value
        let entry = table.day("entry", required: false)
        let exit = table.day("exit", required: false)
        if let entry, let exit, exit.value < entry.value {
            noteReversed(table, ("entry", "\(entry.value)"), ("exit", "\(exit.value)"), at: exit.place)
        }
        constants.entry = entry?.value
        constants.exit = exit?.value
        return constants
    }

    /// Notes what says two things at once.
    private func check(_ form: EvidenceForm, _ table: TableReader) {
        func note(_ problem: TermsProblem) { faults.add(.terms(problem), at: table.place) }
        if !form.wide.isEmpty, form.wideMonths != nil { note(.wideTwice) }
        for column in EvidenceForm.Column.allCases {
            let isNamed = form.columns[column] != nil
            let isReplaced = form.replaces(column)
            if isReplaced, isNamed || form.constants.has(column) { note(.wideWithColumn(column.rawValue)) }
            if !isReplaced, isNamed, form.constants.has(column) {
                note(.columnAndConstant(column.rawValue))
            }
        }
        var seen: Set<String> = []
        let named = EvidenceForm.Column.allCases.compactMap { form.columns[$0] }
        let others = form.attributes.sorted { $0.key < $1.key }.map(\.value) + form.wide.keys.sorted()
        for name in named + others + form.ignored.sorted() where !seen.insert(name).inserted {
            note(.columnTwice(name.shortened))
        }
    }
}
