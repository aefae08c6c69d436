import OutcomesModel
import PackReader

/// Which terms come to a sum: those that the Lua of rules, checks or libraries names, and those that a tariff or a
/// condition reads. What only reports show decides nothing.
struct TermUse {
    private let texts: [String]
    private let ofTerms: Set<TermID>

    init(_ pack: Pack) {
        let own = pack.testedFiles.compactMap { pack.sources[$0]?.bytes }
        let libraries = pack.libraries.flatMap { $0.sources.values.map(\.bytes) }
        texts = (own + libraries).map { String(decoding: $0, as: UTF8.self) }
        var ofTerms: Set<TermID> = []
        func add(_ source: FigureSource?) { if case .term(let id)? = source { ofTerms.insert(id) } }
        for tariff in pack.contract?.tariffs ?? [] {
            add(tariff.figure)
            for version in tariff.versions { if let id = version.mechanism.baseTerm { ofTerms.insert(id) } }
        }
        for condition in pack.contract?.paymentTerms.conditions ?? [] { add(condition.figure) }
        self.ofTerms = ofTerms
    }

    func comesToASum(_ term: TermID) -> Bool { ofTerms.contains(term) || names(term.rawValue) }

    /// Tells whether a text stands in the Lua of rules, checks or libraries.
    func names(_ text: String) -> Bool { texts.contains { $0.contains(text) } }
}
