import ArgumentParser
import FoundationEssentials
import OutcomesModel
import Utfall

/// Runs the body of a command; whatever it throws is told in the one form that all errors have.
func telling(asJSON: Bool, _ body: () throws -> Void) throws {
    do { try body() } catch let told as Told { throw told } catch let error as any Diagnosable {
        tell(error.diagnostics, asJSON: asJSON)
        throw Told(status: error.diagnostics.first.map { ExitStatus($0.blame) } ?? .host)
    } catch let error as ValidationError {
        throw error
    } catch {
        tell(
            [Diagnostic(.host, "\(error)", hint: "this is a fault of the host; please report it")],
            asJSON: asJSON)
        throw Told(status: .host)
    }
}

/// Writes errors: to people on standard error, to programs as JSON on standard output.
func tell(_ diagnostics: [Diagnostic], asJSON: Bool) {
    if asJSON {
        Output.print(JSON.text(Errors(errors: diagnostics.map(ErrorJSON.init))))
    } else {
        Output.complain(diagnostics.map(wording).joined(separator: "\n"))
    }
}

/// `error: file:line: what`, and below it what is known, each from a line of its own.
func wording(_ diagnostic: Diagnostic) -> String {
    let place = diagnostic.place.map { "\($0): " } ?? ""
    let text = String(repeating: " ", count: 12)
    var lines = wrappedLines(
        shown("error: \(place)\(diagnostic.message)"), indentedBy: String(repeating: " ", count: 7))
    let details: [(String, String?)] = [
        ("pack", diagnostic.pack?.rawValue), ("hook", diagnostic.hook), ("at", diagnostic.subject),
        ("expected", diagnostic.expected), ("came", diagnostic.came), ("hint", diagnostic.hint),
    ]
    for case (let label, let told?) in details {
        let label = "  " + label + String(repeating: " ", count: 10 - label.count)
        lines += wrappedLines(label + shown(told), indentedBy: text)
    }
    return (lines + calledLines(diagnostic.traceback)).joined(separator: "\n")
}

/// A line for each call that led to a place; a function that calls itself is told once.
func calledLines(_ traceback: [String]) -> [String] {
    var told: [String] = []
    var frames = traceback[...]
    while let frame = frames.first {
        let same = frames.prefix { $0 == frame }.count
        told.append(shown(frame))
        if same == 2 { told.append(shown(frame)) }
        if same > 2 { told.append("… \(same - 1) more of the same") }
        frames = frames.dropFirst(same)
    }
    return told.enumerated().map { ($0 == 0 ? "  called    " : "            ") + $1 }
}

/// Takes out what would steer a terminal, since a pack may put anything into a message, and cuts what nobody
/// would read to its end.
func shown(_ text: String) -> String {
    let most = 1_000
    let plain = String(
        String.UnicodeScalarView(
            text.unicodeScalars.map { scalar in
                switch scalar.properties.generalCategory {
                case .control, .format, .lineSeparator, .paragraphSeparator:
                    scalar == "\n" ? scalar : "\u{FFFD}"
                default: scalar
                }
            }))
    return plain.count > most ? plain.prefix(most) + " … (\(plain.count) characters)" : plain
}

private struct Errors: Encodable { let errors: [ErrorJSON] }

private struct ErrorJSON: Encodable {
    let blame, message: String
    let pack, file, hook, at, expected, came, hint: String?
    let line, column: Int?
    let called: [String]?

    init(_ diagnostic: Diagnostic) {
        blame = diagnostic.blame.rawValue
        message = diagnostic.message
        pack = diagnostic.pack?.rawValue
        file = diagnostic.place?.file
        line = diagnostic.place?.line
        column = diagnostic.place?.column
        hook = diagnostic.hook
        at = diagnostic.subject
        expected = diagnostic.expected
        came = diagnostic.came
        hint = diagnostic.hint
        called = diagnostic.traceback.isEmpty ? nil : diagnostic.traceback
    }
}

/// JSON for programs: sorted keys, the same bytes for the same value.
enum JSON {
    static func text(_ value: some Encodable) -> String {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
        encoder.keyEncodingStrategy = .convertToSnakeCase
        guard let data = try? encoder.encode(value) else {
            preconditionFailure("plain fields could not be written")
        }
        return String(decoding: data, as: UTF8.self)
    }
}

/// A finding as data.
struct FindingJSON: Encodable {
    let number: Int64?
    let severity, rule, message: String
    let place, subject, hint, answer: String?

    init(_ finding: Finding, number: Int64? = nil, answer: String? = nil) {
        self.number = number
        severity = finding.severity.rawValue
        rule = finding.rule
        message = finding.message
        place = finding.place?.description
        subject = finding.subject?.description
        hint = finding.hint
        self.answer = answer
    }
}
