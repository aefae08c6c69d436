import EvidenceReader
import FoundationEssentials
import OutcomesModel
import Testing

@Suite struct PackedFileTests {
    /// 400 rows of the people P0000 to P0399, packed at once.
    static let packed = bytes(
        """
        H4sIAAAAAAACA33WQY4dRRRE0Tlr+ZY6IrKqsnbBFtp2CzVqGQlsELsHx/i/m9OYXVVlnr9+fP797cv3x/u3r+9fXr//8efj
        6+u/j79fP368/fLry//n8c/bx8fnt/dvvz38ov3pRZ+ix0tHPR/V0c9Hd8zzMR3X83F1PJ6PR8fz+Xh2vJ6PV8f9fNwd7+fj
        /XPUUEhNpClRG2lopEbSEEmtpKGSmklDJrWThk5qKA2h1FIaSqmpNKRSW3lo5bby0Mpt5el7aisPrdxWHlq5rTy0clt5aOW2
        8tDKbeWhldvKQyu3VYZWaasMrdJWGVqlrTL9fG2VoVXaKkOrtFWGVmmrDK3SVhlapa0ytEpbraHVaqs1tFpttYZWq63W0Gq1
        1ZpuqrZaQ6vVVmtotdpqDa1WW62h1WqrNbRabXUMrY62OoZWR1sdQ6ujrY6h1dFWx9DqaKtjutbb6hhaHW11DK2OtjqGVkdb
        HUOro63OodXZVufQ6myrc2h1ttU5tDrb6hxanW11Dq3OtjqnN7CtzqHV2Vbn0Opsq3NodbbVNbS62uoaWl1tdQ2trra6hlZX
        W11Dq6utrqHV1VbX0Opqq2sCQ1tdQ6urra6h1dVWe2i122oPrXZb7aHVbqs9tNpttYdWu6320Gq31R5a7bbaQ6vdVnvSVVvt
        odVuq3todbfVPbS62+oeWt1tdQ+t7ra6h1Z3W91Dq7ut7qHV3Vb30Opuq3todbfVPVH0ZyuR1kVaF2ldpHWR1kVaF2ldpHWR
        1kVaF2pdqHWh1oVaF2pdqHWh1oVaF2pdqHWh1oVaF2pdqHWh1oVaF2pdqHWh1oVaF2pdqHWh1oVaF2pdqHWh1oVaF2pdqHWh
        1oVaF2pdqHWh1oVaF2pdqHWh1oVaF2pdqHWh1oVaF2pdqHWh1oVaF2pdqHWh1oVaF2pdqHWh1oVaF2pdqHWh1oVaF2pdqHWh
        1oVaF2pdqHWh1oVaF2pdqHWh1oVaF2pdqHWh1oVaF2pdqHWh1oVaF2pdqHWh1oVaF2pdqHWh1oVaF2pdqHWT1k1aN2ndpHWT
        1k1aN2ndpHWT1k1aN2rdqHWj1o1aN2rdqHWj1o1aN2rdqHWj1o1aN2rdqHWj1o1aN2rdqHWj1o1aN2rdqHWj1o1aN2rdqHWj
        1o1aN2rdqHWj1o1aN2rdqHWj1o1aN2rdqHWj1o1aN2rdqHWj1o1aN2rdqHWj1o1aN2rdqHWj1o1aN2rdqHWj1o1aN2rdqHWj
        1o1aN2rdqHWj1o1aN2rdqHWj1o1aN2rdqHWj1o1aN2rdqHWj1o1aN2rdqHWj1o1aN2rdqHWj1o1aN2rdqHWj1o1aN2rdqPWQ
        1kNaD2k9pPWQ1kNaD2k9pPWQ1kNaD2o9qPWg1oNaD2o9qPWg1oNaD2o9qPWg1oNaD2o9qPWg1oNaD2o9qPWg1oNaD2o9qPWg
        1oNaD2o9qPWg1oNaD2o9qPWg1oNaD2o9qPWg1oNaD2o9qPWg1oNaD2o9qPWg1oNaD2o9qPWg1oNaD2o9qPWg1oNaD2o9qPWg
        1oNaD2o9qPWg1oNaD2o9qPWg1oNaD2o9qPWg1oNaD2o9qPWg1oNaD2o9qPWg1oNaD2o9qPWg1oNaD2o9qPWg1oNaD2o9qPWg
        1oNaD2o9oPX/ADd6VNrULgAA
        """)

