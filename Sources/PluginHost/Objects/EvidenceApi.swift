import LuaHost
import OutcomesModel

/// A measurement that a check looks at.
struct MeasurementAtHand {
    let measurement: Measurement
    let file: String
    let indicator: Indicator
    let participant: Participant?
}

extension Api {
    static let measurementType = ApiType(
        kind: .measurement, symbol: "m", documentation: "A new measurement, in `checks.measurement`.",
        fields: [
            sharedFields[0],
            ApiField("subject", "text", "The pseudonym, `group:ID` or `contract`.") { run, _ in
                .string(try run.measurementAtHand().measurement.subject.description)
            },
            ApiField(
                "indicator", "the id of an indicator", "The indicator's id.",
                rows: { run in
                    let ids = run.contract.indicators.map(\.id)
                    return run.measurementRows(texts: ids.map(\.rawValue)) { hand in
                        ids.firstIndex(of: hand.indicator.id).map { .text($0) } ?? .ask
                    }
                }
            ) { run, _ in
                .string(try run.measurementAtHand().indicator.id.rawValue)
            },
            ApiField(
                "day", "a day", "The day that it is about.",
                rows: { run in run.measurementRows { .object(LuaObject($0.measurement.day)) } }
            ) { run, _ in
                .day(try run.measurementAtHand().measurement.day)
            },
            ApiField(
                "value", "money, an exact number or missing", "What was measured.",
                rows: { run in
                    run.measurementRows { hand in
                        guard case .object(let value)? = try? run.value(of: hand), value.isSmall else {
                            return .ask
                        }
                        return .object(value)
                    }
                }
            ) { run, _ in try run.value(of: run.measurementAtHand()) },
            ApiField(
                "state", "reported, verified, rejected or disputed", "How far it was verified.",
                rows: { run in
                    run.measurementRows(texts: VerificationState.allCases.map(\.rawValue)) {
                        .text(Int($0.measurement.state.code))
                    }
                }
            ) { run, _ in
                .string(try run.measurementAtHand().measurement.state.rawValue)
            },
            ApiField("source", "text", "Who or what says so; empty where the file does not say.") { run, _ in
                .string(try run.measurementAtHand().measurement.source)
            },
            ApiField("group", "the id of a group or nil", "The participant's group, where that is known.") {
                run, _ in
                .optional(try run.measurementAtHand().participant?.group?.rawValue)
            },
            ApiField("entry", "a day or nil", "The participant's first day, where that is known.") { run, _ in
                try run.measurementAtHand().participant.map { .day($0.entry) } ?? .nil
            },
        ],
        methods: findingMethods("m", .measurement))

    static let batchType = ApiType(
        kind: .batch, symbol: "b", documentation: "A new evidence file, in `checks.batch`.",
        fields: [
            sharedFields[0],
            ApiField("file", "text", "Its name.") { run, _ in .optional(run.batch?.file.name) },
            ApiField("kind", "measurements or participants", "What it has rows of.") { run, _ in
                .optional(run.batch?.kind.rawValue)
            },
            ApiField("rows", "number", "How many good rows it has.") { run, _ in .whole(run.batch?.rows ?? 0)
            },
        ],
        methods: findingMethods("b", .batch) + [
            ApiFunction(
                "count", [.required("name", "the id of a group, or of an indicator")], gives: "a number",
                in: [.batch], "How many participants of a group, or measurements of an indicator, it has.",
                example: "b:count(\"reference_2013\")"
            ) { call in
                let name = try call.text(0)
                let batch = call.run.batch
                if call.run.contract.group(GroupID(name)) != nil {
                    return .whole(batch?.participants.count { $0.group?.rawValue == name } ?? 0)
                }
                guard call.run.contract.indicator(IndicatorID(name)) != nil else {
                    let known =
                        call.run.contract.groups.map(\.id.rawValue)
                        + call.run.contract.indicators.map(\.id.rawValue)
                    throw ApiError(
                        "there is no [[group]] and no [[indicator]] '\(name)' in the contract",
                        hint: nearestName(to: name, among: known).map { "did you mean '\($0)'?" })
                }
                return .whole(batch?.measurements.count { $0.indicator.rawValue == name } ?? 0)
            }
        ])

    static let contractType = ApiType(
        kind: .contract, symbol: "c",
        documentation: "The contract, in `checks.contract`, before a settlement.",
        fields: sharedFields + [
            ApiField("title", "text", "Its title.") { run, _ in .string(run.contract.title) },
            ApiField("starts", "a day", "Its first day.") { run, _ in .day(run.contract.starts) },
            ApiField("ends", "a day", "Its last day.") { run, _ in .day(run.contract.ends) },
        ],
        methods: findingMethods("c", .contract) + [
            ApiFunction(
                "participants", [.optional("group", "the id of a group")], gives: "a number", in: [.contract],
                "How many participants there are, in a group or at all.",
                example: "c:participants(\"children_2016\")"
            ) { call in
                let group = call.has(0) ? try group(call, 0) : nil
                return .whole(call.run.evidence.participants.count { group == nil || $0.group == group })
            }
        ])

    /// The three ways to find something; each names the hook as its rule.
    static func findingMethods(_ symbol: String, _ hook: Hook) -> [ApiFunction] {
        let ways: [(name: String, severity: FindingSeverity, documentation: String)] = [
            ("reject", .rejected, "Finds that it is wrong: what is rejected is not used."),
            ("ask", .question, "Asks a question: somebody must have answered before anything is posted."),
            ("warn", .warning, "Finds something that somebody should look at."),
        ]
        return ways.map { way in
            ApiFunction(
                way.name, [.required("message", "a text"), .optional("hint", "a text")], gives: "nothing",
                in: [hook],
                way.documentation, example: "\(symbol):\(way.name) \"the cost is above the agreed maximum\"",
                effect: hook == .measurement
            ) { call in
                let most = 500
                for index in 0...1 where try call.has(index) && call.text(index).utf8.count > most {
                    throw ApiError("\(call.title): argument \(index + 1) may have \(most) bytes at most")
                }
                try call.run.find(
                    way.severity, try call.text(0), hint: call.has(1) ? try call.text(1) : nil)
                return .nil
            }
        }
    }
}

extension PackRun {
    func find(_ severity: FindingSeverity, _ message: String, hint: String?) throws {
        var place: SourceLocation?
        var subject: SubjectID?
        switch hook {
        case .measurement:
            let hand = try measurementAtHand()
            place = SourceLocation(file: hand.file, line: hand.measurement.line)
            subject = hand.measurement.subject
        case .batch: place = batch.map { SourceLocation(file: $0.file.name) }
        default: break
        }
        findings.append(
            Finding(
                severity: severity, rule: hook.rawValue, message: message, hint: hint, place: place,
                subject: subject))
    }
}

extension PackRun {
    /// Returns what was measured, as a script sees it.
    fileprivate func value(of hand: MeasurementAtHand) throws -> LuaValue {
        switch hand.measurement.value {
        case .missing(let reason): return value(reason)
        case .number(let units):
            let value = Decimal(units: units, decimals: hand.indicator.decimals).ratio
            guard let currency = hand.indicator.currency else { return .exact(value) }
            return .money(try Amount(majorUnits: value, currency: currency))
        }
    }

    fileprivate func measurementRows(
        texts: [String] = [], _ cell: (MeasurementAtHand) -> LuaRows.Cell
    ) -> LuaRows? {
        LuaRows(count: measurements.count, texts: texts) { cell(measurements[$0]) }
    }
}
