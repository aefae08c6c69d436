import OutcomesModel
import Reporting

extension Comparison {
    /// Returns the comparison in one form.
    ///
    /// - Parameter names: what the two sides are called.
    public func report(named names: (left: String, right: String), as format: ReportFormat) throws -> String {
        try document(names).rendered(as: format.form)
    }

    private func document(_ names: (left: String, right: String)) throws -> Document {
        var document = Document(title: right.contract.title, subtitle: "What differs, and why")
        let difference = try right.total.subtracting(left.total)
        document.blocks.append(
            .facts([
                Fact("Settlement", .text(right.plan.id.rawValue)), Fact("Left", .text(names.left)),
                Fact("Right", .text(names.right)), Fact("Total on the left", .money(left.total)),
                Fact("Total on the right", .money(right.total)), Fact("Difference", .money(difference)),
            ]))
        if isSame {
            document.blocks.append(.callout(Callout(.good, "Both pay the same, line by line.")))
        } else {
            document.blocks += [.heading("Lines that differ", .section), .table(try lineTable(difference))]
        }
        guard !causes.isEmpty else { return document }
        document.blocks += [
            .heading("What makes the difference", .section), .table(try causeTable(difference)),
        ]
        for cause in causes where !cause.places.isEmpty {
            document.blocks.append(.table(try placeTable(cause)))
        }
        return document
    }

    private func lineTable(_ difference: Money) throws -> Table {
        try Table(
            columns: [
                Column("Payment"), Column("Left", .end), Column("Right", .end), Column("Difference", .end),
            ],
            rows: lines.map { line in
                [
                    .text("\(line.title) (\(line.clause))"), .money(line.posted), .money(line.now),
                    .money(line.difference),
                ]
            }, totals: ["Total", .money(left.total), .money(right.total), .money(difference)])
    }

    private func causeTable(_ difference: Money) throws -> Table {
        try Table(
            columns: [Column("What"), Column("Places that differ", .end), Column("Difference", .end)],
            rows: causes.map { [.text($0.kind.words), .count($0.count), .money($0.difference)] },
            totals: ["Total", .empty, .money(difference)])
    }

    private func placeTable(_ cause: Cause) throws -> Table {
        let isEach = cause.places.contains { $0.difference != nil }
        return try Table(
            caption: isEach
                ? "Each place in the \(cause.kind.words) that matters"
                : "The first of the \(cause.kind.words) that matters",
            columns: [Column("Where"), Column("Left"), Column("Right")]
                + (isEach ? [Column("Difference", .end)] : []),
            rows: cause.places.map { place in
                [.text(place.name), .text(place.left), .text(place.right)]
                    + (isEach ? [place.difference.map { .money($0) } ?? .empty] : [])
            })
    }
}

extension Comparison.Kind {
    fileprivate var words: String {
        switch self {
        case .decisions: "verifiers' decisions on claims"
        default: rawValue
        }
    }
}
