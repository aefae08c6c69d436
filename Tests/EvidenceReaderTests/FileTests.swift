import EvidenceReader
import FoundationEssentials
import OutcomesModel
import Testing

@Suite struct FileTests {
    static let row = "A,wellbeing,2018-01-31,1"

    static let bad: [(name: String, text: String, told: [String])] = [
        (
            "nothing", "",
            [
                "evidence file.csv: the file is empty; expected subject,indicator,day,value for measurements, or subject,group,entry for participants"
            ]
        ),
        (
            "a byte order mark alone", "\u{FEFF}",
            [
                "evidence file.csv: the file has no header; expected subject,indicator,day,value for measurements, or subject,group,entry for participants"
            ]
        ),
        (
            "remarks alone", "# made by hand\n\n# in May",
            [
                "evidence file.csv: the file has no header; expected subject,indicator,day,value for measurements, or subject,group,entry for participants"
            ]
        ),
        (
            "a header alone", "# remark\nsubject,indicator,day,value\n \n",
            [
                "evidence file.csv:2: the file has a header and no rows; expected a row per value or person"
            ]
        ),
        (
            "a misspelt column", "subject,indicator,day,value,stat\n\(row),x\n",
            [
                "evidence file.csv:1:5: column 5 is not known in a file of measurements; expected subject, indicator, day, value, missing, state, source; came 'stat'; (did you mean 'state'?)"
            ]
        ),
        (
            "a column that is not declared",
            "subject,group,entry,personnummer\nA,treated,2018-01-31,191212121212\n",
            [
                "evidence file.csv:1:4: column 4 is not known in a file of participants; expected subject, group, entry, exit, site, age_band; came 'personnummer'; (declare an [[attribute]], or take it out; names and national numbers have no column)"
            ]
        ),
        (
            "a column with a private name", "subject,group,entry,Anna Andersson\nA,treated,2018-01-31,\n",
            [
                "evidence file.csv:1:4: column 4 is not known in a file of participants; expected subject, group, entry, exit, site, age_band; came text of 14 characters; (declare an [[attribute]], or take it out; names and national numbers have no column)"
            ]
        ),
        (
            "a column of participants among measurements", "subject,indicator,day,value,site\n\(row),north\n",
            [
                "evidence file.csv:1:5: column 5 is not known in a file of measurements; expected subject, indicator, day, value, missing, state, source; came 'site'; (take it out; what is about a person belongs to the file of participants)"
            ]
        ),
        (
            "a misspelt attribute", "subject,group,entry,ageband\nA,treated,2018-01-31,7-12\n",
            [
                "evidence file.csv:1:4: column 4 is not known in a file of participants; expected subject, group, entry, exit, site, age_band; came 'ageband'; (did you mean 'age_band'?)"
            ]
        ),
        (
            "a column twice", "subject,indicator,day,value,day\n\(row),2018-01-31\n",
            [
                "evidence file.csv:1:5: column 5 is named 'day', as is column 3; expected each name once"
            ]
        ),
        (
            "a column without a name", "subject,indicator,day,value,\n\(row),\n",
            [
                "evidence file.csv:1:5: column 5 has no name; (name it, or take the last comma away)"
            ]
        ),
        (
            "no subject and no value", "indicator,day\nwellbeing,2018-01-31\n",
            [
                "evidence file.csv:1: the column 'subject' is missing; expected subject,indicator,day,value for measurements",
                "evidence file.csv:1: the column 'value' is missing; expected subject,indicator,day,value for measurements",
            ]
        ),
        (
            "no subject among participants", "group,entry\ntreated,2018-01-31\n",
            [
                "evidence file.csv:1: the column 'subject' is missing; expected subject,group,entry for participants"
            ]
        ),
        (
            "everything at once", "subjct,indicator,day,,day\n\(row),\n",
            [
                "evidence file.csv:1:1: column 1 is not known in a file of measurements; expected subject, indicator, day, value, missing, state, source; came 'subjct'; (did you mean 'subject'?)",
                "evidence file.csv:1:4: column 4 has no name; (name it, or take the last comma away)",
                "evidence file.csv:1:5: column 5 is named 'day', as is column 3; expected each name once",
                "evidence file.csv:1: the column 'value' is missing; expected subject,indicator,day,value for measurements",
            ]
        ),
        (
            "a kind by a misspelt column", "subject,Indicator,day,value\n\(row)\n",
            [
                "evidence file.csv:1:2: column 2 is not known in a file of measurements; expected subject, indicator, day, value, missing, state, source; came 'Indicator'; (did you mean 'indicator'?)"
            ]
        ),
        (
            "a kind by most of its columns", "subject,day,value\nA,2018-01-31,1\n",
            [
                "evidence file.csv:1: the column 'indicator' is missing; expected subject,indicator,day,value for measurements"
            ]
        ),
        (
            "a column that is named otherwise", "subject,indicator,date,value\n\(row)\n",
            [
                "evidence file.csv:1:3: column 3 is not known in a file of measurements; expected subject, indicator, day, value, missing, state, source; came 'date'; (did you mean 'day'?)"
            ]
        ),
        (
            "a column in place of another", "subject,indicator,week,value\n\(row)\n",
            [
                "evidence file.csv:1:3: column 3 is not known in a file of measurements; expected subject, indicator, day, value, missing, state, source; came 'week'; (take it out; what is about a person belongs to the file of participants)",
                "evidence file.csv:1: the column 'day' is missing; expected subject,indicator,day,value for measurements",
            ]
        ),
        (
            "people without their group", "Subject,entri\nA,2018-01-31\n",
            [
                "evidence file.csv:1:1: column 1 is not known in a file of participants; expected subject, group, entry, exit, site, age_band; came 'Subject'; (did you mean 'subject'?)",
                "evidence file.csv:1:2: column 2 is not known in a file of participants; expected subject, group, entry, exit, site, age_band; came 'entri'; (did you mean 'entry'?)",
                "evidence file.csv:1: the column 'group' is missing; expected subject,group,entry for participants",
            ]
        ),
        (
            "neither kind", "subject,value\nA,1\n",
            [
                "evidence file.csv:1: the header is neither that of measurements nor that of participants; expected subject,indicator,day,value for measurements, or subject,group,entry for participants; came 'subject', 'value'"
            ]
        ),
        (
            "no header", "Anna Andersson,191212-1212,2018-01-31,1\n",
            [
                "evidence file.csv:1: the header is neither that of measurements nor that of participants; expected subject,indicator,day,value for measurements, or subject,group,entry for participants; came no column that is known; (put a header above the rows)"
            ]
        ),
        (
            "a quote in the header", "subject,indi\"cator,day,value\n\(row)\n",
            [
                "evidence file.csv:1:2: column 2 of the header has a quote in the midst of a name"
            ]
        ),
        (
            "a quote that does not end",
            "subject,indicator,day,value,source\n\(row),\"one\ntwo\"\nB,\"wellbeing\n\(row)\n",
            [
                #"evidence file.csv:4: the quoted cell that begins here has no end; expected a closing "; (write a quote that belongs to the text twice, as "")"#
            ]
        ),
        (
            "a quote that does not end in the header", "# remark\r\n\"subject,indicator,day,value\r\n",
            [
                #"evidence file.csv:2: the quoted cell that begins here has no end; expected a closing "; (write a quote that belongs to the text twice, as "")"#
            ]
        ),
        (
            "a zero byte", "subject,indicator,day,value\r\nA,\0",
            [
                "evidence file.csv:2: a zero byte at byte offset 31; expected text in UTF-8; (the file is damaged, or UTF-16: save it from the spreadsheet as 'CSV UTF-8', or run iconv -f UTF-16 -t UTF-8)"
            ]
        ),
    ]

