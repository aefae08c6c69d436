import OutcomesModel
import PackReader
@testable import PluginHost
import Reporting
import Testing

/// What reports read of many people, and what they may not see; `= …` is a value, all else an error.
@Suite struct SelectionTests {
    /// Thirty people: in the north 10 coached and 8 of the reference, in the south 9 coached and 2 of the
    /// reference, and one coached person of no known site.
    static let people: [Participant] = {
        let sites: [(group: GroupID, site: String?, count: Int)] = [
            ("coached", "north", 10), ("reference", "north", 8), ("coached", "south", 9),
            ("reference", "south", 2), ("coached", nil, 1),
        ]
        return sites.flatMap { Array(repeating: $0, count: $0.count) }.enumerated().map { number, who in
            TinyEvidence.person(
                "p-\(100 + number)", who.group, number % 2 == 0 ? "2024-01-15" : "2024-03-15", site: who.site)
        }
    }()

    /// Each has a cost of 100, 101 … SEK in the first month, and one of 50 SEK in the fourth.
    static let measurements = people.enumerated().flatMap { number, person in
        [
            TinyEvidence.measured(
                person.pseudonym, "cost", person.entry.adding(days: 5).description,
                .number(Int64(100_00 + 100 * number))),
            TinyEvidence.measured(
                person.pseudonym, "cost", person.entry.adding(days: 95).description, .number(50_00)),
        ]
    }

    private func bench(_ lua: String, _ permissions: Set<Manifest.Permission> = []) -> Bench {
        Bench(
            ["reports/page.lua": lua, "rules.lua": Self.rules], participants: Self.people,
            measurements: Self.measurements, permissions: permissions)
    }

    /// Everybody who is coached claims work once, every third person twice.
    static let rules = """
        local rules = {}
        function rules.participant(p)
          p:claim("work", p.id:find("[0369]$") and 2 or 1)
        end
        function rules.settle(s)
          s:pay("reward", s:claims("work").amount, { outcome = "work" })
        end
        return rules
        """

    /// Returns what a report gets, a table as its lines.
    private func told(_ lua: String, _ permissions: Set<Manifest.Permission> = []) throws -> String {
        let head = """
            local soc = require "soc"
            local function line(cells)
              local texts = {}
              for i = 1, #cells do texts[i] = tostring(cells[i]) end
              return table.concat(texts, " ")
            end
            local function show(x)
              if type(x) ~= "table" then return "= " .. tostring(x) end
              local lines = { x.caption and x.caption .. ": " .. line(x.columns) or line(x.columns) }
              for _, row in ipairs(x.rows) do lines[#lines + 1] = line(row) end
              if x.totals then lines[#lines + 1] = line(x.totals) end
              return table.concat(lines, "|")
            end

            """
        do {
            let statement = try bench("").statement()
            _ = try document(
                of: bench(head + "return function(r) error(show(\(lua)), 0) end", permissions), statement)
            return "nothing"
        } catch let error as PluginError {
            return error.diagnostic.message + (error.diagnostic.hint.map { " | \($0)" } ?? "")
        }
    }

    static let figures: [(lua: String, told: String)] = [
        ("r:people():count()", "= 30"),
        ("r.participants", "= 30"),
        ("r:people():where('site', 'north'):count()", "= 18"),
        ("r:people():where('site', 'south'):where('group', 'reference'):count()", "= <5"),
        ("r:people():where('site', 'unknown'):people()", "= <5"),
        ("r:people():where('entry_month', '2024-01'):count()", "= 15"),
        ("r:people():where('entry_month', '2030-01'):count()", "= 0"),
        ("r:measurements('cost'):count()", "= 60"),
        ("r:measurements('cost'):people()", "= 30"),
        ("r:measurements('cost'):sum()", "= 4,935.00 SEK"),
        ("r:measurements('cost'):mean()", "= 82.25 SEK"),
        ("r:measurements('cost'):mean(r.windows.spring)", "= 82.25 SEK"),
        ("r:measurements('cost'):min()", "= 50.00 SEK"),
        ("r:measurements('cost'):max()", "= 129.00 SEK"),
        ("r:measurements('cost'):median()", "= 75.00 SEK"),
        ("r:measurements('cost'):percentile(90)", "= 123.10 SEK"),
        ("r:measurements('cost'):where('group', 'reference'):where('site', 'south'):mean()", "= <5"),
        ("r:measurements('work'):sum()", "= not_measured"),
        ("r:claims():count()", "= 29"),
        ("r:claims('work'):people()", "= 20"),
        ("r:claims('work'):amount()", "= 29,000.00 SEK"),
        ("r:claims('jobs'):amount()", "= 0.00 SEK"),
        ("r:payments():amount()", "= 29,000.00 SEK"),
        ("r:payments():count()", "= 1"),
    ]

    @Test(arguments: figures)
    func `a selection has figures`(lua: String, told: String) throws {
        let came = try self.told(lua)
        #expect(came == told, "\(lua)")
    }

