package import OutcomesModel
package import Statistics

/// Why a simulation gives nothing.
package enum SimulationError: Error, Sendable {
    /// A distribution that there is not, or a figure that cannot be drawn from it.
    case distribution(QuantityID, StatisticsError, clause: Clause)
    case tooLarge(QuantityID, clause: Clause)
    case noEvidence(QuantityID, clause: Clause)
    case overflow(party: PartyID)
    case tooFewDraws(Int)
    case nothingToDraw(file: String)
    case noFile(name: String, folder: String, pack: PackID)
    case noPower(file: String)
    case sizeUnknown(EvaluationID, group: GroupID, clause: Clause)
    case spreadUnknown(EvaluationID, clause: Clause)
    case noPowerOf(EvaluationID, method: String, clause: Clause)
    case powerFails(EvaluationID, StatisticsError, clause: Clause)
    /// The rules fail on drawn figures: what they say of it.
    case settlingFails([Diagnostic], draw: Int?, levels: String)
}

extension SimulationError: Diagnosable {
    package var diagnostics: [Diagnostic] {
        if case .settlingFails(let told, let draw, let levels) = self {
            return told.map { Self.told($0, draw, levels) }
        }
        return [diagnostic]
    }

    private static func told(_ fault: Diagnostic, _ draw: Int?, _ levels: String) -> Diagnostic {
        var fault = fault
        fault.subject = (draw.map { "draw \($0): " } ?? "the sweep: ") + levels
        if fault.blame == .evidence {
            // The rules are right by the evidence that there will be: what lacks is an assumption.
            fault.blame = .pack
            fault.hint =
                "add a [[quantity]] of it to simulation.toml: rules read nothing else in a simulation"
        }
        return fault
    }

    private var diagnostic: Diagnostic {
        switch self {
        case .distribution(let id, let error, let clause):
            Diagnostic(
                .pack, "the quantity \(id) cannot be drawn: \(error)", place: clause.place,
                hint: "see `distribution` of the quantity")
        case .tooLarge(let id, let clause):
            Diagnostic(
                .pack, "a level of the quantity \(id) does not fit into 64 bits", place: clause.place,
                hint: "take a distribution with a smaller spread, or fewer decimals")
        case .noEvidence(let id, let clause):
            Diagnostic(
                .use, "the quantity \(id) is drawn from evidence, and there is none of both its groups",
                place: clause.place, expected: "at least two people with a figure in each group",
                hint: "give --evidence FILE…, or a store that has it")
        case .overflow(let party):
            Diagnostic(.use, "what '\(party)' gains or loses does not fit into 64 bits")
        case .tooFewDraws(let count):
            Diagnostic(
                .use, "so many draws cannot be made", expected: "from 1 to 10,000,000", came: "\(count)")
        case .nothingToDraw(let file):
            Diagnostic(
                .pack, "the file says nothing that could be drawn", place: SourceLocation(file: file),
                expected: "at least one [[quantity]]")
        case .noFile(let name, let folder, let pack):
            Diagnostic(
                .use, "the pack does not say what to assume of its outcomes", pack: pack,
                expected: "a file \(folder)/\(name)",
                hint: "docs/PACKS.md, \"Before it is signed\", has an example")
        case .noPower(let file):
            Diagnostic(
                .use, "the contract has no [[evaluation]] of groups, so that there is no power to tell",
                place: SourceLocation(file: file))
        case .sizeUnknown(let evaluation, let group, let clause):
            Diagnostic(
                .pack, "nothing says how many people of '\(group)' the evaluation \(evaluation) looks at",
                place: clause.place,
                expected: "`size` of the [[group]], or `treatment` and `comparison` of [[power]]")
        case .noPowerOf(let evaluation, let method, let clause):
            Diagnostic(
                .pack, "the evaluation \(evaluation) by \(method) has no power that could be calculated",
                place: clause.place, expected: "[[power]] of an evaluation that averages over people")
        case .spreadUnknown(let evaluation, let clause):
            Diagnostic(
                .use, "nothing says how much people differ in what the evaluation \(evaluation) looks at",
                place: clause.place,
                expected: "`deviation` or `rate` in [[power]], or evidence to estimate it from",
                hint: "give --evidence FILE…, or declare it")
        case .powerFails(let evaluation, let error, let clause):
            Diagnostic(
                .pack, "the power of the evaluation \(evaluation) cannot be told: \(error)",
                place: clause.place)
        case .settlingFails: preconditionFailure("it has diagnostics of its own")
        }
    }
}
