import OutcomesModel
import Reporting

extension Comparison: WrittenInLanguage {
    /// Returns the comparison as a report.
    ///
    /// - Parameter names: what the two sides are called.
    public func report(named names: (left: String, right: String)) throws -> ReportDocument {
        ReportDocument(try document(names))
    }

    private func document(_ names: (left: String, right: String)) throws -> Document {
        var document = Document(
            title: right.contract.title,
            subtitle: word("What differs, and why", sv: "Vad som skiljer, och varför"),
            language: language)
        let difference = try right.total.subtracting(left.total)
        document.blocks.append(
            .facts([
                Fact(word("Settlement", sv: "Avräkning"), .text(right.plan.id.rawValue)),
                Fact(word("Left", sv: "Vänster"), .text(names.left)),
                Fact(word("Right", sv: "Höger"), .text(names.right)),
                Fact(word("Total on the left", sv: "Summa till vänster"), .money(left.total)),
                Fact(word("Total on the right", sv: "Summa till höger"), .money(right.total)),
                Fact(word("Difference", sv: "Skillnad"), .money(difference)),
            ]))
        if isSame {
            document.blocks.append(
                .callout(
                    Callout(
                        .good,
                        word("Both pay the same, line by line.", sv: "Båda betalar detsamma, rad för rad."))))
        } else {
            document.blocks += [
                .heading(word("Lines that differ", sv: "Rader som skiljer"), .section),
                .table(try lineTable(difference)),
            ]
        }
        guard !causes.isEmpty else { return document }
        document.blocks += [
            .heading(word("What makes the difference", sv: "Vad som gör skillnaden"), .section),
            .table(try causeTable(difference)),
        ]
        for cause in causes where !cause.places.isEmpty {
            document.blocks.append(.table(try placeTable(cause)))
        }
        return document
    }

    private func lineTable(_ difference: Money) throws -> Table {
        try Table(
            columns: [
                Column(word("Payment", sv: "Betalning")), Column(word("Left", sv: "Vänster"), .end),
                Column(word("Right", sv: "Höger"), .end), Column(word("Difference", sv: "Skillnad"), .end),
            ],
            rows: lines.map { line in
                [
                    .text("\(line.title) (\(line.clause.words(in: language)))"), .money(line.posted),
                    .money(line.now),
                    .money(line.difference),
                ]
            },
            totals: [
                .text(word("Total", sv: "Summa")), .money(left.total), .money(right.total),
                .money(difference),
            ])
    }

    private func causeTable(_ difference: Money) throws -> Table {
        try Table(
            columns: [
                Column(word("What", sv: "Vad")),
                Column(word("Places that differ", sv: "Ställen som skiljer"), .end),
                Column(word("Difference", sv: "Skillnad"), .end),
            ],
            rows: causes.map {
                [.text($0.kind.words(in: language)), .count($0.count), .money($0.difference)]
            },
            totals: [.text(word("Total", sv: "Summa")), .empty, .money(difference)])
    }

    private func placeTable(_ cause: Cause) throws -> Table {
        let isEach = cause.places.contains { $0.difference != nil }
        return try Table(
            caption: isEach
                ? word(
                    "Each place in the \(cause.kind.words(in: .en)) that matters",
                    sv: "Varje ställe i \(cause.kind.definite) som har betydelse")
                : word(
                    "The first of the \(cause.kind.words(in: .en)) that matters",
                    sv: "Den första av \(cause.kind.definite) som har betydelse"),
            columns: [
                Column(word("Where", sv: "Var")), Column(word("Left", sv: "Vänster")),
                Column(word("Right", sv: "Höger")),
            ] + (isEach ? [Column(word("Difference", sv: "Skillnad"), .end)] : []),
            rows: cause.places.map { place in
                [.text(place.name), .text(place.left), .text(place.right)]
                    + (isEach ? [place.difference.map { .money($0) } ?? .empty] : [])
            })
    }
}

extension Comparison.Kind {
    fileprivate func words(in language: Language) -> String {
        switch self {
        case .participants: language.word("participants", sv: "deltagare")
        case .measurements: language.word("measurements", sv: "mätvärden")
        case .decisions: language.word("verifiers' decisions on claims", sv: "granskares beslut om anspråk")
        case .terms: language.word("terms", sv: "villkor")
        case .rules: language.word("rules", sv: "regler")
        }
    }

    /// As Swedish says `the terms`.
    fileprivate var definite: String {
        switch self {
        case .participants: "deltagarna"
        case .measurements: "mätvärdena"
        case .decisions: "granskarnas beslut om anspråk"
        case .terms: "villkoren"
        case .rules: "reglerna"
        }
    }
}
