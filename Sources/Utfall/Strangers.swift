import MeasurementStore
import OutcomesModel

extension Pipeline {
    /// Returns a warning where values are about people who are not among the participants: they count for nothing,
    /// and a misspelt pseudonym would otherwise take somebody's outcome away in silence.
    func strangers(_ known: KnownEvidence) -> [RecordedFinding] {
        var names: Set<SubjectID> = []
        var values = 0
        var seen: [(subjects: UnsafePointer<SubjectID>?, places: [Int])] = []
        for column in known.columns {
            // Indicators of the same people share one list of them.
            let list = column.subjects.withUnsafeBufferPointer(\.baseAddress)
            let places =
                seen.first { $0.subjects == list }?.places
                ?? Self.strangers(in: column.subjects, known.participants.pseudonyms)
            seen.append((list, places))
            for place in places {
                names.insert(column.subjects[place])
                values += column.rows(ofSubjectAt: place).count
            }
        }
        guard !names.isEmpty else { return [] }
        let first = names.sorted().prefix(3).map(\.description).joined(separator: ", ")
        let finding = Finding.strangers(
            values: values, subjects: names.count, named: ": " + first + (names.count > 3 ? ", …" : ""))
        return [RecordedFinding(id: FindingID(0), batch: nil, finding: finding, answer: nil)]
    }

    /// Adds to each file that was just recorded how many of its values are about nobody among the participants.
    ///
    /// It is not recorded, since a file of participants may come later: `findings` and `settle` tell it as it is then.
    func countingStrangers(_ imported: [ImportedFile], of files: [EvidenceBatch]) throws -> [ImportedFile] {
        guard let latest = try store.store.latestBatch(of: pack.id) else { return imported }
        let participants = try store.store.participants(of: pack.id, asOf: latest).pseudonyms
        // Before anybody is known, their file is still to come.
        guard !participants.isEmpty else { return imported }
        return zip(imported, files).map { file, batch in
            let table = batch.measurements
            guard !file.wasAlreadyRecorded else { return file }
            var isStranger = [Bool](repeating: false, count: table.subjects.count)
            let places = Self.strangers(in: table.subjects, participants)
            guard !places.isEmpty else { return file }
            for place in places { isStranger[place] = true }
            let values = table.subjectCodes.count { isStranger[Int($0)] }
            guard values > 0 else { return file }
            return file.adding(
                .strangers(
                    values: values, subjects: places.count,
                    place: SourceLocation(file: file.file.name)))
        }
    }

    /// Returns the places of subjects who are participants by their form, and not among the participants.
    ///
    /// - Parameters:
    ///   - subjects: in any order; in that of the participants it is fastest.
    ///   - participants: in their order.
    private static func strangers(in subjects: [SubjectID], _ participants: [String]) -> [Int] {
        var places: [Int] = []
        var person = 0
        for (place, subject) in subjects.enumerated() {
            guard case .participant(let pseudonym) = subject else { continue }
            while person < participants.count, participants[person] != pseudonym,
                SubjectID.participant(participants[person]) < subject
            {
                person += 1
            }
            if person == participants.count || participants[person] != pseudonym { places.append(place) }
        }
        guard !places.isEmpty else { return [] }
        // One that comes after somebody greater was passed over.
        let all = Set(participants)
        return places.filter { place in
            if case .participant(let pseudonym) = subjects[place] { !all.contains(pseudonym) } else { false }
        }
    }
}

extension Finding {
    /// - Parameter named: who they are, where that may be shown.
    fileprivate static func strangers(
        values: Int, subjects: Int, named: String = "", place: SourceLocation? = nil
    ) -> Finding {
        Finding(
            severity: .warning, rule: "evidence.participants",
            message: "\(values) \(values == 1 ? "value is" : "values are") about \(subjects) "
                + "\(subjects == 1 ? "subject" : "subjects") not among the participants, and "
                + "\(values == 1 ? "counts" : "count") for nothing\(named)",
            hint: "import the file of participants, or look for a misspelt pseudonym", place: place)
    }
}
