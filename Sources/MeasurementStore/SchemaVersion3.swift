/// Version 3: a settlement may be posted again as a difference, or taken back; claims are verified too; what was
/// sampled, who approved, and the packs that were posted with are kept.
enum SchemaVersion3 {
    static let newTables = [
        "settlement", "claim_decision", "audit_sample", "audit_sample_member", "pack_archive", "approval",
    ]

    static let tables = """
        CREATE TABLE settlement_of_today (
            number INTEGER PRIMARY KEY,
            contract TEXT NOT NULL CHECK (contract <> ''),
            settlement TEXT NOT NULL CHECK (settlement <> ''),
            as_of INTEGER NOT NULL CHECK (as_of >= 0),
            pack_hash TEXT NOT NULL,
            recorded_by TEXT NOT NULL,
            recorded_at TEXT NOT NULL CHECK (recorded_at GLOB '????-??-??T??:??:??Z'),
            reason TEXT NOT NULL,
            hash TEXT NOT NULL CHECK (length(hash) = 64),
            revision INTEGER NOT NULL CHECK (revision > 0),
            kind TEXT NOT NULL CHECK (kind IN ('settlement', 'adjustment', 'reversal')),
            receipt TEXT CHECK (receipt <> ''),
            UNIQUE (contract, settlement, revision)
        ) STRICT;
        INSERT INTO settlement_of_today SELECT *, 1, 'settlement', NULL FROM settlement;
        DROP TABLE settlement;
        ALTER TABLE settlement_of_today RENAME TO settlement;

        ALTER TABLE settlement_claim ADD COLUMN first_day INTEGER
            CHECK (first_day BETWEEN -719162 AND 2932896);
        ALTER TABLE settlement_claim ADD COLUMN last_day INTEGER
            CHECK (last_day BETWEEN first_day AND 2932896 AND (last_day IS NULL) = (first_day IS NULL));
        CREATE INDEX settlement_claim_by_subject ON settlement_claim (subject, outcome);

        CREATE TABLE claim_decision (
            contract TEXT NOT NULL,
            batch INTEGER NOT NULL,
            subject TEXT NOT NULL CHECK (subject <> ''),
            outcome TEXT NOT NULL CHECK (outcome <> ''),
            window TEXT NOT NULL CHECK (window <> ''),
            state TEXT NOT NULL CHECK (state IN ('reported', 'verified', 'rejected', 'disputed')),
            PRIMARY KEY (contract, subject, outcome, window, batch),
            FOREIGN KEY (contract, batch) REFERENCES batch (contract, number)
        ) STRICT, WITHOUT ROWID;

        CREATE TABLE audit_sample (
            number INTEGER PRIMARY KEY,
            contract TEXT NOT NULL CHECK (contract <> ''),
            population TEXT NOT NULL CHECK (population IN ('measurements', 'claims')),
            selection TEXT NOT NULL,
            as_of INTEGER NOT NULL,
            size INTEGER NOT NULL CHECK (size > 0),
            seed TEXT NOT NULL CHECK (seed <> ''),
            tolerated TEXT NOT NULL,
            confidence TEXT NOT NULL,
            recorded_by TEXT NOT NULL,
            recorded_at TEXT NOT NULL CHECK (recorded_at GLOB '????-??-??T??:??:??Z'),
            reason TEXT NOT NULL,
            FOREIGN KEY (contract, as_of) REFERENCES batch (contract, number)
        ) STRICT;

        CREATE TABLE audit_sample_member (
            sample INTEGER NOT NULL REFERENCES audit_sample (number),
            position INTEGER NOT NULL,
            subject TEXT NOT NULL CHECK (subject <> ''),
            what TEXT NOT NULL CHECK (what <> ''),
            day INTEGER CHECK (day BETWEEN -719162 AND 2932896),
            window TEXT CHECK ((window IS NULL) <> (day IS NULL)),
            PRIMARY KEY (sample, position)
        ) STRICT, WITHOUT ROWID;

        CREATE TABLE pack_archive (
            hash TEXT PRIMARY KEY CHECK (length(hash) = 64),
            contract TEXT NOT NULL CHECK (contract <> ''),
            version TEXT NOT NULL,
            sha256 BLOB NOT NULL CHECK (length(sha256) = 32),
            bytes BLOB NOT NULL
        ) STRICT;

        CREATE TABLE approval (
            number INTEGER PRIMARY KEY,
            contract TEXT NOT NULL CHECK (contract <> ''),
            subject TEXT NOT NULL CHECK (subject IN ('pack', 'settlement')),
            digest TEXT NOT NULL CHECK (length(digest) = 64),
            party TEXT NOT NULL CHECK (party <> ''),
            public_key TEXT,
            signature TEXT CHECK ((signature IS NULL) = (public_key IS NULL)),
            recorded_by TEXT NOT NULL,
            recorded_at TEXT NOT NULL CHECK (recorded_at GLOB '????-??-??T??:??:??Z'),
            reason TEXT NOT NULL,
            UNIQUE (contract, subject, digest, party)
        ) STRICT;

        """
}