    static let tables: [(lua: String, told: String)] = [
        (
            "r:people():by('entry_month'):count()",
            "People by month of entry: Month of entry People|2024-01 15|2024-03 15|All 30"
        ),
        // One person's site is not known: the 11 of the south are withheld with it.
        (
            "r:people():by('site'):count()",
            "People by site: site People|north 18|south withheld|unknown <5|All 30"
        ),
        (
            "r:people():by('site', 'group'):count()",
            "People by site and group: site coached reference All|north withheld withheld 18"
                + "|south withheld <5 withheld|unknown <5 0 <5|All 20 10 30"
        ),
        (
            "r:measurements('cost'):by('group'):mean()",
            "cost, mean by group: Group Mean|coached 81.80 SEK|reference 83.15 SEK|All 82.25 SEK"
        ),
        (
            "r:measurements('cost'):by('month', 'group'):sum(r.windows.spring)",
            "cost, sum by month and group: Month coached reference All"
                + "|2024-01 1,130.00 SEK 580.00 SEK 1,710.00 SEK|2024-03 1,142.00 SEK 583.00 SEK 1,725.00 SEK"
                + "|2024-04 500.00 SEK 250.00 SEK 750.00 SEK|2024-06 500.00 SEK 250.00 SEK 750.00 SEK"
                + "|All 3,272.00 SEK 1,663.00 SEK 4,935.00 SEK"
        ),
        (
            "r:measurements('cost'):by('quarter'):people()",
            "cost, people by quarter: Quarter People|2024 Q1 30|2024 Q2 30|All 30"
        ),
        (
            "r:measurements('cost'):by('year'):count()",
            "cost, values by year: Year Values|2024 60|All 60"
        ),
        (
            "r:claims('work'):by('group'):count()",
            "Begins to work, claims by group: Group Claims|coached 29|reference 0|All 29"
        ),
        (
            "r:claims('work'):by('site'):amount()",
            "Begins to work, amount by site: site Amount|north 14,000.00 SEK|south withheld|unknown <5"
                + "|All 29,000.00 SEK"
        ),
        (
            "r:claims():by('month'):people()",
            "People by month: Month People|2025-01 10|2025-03 10|All 20"
        ),
        (
            "r:claims():by('outcome'):count()",
            "Claims by outcome: Outcome Claims|Begins to work 29|jobs 0|beds 0|All 29"
        ),
        (
            "r:payments():by('month', 'payment'):amount()",
            "Amount paid by month and payment: Month Reward All|2025-06 29,000.00 SEK 29,000.00 SEK"
                + "|All 29,000.00 SEK 29,000.00 SEK"
        ),
        (
            "r:payments():by('to'):count()", "Payments by to: To Payments|The fund 1|All 1"
        ),
    ]

    @Test(arguments: tables)
    func `a selection by something is a table with totals`(lua: String, told: String) throws {
        let came = try self.told(lua)
        #expect(came == told, "\(lua)")
    }

    static let mistakes: [(lua: String, told: String)] = [
        ("r:people():by('sit')", "people are not told apart by 'sit' | did you mean 'site'?"),
        (
            "r:people():by('month')",
            "people are not told apart by 'month' | by site, group, entry_month, entry_quarter, entry_year"
        ),
        ("r:people():mean()", "people have no mean | they have count, people"),
        ("r:payments():people()", "payments have no people | they have count, amount"),
        ("r:claims('wrok')", "there is no [[outcome]] 'wrok' in the contract | did you mean 'work'?"),
        (
            "r:people():where('site', 'nort'):count()",
            "'nort' is no value of site | did you mean 'north'?"
        ),
        (
            "r:measurements('jobs')",
            "'jobs' is measured of the contract, not of people | r:series gives its values"
        ),
        (
            "r:measurements('cost'):where('month', '2024-01')",
            "measurements of one month are those of a window"
                + " | give the figure a window, as in :mean(r.windows.first_quarter)"
        ),
        ("r:people():by('site', 'site')", "selection:by: rows and columns cannot be told apart by the same"),
        ("r:people():count(r.window)", "selection:count: only measurements have a window"),
        (
            "r:people():where('site', 'unknown'):count() + 1",
            "arithmetic on a missing value (<5)"
                + " | ask soc.is_missing(x) first, or state a policy in [[indicator]] missing"
        ),
        (
            "r:people():rows()",
            "selection:rows needs the permission 'participants'"
                + " | write permissions = [\"participants\"] in plugin.toml, or do without it"
        ),
    ]

    @Test(arguments: mistakes)
    func `what cannot be had is told`(lua: String, told: String) throws {
        let came = try self.told(lua)
        #expect(came == told, "\(lua)")
    }

    static let rows: [(lua: String, told: String)] = [
        (
            "r:people():where('site', 'unknown'):rows()",
            "Participant Group Entry Exit site|p-129 coached 2024-03-15  "
        ),
        (
            "r:measurements('cost'):where('site', 'unknown'):rows()",
            "Participant Day cost|p-129 2024-03-20 129.00 SEK|p-129 2024-06-18 50.00 SEK"
        ),
        (
            "r:claims():where('site', 'unknown'):rows()", "Participant Outcome Quantity|p-129 work 2"
        ),
        ("r:payments():rows()", "payments have no rows of people | r.lines has each payment"),
    ]

    @Test(arguments: rows)
    func `rows of single people come with the permission`(lua: String, told: String) throws {
        let came = try self.told(lua, [.participants])
        #expect(came == told, "\(lua)")
    }

    @Test func `r:table takes what a selection gives, and says below it why figures are hidden`() throws {
        let document = try document(
            of: bench("return function(r) r:table(r:people():by('site'):count()) end"))
        guard case .table(let table)? = document.blocks.first else {
            Issue.record("\(document.blocks)")
            return
        }
        #expect(table.caption == "People by site")
        #expect(table.rows[1] == ["south", .missing(.withheld)])
        #expect(table.rows[2] == ["unknown", .missing(.other("<5"))])
        #expect(
            document.blocks[1]
                == .footnote("<5: fewer than 5 people. Withheld: it would tell of them."))
        #expect(
            document.rendered(as: .txt).contains(
                """
                site       People
                ─────────────────
                north          18
                south    withheld
                unknown        <5
                ─────────────────
                All            30
                """))
    }

    @Test func `a table without hidden figures has nothing below it`() throws {
        let document = try document(
            of: bench("return function(r) r:table(r:people():by('group'):count()) end"))
        #expect(document.blocks.count == 1)
    }
}
