import Evaluation
import OutcomesModel

/// Figures that look random and are the same in each run (SplitMix64).
struct Figures: RandomNumberGenerator {
    private var state: UInt64

    init(seed: UInt64) { state = seed }

    mutating func next() -> UInt64 {
        state &+= 0x9e37_79b9_7f4a_7c15
        var mixed = state
        mixed = (mixed ^ mixed >> 30) &* 0xbf58_476d_1ce4_e5b9
        mixed = (mixed ^ mixed >> 27) &* 0x94d0_49bb_1331_11eb
        return mixed ^ mixed >> 31
    }
}

/// People who come and go, with values that are there, missing, disputed or too many.
struct RandomEvidence {
    let people: ParticipantTable
    let reader: SeriesReader
    let indicator: Indicator

    static let starts = Day(iso: "2017-01-01")!
    static let windows = [
        Window(id: "entry", title: "Entry", span: .fromEntry(months: 4, skipping: 0)),
        Window(id: "late", title: "Late", span: .fromEntry(months: 3, skipping: 5)),
        Window(id: "start", title: "Start", span: .fromStart(months: 6, skipping: 0)),
        Window(
            id: "fixed", title: "Fixed",
            span: .fixed(Period(first: Day(iso: "2017-02-10")!, last: Day(iso: "2017-03-09")!)!)),
    ]
    static let frequencies: [Indicator.Frequency] = [.month, .quarter, .event, .once]

    init(_ every: Indicator.Frequency, seed: UInt64, policy: MissingPolicy = .exclude) throws {
        var figures = Figures(seed: seed)
        func draw(_ count: Int) -> Int { Int.random(in: 0..<count, using: &figures) }
        var missing: [Missing: MissingPolicy] = [:]
        for reason in ["not_measured", "not_yet", "withdrawn", "disputed", "not_verified"] {
            missing[Missing(rawValue: reason)] = policy
        }
        indicator = EvaluationTests.indicator(every: every, decimals: 1, missing: missing)
        var participants: [Participant] = []
        var rows: [(subject: SubjectID, day: Day, value: MeasuredValue, state: VerificationState)] = []
        for number in 100..<160 {
            let entry = Self.starts.adding(days: draw(3) == 0 ? 0 : draw(300))
            let pseudonym = "p-\(number)"
            participants.append(
                Participant(
                    pseudonym: pseudonym, group: ["a", "b", nil][draw(3)], entry: entry,
                    exit: draw(5) == 0 ? entry.adding(days: draw(200)) : nil, attributes: [:], line: 2))
            guard draw(12) > 0 else { continue }
            // Mostly a value a month, with gaps now and then.
            let isWhole = draw(3) > 0
            var day = entry.adding(days: -draw(40))
            for _ in 0..<14 {
                if isWhole || draw(8) > 0 {
                    let isMissing = !isWhole && draw(12) == 0
                    rows.append(
                        (
                            .participant(pseudonym), day,
                            isMissing ? .missing(.withdrawn) : .number(Int64(draw(1_000)) - 300),
                            !isWhole && draw(15) == 0 ? .disputed : .verified
                        ))
                }
                day = day.adding(days: 1 + draw(isWhole ? 28 : 40))
            }
        }
        people = ParticipantTable(participants)
        reader = SeriesReader(
            indicator: indicator, columns: MeasurementColumns(indicator: indicator.id, rows: rows),
            payableStates: [.verified], asOf: Day(iso: "2017-11-30")!)
    }
}
