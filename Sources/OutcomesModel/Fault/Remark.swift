/// Something that a check of a pack found: what `utfall check` tells.
public struct Remark: Hashable, Sendable {
    public var severity: Severity
    public var rule: Rule
    /// What it is, and where; its place has a line and a column wherever there is one.
    public var diagnostic: Diagnostic
    /// How many characters of the line it is about, from the place on; none where that is not known.
    public var length: Int?
    /// What would be right in their place, where that is known.
    public var replacement: String?

    public init(
        _ severity: Severity, _ rule: Rule, _ diagnostic: Diagnostic, length: Int? = nil,
        replacement: String? = nil
    ) {
        self.severity = severity
        self.rule = rule
        self.diagnostic = diagnostic
        self.length = length
        self.replacement = replacement
    }

    public enum Severity: String, CaseIterable, Sendable {
        /// It does not work, or pays nothing.
        case error
        /// It works, and is hardly meant.
        case warning
        /// What somebody who reads the pack may want to know.
        case note
    }

    /// What is looked for; programs and reviews know it by its raw value.
    public enum Rule: String, CaseIterable, Sendable {
        case file, key, id, terms, library
        case doubtfulTerms = "doubtful-terms"
        case luaSyntax = "lua-syntax"
        case unknownGlobal = "unknown-global"
        case notInSandbox = "not-in-sandbox"
        case globalAssignment = "global-assignment"
        case unknownModule = "unknown-module"
        case unknownHook = "unknown-hook"
        case wrongShape = "wrong-shape"
        case wrongHook = "wrong-hook"
        case unknownField = "unknown-field"
        case unknownID = "unknown-id"
        case unknownKey = "unknown-key"
        case wrongCall = "wrong-call"
        case wrongOperator = "wrong-operator"
        case neverEqual = "never-equal"
        case bitwiseOperator = "bitwise-operator"
        case permission
        case unusedTerm = "unused-term"
        case unclaimedOutcome = "unclaimed-outcome"
        case unaskedPayment = "unasked-payment"
        case unusedEvaluation = "unused-evaluation"
        case unusedLibrary = "unused-library"
        case noTests = "no-tests"
        case untestedClause = "untested-clause"
        case uncappedPayment = "uncapped-payment"
        case unstatedMissing = "unstated-missing"
        case dryRun = "dry-run"
    }
}

extension Remark.Rule {
    /// What it looks for, in a sentence.
    public var documentation: String {
        switch self {
        case .file: "A file is missing, or cannot be read as what it should be."
        case .key: "A key of the terms or of plugin.toml is misspelt, missing, or has a wrong value."
        case .id: "An id is malformed, declared twice, or never declared."
        case .terms: "Terms do not fit together."
        case .doubtfulTerms: "Terms are well formed, and hardly meant."
        case .library: "A library is not found, or not in a version that fits."
        case .luaSyntax: "A file is not Lua."
        case .unknownGlobal: "A global is not defined."
        case .notInSandbox: "Something of Lua's own is not there for packs."
        case .globalAssignment: "A hook sets a global, which the host refuses."
        case .unknownModule: "A module that is required is not there."
        case .unknownHook: "A function is no hook of its file."
        case .wrongShape: "A file does not return what the host calls."
        case .wrongHook: "A function is called in a hook in which it may not be called."
        case .unknownField: "A value has no such field or function."
        case .unknownID: "An id in Lua is declared nowhere in the contract."
        case .unknownKey: "A table has a key that is not known."
        case .wrongCall: "A function is called with wrong arguments."
        case .wrongOperator: "An operator means nothing between such values."
        case .neverEqual: "A comparison is always false, or always true."
        case .bitwiseOperator: "Bitwise operators are refused."
        case .permission: "A function needs a permission that the pack does not ask for."
        case .unusedTerm: "A term is read nowhere."
        case .unclaimedOutcome: "An outcome is claimed nowhere."
        case .unaskedPayment: "A payment is asked for nowhere."
        case .unusedEvaluation: "An evaluation is read nowhere."
        case .unusedLibrary: "A library is named in `uses`, and never required."
        case .noTests: "A pack has no tests."
        case .untestedClause: "No test names what a clause pays."
        case .uncappedPayment: "No cap bounds a payment."
        case .unstatedMissing: "An indicator does not say what is done where a value is missing."
        case .dryRun: "The pack fails on its own example evidence."
        }
    }
}
