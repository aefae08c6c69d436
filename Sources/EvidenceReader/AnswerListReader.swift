package import OutcomesModel

/// The answers to an assessment as a file has them, and what was found wrong in it.
package struct AnswerList: Sendable {
    package let file: EvidenceFile
    package let sheet: AnswerSheet
    package let findings: [Finding]
}

/// Reads CSV files of answers: `question,answer,evidence,by,day`, other columns are not read.
///
/// A row whose answer is empty has not been filled in, and says nothing. Evidence is separated by semicolons.
package struct AnswerListReader: Sendable {
    package static let columns = ["question", "answer", "evidence", "by", "day"]

    private let kinds: [QuestionID: AnswerKind]
    private let known: [String]

    package init(_ questionnaire: Questionnaire, contract: Contract) {
        let questions = questionnaire.questions(about: contract)
        kinds = Dictionary(uniqueKeysWithValues: questions.map { ($0.id, $0.form.kind) })
        known = questions.map(\.id.rawValue)
    }

    /// Reads the file at `path`.
    ///
    /// - Throws: where it cannot be read as a whole, or a column lacks. A row that cannot be read is left out
    ///   with a finding; of one question on one day, the rows must say the same.
    package func read(path: String) throws(EvidenceError) -> AnswerList {
        read(try ListRows(path: path, columns: Self.columns))
    }

    /// Reads what a file called `name` contains.
    package func read(bytes: [UInt8], name: String) throws(EvidenceError) -> AnswerList {
        read(try ListRows(bytes: bytes, name: name, columns: Self.columns))
    }

    private func read(_ list: ListRows) -> AnswerList {
        var answers: [Answer] = []
        var faults: [(problem: RowProblem, line: Int, column: Int?)] = list.faults.map {
            ($0.problem, $0.line, nil)
        }
        var first: [QuestionOnDay: Answer] = [:]
        for row in list.rows where !blank(row.cells[1]) {
            do throws(RowFailure) {
                let answer = try answer(row.cells, SourceLocation(file: list.file.name, line: row.line))
                let key = QuestionOnDay(question: answer.question, day: answer.day)
                if let earlier = first[key] {
                    faults.append((repetition(of: earlier, answer), row.line, nil))
                } else {
                    first[key] = answer
                    answers.append(answer)
                }
            } catch {
                faults.append((error.problem, row.line, error.column))
            }
        }
        let findings = faults.sorted { $0.line < $1.line }.map { fault in
            let (message, hint) = fault.problem.wording
            return Finding(
                severity: fault.problem.severity, rule: fault.problem.rule, message: message, hint: hint,
                place: SourceLocation(file: list.file.name, line: fault.line, column: fault.column))
        }
        return AnswerList(file: list.file, sheet: AnswerSheet(answers), findings: findings)
    }

    private struct QuestionOnDay: Hashable {
        let question: QuestionID
        let day: Day
    }

    private struct RowFailure: Error {
        let problem: RowProblem
        let column: Int?
    }

    private func answer(_ cells: [String], _ place: SourceLocation) throws(RowFailure) -> Answer {
        let (id, text) = (QuestionID(trimmed(cells[0])), trimmed(cells[1]))
        guard let kind = kinds[id] else {
            throw RowFailure(problem: .question(came: id.rawValue, known: known), column: 1)
        }
        let value: AnswerValue
        do throws(AnswerFault) { value = try kind.value(of: text) } catch {
            throw RowFailure(problem: .answer(came: text, question: id, error), column: 2)
        }
        guard !blank(cells[3]) else { throw RowFailure(problem: .answerBy(question: id), column: 4) }
        guard let day = Day(iso: trimmed(cells[4])) else {
            throw RowFailure(problem: .day(column: "day", came: cells[4], pattern: .iso), column: 5)
        }
        let evidence = cells[2].split(separator: ";").map { trimmed(String($0)) }.filter { !$0.isEmpty }
        return Answer(
            question: id, value: value, evidence: evidence, by: trimmed(cells[3]), day: day, place: place)
    }

    private func repetition(of earlier: Answer, _ answer: Answer) -> RowProblem {
        let line = earlier.place.line ?? 1
        var fields: [String] = []
        if earlier.value != answer.value { fields.append("answer") }
        if earlier.evidence != answer.evidence { fields.append("evidence") }
        if earlier.by != answer.by { fields.append("by") }
        return fields.isEmpty ? .repeated(firstLine: line) : .contradicts(firstLine: line, fields: fields)
    }

    private func blank(_ text: String) -> Bool { text.allSatisfy(\.isWhitespace) }

    private func trimmed(_ text: String) -> String {
        let front = text.drop(while: \.isWhitespace)
        return String(front.reversed().drop(while: \.isWhitespace).reversed())
    }
}
