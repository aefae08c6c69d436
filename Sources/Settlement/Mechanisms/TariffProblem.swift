package import OutcomesModel

/// Why a tariff has no amount for a figure.
package enum TariffProblem: Error, Equatable, Sendable {
    case negativeFigure(Ratio)
    case wrongFigure(expected: FigureKind, came: FigureKind)
    /// The tariff says by no `[[term]]` or sum what shares are taken of, in the contract's currency.
    case wrongBase(TermID)
    case noIndexValue(PriceIndexID, on: Day)
    case arithmetic(ArithmeticError)
}

/// What a figure is, for messages.
package enum FigureKind: String, Sendable {
    case number = "a number"
    case money = "money"
    case none = "no figure"
}

extension TariffProblem: CustomStringConvertible {
    package var description: String {
        switch self {
        case .negativeFigure(let figure): "its figure is \(figure), and cannot be less than 0"
        case .wrongFigure(let expected, let came):
            "it is priced by \(expected.rawValue), and was given \(came.rawValue)"
        case .wrongBase(let term): "the term '\(term)' is no sum in the contract's currency"
        case .noIndexValue(let index, let day):
            "the index '\(index)' has no value on or before \(day), and none is guessed"
        case .arithmetic(let error): "\(error)"
        }
    }
}

/// A number of units: never less than 0.
package struct Quantity: Hashable, Sendable {
    package let number: Ratio

    package init(_ number: Ratio) throws(TariffProblem) {
        guard number.signum >= 0 else { throw .negativeFigure(number) }
        self.number = number
    }
}
