import GRDB
import OutcomesModel

/// Version 2: measurements and participants lie in chunks of columns, and a batch may be a verification.
enum SchemaVersion2 {
    static func migrate(_ database: Database) throws {
        try database.execute(sql: tables)
        try moveMeasurements(database)
        try moveParticipants(database)
        try database.execute(
            sql: """
                DROP TABLE participant_attribute;
                DROP TABLE participant;
                DROP TABLE measurement;
                """)
        for table in ["batch", "measurement_chunk", "participant_chunk"] {
            try database.execute(sql: Schema.appendOnlyTriggers(table))
        }
    }

    // The columns of a batch are those of version 1 but for its kind. The bytes of a chunk come last: what is
    // before them is read without them.
    private static let tables = """
        CREATE TABLE batch_of_today (
            number INTEGER PRIMARY KEY,
            contract TEXT NOT NULL CHECK (contract <> ''),
            kind TEXT NOT NULL CHECK (kind IN ('measurements', 'participants', 'verification')),
            file_name TEXT NOT NULL,
            file_bytes INTEGER NOT NULL CHECK (file_bytes >= 0),
            file_sha256 TEXT NOT NULL CHECK (length(file_sha256) = 64 AND file_sha256 NOT GLOB '*[^0-9a-f]*'),
            rows INTEGER NOT NULL CHECK (rows = new_rows + unchanged_rows + corrected_rows),
            new_rows INTEGER NOT NULL CHECK (new_rows >= 0),
            unchanged_rows INTEGER NOT NULL CHECK (unchanged_rows >= 0),
            corrected_rows INTEGER NOT NULL CHECK (corrected_rows >= 0),
            recorded_by TEXT NOT NULL,
            recorded_at TEXT NOT NULL CHECK (recorded_at GLOB '????-??-??T??:??:??Z'),
            reason TEXT NOT NULL,
            UNIQUE (contract, number)
        ) STRICT;
        INSERT INTO batch_of_today SELECT * FROM batch;
        DROP TABLE batch;
        ALTER TABLE batch_of_today RENAME TO batch;

        CREATE TABLE measurement_chunk (
            number INTEGER PRIMARY KEY,
            contract TEXT NOT NULL,
            indicator TEXT NOT NULL CHECK (indicator <> ''),
            batch INTEGER NOT NULL,
            position INTEGER NOT NULL CHECK (position >= 0),
            rows INTEGER NOT NULL CHECK (rows > 0),
            first_subject TEXT NOT NULL CHECK (first_subject <> ''),
            last_subject TEXT NOT NULL CHECK (last_subject >= first_subject),
            first_day INTEGER NOT NULL CHECK (first_day BETWEEN -719162 AND 2932896),
            last_day INTEGER NOT NULL CHECK (last_day BETWEEN first_day AND 2932896),
            sha256 BLOB NOT NULL CHECK (length(sha256) = 32),
            bytes BLOB NOT NULL,
            UNIQUE (contract, indicator, batch, position),
            FOREIGN KEY (contract, batch) REFERENCES batch (contract, number)
        ) STRICT;

        CREATE TABLE participant_chunk (
            number INTEGER PRIMARY KEY,
            contract TEXT NOT NULL,
            batch INTEGER NOT NULL,
            position INTEGER NOT NULL CHECK (position >= 0),
            rows INTEGER NOT NULL CHECK (rows > 0),
            first_subject TEXT NOT NULL CHECK (first_subject <> ''),
            last_subject TEXT NOT NULL CHECK (last_subject >= first_subject),
            sha256 BLOB NOT NULL CHECK (length(sha256) = 32),
            bytes BLOB NOT NULL,
            UNIQUE (contract, batch, position),
            FOREIGN KEY (contract, batch) REFERENCES batch (contract, number)
        ) STRICT;

        DROP INDEX finding_by_words;
        CREATE INDEX finding_by_words ON finding (contract, message, subject, place_file, place_line, batch);

        """

    private static func moveMeasurements(_ database: Database) throws {
        var builder = TableBuilder()
        var key: (batch: BatchID, contract: PackID)?
        func store() throws {
            guard let key else { return }
            try database.insert(
                MeasurementChanges(all: builder.take()), contract: key.contract, batch: key.batch)
        }
        try Query(
            database,
            """
            SELECT batch, contract, indicator, subject, day, number, missing, state, source, line
            FROM measurement ORDER BY batch, indicator, subject, day
            """
        ).rows([]) { row in
            let batch = BatchID(try row.number(0))
            if key?.batch != batch {
                try store()
                builder = TableBuilder()
                key = (batch, PackID(try row.text(1)))
            }
            builder.begin(IndicatorID(try row.text(2)))
            builder.begin(SubjectID(text: try row.text(3)))
            let number = row.optionalNumber(5)
            let state: VerificationState = try row.word(7)
            builder.append(
                day: try row.day(4).number, units: number ?? 0, reason: try number == nil ? row.text(6) : nil,
                stateCode: state.code, source: try row.text(8), line: UInt32(clamping: try row.number(9)))
        }
        try store()
    }

    private static func moveParticipants(_ database: Database) throws {
        var people: [Participant] = []
        var key: (batch: BatchID, contract: PackID)?
        func store() throws {
            guard let key else { return }
            try database.insert(
                ParticipantChanges(all: ParticipantTable(people)), contract: key.contract, batch: key.batch)
            people = []
        }
        // A line for each attribute of a person, or one line where there are none.
        try Query(
            database,
            """
            SELECT person.batch, person.contract, person.pseudonym, group_id, entry_day, exit_day, line,
                attribute, value
            FROM participant AS person LEFT JOIN participant_attribute AS attributes
                ON attributes.contract = person.contract AND attributes.pseudonym = person.pseudonym
                AND attributes.batch = person.batch
            ORDER BY person.batch, person.pseudonym
            """
        ).rows([]) { row in
            let batch = BatchID(try row.number(0))
            if key?.batch != batch {
                try store()
                key = (batch, PackID(try row.text(1)))
            }
            let pseudonym = try row.text(2)
            var attributes: [AttributeID: String] = [:]
            if let last = people.last, row.has(last.pseudonym, in: 2) {
                attributes = last.attributes
                people.removeLast()
            }
            if let name = row.optionalText(7) { attributes[AttributeID(name)] = try row.text(8) }
            people.append(
                Participant(
                    pseudonym: pseudonym, group: row.optionalText(3).map { GroupID($0) },
                    entry: try row.day(4), exit: try row.optionalDay(5), attributes: attributes,
                    line: Int(UInt32(clamping: try row.number(6)))))
        }
        try store()
    }
}

extension MeasurementChanges {
    /// Takes rows of which none is there twice, as they are.
    fileprivate init(all table: MeasurementTable) {
        order = MeasurementOrder(table)
        order.sortByDay()
        parts = order.parts
    }
}

extension ParticipantChanges {
    /// Takes people of whom none is there twice, and whose pseudonyms ascend.
    fileprivate init(all table: ParticipantTable) {
        self.table = table
        rows = Array(table.indices)
    }
}
