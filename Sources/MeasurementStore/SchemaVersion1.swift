/// The tables as version 1 made them; never changed any more.
enum SchemaVersion1 {
    static let appendOnlyTables = [
        "batch", "measurement", "participant", "participant_attribute", "finding", "answer", "settlement",
        "settlement_line", "settlement_claim", "journal_entry", "posting",
    ]

    // Evidence is keyed by what it is about, the batch last: a read as of a batch walks the key in order,
    // and takes the last batch of each group. That a row's contract is its batch's is a foreign key.
    static let evidenceTables = """
        CREATE TABLE batch (
            number INTEGER PRIMARY KEY,
            contract TEXT NOT NULL CHECK (contract <> ''),
            kind TEXT NOT NULL CHECK (kind IN ('measurements', 'participants')),
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

        CREATE TABLE measurement (
            contract TEXT NOT NULL,
            indicator TEXT NOT NULL CHECK (indicator <> ''),
            subject TEXT NOT NULL CHECK (subject <> ''),
            day INTEGER NOT NULL CHECK (day BETWEEN -719162 AND 2932896),
            batch INTEGER NOT NULL,
            number INTEGER,
            missing TEXT CHECK (missing <> ''),
            state TEXT NOT NULL CHECK (state IN ('reported', 'verified', 'rejected', 'disputed')),
            source TEXT NOT NULL,
            line INTEGER NOT NULL,
            PRIMARY KEY (contract, indicator, subject, day, batch),
            FOREIGN KEY (contract, batch) REFERENCES batch (contract, number),
            CHECK ((number IS NULL) <> (missing IS NULL))
        ) STRICT, WITHOUT ROWID;

        CREATE TABLE participant (
            contract TEXT NOT NULL,
            pseudonym TEXT NOT NULL CHECK (pseudonym <> ''),
            batch INTEGER NOT NULL,
            group_id TEXT,
            entry_day INTEGER NOT NULL CHECK (entry_day BETWEEN -719162 AND 2932896),
            exit_day INTEGER CHECK (exit_day BETWEEN -719162 AND 2932896),
            line INTEGER NOT NULL,
            PRIMARY KEY (contract, pseudonym, batch),
            FOREIGN KEY (contract, batch) REFERENCES batch (contract, number)
        ) STRICT, WITHOUT ROWID;

        CREATE TABLE participant_attribute (
            contract TEXT NOT NULL,
            pseudonym TEXT NOT NULL,
            batch INTEGER NOT NULL,
            attribute TEXT NOT NULL CHECK (attribute <> ''),
            value TEXT NOT NULL,
            PRIMARY KEY (contract, pseudonym, batch, attribute),
            FOREIGN KEY (contract, pseudonym, batch) REFERENCES participant (contract, pseudonym, batch)
        ) STRICT, WITHOUT ROWID;

        """

    static let findingTables = """
        CREATE TABLE finding (
            number INTEGER PRIMARY KEY,
            contract TEXT NOT NULL CHECK (contract <> ''),
            batch INTEGER,
            severity TEXT NOT NULL CHECK (severity IN ('rejected', 'question', 'warning')),
            rule TEXT NOT NULL,
            message TEXT NOT NULL,
            hint TEXT,
            place_file TEXT,
            place_line INTEGER CHECK (place_line IS NULL OR place_file IS NOT NULL),
            place_column INTEGER CHECK (place_column IS NULL OR place_file IS NOT NULL),
            subject TEXT,
            FOREIGN KEY (contract, batch) REFERENCES batch (contract, number)
        ) STRICT;
        CREATE INDEX finding_by_words ON finding (contract, message);

        CREATE TABLE answer (
            finding INTEGER PRIMARY KEY REFERENCES finding (number),
            text TEXT NOT NULL,
            answered_by TEXT NOT NULL,
            answered_at TEXT NOT NULL
        ) STRICT;

        """

    static let ledgerTables = """
        CREATE TABLE settlement (
            number INTEGER PRIMARY KEY,
            contract TEXT NOT NULL CHECK (contract <> ''),
            settlement TEXT NOT NULL CHECK (settlement <> ''),
            as_of INTEGER NOT NULL CHECK (as_of >= 0),
            pack_hash TEXT NOT NULL,
            recorded_by TEXT NOT NULL,
            recorded_at TEXT NOT NULL CHECK (recorded_at GLOB '????-??-??T??:??:??Z'),
            reason TEXT NOT NULL,
            hash TEXT NOT NULL CHECK (length(hash) = 64),
            UNIQUE (contract, settlement)
        ) STRICT;

        CREATE TABLE settlement_line (
            settlement INTEGER NOT NULL REFERENCES settlement (number),
            position INTEGER NOT NULL,
            number INTEGER NOT NULL,
            payment TEXT NOT NULL CHECK (payment <> ''),
            outcome TEXT,
            minor_units INTEGER NOT NULL,
            currency TEXT NOT NULL CHECK (length(currency) = 3),
            PRIMARY KEY (settlement, position),
            UNIQUE (settlement, number)
        ) STRICT, WITHOUT ROWID;

        CREATE TABLE settlement_claim (
            settlement INTEGER NOT NULL REFERENCES settlement (number),
            position INTEGER NOT NULL,
            subject TEXT NOT NULL CHECK (subject <> ''),
            outcome TEXT NOT NULL CHECK (outcome <> ''),
            window TEXT NOT NULL CHECK (window <> ''),
            quantity INTEGER NOT NULL CHECK (quantity > 0),
            cause_file TEXT NOT NULL,
            cause_line INTEGER,
            PRIMARY KEY (settlement, position)
        ) STRICT, WITHOUT ROWID;

        CREATE TABLE journal_entry (
            number INTEGER PRIMARY KEY,
            settlement INTEGER NOT NULL REFERENCES settlement (number),
            line INTEGER NOT NULL,
            previous_hash TEXT NOT NULL CHECK (length(previous_hash) = 64),
            hash TEXT NOT NULL CHECK (length(hash) = 64),
            FOREIGN KEY (settlement, line) REFERENCES settlement_line (settlement, number)
        ) STRICT;
        CREATE INDEX journal_entry_by_settlement ON journal_entry (settlement, line);

        CREATE TABLE posting (
            entry INTEGER NOT NULL REFERENCES journal_entry (number),
            position INTEGER NOT NULL,
            contract TEXT NOT NULL,
            party TEXT NOT NULL,
            purpose TEXT NOT NULL,
            minor_units INTEGER NOT NULL,
            currency TEXT NOT NULL CHECK (length(currency) = 3),
            PRIMARY KEY (entry, position)
        ) STRICT, WITHOUT ROWID;

        """
}
