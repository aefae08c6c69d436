import OutcomesModel
import Utfall

/// A check as data, for editors.
struct CheckJSON: Encodable {
    let errors, warnings, notes: Int
    let wasRun: Bool
    /// What an error keeps from being looked at.
    let notLookedAt: [String]
    let remarks: [RemarkJSON]

    init(_ checked: PackCheck) {
        errors = checked.count(.error)
        warnings = checked.count(.warning)
        notes = checked.count(.note)
        wasRun = checked.wasRun
        notLookedAt = checked.notLookedAt
        remarks = checked.remarks.map(RemarkJSON.init)
    }

    struct RemarkJSON: Encodable {
        let severity, rule, blame, message: String
        let file: String?
        /// From 1; columns count characters of Unicode.
        let line, column, length: Int?
        let hook, at, expected, came, hint: String?
        /// What would be right in place of `length` characters.
        let replacement: String?
        let called: [String]?

        init(_ remark: Remark) {
            let diagnostic = remark.diagnostic
            severity = remark.severity.rawValue
            rule = remark.rule.rawValue
            blame = diagnostic.blame.rawValue
            message = diagnostic.message
            file = diagnostic.place?.file
            line = diagnostic.place?.line
            column = diagnostic.place?.column
            length = remark.length
            hook = diagnostic.hook
            at = diagnostic.subject
            expected = diagnostic.expected
            came = diagnostic.came
            hint = diagnostic.hint
            replacement = remark.replacement
            called = diagnostic.traceback.isEmpty ? nil : diagnostic.traceback
        }
    }
}
