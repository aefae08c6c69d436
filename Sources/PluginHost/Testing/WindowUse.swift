import LuaSyntax
import OutcomesModel
import PackReader

extension Pack {
    /// Whether anything may be read over the settlement's own window; where each fold in its Lua names a window of the
    /// contract, and no term is decided by a figure, nothing is.
    package var readsSettlementWindow: Bool {
        guard let contract, libraries.isEmpty, contract.tariffs.isEmpty, contract.evaluations.isEmpty,
            contract.paymentTerms.conditions.isEmpty
        else { return true }
        let folds = Set(Api.seriesType.methods.map(\.name))
        var reads = false
        for (path, source) in sources where !path.hasPrefix("tests/") && !path.hasPrefix("reports/") {
            LuaParser.parse(source.bytes).block.visit(expression: { expression in
                guard case .method(_, let name, let arguments) = expression.kind, folds.contains(name.text)
                else { return }
                if !arguments.contains(where: \.isWindow) { reads = true }
            })
        }
        return reads
    }
}

extension LuaExpression {
    /// `p.windows.last_quarter`
    fileprivate var isWindow: Bool {
        guard case .field(let windows, _) = bare.kind, case .field(_, let name) = windows.bare.kind else {
            return false
        }
        return name.text == "windows"
    }
}
