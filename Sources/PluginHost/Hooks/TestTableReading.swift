import LuaHost
import OutcomesModel
import PackReader

extension PackRun {
    /// Reads tests from the rows of a table: rows of one name are one test, and a cell that is empty says nothing.
    ///
    /// - Parameters:
    ///   - columns: `name`, `settlement`, `evidence`; `subject`, `day`, `state`, `source` and `value.INDICATOR` or `missing.INDICATOR` for
    ///     measurements;
    ///     `group`, `entry`, `exit` and the contract's attributes for participants; `terms.ID`, `caps.ID`,
    ///     `limits.ID`, `estimates.ID.FIGURE`; and `expect.total`, `.lines.ID`, `.shares.WHO`, `.claims.ID`,
    ///     `.findings`, `.held`, `.error`.
    ///   - rows: with their lines, from 1.
    /// - Returns: each test, or why it is none; one that is wrong stops none of the others.
    /// - Throws: where a column is not known, or there are no tests.
    package func tests(
        inTable columns: [String], _ rows: [TestTableRow], file: String, headerLine: Int
    ) throws(PluginError) -> [Result<PackTestCase, PluginError>] {
        let id = pack.manifest.id
        for column in columns {
            guard let problem = TestRows.problem(withColumn: column, contract) else { continue }
            throw .wrongTestTable(
                pack: id, file: file, line: headerLine, problem: problem.message,
                expected: problem.expected, hint: problem.hint)
        }
        for (number, column) in columns.enumerated() where columns[..<number].contains(column) {
            throw .wrongTestTable(
                pack: id, file: file, line: headerLine, problem: "the column '\(column)' stands twice",
                expected: "each column once",
                hint: "what another row of the same name says is of the same test")
        }
        guard columns.contains("name") else {
            throw .wrongTestTable(
                pack: id, file: file, line: headerLine, problem: "the table of tests has no column 'name'",
                expected: "a column 'name'; rows of one name are one test",
                came: columns.joined(separator: ", "))
        }
        guard !rows.isEmpty else {
            throw .wrongTestTable(
                pack: id, file: file, line: headerLine,
                problem: "the table of tests has a header and no rows",
                expected: "a row for each test", came: "no row")
        }
        var names: [String] = []
        var tests: [String: Result<TestRows, PluginError>] = [:]
        for row in rows {
            var name = "line \(row.line)"
            do {
                if let fault = row.fault { throw ApiError(fault) }
                let cells = zip(columns, row.cells).filter { !$0.1.isEmpty }
                guard !cells.isEmpty else { continue }
                guard let given = cells.first(where: { $0.0 == "name" })?.1 else {
                    throw ApiError("it needs a name; rows of one name are one test")
                }
                name = given
                if tests[name] == nil { names.append(name) }
                // The first row that is wrong tells of its test.
                guard case .success(var gathered) = tests[name] ?? .success(TestRows(contract: contract))
                else { continue }
                try gathered.take(cells, line: row.line)
                tests[name] = .success(gathered)
            } catch {
                if !names.contains(name) { names.append(name) }
                tests[name] = .failure(
                    .wrongTest(
                        pack: id, file: file, test: name,
                        faults: [TestFault(line: row.line, problem: "\(error)")]))
            }
        }
        return names.compactMap { name in
            tests[name]?.flatMap { rows in
                let place = rows.place
                do {
                    return .success(
                        try TestReader(run: self, file: file, place: place).read(rows.table(named: name)))
                } catch {
                    return .failure(
                        .wrongTest(
                            pack: id, file: file, test: name, faults: TestFaults.all(of: error, at: place)))
                }
            }
        }
    }
}

/// A row of a table of tests, with what is wrong with it as a row.
package struct TestTableRow: Sendable {
    /// None where it has not the cells of the header.
    package let cells: [String]
    /// From 1.
    package let line: Int
    package let fault: String?

    package init(cells: [String], line: Int, fault: String? = nil) {
        self.cells = cells
        self.line = line
        self.fault = fault
    }
}

/// The rows of one test, gathered into the table that it would be in Lua.
private struct TestRows {
    let contract: Contract
    /// Of its first row, and of those of its rows that are participants and measurements.
    private var firstLine: Int?
    private var lines: [String: [Int]] = [:]
    private var fields: [String: LuaValue] = [:]
    private var groups: [String: [String: LuaValue]] = [:]
    private var expected: [String: LuaValue] = [:]
    private var expectedGroups: [String: [String: LuaValue]] = [:]
    private var participants: [LuaValue] = []
    private var measurements: [LuaValue] = []

    init(contract: Contract) { self.contract = contract }

    mutating func take(_ cells: [(String, String)], line: Int) throws {
        firstLine = firstLine ?? line
        var person: [String: LuaValue] = [:]
        var values: [(indicator: String, key: String, text: String)] = []
        var day: String?
        var source: String?
        var state = "verified"
        for (column, text) in cells {
            let parts = column.split(separator: ".", omittingEmptySubsequences: false).map(String.init)
            switch (parts[0], parts.count) {
            case ("name", 1): break
            case ("settlement", 1): try set(column, .string(text))
            case ("evidence", 1): try set(column, list(text))
            case ("day", 1): day = text
            case ("state", 1): state = text
            case ("source", 1): source = text
            case ("value", 2), ("missing", 2): values.append((parts[1], parts[0], text))
            case ("terms", 2), ("caps", 2), ("limits", 2):
                groups[parts[0], default: [:]][parts[1]] = .string(text)
            case ("estimates", 3):
                var fields: [String: LuaValue] = [:]
                if case .table(let table)? = groups["estimates"]?[parts[1]] { fields = table.fields }
                fields[parts[2]] =
                    text == "true" || text == "false" ? .boolean(text == "true") : .string(text)
                groups["estimates", default: [:]][parts[1]] = .table(LuaTable(fields: fields))
            case ("expect", 2): try expect(parts[1], text)
            case ("expect", 3):
                expectedGroups[parts[1], default: [:]][parts[2]] =
                    parts[1] == "claims" ? try whole(column, text) : .string(text)
            default: person[column] = .string(text)
            }
        }
        try add(person, values, day, state, source, line: line)
    }

