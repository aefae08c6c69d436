import CLuaHost

/// A library in the form that the C side reads: tables of names and numbers, made once and never changed.
///
/// Safe because: what it points to is written before `build` returns, and only read until it is freed.
final class LuaDefinitions: @unchecked Sendable {
    let pointer: UnsafePointer<luahost_library>
    private let texts: [UnsafeMutablePointer<CChar>]
    private let names: UnsafeMutablePointer<luahost_name>
    private let types: UnsafeMutablePointer<luahost_type>
    private let modules: UnsafeMutablePointer<luahost_module>
    private let effects: UnsafeMutableBufferPointer<Bool>
    private let library: UnsafeMutablePointer<luahost_library>
    /// Whose function each is, by its number; none of operators.
    let titles: [Int32: LuaFunctionTitle]
    /// In the order of their numbers; this object holds on to each.
    let functions: UnsafeMutableBufferPointer<Unmanaged<Function>>

    /// A body behind a reference that needs no counting: a call is to cost little more than one of C.
    final class Function: Sendable {
        let function: LuaHostFunction
        init(_ function: LuaHostFunction) { self.function = function }
    }

    private init(
        _ builder: Builder, unknownName: LuaHostFunction?, exact: Int32, column: Int32, asks: Bool
    ) {
        titles = builder.titles
        functions = .allocate(capacity: builder.functions.count + (unknownName == nil ? 0 : 1))
        // Whole functions and not their bodies: a closure in a list is called by way of two others.
        let all = builder.functions + (unknownName.map { [$0] } ?? [])
        _ = functions.initialize(from: all.map { Unmanaged.passRetained(Function($0)) })
        var texts: [UnsafeMutablePointer<CChar>] = []
        func keep(_ text: String) -> UnsafePointer<CChar> {
            let bytes = Array(text.utf8CString)
            let copy = UnsafeMutablePointer<CChar>.allocate(capacity: bytes.count)
            copy.initialize(from: bytes, count: bytes.count)
            texts.append(copy)
            return UnsafePointer(copy)
        }
        names = .allocate(capacity: builder.names.count)
        for (place, name) in builder.names.enumerated() {
            names.advanced(by: place).initialize(
                to: luahost_name(name: keep(name.name), function: name.function, by_row: name.isByRow))
        }
        types = .allocate(capacity: builder.types.count)
        for (place, type) in builder.types.enumerated() {
            var definition = luahost_type()
            definition.name = keep(type.type.name)
            definition.methods = UnsafePointer(names + type.methods.lowerBound)
            definition.method_count = Int32(type.methods.count)
            definition.form = type.type.form.rawValue
            withUnsafeMutableBytes(of: &definition.operators) { bytes in
                let operators = bytes.bindMemory(to: Int32.self)
                for place in operators.indices { operators[place] = -1 }
                for (name, function) in type.operators { operators[name.rawValue] = function }
            }
            definition.index_by_row = type.type.operators[.index]?.isByRow ?? false
            types.advanced(by: place).initialize(to: definition)
        }
        modules = .allocate(capacity: builder.modules.count)
        for (place, module) in builder.modules.enumerated() {
            modules.advanced(by: place).initialize(
                to: luahost_module(
                    name: keep(module.name), functions: UnsafePointer(names + module.functions.lowerBound),
                    function_count: Int32(module.functions.count)))
        }
        effects = .allocate(capacity: all.count)
        _ = effects.initialize(from: all.map(\.hasEffect))
        library = .allocate(capacity: 1)
        library.initialize(
            to: luahost_library(
                types: types, type_count: Int32(builder.types.count), modules: modules,
                module_count: Int32(builder.modules.count),
                unknown_name: unknownName == nil ? -1 : Int32(builder.functions.count), exact_type: exact,
                has_effect: effects.baseAddress, column_type: column, asks: asks))
        pointer = UnsafePointer(library)
        self.texts = texts
    }

    deinit {
        for text in texts { text.deallocate() }
        for function in functions { function.release() }
        functions.deallocate()
        names.deallocate()
        types.deallocate()
        modules.deallocate()
        effects.deallocate()
        library.deallocate()
    }

    /// Gathers names and functions; a function's number is its place among all.
    struct Builder {
        fileprivate var functions: [LuaHostFunction] = []
        fileprivate var names: [(name: String, function: Int32, isByRow: Bool)] = []
        fileprivate var types: [(type: LuaType, methods: Range<Int>, operators: [LuaOperator: Int32])] = []
        fileprivate var modules: [(name: String, functions: Range<Int>)] = []
        fileprivate var titles: [Int32: LuaFunctionTitle] = [:]

        mutating func add(_ type: LuaType) {
            let methods = add(type.methods, of: type.name)
            var operators: [LuaOperator: Int32] = [:]
            for name in LuaOperator.allCases {
                guard let function = type.operators[name] else { continue }
                operators[name] = Int32(functions.count)
                functions.append(function)
            }
            types.append((type, methods, operators))
        }

        mutating func add(module: String, _ functions: [String: LuaHostFunction]) {
            modules.append((module, add(functions, of: module)))
        }

        private mutating func add(_ named: [String: LuaHostFunction], of owner: String) -> Range<Int> {
            let start = names.count
            for (name, function) in named.sorted(by: { $0.key < $1.key }) {
                names.append((name, Int32(functions.count), function.isByRow))
                titles[Int32(functions.count)] = LuaFunctionTitle(owner: owner, name: name)
                functions.append(function)
            }
            return start..<names.count
        }

        func build(
            unknownName: LuaHostFunction?, exact: Int32, column: Int32, asks: Bool
        ) -> LuaDefinitions {
            LuaDefinitions(self, unknownName: unknownName, exact: exact, column: column, asks: asks)
        }
    }
}
