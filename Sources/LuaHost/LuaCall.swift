import CLuaHost

/// One call of a host function. It must not be kept: its arguments are read from the running state.
package struct LuaCall {
    private let values: UnsafePointer<luahost_value>?
    /// How many arguments the script gave.
    package let count: Int
    /// Safe because a call lasts no longer than the method of its state that runs the script.
    private unowned(unsafe) let state: LuaState

    init(_ values: UnsafePointer<luahost_value>?, count: Int, _ state: LuaState) {
        self.values = values
        self.count = count
        self.state = state
    }

    /// Returns the argument at `index`, from 0; nil where the script gave fewer.
    package subscript(index: Int) -> LuaValue {
        index < count ? state.values.read(values!.advanced(by: index)) : .nil
    }

    /// True where the argument at `index` is nil, or was not given.
    package func isNil(_ index: Int) -> Bool { index >= count || values![index].kind == LUAHOST_NIL }

    package var arguments: [LuaValue] { (0..<count).map { self[$0] } }

    /// Returns the argument at `index` where it is a whole number; the fastest way to get at one.
    package func integer(_ index: Int) -> Int64? {
        guard index < count, values![index].kind == LUAHOST_INTEGER else { return nil }
        return values![index].content.integer
    }

    /// Returns the argument at `index` where it is a number, whole or not.
    package func number(_ index: Int) -> Double? {
        guard index < count else { return nil }
        switch Int(values![index].kind) {
        case LUAHOST_NUMBER: return values![index].content.number
        case LUAHOST_INTEGER: return Double(values![index].content.integer)
        default: return nil
        }
    }

    /// Returns the argument at `index` where it is a host value of `type`.
    package func object(_ index: Int, _ type: LuaTypeNumber) -> LuaObject? {
        guard index < count, values![index].kind == LUAHOST_OBJECT, values![index].type == type.number,
            case .object(let object) = self[index]
        else { return nil }
        return object
    }

    /// What the state was made for.
    package func context<Context: AnyObject>(as type: Context.Type) -> Context {
        state.context(as: type)
    }

    /// The file and line of the script that makes the call.
    package var place: LuaPlace? { state.callingPlace() }

    /// The row that `LuaState.call(_:with:rows:)` is at.
    package var row: Int { state.row }

    /// Says that the result is the same whenever it is asked for, of any value of the type.
    package func markConstant() { state.resultIsConstant = true }

    /// Keeps what this function gives for the same arguments in all rows, until rows are forgotten.
    package func keep(_ rows: LuaRows) { state.keep(rows) }

    /// Returns a column as a value; the state holds on to it.
    package func value(_ column: LuaColumn, _ type: LuaTypeNumber) -> LuaValue { state.keep(column, type) }
}
