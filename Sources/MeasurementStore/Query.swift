import GRDB
import GRDBSQLite

/// What a statement is given for one `?`.
enum Argument {
    case text(String)
    case number(Int64)
    case bytes([UInt8])
    case null

    static func text(_ text: String?) -> Argument { text.map { .text($0) } ?? .null }
    static func number(_ number: (some BinaryInteger)?) -> Argument {
        number.map { .number(Int64($0)) } ?? .null
    }
}

/// A prepared statement that is spoken to directly.
///
/// GRDB opens, locks, migrates and keeps the statements; but its rows and arguments cost ten times what
/// SQLite does, and it ends a text at the first zero byte.
struct Query {
    private let statement: Statement
    private let database: Database
    private var pointer: OpaquePointer { statement.sqliteStatement }

    init(_ database: Database, _ sql: String) throws {
        statement = try database.cachedStatement(sql: sql)
        self.database = database
    }

    /// Runs the statement for what it does.
    func run(_ arguments: [Argument]) throws {
        try rows(arguments) { _ in }
    }

    /// Runs the statement, and gives each of its rows to `body`, which must not keep it.
    func rows(_ arguments: [Argument], _ body: (StoredRow) throws -> Void) throws {
        defer { sqlite3_reset(pointer) }
        try bind(arguments)
        while try step() { try body(StoredRow(pointer: pointer)) }
    }

    /// Runs the statement, and returns what `body` makes of each row.
    func map<Value>(_ arguments: [Argument], _ body: (StoredRow) throws -> Value) throws -> [Value] {
        var values: [Value] = []
        try rows(arguments) { values.append(try body($0)) }
        return values
    }

    /// Runs the statement, and returns what `body` makes of its first row, if there is one.
    func first<Value>(_ arguments: [Argument], _ body: (StoredRow) throws -> Value) throws -> Value? {
        defer { sqlite3_reset(pointer) }
        try bind(arguments)
        return try step() ? try body(StoredRow(pointer: pointer)) : nil
    }

    /// Returns whether the statement finds nothing.
    func isEmpty(_ arguments: [Argument]) throws -> Bool {
        try first(arguments) { _ in true } == nil
    }

    private func bind(_ arguments: [Argument]) throws {
        precondition(
            arguments.count == Int(sqlite3_bind_parameter_count(pointer)),
            "wrong number of arguments: \(statement)")
        for (index, argument) in zip(Int32(1)..., arguments) {
            let code =
                switch argument {
                case .null: sqlite3_bind_null(pointer, index)
                case .number(let number): sqlite3_bind_int64(pointer, index, number)
                case .bytes(let bytes):
                    bytes.withUnsafeBytes { bytes in
                        sqlite3_bind_blob64(
                            pointer, index, bytes.baseAddress, UInt64(bytes.count),
                            unsafeBitCast(-1, to: sqlite3_destructor_type.self))
                    }
                case .text(let text):
                    text.withCString { bytes in
                        // SQLite copies the text before the call returns: SQLITE_TRANSIENT, a macro, is -1.
                        sqlite3_bind_text64(
                            pointer, index, bytes, UInt64(text.utf8.count),
                            unsafeBitCast(-1, to: sqlite3_destructor_type.self), UInt8(SQLITE_UTF8))
                    }
                }
            guard code == SQLITE_OK else { throw error(code) }
        }
    }

    private func step() throws -> Bool {
        switch sqlite3_step(pointer) {
        case SQLITE_ROW: return true
        case SQLITE_DONE: return false
        case let code: throw error(code)
        }
    }

    private func error(_ code: Int32) -> DatabaseError {
        DatabaseError(
            resultCode: ResultCode(rawValue: code),
            message: String(cString: sqlite3_errmsg(database.sqliteConnection)))
    }
}

extension Database {
    /// Inserts rows, sixteen with a statement: that takes half the time of one with each.
    func insert<Element>(
        into table: String, _ columns: [String], _ rows: [Element], _ arguments: (Element) -> [Argument]
    ) throws {
        func statement(_ count: Int) -> String {
            let row = "(" + repeatElement("?", count: columns.count).joined(separator: ", ") + ")"
            let values = repeatElement(row, count: count).joined(separator: ", ")
            return "INSERT INTO \(table) (\(columns.joined(separator: ", "))) VALUES \(values)"
        }
        let whole = rows.count - rows.count % 16
        if whole > 0 {
            let insertion = try Query(self, statement(16))
            for start in stride(from: 0, to: whole, by: 16) {
                try insertion.run(rows[start..<start + 16].flatMap(arguments))
            }
        }
        if whole < rows.count {
            try Query(self, statement(rows.count - whole)).run(rows[whole...].flatMap(arguments))
        }
    }
}
