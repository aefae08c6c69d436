import Evaluation
import LuaHost
import OutcomesModel

// Whoever or whatever a hook is called for, one after the other: p in `rules.participant`, m in
// `checks.measurement`. What a rule asks of one it asks of all, so that the first call answers for all rows.
extension PackRun {
    /// Returns the place, among all participants, of the one for whom the rule is called.
    func participantAtHand() throws -> Int {
        guard hook == .participant, treated.indices.contains(row) else {
            throw ApiError("p is the participant of rules.participant, and is nobody in \(hook.rawValue)")
        }
        return treated[row]
    }

    func subjectAtHand() throws -> SubjectID {
        .participant(evidence.participants.pseudonyms[try participantAtHand()])
    }

    /// Returns the measurement for which the check is called.
    func measurementAtHand() throws -> MeasurementAtHand {
        guard hook == .measurement, measurements.indices.contains(row) else {
            throw ApiError("m is the measurement of checks.measurement, and is none in \(hook.rawValue)")
        }
        return measurements[row]
    }

    /// Makes the rows of a field or function once, as long as the hook's rows last.
    func newRows(_ name: String, _ make: () -> LuaRows?) -> LuaRows? {
        guard hook == .participant || hook == .measurement, prompt == nil else { return nil }
        return keptRows.insert(name).inserted ? make() : nil
    }

    /// Returns a cell for each participant whose rule is run; `cell` is given the place among all.
    func participantRows(texts: [String] = [], _ cell: (Int) -> LuaRows.Cell) -> LuaRows? {
        guard hook == .participant, prompt == nil else { return nil }
        return LuaRows(count: treated.count, texts: texts) { cell(treated[$0]) }
    }

    /// Returns where the values of the treated participants are, looked up once for all indicators that have
    /// one list of subjects.
    func people(with reader: SeriesReader) -> FoldColumn.People {
        if let people = foldedPeople.first(where: { $0.fits(reader) }) { return people }
        let people = FoldColumn.People(evidence.participants, rows: treated, in: reader)
        foldedPeople.append(people)
        return people
    }
}