    @Test(arguments: bad)
    func `a file that cannot be used says what came and what is right`(
        name: String, text: String, told expected: [String]
    ) {
        let error = #expect(throws: EvidenceError.self) { try read(text) }
        #expect(error.map(told) == expected)
    }

    static let wrongBytes: [(name: String, bytes: [UInt8], told: [String])] = [
        (
            "UTF-16, little end first", [0xFF, 0xFE, 0x73, 0x00],
            [
                "evidence file.csv: the file is UTF-16; expected UTF-8; (save it from the spreadsheet as 'CSV UTF-8', or run iconv -f UTF-16 -t UTF-8)"
            ]
        ),
        (
            "UTF-16, big end first", [0xFE, 0xFF, 0x00, 0x73],
            [
                "evidence file.csv: the file is UTF-16; expected UTF-8; (save it from the spreadsheet as 'CSV UTF-8', or run iconv -f UTF-16 -t UTF-8)"
            ]
        ),
        (
            "Latin-1 in the third line", Array("subject\r\nA\nB".utf8) + [0xE5, 0x2C],
            [
                "evidence file.csv:3: what stands at byte offset 12 is not UTF-8; expected text in UTF-8; (the file is probably Windows-1252 or Latin-1: save it from the spreadsheet as 'CSV UTF-8', or run iconv -f WINDOWS-1252 -t UTF-8, or declare its encoding in an [[evidence]] of the contract)"
            ]
        ),
        (
            "a text that is cut", Array("subject\rA".utf8) + [0xC3],
            [
                "evidence file.csv:2: what stands at byte offset 9 is not UTF-8; expected text in UTF-8; (the file is probably Windows-1252 or Latin-1: save it from the spreadsheet as 'CSV UTF-8', or run iconv -f WINDOWS-1252 -t UTF-8, or declare its encoding in an [[evidence]] of the contract)"
            ]
        ),
    ]