    /// Says what is wrong with a column of the table, and what was likely meant.
    static func problem(
        withColumn column: String, _ contract: Contract
    ) -> (message: String, expected: String?, hint: String?)? {
        let parts = column.split(separator: ".", omittingEmptySubsequences: false).map(String.init)
        let known = PackTestCase.columns.map { $0.split(separator: ".").map(String.init) }
        let attributes = contract.attributes.map(\.id.rawValue)
        let isKnown = attributes.contains(column) || known.contains { fits(parts, $0) }
        guard isKnown else {
            // Of a name with an id in it, the id is the author's own.
            let heads = known.filter { $0.count == parts.count && $0.count > 1 }.map { $0[0] }
            let near =
                nearestName(to: column, among: PackTestCase.columns + attributes)
                ?? nearestName(to: parts[0], among: heads.filter { $0 != parts[0] }).map {
                    ([$0] + parts.dropFirst()).joined(separator: ".")
                }
            return told("column '\(column)' is not known", among: PackTestCase.columns, near)
        }
        guard ["value", "missing"].contains(parts[0]), parts.count == 2,
            contract.indicator(IndicatorID(parts[1])) == nil
        else { return nil }
        let indicators = contract.indicators.map(\.id.rawValue)
        return told(
            "there is no [[indicator]] '\(parts[1])' in the contract", among: indicators,
            nearestName(to: parts[1], among: indicators).map { "\(parts[0]).\($0)" })
    }

    /// All that may be is only told where nothing is near.
    private static func told(
        _ message: String, among known: [String], _ near: String?
    ) -> (message: String, expected: String?, hint: String?) {
        (
            message, near == nil ? known.joined(separator: ", ") : nil,
            near.map { "did you mean '\($0)'?" }
        )
    }

    /// Tells whether a name is one that may be; a word in capitals stands for any id.
    private static func fits(_ parts: [String], _ known: [String]) -> Bool {
        parts.count == known.count
            && zip(parts, known).allSatisfy { $0 == $1 || $1.allSatisfy(\.isUppercase) && !$0.isEmpty }
    }

    /// What holds for the whole test may stand in any of its rows, and must not be said otherwise in another.
    private mutating func set(_ name: String, _ value: LuaValue) throws {
        guard fields[name] == nil else { throw ApiError("'\(name)' stands in two rows of this test") }
        fields[name] = value
    }

    private mutating func expect(_ name: String, _ text: String) throws {
        guard expected[name] == nil else {
            throw ApiError("'expect.\(name)' stands in two rows of this test")
        }
        switch name {
        case "findings": expected[name] = list(text)
        case "held": expected[name] = try whole("expect.held", text)
        default: expected[name] = .string(text)
        }
    }

    private func list(_ text: String) -> LuaValue {
        text == "none"
            ? .list([]) : .list(text.split(separator: ";").map { .string(String($0.trimmingSpaces)) })
    }

    private func whole(_ column: String, _ text: String) throws -> LuaValue {
        guard let number = Int64(text) else {
            throw ApiError("\(column) must be a whole number, and is '\(text)'")
        }
        return .integer(number)
    }

    private mutating func add(
        _ person: [String: LuaValue], _ values: [(indicator: String, key: String, text: String)],
        _ day: String?, _ state: String, _ source: String?, line: Int
    ) throws {
        let subject = person["subject"]
        if person["entry"] != nil {
            guard subject != nil else {
                throw ApiError("a row with an entry needs a subject, the pseudonym of a person")
            }
            participants.append(.record(person))
            lines["participants", default: []].append(line)
        }
        for (indicator, key, text) in values {
            guard let day else { throw ApiError("a row with '\(key).\(indicator)' needs a day") }
            var row: [String: LuaValue] = [
                "subject": subject ?? .string("contract"), "indicator": .string(indicator),
                "day": .string(day), key: .string(text), "state": .string(state),
            ]
            row["source"] = source.map { .string($0) }
            measurements.append(.record(row))
            lines["measurements", default: []].append(line)
        }
    }

    /// Where the test stands: its rows each by itself, all else where it begins.
    var place: TestPlace {
        TestPlace { [firstLine, lines] keys in
            guard keys.count == 2, let rows = lines[keys[0]], let number = Int(keys[1]),
                rows.indices.contains(number - 1)
            else { return firstLine }
            return rows[number - 1]
        }
    }

    func table(named name: String) throws -> LuaTable {
        var all = fields
        all["name"] = .string(name)
        for (key, group) in groups { all[key] = .record(group) }
        if !participants.isEmpty { all["participants"] = .list(participants) }
        if !measurements.isEmpty { all["measurements"] = .list(measurements) }
        var expect = expected
        for (key, group) in expectedGroups { expect[key] = .record(group) }
        if !expect.isEmpty { all["expect"] = .record(expect) }
        return LuaTable(fields: all)
    }
}

extension Substring {
    fileprivate var trimmingSpaces: Substring {
        var rest = self
        while rest.first == " " { rest.removeFirst() }
        while rest.last == " " { rest.removeLast() }
        return rest
    }
}
