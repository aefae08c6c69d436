import EvidenceReader
import OutcomesModel
import Testing

@Suite struct ParticipantRowTests {
    /// Rows below a header of all six columns, and everything that is said of them.
    static let bad: [(row: String, told: [String])] = [
        (
            "A,treated",
            [
                "rejected row.columns file.csv:3:3: the row has 2 cells, and the header has 6 (a cell with nothing in it still needs its comma)"
            ]
        ),
        (
            ",treated,2018-01-31,,,",
            [
                "rejected row.subject file.csv:3:1: the subject is empty (say whom the row is about, and a person by a pseudonym)"
            ]
        ),
        (
            "contract,treated,2018-01-31,,,",
            [
                "rejected row.subject file.csv:3:1: the row is about the contract, and a row of this file is about a participant (write the pseudonym of one person as the subject)"
            ]
        ),
        (
            "group:treated,treated,2018-01-31,,,",
            [
                "rejected row.subject file.csv:3:1: the row is about a group, and a row of this file is about a participant (write the pseudonym of one person as the subject)"
            ]
        ),
        (
            "20121212-1212,treated,2018-01-31,,,",
            [
                "rejected row.subject file.csv:3:1: the subject looks like a national number, which has no place here (write a pseudonym, and keep the key outside)"
            ]
        ),
        (
            "A,reference_2014,2018-01-31,,,",
            [
                "rejected row.group file.csv:3:2: the group, 'reference_2014', is not declared in the contract (did you mean 'reference_2013'?) [A]"
            ]
        ),
        (
            "A,Anna Andersson,2018-01-31,,,",
            [
                "rejected row.group file.csv:3:2: the group, text of 14 characters, is not declared in the contract [A]"
            ]
        ),
        (
            "A,treated,,,,",
            [
                "rejected row.day file.csv:3:3: entry is empty, and a day as 2018-01-31 was expected [A]"
            ]
        ),
        (
            "A,treated,2018-31-01,,,",
            [
                "rejected row.day file.csv:3:3: entry is '2018-31-01', and a day as 2018-01-31 was expected (there is no month 31) [A]"
            ]
        ),
        (
            "A,treated,2018-01-31,2018-02-30,,",
            [
                "rejected row.day file.csv:3:4: exit is '2018-02-30', and a day as 2018-01-31 was expected (that month has 28 days) [A]"
            ]
        ),
        (
            "A,treated,2018-01-31,2018-01-30,,",
            [
                "rejected row.exit file.csv:3:4: the exit, 2018-01-30, is before the entry, 2018-01-31 [A]"
            ]
        ),
        (
            "A,treated,2018-01-31,,nort,",
            [
                "rejected row.attribute file.csv:3:5: site is text of 4 characters, and one of north, south was expected (did you mean 'north'?) [A]"
            ]
        ),
        (
            "A,treated,2018-01-31,,Anna Andersson,",
            [
                "rejected row.attribute file.csv:3:5: site is text of 14 characters, and one of north, south was expected [A]"
            ]
        ),
        (
            "A,treated,2018-01-31,,,12",
            [
                "rejected row.attribute file.csv:3:6: age_band is '12', and one of 7-12, 13-17 was expected [A]"
            ]
        ),
        (
            "A,tretad,31/1,x,east,7",
            [
                "rejected row.group file.csv:3:2: the group, 'tretad', is not declared in the contract (did you mean 'treated'?) [A]",
                "rejected row.day file.csv:3:3: entry is '31/1', and a day as 2018-01-31 was expected (write year, month and day, as 2018-01-31) [A]",
                "rejected row.day file.csv:3:4: exit is text of 1 character, and a day as 2018-01-31 was expected [A]",
                "rejected row.attribute file.csv:3:5: site is text of 4 characters, and one of north, south was expected [A]",
                "rejected row.attribute file.csv:3:6: age_band is '7', and one of 7-12, 13-17 was expected [A]",
            ]
        ),
        (
            "G,treated,2018-01-01,,north,",
            [
                "warning row.duplicate file.csv:3:1: the row says the same as line 2, and is left out [G]"
            ]
        ),
        (
            "G,,2018-01-02,2018-05-01,south,7-12",
            [
                "rejected row.duplicate file.csv:3:1: the row contradicts line 2 in group, entry, exit, site, age_band, and is left out (keep the row that is right; a correction of an earlier import is a file of its own) [G]"
            ]
        ),
    ]

    @Test(arguments: bad)
    func `a bad row is left out, and what is said of it tells what came and what is right`(
        row: String, told expected: [String]
    ) throws {
        let batch = try readParticipants("G,treated,2018-01-01,,north,\n\(row)\nH,,2018-01-31,,,\n")
        #expect(batch.findings.map(told) == expected)
        #expect(batch.participants.map(\.line) == [2, 4])
    }

    @Test func `a good row gives a participant, whose empty cells are not known`() throws {
        let batch = try readParticipants(
            "A,treated,2018-01-31,2018-01-31,north,7-12\nB,,2018-01-31,,,\nC,reference_2013,2018-02-01,,,13-17\n"
        )
        #expect(batch.findings == [])
        #expect(batch.kind == .participants)
        #expect(batch.measurements == [])
        #expect(
            batch.participants == [
                Participant(
                    pseudonym: "A", group: "treated", entry: Day(iso: "2018-01-31")!,
                    exit: Day(iso: "2018-01-31")!,
                    attributes: ["site": "north", "age_band": "7-12"], line: 2),
                Participant(
                    pseudonym: "B", group: nil, entry: Day(iso: "2018-01-31")!, exit: nil, attributes: [:],
                    line: 3),
                Participant(
                    pseudonym: "C", group: "reference_2013", entry: Day(iso: "2018-02-01")!, exit: nil,
                    attributes: ["age_band": "13-17"], line: 4),
            ])
    }

    @Test func `exit and attributes may have no column`() throws {
        let batch = try read("age_band,entry,group,subject\n7-12,2018-01-31,treated,A\n")
        #expect(
            batch.participants == [
                Participant(
                    pseudonym: "A", group: "treated", entry: Day(iso: "2018-01-31")!, exit: nil,
                    attributes: ["age_band": "7-12"], line: 2)
            ])
    }
}