    /// The same rows, packed in two parts that stand one after the other.
    static let packedTwice = bytes(
        """
        H4sIAAAAAAACA33WSW4UQQBE0T1nKUsdOectuIKHFmrUMhLYIN8e/BesKiK3sXuqyvy/3p++X5/fjtvry+358e3Hz+Pl8eP4
        /Xh/v375evl3jj/X+/3penv9dpSL1sNFD1XHhVHnoxjL+VgY6/lYGdv52Bj7+dgZx/k4GOf5OBnX+bgY9/m4P0cZIUEkR4SR
        jJFAkkESSjJKgkmGSTjJOAkoGSghJSMlqGSohFUxVgWrYqwKVsV9T1gVY1WwKsaqYFWMVcGqGKuCVTFWBatirApWxVgVrKqx
        qlhVY1WxqsaqYlXdz4dVNVYVq2qsKlbVWFWsqrGqWFVjVbGqxqpi1YxVw6oZq4ZVM1YNq2asGlbN3VRYNWPVsGrGqmHVjFXD
        qhmrhlUzVg2rbqw6Vt1Yday6sepYdWPVserGqmPV3bWOVTdWHaturDpW3Vh1rLqx6lgNYzWwGsZqYDWM1cBqGKuB1TBWA6th
        rAZWw72BWA1jNbAaxmpgNYzVwGoaq4nVNFYTq2msJlbTWE2sprGaWE1jNbGaxmpiNV0wYDWN1cRqGquJ1TJWC6tlrBZWy1gt
        rJaxWlgtY7WwWsZqYbWM1cJqGauF1XJ1hdUyVgurbaw2VttYbay2sdpYbWO1sdrGamO1jdXGahurjdU2Vhurbaw2Vtul6KeV
        Uq0r1bpSrSvVulKtK9W6Uq0r1bpSrSvVumKtK9a6Yq0r1rpirSvWumKtK9a6Yq0r1rpirSvWumKtK9a6Yq0r1rpirSvWumKt
        K9a6Yq0r1rpirSvWumKtK9a6Yq0r1rpirSvWumKtK9a6Yq0r1rpirSvWumKtK9a6Yq0r1rpirSvWumKtK9a6Yq0r1rpirSvW
        umKtK9a6Yq0r1rpirSvWumKtK9a6/tf6X5atyzWIEwAAH4sIAAAAAAACA33WPYpdMQBD4T5rmcCzZPvau8gaAkMYGNJm+2FU
        hujU6j78cz5+/3rTa5zvr/Hd423vbz9eYz9vf94/P3++f/yzPllPWU/WW9b7tT6v/6/PK+so68iqsiqry+qss6wz6yrryrrL
        GqunWD2xeorVE6unWD2xOsXqxOoUqxOrU6xOrE6xOrE6xerE6hSrE6tTrE6sTrE6sTrF6sTqFKsTq1usbqxusbqxusXqxuoW
        qxurW6xurG6xurG6xerG6harG6tbrG6sbrG6X1Z6FatXxkI1MhYpZSxQzlicZsbCtDIWpZ2xXb6M7TxlbERf4yhCI0SjEcVo
        FKMRpFGQRpRGURphGoVpxGkUpxGoUaBGpEaRGqEahWrESsVKsVKxUqzUzlOsVKwUKxUrxUrFSrFSsVKsVKwUKxUrxUrFSrFy
        sXKsXKwcKxcrx8rt8sXKxcqxcrFyrFysHCsXK8fKxcqxcrFyrGaxmrGaxWrGaharGatZrGasZnupYjWL1YzVLFYzVrNYzVjN
        YjVjNYvVjNUqVitWq1itWK1itWK1itWK1SpWK1arPeuxWsVqxWoVqxWrVaxWrFaxWrHaxWrHaherHatdrHasdrHasdrFasdq
        F6sdq93+wFhhrQtrXVjrwloX1rqw1oW1Lqx1Ya0La11Y68JaF9a6sNaFtS6sdWGtC2tdWOvCWhfWurDWhbUurHVhrQtrXVjr
        wloX1rqw1oW1Lqx1Ya2bat1U66ZaN9W6qdZNtW6qdVOtm2rdVOvGWjfWurHWjbVurHVjrRtr3Vjrxlo31rqx1o21bqx1Y60b
        a91Y68ZaN9a6sdaNtW6sdWOtG2vdWOvGWjfWurHWjbVurHVjrRtr3Vjrxlo31rqx1o21bqx1Y60ba91Y68ZaN9a6sdaNtW6s
        dWOtG2vdWOvGWjfWurHWjbVurHVjrRtr3Vjrxlo31rqx1o21bqx1Y60ba91Y68ZaN9a6sdaNtW6sdWOtG2vdWOvGWjfWurHW
        jbVurHVjrRtr3Vjrxlo31rqx1o21bqx1Y60ba91Y68ZaN9T6Xx0WdNFMGwAA
        """)

