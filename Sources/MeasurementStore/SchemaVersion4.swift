/// Version 4: pairs of matched evaluations are kept from before their outcomes were read.
enum SchemaVersion4 {
    static let newTables = ["frozen_matching", "frozen_matching_set"]

    static let tables = """
        CREATE TABLE frozen_matching (
            number INTEGER PRIMARY KEY,
            contract TEXT NOT NULL CHECK (contract <> ''),
            evaluation TEXT NOT NULL CHECK (evaluation <> ''),
            as_of INTEGER NOT NULL,
            terms TEXT NOT NULL CHECK (terms <> ''),
            knew_outcomes INTEGER NOT NULL CHECK (knew_outcomes IN (0, 1)),
            recorded_by TEXT NOT NULL,
            recorded_at TEXT NOT NULL CHECK (recorded_at GLOB '????-??-??T??:??:??Z'),
            reason TEXT NOT NULL,
            UNIQUE (contract, evaluation, terms),
            FOREIGN KEY (contract, as_of) REFERENCES batch (contract, number)
        ) STRICT;

        CREATE TABLE frozen_matching_set (
            matching INTEGER NOT NULL REFERENCES frozen_matching (number),
            treated TEXT NOT NULL CHECK (treated <> ''),
            position INTEGER NOT NULL CHECK (position >= 0),
            control TEXT CHECK (control <> '' AND control <> treated),
            PRIMARY KEY (matching, treated, position)
        ) STRICT, WITHOUT ROWID;

        """
}
