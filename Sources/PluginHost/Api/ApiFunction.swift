import LuaHost
import PackReader

/// One function of the Lua API, with all that its checks and its documentation are made of.
struct ApiFunction: Sendable {
    let name: String
    let parameters: [ApiParameter]
    /// What it gives, as the documentation says it.
    let result: String
    let hooks: Set<Hook>
    let documentation: String
    /// A line of Lua that shows it.
    let example: String?
    /// The host API from which on it is there, as `api` in plugin.toml says it.
    let since: String
    /// What a pack must ask for in plugin.toml to call it.
    let permission: Manifest.Permission?
    /// Whether its result depends on the row at hand and its first two arguments alone.
    let isByRow: Bool
    /// Whether it gives nothing, and does what depends on its arguments and the row alone.
    let hasEffect: Bool
    let body: @Sendable (ApiCall) throws -> LuaValue

    init(
        _ name: String, _ parameters: [ApiParameter] = [], gives result: String,
        in hooks: Set<Hook> = Hook.all,
        _ documentation: String, example: String? = nil, since: String = "1",
        permission: Manifest.Permission? = nil, byRow isByRow: Bool = false, effect hasEffect: Bool = false,
        body: @escaping @Sendable (ApiCall) throws -> LuaValue
    ) {
        self.name = name
        self.parameters = parameters
        self.result = result
        self.hooks = hooks
        self.documentation = documentation
        self.example = example
        self.since = since
        self.permission = permission
        self.isByRow = isByRow
        self.hasEffect = hasEffect
        self.body = body
    }
}

extension ApiFunction {
    /// The hooks in which it may be called, in their order, and the prompt where somebody there has what it needs.
    var allHooks: [Hook] {
        Hook.allCases.filter { $0 == .prompt ? isThereAtPrompt : hooks.contains($0) }
    }

    /// How many arguments it takes, as messages say it.
    var mostArguments: String {
        switch parameters.count {
        case 0: "no arguments"
        case 1: "at most 1 argument"
        case let most: "at most \(most) arguments"
        }
    }

    private var isThereAtPrompt: Bool { !hooks.isDisjoint(with: Hook.atPrompt) }
}

struct ApiParameter: Sendable {
    let name: String
    /// What it may be, as messages say it: `an exact value`.
    let kind: String
    let isOptional: Bool

    /// As signatures show it: in brackets where it may be left out.
    var written: String { isOptional ? "[\(name)]" : name }

    static func required(_ name: String, _ kind: String) -> ApiParameter {
        ApiParameter(name: name, kind: kind, isOptional: false)
    }

    static func optional(_ name: String, _ kind: String) -> ApiParameter {
        ApiParameter(name: name, kind: kind, isOptional: true)
    }
}

/// A field that scripts read of a host value.
struct ApiField: Sendable {
    let name: String
    let kind: String
    let documentation: String
    /// Whether it is the same for as long as the run lasts, so that Lua may keep it.
    let isConstant: Bool
    /// All rows' values at once, of a field of what is at hand.
    let rows: (@Sendable (PackRun) -> LuaRows?)?
    let read: @Sendable (PackRun, LuaObject) throws -> LuaValue

    init(
        _ name: String, _ kind: String, _ documentation: String, constant isConstant: Bool = false,
        rows: (@Sendable (PackRun) -> LuaRows?)? = nil,
        read: @escaping @Sendable (PackRun, LuaObject) throws -> LuaValue
    ) {
        self.name = name
        self.kind = kind
        self.documentation = documentation
        self.isConstant = isConstant
        self.rows = rows
        self.read = read
    }
}

/// A type of host value, as scripts see it.
struct ApiType: Sendable {
    let kind: HostType
    /// What examples call a value of it, such as `s`.
    let symbol: String
    let documentation: String
    var fields: [ApiField] = []
    var methods: [ApiFunction] = []
    var operators: [LuaOperator: @Sendable (PackRun, [LuaValue]) throws -> LuaValue] = [:]
    /// Fields that the contract names, such as indicators: their names, and how one is read.
    var declared: DeclaredFields?
    /// The type whose fields and methods it has as well; they are documented there.
    var inherits: HostType?
    /// Fields and methods of its own that another type has too, and that are documented there.
    var documentedElsewhere: Set<String> = []
}

/// Fields whose names a contract declares.
struct DeclaredFields: Sendable {
    /// What the contract declares under these names.
    let declared: DeclaredKind
    /// What each is, as the documentation says it.
    let kind: String
    let names: @Sendable (PackRun) -> [String]
    /// All rows' values at once, where they differ from row to row; otherwise they are constant.
    let rows: (@Sendable (PackRun, String) -> LuaRows?)?
    /// Gives nil for a name that the contract does not declare.
    let read: @Sendable (PackRun, LuaObject, String) throws -> LuaValue?

    init(
        of declared: DeclaredKind, kind: String, names: @escaping @Sendable (PackRun) -> [String],
        rows: (@Sendable (PackRun, String) -> LuaRows?)? = nil,
        read: @escaping @Sendable (PackRun, LuaObject, String) throws -> LuaValue?
    ) {
        self.declared = declared
        self.kind = kind
        self.names = names
        self.rows = rows
        self.read = read
    }
}

/// The host types; a type's place here is its number in Lua.
enum HostType: Int32, CaseIterable {
    case exact, money, day, missing, terms, window, windows, series, estimate, outcome, claims, attributes
    case participant, settlement, distribution, measurement, batch, contract, report, column, tariff
    case breakdown, selection, assessment, portfolio, member

    var number: LuaTypeNumber { LuaTypeNumber(rawValue) }

    /// What messages and `soc.type` call it.
    var name: String { String(describing: self) }

    /// How values of it lie in Lua: what there is one of in a hook has shared fields.
    var form: LuaType.Form {
        switch self {
        case .exact, .money, .day, .missing: .value
        case .window, .estimate, .outcome, .claims, .column, .tariff, .breakdown, .selection, .member:
            .ownFields
        case .terms, .windows, .series, .attributes, .participant, .settlement, .distribution, .measurement,
            .batch, .contract, .report, .assessment, .portfolio:
            .sharedFields
        }
    }

    /// What a sentence calls one of it.
    var inWords: String {
        switch self {
        case .exact: "an exact number"
        case .money: "money"
        case .terms, .windows, .claims, .attributes: "the \(name)"
        case .estimate, .outcome, .assessment: "an \(name)"
        case .member: "a contract of the portfolio"
        case .missing: "a missing value"
        default: "a \(name)"
        }
    }

    init(_ object: LuaObject) {
        guard let type = HostType(rawValue: object.type.number) else {
            preconditionFailure("Lua gave a host value of type \(object.type.number), which is none")
        }
        self = type
    }
}
