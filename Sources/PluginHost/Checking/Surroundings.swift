import LuaSyntax
import OutcomesModel
import PackReader

/// What Lua files of a pack may name: all that the host, the contract and the other files give them.
struct Surroundings: Sendable {
    /// The ids that the contract declares; nil where its terms could not be read.
    let declarations: Declarations?
    /// The terms that are money; nil where the contract could not be read in full.
    let moneyTerms: Set<String>?
    /// The indicators about participants, which are fields of p; nil as above.
    let ofParticipants: Set<String>?
    /// Whether the tests of the pack are those of a contract.
    let isContract: Bool
    let permissions: Set<Manifest.Permission>
    let modules: [(name: String, functions: [ApiFunction])]
    /// What `require` finds, by its name.
    let files: [String: LuaFile]
    /// Globals that files set while they are loaded.
    let globals: Set<String>

    init(_ inspection: PackInspection, files: [LuaFile], modules: [HostModule]) {
        declarations = inspection.declarations
        moneyTerms = inspection.contract.map {
            Set($0.terms.filter { $0.currency != nil }.map(\.id.rawValue))
        }
        ofParticipants = inspection.contract.map {
            Set($0.indicators.filter { $0.subject == .participant }.map(\.id.rawValue))
        }
        isContract = inspection.kind == .contract
        permissions = inspection.permissions
        self.modules =
            [(name: "soc", functions: Api.socFunctions)]
            + modules.map { (name: $0.name, functions: $0.functions.map(\.api)) }
        self.files = Dictionary(files.map { ($0.module, $0) }, uniquingKeysWith: { first, _ in first })
        globals = files.reduce(into: []) { $0.formUnion($1.assignedGlobals) }
    }

    /// Returns the ids of a kind, and nil where some of them could not be read.
    func names(of kind: DeclaredKind) -> [String]? {
        guard let declarations, !declarations.unread.contains(kind) else { return nil }
        return declarations.places[kind, default: [:]].keys.sorted()
    }

    func isDeclared(_ name: String, as kind: DeclaredKind) -> Bool {
        declarations?.places[kind]?[name] != nil
    }
}

/// What Lua itself has for packs, and why some of it is not there.
enum Sandbox {
    /// Read by their names, and found wrong by `SandboxTests` where the host has others.
    static let libraries: [String: [String]] = [
        "math": [
            "abs", "ceil", "floor", "fmod", "huge", "max", "maxinteger", "min", "mininteger", "modf", "pi",
            "sqrt",
            "tointeger", "type", "ult",
        ],
        "string": [
            "byte", "char", "find", "format", "gmatch", "gsub", "len", "lower", "match", "rep", "reverse",
            "sub",
            "upper",
        ],
        "table": ["concat", "insert", "move", "pack", "remove", "sort", "unpack"],
        "utf8": ["char", "charpattern", "codepoint", "codes", "len", "offset"],
    ]

    /// Why a global of Lua's is not there, and what to write instead.
    static let absent: [String: (reason: String, instead: String)] = {
        let files = ("a pack reaches no file", "evidence comes as p, m and s; terms stand in contract.toml")
        let code = ("a pack's code is its files alone", "write a file, and require it")
        return [
            "io": files, "dofile": code, "load": code, "loadfile": code, "loadstring": code, "package": code,
            "os": (
                "a pack reaches no clock, and no other program",
                "use s.due, the day on which the settlement is due"
            ),
            "print": ("nobody would read it", "use a finding, such as m:warn, or r:text in a report"),
            "warn": ("nobody would read it", "use a finding, such as m:warn, or r:text in a report"),
            "next": (
                "the order of keys would differ from run to run",
                "use pairs, which goes through them in order"
            ),
            "coroutine": ("a hook runs from its beginning to its end", "use functions"),
            "debug": ("it would reach beyond the pack", "error(…) shows the lines that led to it"),
            "collectgarbage": ("memory is the host's to keep", "leave it out"),
            "unpack": ("Lua 5.4 has it elsewhere", "write table.unpack"),
            "setfenv": ("Lua 5.4 has none", "use local"), "getfenv": ("Lua 5.4 has none", "use local"),
            "_G": ("globals are reached by their names alone", "use local"),
        ]
    }()

    /// The same of fields of Lua's libraries.
    static let absentFields: [String: (reason: String, instead: String)] = {
        let random = ("a settlement is the same each time it is made", "utfall sample draws what is audited")
        let inexact = (
            "its last digit is another on another machine", "calculate with soc.decimal and soc.ratio"
        )
        return [
            "math.random": random, "math.randomseed": random, "math.exp": inexact, "math.log": inexact,
            "math.sin": inexact, "math.cos": inexact, "math.tan": inexact,
            "math.pow": ("Lua 5.4 has none", "write x ^ y"),
            "string.dump": ("a pack's code is text", "leave it out"),
            "string.pack": ("packs need no bytes", "leave it out"),
            "string.unpack": ("packs need no bytes", "leave it out"),
            "string.packsize": ("packs need no bytes", "leave it out"),
        ]
    }()
}
