import LuaHost
import LuaSyntax

/// Rows that stand in a test itself, as the evidence file that they would be.
package struct GivenRows: Sendable {
    package let text: String
    /// The line of the test's file on which each begins; nil where that is not plain to see.
    package let lines: [Int?]
}

/// Something that is wrong with a test.
package struct TestFault: Sendable {
    /// Of the test's file, from 1; nil where it is not plain to see.
    package let line: Int?
    package let problem: String
}

/// All that is wrong with one test: whoever wrote it mends it at once.
struct TestFaults: Error {
    private let place: TestPlace
    private(set) var all: [TestFault] = []

    init(_ place: TestPlace) { self.place = place }

    mutating func add(_ problem: String, at keys: [String] = []) {
        all.append(TestFault(line: place.line(keys), problem: problem))
    }

    /// Reads a part of the test, and notes it where that is wrong.
    mutating func gather<Value>(_ keys: [String], or nothing: Value, _ read: () throws -> Value) -> Value {
        do { return try read() } catch {
            add("\(error)", at: keys)
            return nothing
        }
    }

    mutating func refuseUnknown(_ fields: [String: LuaValue], known: [String], at keys: [String] = []) {
        for name in fields.keys.sorted() where !known.contains(name) {
            add("\(TestValues.unknown(name, known: known))", at: keys + [name])
        }
    }

    static func all(of error: any Error, at place: TestPlace) -> [TestFault] {
        guard let faults = (error as? TestFaults)?.all else {
            return [TestFault(line: place.line([]), problem: "\(error)")]
        }
        return faults.enumerated().sorted {
            ($0.element.line ?? 0, $0.offset) < ($1.element.line ?? 0, $1.offset)
        }.map(\.element)
    }
}

/// Where a test stands in its file.
struct TestPlace: Sendable {
    /// The line, from 1, of what keys lead to: names, and numbers of rows from 1; the nearest that is known.
    let line: @Sendable ([String]) -> Int?
}

/// Where the tests of a Lua file stand, as far as it returns them as tables.
struct TestPlaces: Sendable {
    private let tests: [LuaExpression]
    private let lines: LuaLines

    init(_ source: [UInt8]) {
        lines = LuaLines(source)
        guard case .return(let values)? = LuaParser.parse(source).block.statements.last?.kind,
            case .table(let items)? = values.first?.bare.kind
        else {
            tests = []
            return
        }
        tests = items.compactMap { if case .value(let value) = $0 { value } else { nil } }
    }

    /// - Parameter number: from 0.
    func test(_ number: Int) -> TestPlace {
        guard tests.indices.contains(number) else { return TestPlace { _ in nil } }
        return TestPlace { [lines, test = tests[number]] keys in
            lines.place(of: Self.offset(of: keys[...], in: test)).line
        }
    }

    private static func offset(of keys: ArraySlice<String>, in value: LuaExpression) -> Int {
        guard let key = keys.first, case .table(let items) = value.bare.kind else {
            return value.range.lowerBound
        }
        if let number = Int(key) {
            let rows = items.compactMap { if case .value(let row) = $0 { row } else { nil } }
            guard rows.indices.contains(number - 1) else { return value.range.lowerBound }
            return offset(of: keys.dropFirst(), in: rows[number - 1])
        }
        for case .named(let name, let part) in items where name.text == key {
            let isTable = if case .table = part.bare.kind { true } else { false }
            return isTable && keys.count > 1 ? offset(of: keys.dropFirst(), in: part) : name.range.lowerBound
        }
        return value.range.lowerBound
    }
}
