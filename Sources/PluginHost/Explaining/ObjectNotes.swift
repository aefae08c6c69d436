import InvestorReturns
import LuaHost
import OutcomesModel
import Settlement

// What is noted of fields and methods of the objects that hooks are given.
extension Derivation {
    func noteField(
        of type: HostType, _ call: LuaCall, _ result: LuaValue, _ run: PackRun
    ) throws -> LuaValue {
        guard case .string(let name) = call[1] else { return result }
        let place = call.object(0, type.number)?.place ?? 0
        switch type {
        case .terms: return try tag(result, .term(TermID(name)), at: call.place)
        case .estimate:
            let evaluation = run.contract.evaluations[place].id
            if case .boolean(let outcome) = result {
                let truth = try add(.truth(outcome), .estimate(evaluation, name), at: call.place)
                return add(
                    NotedComparison(
                        title: "", relation: .isTrue, operands: [truth], outcome: outcome, place: call.place))
            }
            return try tag(result, .estimate(evaluation, name), at: call.place)
        case .outcome where name == "price":
            return try tag(result, .price(run.contract.outcomes[place].id), at: call.place)
        case .claims where name == "amount": return result
        case .claims where name == "count":
            guard case .integer(let count) = result else { return result }
            return .integer(
                add(
                    NotedCount(
                        title: claimTitles[place] ?? run.word("claims", sv: "anspråk"),
                        claims: run.claimSets[place], value: count,
                        place: call.place)))
        case .breakdown where name == "amount":
            return try tag(result, .breakdown(place), at: call.place)
        case .distribution where name == "received":
            return try tag(
                result, .other(run.word("what was received", sv: "vad som togs emot")),
                at: call.place)
        case .distribution where name == "left":
            return try tag(
                result,
                .other(run.word("what was not given yet", sv: "vad som inte har getts ännu")),
                at: call.place)
        case .attributes, .participant: noteRead("\(type.name) \(name)", result, call, run.language)
        default: break
        }
        return try tag(result, .other("\(type.name).\(name)"), at: call.place)
    }

    /// Notes what a rule read of a person, which it may have decided by.
    private func noteRead(
        _ title: String, _ result: LuaValue, _ call: LuaCall, _ language: Language
    ) {
        let words: String
        switch result {
        case .string(let text): words = text
        case .nil: words = language.word("not known", sv: "inte känt")
        case .object(let object) where HostType(object) == .day: words = object.day.description
        default: return
        }
        _ = add(
            NotedComparison(
                title: language.word("\(title) is \(words)", sv: "\(title) är \(words)"), relation: .isSaid,
                operands: [], outcome: true,
                place: call.place))
    }

    func noteMethod(
        _ name: String, of type: HostType, _ call: LuaCall, _ result: LuaValue, _ run: PackRun
    ) throws -> LuaValue {
        switch (type, name) {
        case (.exact, "at_least"), (.money, "at_least"):
            return try tag(result, .greatest, of: limits(call, result, run), at: call.place)
        case (.exact, "at_most"), (.money, "at_most"):
            return try tag(result, .least, of: limits(call, result, run), at: call.place)
        case (.exact, "round"), (.money, "round"):
            let whole = try figure(of: call[0], run).map { [$0] } ?? []
            return try tag(result, .rounded, of: whole, at: call.place)
        case (.series, _): return try noteFold(name, call, result, run)
        case (.settlement, "claims"), (.claims, "where"):
            if case .object(let object) = result {
                claimTitles[object.place] = title(of: call, in: type, run.language)
            }
            return result
        case (.claims, "amount_by"):
            retitle(
                result,
                claimTitles[call.object(0, type.number)?.place ?? 0]
                    ?? run.word("claims", sv: "anspråk"))
            return result
        case (.claims, _): return result
        case (.settlement, "price"):
            return noteBreakdown(
                result,
                NotedBreakdown(
                    title: run.word("the price of claims", sv: "priset på anspråk"),
                    tariff: nil, place: call.place))
        case (.settlement, "paid"):
            guard case .string(let payment) = call[1] else { return result }
            let id = PaymentID(payment)
            return try tag(result, .paid(id), of: paid(id, run), at: call.place)
        case (.tariff, _): return try noteTariff(name, call, result, run)
        default:
            return try tag(result, .other("\(type.name):\(name)"), of: operands(call, run), at: call.place)
        }
    }

