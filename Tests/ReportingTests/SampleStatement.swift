import OutcomesModel
import Reporting

let sek = try! Currency(code: "SEK")
let gbp = try! Currency(code: "GBP")

func kronor(_ text: String) -> Money { try! Money(text, sek) }
func pounds(_ text: String) -> Money { try! Money(text, gbp) }

/// A statement as a council would get it, with every kind of block and of cell. Its figures are made up.
let sampleStatement = Document(
    title: "Norrköping SOC 2016: school results and placements of children in residential care",
    subtitle: "Statement of the final settlement, draft",
    blocks: [
        .facts([
            Fact("Contract", "se.norrkoping.soc-2016 1.0.0"),
            Fact("Outcome payer", "Norrköpings kommun"),
            Fact("Investor", "Leksell Social Ventures"),
            Fact("Window", "2016-08-01 to 2018-07-31"),
            Fact("As of batch", .count(14)),
            Fact("Due", .day(Day(iso: "2021-03-31")!)),
            Fact("Measurements read", .count(12_480)),
            Fact("Total to be paid", .money(kronor("7412350.00"))),
        ]),
        .callout(
            Callout(
                .warning,
                "Two claims are held because their evidence is disputed. They are not in the totals, and will "
                    + "be settled when the dispute is answered.")),
        .heading("Payments", .section),
        .text(
            "Each line follows from the clause named beside it. Sums are exact until they are paid; rounding "
                + "is to whole kronor, half to even.\n\nNegative lines adjust what an earlier settlement paid."
        ),
        .table(samplePayments),
        .heading("What was measured", .section),
        .heading("Costs of placements & school results", .subsection),
        .table(sampleEvaluation),
        .callout(Callout(.good, "Both arms have the 60 people that clause 5.2 asks for.")),
        .heading("Rate card in pounds", .subsection),
        .table(sampleRates),
        .heading("Held claims", .section),
        .table(sampleHeld),
        .heading("How to read this", .topic),
        .list([
            "A sum without decimals is whole in the whole of its column.",
            "“Not measured” is never counted as zero: the contract says what happens, indicator by indicator, "
                + "and this statement counts how often it did.",
            "Shares are exact: one third is written 1/3.",
        ]),
        .callout(Callout(.note, "Approve this draft with: utfall settle --approve")),
        .footnote(
            "Residues are what rounding left over; they are kept on the line and carried into no payment."),
        .footnote(
            "Receipt sha256:9f2c31e07a55b4d8c0de1f6a7b3390aa5e7712c4d9c8b6f0e1a2d3c4b5a69788, version 1."),
    ])

private let samplePayments = try! Table(
    caption: "Payment lines of the final settlement",
    columns: [
        Column("No"), Column("Payment"), Column("From"), Column("To"), Column("Clause"),
        Column("Requested"), Column("Paid"),
    ],
    rows: [
        [
            .count(1), "Activity guarantee: 40 % of the drawn loan", "Norrköpings kommun",
            "Leksell Social Ventures", "6.2", .amount(Amount(kronor("4000000.00"))),
            .money(kronor("4000000.00")),
        ],
        [
            .count(2), "Share of the savings in placement costs", "Norrköpings kommun",
            "Leksell Social Ventures", "6.3", .amount(Amount(kronor("2412350.00"))),
            .money(kronor("2412350.00")),
        ],
        [
            .count(3), "Investor's return, capped at 20 %", "Norrköpings kommun", "Leksell Social Ventures",
            "6.5", .amount(Amount(kronor("1250000.00"))), .money(kronor("1250000.00")),
        ],
        [
            .count(4), "Adjustment of the interim settlement", "Leksell Social Ventures",
            "Norrköpings kommun",
            "7.1 (a)", .amount(Amount(kronor("-250000.00"))), .money(kronor("-250000.00")),
        ],
    ],
    totals: [
        .empty, "Total", .empty, .empty, .empty, .amount(Amount(kronor("7412350.00"))),
        .money(kronor("7412350.00")),
    ])

private let sampleEvaluation = try! Table(
    caption: "Means per person, treatment against the reference group of 2013",
    columns: [
        Column("Indicator"), Column("Treatment"), Column("Reference"), Column("Difference"),
        Column("Counted"), Column("Left out"),
    ],
    rows: [
        [
            "Placement cost per month, SEK", .ratio(try! Ratio(152_340, over: 7)), .ratio(Ratio(24_890)),
            .ratio(try! Ratio(-21_890, over: 7)), .count(60), .count(2),
        ],
        [
            "Merit points in grade 9", .number(Decimal(units: 1_985, decimals: 1)),
            .number(Decimal(units: 1_842, decimals: 1)), .number(Decimal(units: 143, decimals: 1)),
            .count(58),
            .count(4),
        ],
        [
            "Days of absence", .number(Decimal(units: 120, decimals: 1)), .missing(.notMeasured), .empty,
            .count(61), .count(1),
        ],
    ])

private let sampleRates = try! Table(
    caption: "Outcomes and their prices",
    columns: [
        Column("Outcome"), Column("Price"), Column("Claims"), Column("Share to provider"), Column("Due"),
        Column("Unrounded"), Column("Sum"),
    ],
    rows: [
        [
            "Sustained job, 26 weeks", .money(pounds("3500.00")), .count(41), .ratio(try! Ratio(1, over: 3)),
            .amount(Amount(pounds("143500.00"))),
            .amount(Amount(minorUnits: try! Ratio(14_350_000, over: 3), currency: gbp)),
            .money(pounds("47833.33")),
        ],
        [
            "Entry level qualification", .money(pounds("712.50")), .count(1_204),
            .ratio(try! Ratio(1, over: 2)), .amount(Amount(pounds("857850.00"))),
            .amount(Amount(pounds("428925.00"))), .money(pounds("428925.00")),
        ],
    ],
    totals: [
        "Total", .empty, .count(1_245), .empty, .amount(Amount(pounds("1001350.00"))), .empty,
        .money(pounds("476758.33")),
    ])

private let sampleHeld = try! Table(
    columns: [Column("Person"), Column("Outcome"), Column("Reason"), Column("Since"), Column("Price")],
    rows: [
        [
            "p-0017", "large_gain", .missing(.disputed), .day(Day(iso: "2018-05-02")!),
            .money(kronor("45000.00")),
        ],
        [
            "p-0042", "large_gain", .missing(.other("school_closed")), .day(Day(iso: "2018-06-11")!),
            .money(kronor("45000.00")),
        ],
    ])
