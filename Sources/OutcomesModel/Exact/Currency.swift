/// A currency of ISO 4217 that has a minor unit.
public struct Currency: Hashable, Sendable {
    /// Three capital letters, such as `SEK`.
    public let code: String
    /// How many decimals the minor unit stands for: 2 for SEK, 0 for JPY, 3 for KWD.
    public let minorDigits: Int

    /// - Throws: `unknownCurrency` for anything that ISO 4217 does not list with a minor unit.
    public init(code: some StringProtocol) throws(ArithmeticError) {
        guard let digits = Currency.minorDigits[String(code)] else {
            throw .unknownCurrency(text: String(code))
        }
        self.code = String(code)
        minorDigits = digits
    }

    /// All codes, in their order.
    public static var codes: [String] { minorDigits.keys.sorted() }

    public static func isKnown(_ code: String) -> Bool { minorDigits[code] != nil }

    /// - Source: ISO 4217, list one, as of 2026-01-01.
    private static let minorDigits: [String: Int] = {
        let codesByDigits = [
            0: "BIF CLP DJF GNF ISK JPY KMF KRW PYG RWF UGX UYI VND VUV XAF XOF XPF",
            2: """
            AED AFN ALL AMD AOA ARS AUD AWG AZN BAM BBD BDT BMD BND BOB BOV BRL BSD BTN BWP BYN BZD CAD \
            CDF CHE CHF CHW CNY COP COU CRC CUP CVE CZK DKK DOP DZD EGP ERN ETB EUR FJD FKP GBP GEL GHS \
            GIP GMD GTQ GYD HKD HNL HTG HUF IDR ILS INR IRR JMD KES KGS KHR KPW KYD KZT LAK LBP LKR LRD \
            LSL MAD MDL MGA MKD MMK MNT MOP MRU MUR MVR MWK MXN MXV MYR MZN NAD NGN NIO NOK NPR NZD PAB \
            PEN PGK PHP PKR PLN QAR RON RSD RUB SAR SBD SCR SDG SEK SGD SHP SLE SOS SRD SSP STN SVC SYP \
            SZL THB TJS TMT TOP TRY TTD TWD TZS UAH USD USN UYU UZS VED VES WST XAD XCD XCG YER ZAR ZMW \
            ZWG
            """,
            3: "BHD IQD JOD KWD LYD OMR TND",
            4: "CLF UYW",
        ]
        var digits: [String: Int] = [:]
        for (count, codes) in codesByDigits {
            for code in codes.split(separator: " ") { digits[String(code)] = count }
        }
        return digits
    }()
}

extension Currency: CustomStringConvertible {
    public var description: String { code }
}