    /// Returns what a payment comes to so far: in settlements before, and in each request of this one.
    private func paid(_ payment: PaymentID, _ run: PackRun) throws -> [Int] {
        var parts: [Int] = []
        let before = try run.posted.flatMap(\.lines).filter { $0.payment == payment }
            .reduce(Amount.zero(run.contract.currency)) { try $0.adding(Amount($1.paid)) }
        if !before.isZero {
            parts.append(
                try add(
                    .money(before), .other(run.word("posted before", sv: "bokfört tidigare")),
                    at: nil))
        }
        for (request, noted) in zip(run.requests, requests) where request.payment == payment {
            switch noted.source {
            case .figure(let figure): parts.append(figure)
            case .breakdown(let place):
                parts.append(try add(.money(request.amount), .breakdown(place), at: noted.place))
            case .parts(let title, _):
                parts.append(try add(.money(request.amount), .other(title), at: noted.place))
            }
        }
        return parts
    }

    /// Returns the two sides of `at_least` or `at_most`, where the number 0 may stand for no money.
    private func limits(_ call: LuaCall, _ result: LuaValue, _ run: PackRun) throws -> [Int] {
        var sides = try operands(call, run)
        if sides.count == 2, case .money(let amount) = figures[sides[0]].value,
            case .number = figures[sides[1]].value
        {
            sides[1] = try add(.money(.zero(amount.currency)), .bare, at: nil)
        }
        return sides
    }

    private func noteFold(
        _ name: String, _ call: LuaCall, _ result: LuaValue, _ run: PackRun
    ) throws -> LuaValue {
        guard let (owner, indicator) = call.object(0, HostType.series.number)?.series else { return result }
        let subject =
            switch owner {
            case .atHand: try run.subjectAtHand()
            case .other(let place): run.subjects[place]
            }
        var windows: [Int] = []
        var day: Day?
        var words: [String] = []
        for argument in call.arguments.dropFirst() {
            if case .object(let object) = argument, HostType(object) == .window {
                windows.append(object.place)
            } else if let operand = try Operand(argument, run) {
                if case .day(let on) = operand { day = on }
                words.append(run.describeValue(operand.value(run)))
            }
        }
        if windows.isEmpty { windows = [run.windowPlace] }
        let title = ([name.replacing("_", with: " ")] + words).joined(separator: " ")
        let fold = NotedFold(name: title, subject: subject, indicator: indicator, windows: windows, day: day)
        if case .object(let object) = result, HostType(object) == .missing {
            try addMissing(run.missing(object), .fold(fold), at: call.place)
        }
        return try tag(result, .fold(fold), at: call.place)
    }

    /// Names what claims come to by the values that they are told apart by.
    private func retitle(_ value: LuaValue, _ title: String) {
        switch value {
        case .object(let object): if let place = object.origin { retitle(place, title) }
        case .table(let table):
            for (name, inner) in table.fields { retitle(inner, "\(title), \(name)") }
        default: break
        }
    }

    private func title(of call: LuaCall, in type: HostType, _ language: Language) -> String {
        func text(_ index: Int) -> String? { if case .string(let text) = call[index] { text } else { nil } }
        guard type == .claims else {
            return text(1).map { language.word("claims of \($0)", sv: "anspråk på \($0)") }
                ?? language.word("all claims", sv: "alla anspråk")
        }
        let whole =
            call.object(0, type.number).flatMap { claimTitles[$0.place] }
            ?? language.word("claims", sv: "anspråk")
        return "\(whole), \(text(1) ?? "") \(text(2) ?? "")"
    }

    private func noteBreakdown(_ result: LuaValue, _ note: NotedBreakdown) -> LuaValue {
        if case .object(let object) = result, HostType(object) == .breakdown {
            breakdowns[object.place] = note
        }
        return result
    }

