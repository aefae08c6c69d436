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
        let finding = Finding(
            severity: .warning, rule: "evidence.participants",
            message: "\(values) \(values == 1 ? "value is" : "values are") about \(names.count) "
                + "\(names.count == 1 ? "subject" : "subjects") not among the participants, and count for nothing: "
                + first + (names.count > 3 ? ", …" : ""),
            hint: "import the file of participants, or look for a misspelt pseudonym")
        return [RecordedFinding(id: FindingID(0), batch: nil, finding: finding, answer: nil)]
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
