import PackReader

/// What can be known of a value without running anything. What is not certain is `unknown`, and is let pass.
indirect enum KnownValue: Hashable, Sendable {
    case unknown
    case nothing, truth, number, text, table, function
    case host(HostType)
    /// A text that is the id of something that the contract declares.
    case id(DeclaredKind)
    /// A text that is one of these.
    case word([String])
    case list(KnownValue)
    /// A table with these names and no other.
    case record([String: KnownValue])
    /// One of several.
    case either([KnownValue])
    /// What `require` gives of the host.
    case module(String)
    /// One of Lua's own libraries.
    case library(String)
    /// What a file of the pack returns: a table whose names are known.
    case exports(of: String)
    /// A function of the file itself, by the byte at which it begins.
    case body(Int)

    /// The values that it may be.
    var alternatives: [KnownValue] {
        if case .either(let values) = self { values } else { [self] }
    }

    /// The same, but surely there: without nil.
    var present: KnownValue {
        guard case .either(let values) = self else { return self }
        return KnownValue.one(of: values.filter { $0 != .nothing })
    }

    static func one(of values: [KnownValue]) -> KnownValue {
        var all: [KnownValue] = []
        for value in values.flatMap(\.alternatives) where !all.contains(value) { all.append(value) }
        if all.isEmpty || all.contains(.unknown) { return .unknown }
        return all.count == 1 ? all[0] : .either(all)
    }

    /// Whether it is, each way, a figure that Lua's own numbers are not.
    var isExact: Bool {
        switch self {
        case .host(.exact), .host(.money), .host(.day): true
        case .either(let values): values.allSatisfy(\.isExact)
        default: false
        }
    }

    /// Whether it is, each way, a figure of the host's, or a missing one.
    var isHostFigure: Bool {
        alternatives.allSatisfy { $0.isExact || $0 == .host(.missing) }
    }

    /// What messages call it; nil where it is not one certain thing.
    var inWords: String? {
        switch self {
        case .nothing: "nil"
        case .truth: "true or false"
        case .number: "a number"
        case .text, .id, .word: "a text"
        case .table, .list, .record, .module, .library, .exports: "a table"
        case .function, .body: "a function"
        case .host(let type): type.inWords
        case .either(let values):
            values.allSatisfy { $0.inWords != nil }
                ? values.compactMap(\.inWords).joined(separator: " or ") : nil
        case .unknown: nil
        }
    }

    /// Whether a value of this kind may be given where `wanted` is asked for.
    func fits(_ wanted: KnownValue) -> Bool {
        alternatives.contains { value in
            wanted.alternatives.contains { value.fitsAlone($0) }
        }
    }

    private func fitsAlone(_ wanted: KnownValue) -> Bool {
        switch (self, wanted) {
        case (.unknown, _), (_, .unknown): true
        case (.number, .number), (.number, .host(.exact)), (.host(.exact), .number): true
        case (.text, .text), (.text, .id), (.text, .word), (.id, .text), (.word, .text), (.id, .word): true
        case (.word, .id), (.id, .id), (.word, .word): true
        case (.table, .table), (.table, .list), (.table, .record), (.list, .table), (.record, .table): true
        case (.list, .list), (.list, .record), (.record, .list), (.record, .record): true
        case (.exports, .table), (.exports, .record), (.exports, .list): true
        case (.function, .function), (.body, .function): true
        default: self == wanted
        }
    }
}
