import LuaHost
import OutcomesModel
import Reporting

extension Api {
    static let estimateType = ApiType(
        kind: .estimate, symbol: "estimate",
        documentation:
            """
            What an `[[evaluation]]` found, exactly. A field that its method does not give is nil. In a report, \
            figures of fewer people than the contract's `smallest_cell` are hidden.
            """,
        fields: [
            ApiField("saving", "money or nil", "What the treatment group cost less, people times means.") {
                run, o in
                switch result(run, o) {
                case .estimate(let estimate):
                    run.tooFew(estimate) ?? estimate.saving.map { .money($0) } ?? .nil
                case .given(let given): given.saving.map { .money($0) } ?? .nil
                case .failed, nil: .nil
                }
            },
            ApiField(
                "improved", "true, false or nil",
                """
                Whether the difference goes the better way. Where that cannot be told, as of an indicator of which \
                neither way is better, a report gets nil, and for a rule it is an error.
                """, read: improved),
            ApiField(
                "reached", "true, false or nil",
                """
                Whether the contract's `decision` about it is met. Where that cannot be told, or there is no \
                `decision`, a report gets nil, and for a rule it is an error.
                """, read: reached),
            ApiField(
                "difference", "an exact number or nil", "Treatment mean minus comparison mean.",
                read: number(\.difference, \.difference)),
            ApiField(
                "reduction_percent", "an exact number or nil",
                "How much less the treatment mean is, in percent of the comparison mean.",
                read: number(\.reductionPercent, \.reductionPercent)),
            arm(
                "treatment_mean", "money or a number", "The mean over people of the treatment group.",
                mean { $0.treatment }),
            arm(
                "comparison_mean", "money, a number or nil", "The mean of the comparison.",
                mean { $0.comparison }),
            arm("treatment_count", "number", "People counted in the treatment group.") { run, estimate in
                run.shownCount(estimate.treatment.counted)
            },
            arm("comparison_count", "number", "People counted in the comparison.") { run, estimate in
                estimate.comparison.map { run.shownCount($0.counted) } ?? .nil
            },
            arm("treatment_excluded", "a table", "People left out of the treatment group, by reason.") {
                run, estimate in
                excluded(estimate.treatment, run)
            },
            arm("comparison_excluded", "a table", "People left out of the comparison, by reason.") {
                run, estimate in
                estimate.comparison.map { excluded($0, run) } ?? .nil
            },
        ], methods: statisticsOfEstimates)

    // A rule that took nil for no would pay nothing, and say nothing.

    private static func reached(_ run: PackRun, _ object: LuaObject) throws -> LuaValue {
        let plan = run.contract.evaluations[object.place]
        var why = "nothing says so"
        switch result(run, object) {
        case .estimate(let estimate):
            if let hidden = run.tooFew(estimate) { return hidden }
            if let reached = estimate.reached { return .boolean(reached) }
            why = estimate.unsure ?? "the figure that it is of cannot be had"
        case .given(let figures):
            if let reached = figures.reached { return .boolean(reached) }
            why = "what is given for it does not say; give reached = true or false"
        case .failed, nil: break
        }
        guard !Hook.documents.contains(run.hook) else { return .nil }
        guard plan.decision != nil else {
            throw ApiError(
                "evaluation '\(plan.id)' has no `decision` that could be reached",
                hint: "give it one: decision = { figure = \"improvement\", reading = \"point\", at = \"1\" }")
        }
        throw ApiError("whether evaluation '\(plan.id)' is reached cannot be told: \(why)", blame: .evidence)
    }

    private static func improved(_ run: PackRun, _ object: LuaObject) throws -> LuaValue {
        let plan = run.contract.evaluations[object.place]
        var why = "nothing says so"
        var hint: String?
        switch result(run, object) {
        case .estimate(let estimate):
            if let hidden = run.tooFew(estimate) { return hidden }
            if let improved = estimate.improved { return .boolean(improved) }
            if estimate.difference == nil {
                why = "its method compares with nothing"
            } else {
                why = "of '\(plan.indicator)' neither way is better"
                hint = "read its difference, or say in the [[indicator]] which way is better"
            }
        case .given(let figures):
            if let improved = figures.improved { return .boolean(improved) }
            why = "what is given for it does not say; give improved = true or false"
        case .failed, nil: break
        }
        guard !Hook.documents.contains(run.hook) else { return .nil }
        throw ApiError(
            "whether evaluation '\(plan.id)' improved cannot be told: \(why)", hint: hint)
    }

    private static func number(
        _ estimated: @escaping @Sendable (Estimate) -> Ratio?,
        _ given: @escaping @Sendable (GivenEstimate) -> Ratio?
    ) -> @Sendable (PackRun, LuaObject) throws -> LuaValue {
        { run, object in
            switch result(run, object) {
            case .estimate(let estimate):
                run.tooFew(estimate) ?? estimated(estimate).map { .exact($0) } ?? .nil
            case .given(let figures): given(figures).map { .exact($0) } ?? .nil
            case .failed, nil: .nil
            }
        }
    }

    static func result(_ run: PackRun, _ object: LuaObject) -> EvaluationResult? {
        run.evaluations[run.contract.evaluations[object.place].id]
    }

    private static func arm(
        _ name: String, _ kind: String, _ documentation: String,
        _ read: @escaping @Sendable (PackRun, Estimate) throws -> LuaValue
    ) -> ApiField {
        ApiField(name, kind, documentation) { run, object in
            guard case .estimate(let estimate)? = result(run, object) else { return .nil }
            return try read(run, estimate)
        }
    }

    private static func mean(
        _ arm: @escaping @Sendable (Estimate) -> Estimate.Arm?
    ) -> @Sendable (PackRun, Estimate) throws -> LuaValue {
        { run, estimate in
            guard let arm = arm(estimate) else { return .nil }
            if run.isHidden(arm.counted) { return run.value(.tooFew(run.contract.smallestCell)) }
            let mean = arm.mean
            guard let currency = run.contract.indicator(estimate.indicator)?.currency else {
                return .exact(mean)
            }
            return .money(try Amount(majorUnits: mean, currency: currency))
        }
    }

    private static func excluded(_ arm: Estimate.Arm, _ run: PackRun) -> LuaValue {
        .record(arm.excluded.reduce(into: [:]) { $0[$1.key.rawValue] = run.shownCount($1.value) })
    }
}

extension PackRun {
    /// Returns what a report gets for a figure of both arms where one of them has too few people.
    func tooFew(_ estimate: Estimate) -> LuaValue? {
        hidesSmallCells && contract.hides(estimate) ? value(.tooFew(contract.smallestCell)) : nil
    }
}
