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
                seen.first { $0.subjects == list }?.places ?? strangers(in: column, known.participants)
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
            let isStranger = Self.strangers(table.subjects, participants)
            guard !file.wasAlreadyRecorded, isStranger.contains(true) else { return file }
            var values = 0
            for code in table.subjectCodes where isStranger[Int(code)] { values += 1 }
            guard values > 0 else { return file }
            return file.adding(
                .strangers(
                    values: values, subjects: isStranger.count { $0 },
                    place: SourceLocation(file: file.file.name)))
        }
    }

    /// Tells of each subject whether it is a participant by its form, and not among the participants.
    private static func strangers(_ subjects: [SubjectID], _ participants: [String]) -> [Bool] {
        var isStranger = [Bool](repeating: false, count: subjects.count)
        var known = participants[...]
        var others: [(place: Int, pseudonym: String)] = []
        // Files mostly name people in one order, which is told faster than a million of them are hashed.
        for (place, subject) in subjects.enumerated() {
            guard case .participant(let pseudonym) = subject else { continue }
            if known.first == pseudonym { known.removeFirst() } else { others.append((place, pseudonym)) }
        }
        guard !others.isEmpty else { return isStranger }
        let all = Set(participants)
        for (place, pseudonym) in others where !all.contains(pseudonym) { isStranger[place] = true }
        return isStranger
    }

    /// Returns the places of subjects who are participants by their form, and not among the participants.
    private func strangers(in column: MeasurementColumns, _ people: ParticipantTable) -> [Int] {
        var places: [Int] = []
        var person = 0
        for (place, subject) in column.subjects.enumerated() {
            guard case .participant(let pseudonym) = subject else { continue }
            while person < people.count, people.pseudonyms[person] != pseudonym,
                SubjectID.participant(people.pseudonyms[person]) < subject
            {
                person += 1
            }
            if person == people.count || people.pseudonyms[person] != pseudonym { places.append(place) }
        }
        return places
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
