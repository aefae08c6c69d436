import FoundationEssentials
import OutcomesModel
import PackReader

/// A contract with one thing of each kind, read once.
enum TinyContract {
    static let pack: Pack = {
        let folder = FileManager.default.temporaryDirectory.appending(path: "utfall-tiny-\(UUID())").path
        defer { try? FileManager.default.removeItem(atPath: folder) }
        do {
            try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
            for (name, text) in files { try Data(text.utf8).write(to: URL(filePath: "\(folder)/\(name)")) }
            return try PackReader(libraryFolders: []).read(folder: folder)
        } catch {
            preconditionFailure("the tiny contract cannot be read: \(error)")
        }
    }()

    static var contract: Contract { pack.contract! }

    /// Returns the pack with other Lua.
    static func pack(
        with sources: [String: String], _ permissions: Set<Manifest.Permission> = []
    ) -> Pack {
        let manifest = Manifest(
            id: pack.manifest.id, version: pack.manifest.version, api: pack.manifest.api,
            kind: pack.manifest.kind, title: nil, uses: [], permissions: permissions)
        return Pack(
            manifest: manifest, folder: pack.folder, contract: pack.contract,
            sources: Dictionary(
                uniqueKeysWithValues: sources.map { ($0, SourceFile(path: $0, bytes: Array($1.utf8))) }),
            libraries: [], hash: pack.hash, files: [:])
    }

    static let files = [
        "plugin.toml": """
        id = "test.tiny"
        version = "1.0.0"
        api = "1"
        kind = "contract"
        """,
        "rules.lua": "return {}",
        "contract.toml": """
        [contract]
        title = "Tiny"
        currency = "SEK"
        rounding = { mode = "half_even", unit = "1.00" }
        starts = 2024-01-01
        ends = 2025-12-31

        [[party]]
        id = "town"
        name = "The town"
        sector = "public"
        roles = ["outcome_payer"]

        [[party]]
        id = "fund"
        name = "The fund"
        sector = "private"
        roles = ["investor"]

        [[indicator]]
        id = "work"
        unit = "starts"
        decimals = 0
        better = "higher"
        every = "event"

        [[indicator]]
        id = "cost"
        unit = "SEK"
        decimals = 2
        better = "lower"
        every = "event"

        [[indicator]]
        id = "wellbeing"
        unit = "points"
        decimals = 1
        better = "higher"
        every = "event"
        missing = { withdrawn = "exclude" }

        [[indicator]]
        id = "jobs"
        subject = "contract"
        unit = "jobs"
        decimals = 0
        better = "higher"
        every = "event"

        [[indicator]]
        id = "beds"
        subject = "group"
        unit = "beds"
        decimals = 0
        better = "higher"
        every = "event"

        [[attribute]]
        id = "site"
        values = ["north", "south"]

        [[group]]
        id = "coached"
        role = "treatment"

        [[group]]
        id = "reference"
        role = "comparison"

        [[window]]
        id = "year"
        title = "A year"
        months = 12
        from = "entry"

        [[window]]
        id = "spring"
        months = 6
        from = "entry"

        [[outcome]]
        id = "work"
        title = "Begins to work"
        price = "1000.00"
        payment = "reward"
        limit = 2
        clause = "5.1"

        [[outcome]]
        id = "jobs"
        price = "10.00"
        payment = "reward"
        clause = "5.2"

        [[outcome]]
        id = "beds"
        price = "5.00"
        payment = "reward"
        clause = "5.3"

        [terms]
        share = { value = "0.40", clause = "6.1" }
        fee = { value = "300.00", unit = "SEK", clause = "6.2" }
        rate = [
          { value = "15.00", unit = "SEK", clause = "6.3" },
          { value = "16.00", from = 2025-01-01, unit = "SEK", clause = "A1" },
          { value = "17.50", from = 2025-07-01, unit = "SEK", clause = "A2" },
        ]

        [[evaluation]]
        id = "cost"
        method = "comparison_group"
        treatment = "coached"
        comparison = "reference"
        statistic = "sum"
        clause = "8.1"

        [[evaluation]]
        id = "wellbeing"
        method = "before_and_after"
        treatment = "coached"
        statistic = "last"
        clause = "8.2"

        [[payment]]
        id = "reward"
        title = "Reward"
        from = "town"
        to = "fund"
        clause = "5"

        [[settlement]]
        id = "final"
        title = "Final"
        window = "year"
        due = 2025-06-30

        [[settlement]]
        id = "early"
        window = "year"
        due = 2024-12-31

        [[settlement]]
        id = "late"
        window = "year"
        due = 2025-07-01

        [[tariff]]
        id = "visits"
        title = "Visits"
        kind = "unit_price"
        payment = "reward"
        indicator = "jobs"
        price = "12.50"
        most = "80.00"
        clause = "9.1"

        [[tariff]]
        id = "saved"
        kind = "savings_share"
        evaluation = "cost"
        reads = "saving"
        share = "0.5"
        clause = "9.2"

        [[tariff]]
        id = "result"
        kind = "threshold"
        split = "both"
        rows = [{ at = "10", amount = "100.00" }]
        clause = "9.3"

        [[split]]
        id = "both"
        shares = { reward = "1" }
        clause = "9.4"

        [[waterfall]]
        party = "fund"

        [[waterfall.class]]
        id = "loan"
        investors = { fund = "1" }

        [[waterfall.drawdown]]
        class = "loan"
        day = 2024-01-01
        amount = "60.00"
        clause = "3"

        [[waterfall.tier]]
        kind = "capital"
        class = "loan"
        clause = "10.1"
        """,
    ]
}

