import LuaHost
import OutcomesModel
import Reporting

// What is known of an estimate beside its exact figures. Reports and assessments read it; rules do not, since a
// statistic decides nothing that a term of the contract does not name.
extension Api {
    static let statisticsOfEstimates: [ApiFunction] = [
        ApiFunction(
            "statistics", gives: "a table", in: Hook.documents,
            """
            How sure the estimate is: `standard_error`, `lower` and `upper` of the interval, its `level`, `p`, \
            `degrees_of_freedom` and `method`, `smallest_detectable`, and by the method's own names what else it \
            says. Figures are in the indicator's unit, to twelve digits; what cannot be told is nil, and `unsure` \
            says why. Empty for what a test gives, and where there are too few people.
            """, example: "r:evaluate(\"placement_cost\"):statistics().lower"
        ) { call in statistics(call) },
        ApiFunction(
            "conclusion", gives: "text", in: Hook.documents,
            "What can and what cannot be concluded, in sentences.",
            example: "r:text(r:evaluate(\"placement_cost\"):conclusion())"
        ) { call in
            words(call) { .string($0.conclusion) } ?? .string("")
        },
        ApiFunction(
            "decision", gives: "a table or nil", in: Hook.documents,
            """
            What the contract's `decision` held against its threshold: the `figure` as it was compared and `at`, money \
            or exact numbers in the `unit`; `of` (`improvement` or `improvement_percent`) and `reading`; `rounding` and \
            `rounded_to` where it rounds, and `unrounded`, which a bound has not; `leaves_out_zero`, where the interval \
            must; and `reached`. nil where there is no decision or no such figure, of what a test gives, and of too few \
            people.
            """, example: "r:evaluate(\"placement_cost\"):decision()"
        ) { call in shown(call)?.decided.map(decision) ?? .nil },
        ApiFunction(
            "estimand", gives: "text", in: Hook.documents, "What is estimated, of whom, in which figure.",
            example: "r:text(r:evaluate(\"placement_cost\"):estimand())"
        ) { call in words(call) { .string($0.estimand) } ?? .string("") },
        ApiFunction(
            "people", gives: "text", in: Hook.documents,
            "How many people the figure is of, and who was left out.",
            example: "r:text(r:evaluate(\"placement_cost\"):people())"
        ) { call in words(call) { .string($0.people) } ?? .string("") },
        ApiFunction(
            "warnings", gives: "a list of texts", in: Hook.documents,
            "Why the estimate may say less than it seems to.",
            example: "r:evaluate(\"placement_cost\"):warnings()[1]"
        ) { call in
            words(call) { .table(LuaTable(array: $0.warnings.map { .string($0) })) } ?? .table(LuaTable())
        },
        ApiFunction(
            "balance", gives: "a list of tables", in: Hook.documents,
            """
            Of each covariate its `column` and its standardised difference of means `before` and `after` matching \
            or weighting; empty for other methods.
            """, example: "r:evaluate(\"placement_cost\"):balance()[1]"
        ) { call in
            guard let estimate = shown(call) else { return .table(LuaTable()) }
            let rows = estimate.quality.balance.map { row in
                LuaValue.record([
                    "column": .string(row.column), "before": figure(row.before), "after": figure(row.after),
                ])
            }
            return .table(LuaTable(array: rows))
        },
    ]

    /// The estimate, unless it is of fewer people than may be shown.
    private static func shown(_ call: ApiCall) -> Estimate? {
        guard let object = call.object, case .estimate(let estimate)? = result(call.run, object),
            call.run.tooFew(estimate) == nil
        else { return nil }
        return estimate
    }

    private static func words(
        _ call: ApiCall, _ say: (EstimateWords) -> LuaValue
    ) -> LuaValue? {
        shown(call).map { say(EstimateWords($0, in: call.run.contract, call.run.language)) }
    }

    private static func figure(_ value: Double) -> LuaValue {
        Decimal(significant: value).map { .exact($0.ratio) } ?? .nil
    }

    private static func decision(_ decided: DecidedFigure) -> LuaValue {
        func value(_ figure: Ratio) -> LuaValue {
            switch decided.value(figure) {
            case .money(let amount): .money(amount)
            case .number, .day, .truth: .exact(figure)
            }
        }
        return .record([
            "figure": value(decided.figure), "at": value(decided.rule.at.ratio),
            "of": .string(decided.rule.figure.rawValue), "reading": .string(decided.rule.reading.rawValue),
            "unit": .optional(decided.currency?.code ?? decided.unit),
            "unrounded": decided.unrounded.map(value) ?? .nil,
            "rounding": .optional(decided.rule.rounding?.mode.rawValue),
            "rounded_to": decided.rule.rounding.map { .exact($0.unit) } ?? .nil,
            "leaves_out_zero": decided.leavesOutZero.map { .boolean($0) } ?? .nil,
            "reached": .boolean(decided.isReached),
        ])
    }

    private static func range(_ range: EstimateQuality.Range?) -> LuaValue {
        range.map { .record(["lower": figure($0.lower), "upper": figure($0.upper)]) } ?? .nil
    }

    private static func statistics(_ call: ApiCall) -> LuaValue {
        guard let estimate = shown(call) else { return .table(LuaTable()) }
        var fields: [String: LuaValue] = [:]
        if let known = estimate.precision {
            fields["standard_error"] = figure(known.standardError)
            fields["lower"] = figure(known.lower)
            fields["upper"] = figure(known.upper)
            fields["level"] = .exact(known.level.ratio)
            fields["p"] = known.p.map(figure)
            fields["degrees_of_freedom"] = known.degreesOfFreedom.map(figure)
            fields["method"] = .string(known.method)
        }
        fields["unsure"] = estimate.unsure.map { .string($0) }
        let quality = estimate.quality
        fields["smallest_detectable"] = quality.smallestDetectable.map(figure)
        if let rates = quality.rates {
            fields["treatment_rate"] = rate(rates.treatment)
            fields["comparison_rate"] = rates.comparison.map(rate)
            fields["rate_difference"] = range(rates.difference)
            fields["relative_reduction"] = rates.relativeReduction.map(figure)
            fields["relative_reduction_range"] = range(rates.relativeReductionRange)
        }
        if let lost = quality.attrition {
            fields["treatment_lost"] = figure(lost.treatment)
            fields["comparison_lost"] = figure(lost.comparison)
            fields["worst_and_best"] = range(lost.worstAndBest)
            fields["lee_bounds"] = range(lost.lee)
        }
        for note in quality.notes {
            fields[String(note.name.map { $0 == " " ? "_" : $0 }.filter { $0 != "," })] = figure(note.figure)
        }
        return .record(fields.filter { if case .nil = $0.value { false } else { true } })
    }

    private static func rate(_ rate: EstimateQuality.Rates.Rate) -> LuaValue {
        .record([
            "reached": .whole(rate.reached), "people": .whole(rate.people),
            "lower": figure(rate.range.lower), "upper": figure(rate.range.upper),
        ])
    }
}