    private func noteTariff(
        _ name: String, _ call: LuaCall, _ result: LuaValue, _ run: PackRun
    ) throws -> LuaValue {
        guard let place = call.object(0, HostType.tariff.number)?.place else { return result }
        let tariff = run.contract.tariffs[place]
        let noted = NotedTariff(tariff: tariff, given: try figure(of: call[1], run))
        switch name {
        case "breakdown":
            return noteBreakdown(
                result, NotedBreakdown(title: tariff.title, tariff: noted, place: call.place))
        case "amount":
            let given: Figure? =
                switch try Operand(call[1], run) {
                case .exact(let number)?: .number(number)
                case .money(let amount)?: .money(amount)
                case .day?, .missing?, nil: nil
                }
            let breakdown = try PaymentFigures(run: run).breakdown(of: tariff, given: given)
            return try tag(result, .tariff(breakdown, noted), at: call.place)
        default:
            return try tag(
                result,
                .other(run.word("figure of \(tariff.title)", sv: "talet för \(tariff.title)")),
                at: call.place)
        }
    }

    // MARK: What a rule asks for

    func noteRequests(_ name: String, _ call: LuaCall, _ run: PackRun, from first: Int) throws {
        guard run.requests.count > first else { return }
        let tariffs = name == "pay_tariffs" ? paidTariffs(call, run) : []
        for place in first..<run.requests.count {
            let tariff = tariffs.indices.contains(place - first) ? tariffs[place - first] : nil
            add(
                NotedRequest(
                    source: try source(name, call, run, tariff), comparisons: comparisons.count,
                    place: call.place))
        }
    }

    private func source(
        _ name: String, _ call: LuaCall, _ run: PackRun, _ tariff: Tariff?
    ) throws -> NotedRequest.Source {
        if name == "pay" {
            if case .object(let object) = call[2], HostType(object) == .breakdown {
                return .breakdown(object.place)
            }
            if let figure = try figure(of: call[2], run) { return .figure(figure) }
        }
        guard let tariff else {
            return .parts(run.word("a share of the split", sv: "en del av fördelningen"), nil)
        }
        let title =
            tariff.payment == nil
            ? run.word("\(tariff.title), a share", sv: "\(tariff.title), en del") : tariff.title
        return .parts(title, NotedTariff(tariff: tariff, given: nil))
    }

    /// Returns the tariff of each request that `pay_tariffs` made, in its order.
    private func paidTariffs(_ call: LuaCall, _ run: PackRun) -> [Tariff] {
        var kind: Mechanism.Kind?
        if case .string(let name) = call[1] { kind = Mechanism.Kind(rawValue: name) }
        return run.contract.tariffs.filter { kind == nil || $0.kind == kind }.flatMap { tariff in
            let shares = tariff.split.flatMap { run.contract.split($0) }?.parts.count ?? 0
            return [Tariff](repeating: tariff, count: (tariff.payment == nil ? 0 : 1) + shares)
        }
    }

    /// Notes what was given: by the rule itself, or by the waterfall.
    func noteShares(_ call: LuaCall, _ run: PackRun, from first: Int) throws {
        guard run.shares.count > first, let distribution = run.distribution else { return }
        let party = distribution.party
        if let account = distribution.account {
            for receipt in account.own {
                for line in receipt.lines {
                    add(
                        NotedShare(
                            party: party, source: .waterfall(line, receipt, account.account),
                            place: call.place))
                }
            }
            run.distribution?.account = nil
        } else if let figure = try figure(of: call[2], run) {
            add(NotedShare(party: party, source: .figure(figure), place: call.place))
        }
    }

    func noteClaim(_ call: LuaCall, _ run: PackRun) throws {
        guard case .string(let outcome) = call[1] else { return }
        let quantity = try figure(of: call[2], run)
        var times: Int64 = 1
        if let quantity, case .number(let number) = figures[quantity].value {
            times = Int64(exactly: number.numerator) ?? 1
        }
        add(
            NotedClaim(
                outcome: OutcomeID(outcome), quantity: times, quantityFigure: quantity,
                comparisons: comparisons.count, place: call.place))
    }
}