/// What is known of four people: two coached, one in the reference group, one who comes and goes.
enum TinyEvidence {
    static let people = [
        person("a-1", "coached", "2024-01-01", site: "north"),
        person("a-2", "coached", "2024-02-01", exit: "2024-08-31"),
        person("r-1", "reference", "2024-01-01", site: "south"),
        person("z-1", nil, "2024-03-01", site: "south"),
    ]

    static let measurements = [
        measured("a-1", "cost", "2024-03-01", .number(100_00)),
        measured("a-1", "cost", "2024-09-01", .number(50_50)),
        measured("a-1", "wellbeing", "2024-01-01", .number(40)),
        measured("a-1", "wellbeing", "2024-04-01", .number(55)),
        measured("a-1", "wellbeing", "2024-10-01", .number(61)),
        measured("a-1", "wellbeing", "2025-02-01", .number(99)),
        measured("a-1", "work", "2024-05-01", .number(1)),
        measured("a-2", "cost", "2024-03-01", .number(10_00)),
        measured("a-2", "wellbeing", "2024-03-01", .missing(.withdrawn)),
        measured("contract", "jobs", "2024-06-01", .number(7)),
        measured("group:coached", "beds", "2024-06-01", .number(3)),
        measured("r-1", "cost", "2024-03-01", .number(200_00)),
        measured("r-1", "work", "2024-03-01", .number(1)),
        measured("z-1", "wellbeing", "2024-04-01", .missing(.disputed)),
    ]

    static func columns(of measurements: [Measurement] = measurements) -> [MeasurementColumns] {
        TinyContract.contract.indicators.map { indicator in
            MeasurementColumns(
                indicator: indicator.id,
                rows: measurements.filter { $0.indicator == indicator.id }
                    .map { ($0.subject, $0.day, $0.value, $0.state) })
        }
    }

    static func measured(
        _ subject: String, _ indicator: IndicatorID, _ day: String, _ value: MeasuredValue,
        state: VerificationState = .verified, line: Int = 2
    ) -> Measurement {
        Measurement(
            subject: SubjectID(text: subject), indicator: indicator, day: Day(iso: day)!, value: value,
            state: state, source: "register", line: line)
    }

    static func person(
        _ pseudonym: String, _ group: GroupID?, _ entry: String, exit: String? = nil, site: String? = nil
    ) -> Participant {
        Participant(
            pseudonym: pseudonym, group: group, entry: Day(iso: entry)!, exit: exit.map { Day(iso: $0)! },
            attributes: site.map { ["site": $0] } ?? [:], line: 2)
    }

    static func batch(_ measurements: [Measurement]) -> EvidenceBatch {
        EvidenceBatch(
            file: EvidenceFile(name: "new.csv", bytes: 100, sha256: String(repeating: "0", count: 64)),
            kind: .measurements, measurements: MeasurementTable(measurements), participants: [], findings: [])
    }
}