    static let foreign: [(name: String, bytes: [UInt8], words: String)] = [
        ("a workbook", zip("[Content_Types].xml"), "an Excel workbook"),
        ("a workbook that begins elsewhere", zip("xl/workbook.xml"), "an Excel workbook"),
        ("an old workbook", [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1], "an old Excel workbook"),
        (
            "a spreadsheet of OpenDocument", zip("mimetypeapplication/vnd.oasis.opendocument.spreadsheet"),
            "a spreadsheet of OpenDocument"
        ),
        ("files in one", zip("values.csv"), "a ZIP archive"),
        ("a page", Array("%PDF-1.7\n".utf8), "a PDF"),
    ]

    private static func zip(_ first: String) -> [UInt8] {
        [0x50, 0x4B, 0x03, 0x04, 0x14, 0x00] + [UInt8](repeating: 0, count: 24) + Array(first.utf8)
    }

    @Test(arguments: foreign)
    func `what is no text is called what it is`(name: String, bytes: [UInt8], words: String) throws {
        let error = #expect(throws: EvidenceError.self) {
            try EvidenceReader(contract: contract).read(bytes: bytes, name: "file.csv")
        }
        let diagnostic = try #require(error?.diagnostics.first)
        #expect(diagnostic.message == "the file is \(words), and no text")
        #expect(diagnostic.hint?.isEmpty == false)
    }

    @Test(arguments: wrongBytes)
    func `bytes that are not UTF-8 are told with their place and the way out`(
        name: String, bytes: [UInt8], told expected: [String]
    ) {
        let error = #expect(throws: EvidenceError.self) {
            try EvidenceReader(contract: contract).read(bytes: bytes, name: "file.csv")
        }
        #expect(error.map(told) == expected)
    }

    static let wrongPaths: [(path: String, told: [String])] = [
        (
            "/nowhere/file.csv",
            [
                "use: there is no file /nowhere/file.csv"
            ]
        ),
        (
            "/tmp",
            [
                "use: /tmp is a folder; expected a CSV file; (name the files in it, as in /tmp/*.csv)"
            ]
        ),
        (
            "/proc/self/mem",
            [
                "use: /proc/self/mem cannot be read; (look at its permissions)"
            ]
        ),
    ]

    @Test(arguments: wrongPaths)
    func `a path that gives no bytes is wrong use`(path: String, told expected: [String]) {
        let error = #expect(throws: EvidenceError.self) {
            try EvidenceReader(contract: contract).read(path: path)
        }
        #expect(error.map(told) == expected)
    }

    @Test func `a file is known by the last part of its path, its size and its hash`() throws {
        let folder = FileManager.default.temporaryDirectory.appending(path: "evidence-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        let path = folder.appending(path: "jobs.csv").path
        try Data("subject,indicator,day,value\ncontract,jobs,2018-01-31,4\n".utf8).write(
            to: URL(filePath: path))
        let batch = try EvidenceReader(contract: contract).read(path: path)
        #expect(
            batch.file
                == EvidenceFile(
                    name: "jobs.csv", bytes: 55,
                    sha256: "aa25f336f26c3c7a3fb135ed368be43ce6fe5632026a4b5908198ff833456d39"))
        #expect(batch.rows == 1)
    }
}
