import LuaSyntax
import OutcomesModel
import PackReader

// The tests of a pack are tables: their keys, and the ids in them, are checked as they stand.
extension LuaReading {
    /// Returns what is wrong with the tests that the file returns, where they stand in it as tables.
    static func remarksOnTests(in file: LuaFile, around: Surroundings) -> [LuaRemark] {
        var reading = LuaReading(file, around: around, hooks: [:])
        reading.tells = true
        guard case .return(let values)? = file.chunk.block.statements.last?.kind,
            case .table(let items)? = values.first?.bare.kind
        else { return [] }
        var seen: Set<Int> = []
        for case .value(let value) in items {
            guard let test = reading.testTable(value), seen.insert(test.range.lowerBound).inserted else {
                continue
            }
            reading.checkTest(test)
        }
        return reading.remarks
    }

    /// A table, or a call of a local function that does nothing but return one.
    private func testTable(_ value: LuaExpression) -> LuaExpression? {
        switch value.bare.kind {
        case .table: return value.bare
        case .call(let callee, _):
            for case .localFunction(let name, let body) in file.chunk.block.statements.map(\.kind)
            where callee.isName(name.text) {
                guard case .return(let values)? = body.block.statements.last?.kind,
                    let only = values.first?.bare,
                    case .table = only.kind
                else { return nil }
                return only
            }
            return nil
        default: return nil
        }
    }

    private mutating func checkTest(_ test: LuaExpression) {
        let keys = check(test, PackTestCase.keys, of: "a test")
        for needed in ["name", "expect"] where keys?.contains(needed) == false {
            tell(
                LuaRemark(
                    .error, .unknownKey, "this test has no '\(needed)'",
                    at: test.range.lowerBound..<test.range.lowerBound + 1,
                    expected: needed == "name" ? "name = \"…\"" : "expect = { total = \"…\" }"))
        }
        guard case .table(let items) = test.kind else { return }
        for case .named(let name, let value) in items {
            switch name.text {
            case "settlement":
                if let text = value.text { checkText(text, value, [.settlement]) }
            case "terms":
                checkIDs(value, [.term])
                checkFigures(value)
            case "caps":
                checkIDs(value, [.cap])
                checkFigures(value)
            case "limits":
                checkIDs(value, [.limit])
                checkFigures(value)
            case "evidence": checkTexts(value, "evidence")
            case "participants" where !asksForFindings(items):
                checkColumn("group", value, .group)
                checkDays(["entry", "exit"], value)
            case "measurements" where !asksForFindings(items):
                checkColumn("indicator", value, .indicator)
                checkDays(["day"], value)
            case "estimates":
                checkIDs(value, [.evaluation])
                if case .table(let estimates) = value.kind {
                    for case .named(_, let estimate) in estimates {
                        _ = check(estimate, PackTestCase.estimateKeys, of: "an estimate")
                        checkFigures(estimate)
                    }
                }
            case "expect": checkExpectation(value)
            default: break
            }
        }
    }

    /// Whether a test expects that something is wrong, as a name that the contract does not have.
    private func asksForFindings(_ test: [LuaTableItem]) -> Bool {
        for case .named(let name, let value) in test where name.text == "expect" {
            guard case .table(let items) = value.kind else { return true }
            for case .named(let key, let asked) in items where ["findings", "error"].contains(key.text) {
                if case .table(let none) = asked.kind, none.isEmpty { continue }
                // One text is a mistake of its own, and asks for nothing.
                if key.text == "findings", asked.text != nil { continue }
                return true
            }
        }
        return false
    }

    /// Checks the ids in one column of rows that stand there as tables.
    private mutating func checkColumn(_ column: String, _ rows: LuaExpression, _ kind: DeclaredKind) {
        guard case .table(let rows) = rows.kind else { return }
        for case .value(let row) in rows {
            guard case .table(let cells) = row.bare.kind else { continue }
            for case .named(let name, let value) in cells where name.text == column {
                if let text = value.text { checkText(text, value, [kind]) }
            }
        }
    }

    private mutating func checkExpectation(_ value: LuaExpression) {
        _ = check(value, PackTestCase.expectationKeys, of: "expect")
        guard case .table(let items) = value.kind else { return }
        for case .named(let name, let value) in items {
            switch name.text {
            case "total": checkFigure(value)
            case "lines":
                checkIDs(value, [.payment, .outcome])
                checkFigures(value)
            case "shares", "converted": checkFigures(value)
            case "claims": checkIDs(value, [.outcome])
            case "findings": checkTexts(value, "findings")
            default: break
            }
        }
    }

    /// Checks figures that stand there as texts.
    private mutating func checkFigures(_ table: LuaExpression) {
        guard case .table(let items) = table.kind else { return }
        for case .named(_, let value) in items { checkFigure(value) }
    }

    private mutating func checkFigure(_ value: LuaExpression) {
        guard let text = value.bare.text, (try? Decimal(text)) == nil else { return }
        tell(
            LuaRemark(
                .error, .terms, "'\(text.prefix(40))' is not a number", at: value.bare.range.inside,
                expected: "digits and at most one point, as in 18.5"))
    }

    /// Checks days in columns of rows that stand there as tables.
    private mutating func checkDays(_ columns: [String], _ rows: LuaExpression) {
        guard case .table(let rows) = rows.kind else { return }
        for case .value(let row) in rows {
            guard case .table(let cells) = row.bare.kind else { continue }
            for case .named(let name, let value) in cells where columns.contains(name.text) {
                guard let text = value.bare.text, !text.isEmpty, Day(iso: text) == nil else { continue }
                tell(
                    LuaRemark(
                        .error, .terms, "\(name.text) is '\(text.prefix(40))', which is no day",
                        at: value.bare.range.inside, expected: "a day such as 2018-01-31"))
            }
        }
    }

    private mutating func checkTexts(_ value: LuaExpression, _ name: String) {
        guard value.bare.text != nil else { return }
        tell(
            LuaRemark(
                .error, .terms, "\(name) must be a list of texts", at: value.bare.range,
                expected: "\(name) = { \"…\" }"))
    }

    /// Returns the keys of a table, and nil where some are not plain to see.
    private mutating func check(_ table: LuaExpression, _ known: [String], of what: String) -> [String]? {
        guard case .table(let items) = table.kind else { return nil }
        checkKeys(items, among: known.reduce(into: [:]) { $0[$1] = .unknown }, of: what)
        var keys: [String]? = []
        for item in items {
            if case .named(let name, _) = item {
                // A misspelt key is one mistake, not two.
                keys?.append(nearestName(to: name.text, among: known) ?? name.text)
            } else {
                keys = nil
            }
        }
        return keys
    }

    private mutating func checkIDs(_ table: LuaExpression, _ kinds: [DeclaredKind]) {
        guard case .table(let items) = table.kind else { return }
        for case .named(let name, _) in items {
            checkName(
                name.text, at: name.range, fits: .either(kinds.map { .id($0) }), severity: .error,
                rule: .unknownID,
                said: { $0 })
        }
    }

    private mutating func checkText(_ text: String, _ value: LuaExpression, _ kinds: [DeclaredKind]) {
        checkName(
            text, at: value.range.inside, fits: .either(kinds.map { .id($0) }), severity: .error,
            rule: .unknownID,
            said: { $0 })
    }
}
