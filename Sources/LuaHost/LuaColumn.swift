import CLuaHost

/// Values that scripts read one by one, and fold, where they lie: a read-only view without a copy.
///
/// In Lua: `column[1]`, `#column`, `:sum()`, `:mean()`, `:minimum()`, `:maximum()`, `:each()`, `:chunks(n)`,
/// `:totable()`.
///
/// Safe because: what it points to is written before `init` returns, and only read until it is freed.
package final class LuaColumn: @unchecked Sendable {
    let pointer: UnsafeMutablePointer<luahost_column>
    private let numbers: UnsafeMutableBufferPointer<Double>
    private let units: UnsafeMutableBufferPointer<Int64>

    /// Makes a column of floats, for statistics.
    package init(numbers: some Collection<Double>) {
        self.numbers = .allocate(capacity: numbers.count)
        _ = self.numbers.initialize(from: numbers)
        units = .allocate(capacity: 0)
        pointer = .allocate(capacity: 1)
        pointer.initialize(
            to: luahost_column(
                numbers: UnsafePointer(self.numbers.baseAddress), units: nil, count: Int64(numbers.count),
                denominator: 1))
    }

    /// Makes a column of exact numbers, which the script sees as values of the library's exact type.
    ///
    /// - Parameter denominator: of each unit: 10 where they are tenths.
    package init(units: some Collection<Int64>, denominator: Int64 = 1) {
        precondition(denominator > 0, "the units of a column are parts, and not of \(denominator)")
        numbers = .allocate(capacity: 0)
        self.units = .allocate(capacity: units.count)
        _ = self.units.initialize(from: units)
        pointer = .allocate(capacity: 1)
        pointer.initialize(
            to: luahost_column(
                numbers: nil, units: UnsafePointer(self.units.baseAddress), count: Int64(units.count),
                denominator: denominator))
    }

    deinit {
        numbers.deallocate()
        units.deallocate()
        pointer.deallocate()
    }
}