    private static func bytes(_ base64: String) -> [UInt8] {
        [UInt8](Data(base64Encoded: base64.replacing("\n", with: ""))!)
    }

    @Test(arguments: [packed, packedTwice], [50, 1 << 20])
    func `a gzip file is read as what it holds, and known by its own bytes`(
        bytes: [UInt8], blockBytes: Int
    ) throws {
        var limits = ReadingLimits()
        limits.blockBytes = blockBytes
        let batch = try EvidenceReader(contract: contract, limits: limits).read(
            bytes: bytes, name: "a.csv.gz")
        #expect(batch.findings == [])
        #expect(batch.measurements.map(\.line) == Array(2...401))
        #expect(batch.measurements.map(\.value) == (0..<400).map { .number(Int64($0 % 100 * 10)) })
        #expect(batch.file.bytes == bytes.count)
    }

    @Test func `the hash of a gzip file is that of its bytes`() throws {
        let batch = try EvidenceReader(contract: contract).read(bytes: Self.packed, name: "a.csv.gz")
        #expect(batch.file.sha256 == "8daafe2522453f9708fbc5870e20c4f5c01b26087ebc0353c4082a1b5a4d9694")
    }

    static let damaged: [(bytes: [UInt8], said: String)] = [
        (
            packed.dropLast(1),
            "evidence a.gz: the gzip file ends in the midst of it; (pack or fetch it again)"
        ),
        (
            packed.dropLast(packed.count - 3),
            "evidence a.gz: the gzip file ends in the midst of it; (pack or fetch it again)"
        ),
        (
            packed.prefix(200) + [0, 0, 0, 0] + packed.dropFirst(204),
            "evidence a.gz: the gzip file is damaged; (pack or fetch it again)"
        ),
        (packed + [1, 2, 3], "evidence a.gz: the gzip file is damaged; (pack or fetch it again)"),
        ([0x1F, 0x8B], "evidence a.gz: the gzip file ends in the midst of it; (pack or fetch it again)"),
    ]

    @Test(arguments: damaged)
    func `a gzip file that is damaged gives nothing`(bytes: [UInt8], said: String) {
        let error = #expect(throws: EvidenceError.self) {
            try EvidenceReader(contract: contract).read(bytes: bytes, name: "a.gz")
        }
        #expect(error.map(told) == [said])
    }

    @Test func `a form is found by the name without its gz`() throws {
        let form = EvidenceForm(
            id: "a", file: "*.csv", kind: .measurements, columns: [.subject: "who"])
        let error = #expect(throws: EvidenceError.self) {
            try EvidenceReader(contract: EvidenceFormTests.contract(form)).read(
                bytes: Self.packed, name: "a.csv.gz")
        }
        #expect(error.map(told)?.last?.contains("the column 'who' is missing") == true)
    }
}
