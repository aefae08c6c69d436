/// Who can mend a fault; the command line turns it into the exit status.
public enum Blame: String, Sendable {
    case use, pack, evidence, limit, host
}

/// The one shape in which every fault is told: what, where, what came, what would be right.
///
/// It never contains a person's data beyond the pseudonym, nor a frame of the host.
public struct Diagnostic: Hashable, Sendable {
    public var blame: Blame
    public var message: String
    public var pack: PackID?
    public var place: SourceLocation?
    public var hook: String?
    /// The claim or measurement at hand.
    public var subject: String?
    public var expected: String?
    public var came: String?
    public var hint: String?
    /// Lua's call stack, innermost first, `file:line in name`.
    public var traceback: [String]

    public init(
        _ blame: Blame, _ message: String, pack: PackID? = nil, place: SourceLocation? = nil,
        hook: String? = nil, subject: String? = nil, expected: String? = nil, came: String? = nil,
        hint: String? = nil, traceback: [String] = []
    ) {
        self.blame = blame
        self.message = message
        self.pack = pack
        self.place = place
        self.hook = hook
        self.subject = subject
        self.expected = expected
        self.came = came
        self.hint = hint
        self.traceback = traceback
    }
}

/// An error that can be told to a user: every error type of the host is one.
public protocol Diagnosable: Error {
    /// One or more faults, in the order in which a reader should mend them.
    var diagnostics: [Diagnostic] { get }
}
