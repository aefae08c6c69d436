import Indigo

// The skeleton as files: Lua and what people read.
extension IndigoSkeleton {
    var rules: String {
        guard outcomes.isEmpty else {
            return """
                --- Claims what was counted, and pays each outcome its price.
                return require "std.rate_card".rules()

                """
        }
        return """
            --- Nothing is paid yet: the project says no price for a unit. FINDINGS.md lists what is to be filled in, and
            -- docs/PACKS.md shows the ways to pay.
            return { settle = function(_) end }

            """
    }

    /// Each finding is a question that must be answered before anything is posted.
    var checks: String {
        let asked = gaps.map { finding in
            let came = finding.came.map { ", and says \($0)" } ?? ""
            let message = TomlText.quoted("\(finding.path): \(finding.what)\(came)")
            return "  {\n    \(message),\n    \(TomlText.quoted("fill in \(finding.fill)")),\n  },"
        }
        return """
            --- What the INDIGO project left open, as questions that must be answered before anything is posted.
            -- Take each out once it is filled in.
            -- luacheck: no max line length
            local open = {
            \(asked.joined(separator: "\n"))
            }

            local checks = {}

            function checks.contract(c)
              for _, question in ipairs(open) do c:ask(question[1], question[2]) end
            end

            return checks

            """
    }

    var tests: String {
        let cases = outcomes.map { outcome in
            "  { \"\(outcome.id)\", soc.money \"\(outcome.price ?? "0")\", \(outcome.most == nil ? "nil" : "\"\(outcome.id)_most\"") },"
        }
        let raised = caps.map { "\($0.id) = sum + price" }.joined(separator: ", ")
        return """
            -- Each price of the project, for no unit, for one, and for many. Caps and limits are set so that none binds.
            -- luacheck: no max line length
            local soc = require "soc"

            local outcomes = {
            \(cases.joined(separator: "\n"))
            }

            local tests = {}

            for _, outcome in ipairs(outcomes) do
              local id, price, limit = outcome[1], outcome[2], outcome[3]
              for _, count in ipairs { 0, 1, 1001 } do
                local sum = price * count
                local measurements = {}
                for i, other in ipairs(outcomes) do
                  measurements[i] = {
                    subject = "contract", indicator = other[1], day = "\(windows[0].starts)",
                    value = other[1] == id and count or 0, state = "verified",
                  }
                end
                tests[#tests + 1] = {
                  name = ("%s, %d of them"):format(id, count), measurements = measurements,
                  caps = { \(raised) }, limits = limit and { [limit] = sum + price } or nil,
                  expect = { total = sum, claims = { [id] = count } },
                }
              end
            end

            return tests

            """
    }

    private static func markdown(_ text: String) -> String {
        text.reduce(into: "") { result, character in
            if "\\`*_[<|".contains(character) { result.append("\\") }
            result.append(character.isNewline ? " " : character)
        }
    }

    var findingsPage: String {
        func table(_ findings: [IndigoFinding]) -> String {
            """
            | where in the project | what | what stood there | fill in |
            |---|---|---|---|
            \(findings.map(row).joined(separator: "\n"))

            """
        }
        func row(_ finding: IndigoFinding) -> String {
            // What is to be filled in are this host's words, with keys in backticks.
            let cells = [finding.what, finding.came ?? ""].map(Self.markdown) + [finding.fill]
            return "| `\(finding.path)` | \(cells.joined(separator: " | ")) |"
        }
        let open = """
            # What is to be filled in

            The INDIGO project says these things in no way that a contract can be made of, or not at all. Each is also a question in
            `checks.lua`, so that nothing can be posted before it is answered; take it out there once it is filled in.


            """
        let left = """
            # What was left out

            These things stand in the INDIGO project, and the contract does not have them.


            """
        return [(open, gaps), (left, leftOut)].filter { !$1.isEmpty }.map { $0 + table($1) }
            .joined(separator: "\n")
    }

    var readme: String {
        """
        # \(Self.markdown(title))

        A skeleton, made from an INDIGO project. \(findings.isEmpty ? "" : "`FINDINGS.md` lists what is to be filled in.")

        ```
        utfall check .
        utfall test .
        ```

        INDIGO publishes projects, and not rules. So these are usual, and must be held against the contract:

        - each metric is a count without persons, of whole units;
        - sums are rounded half-even, to the minor unit; values must be verified to pay;
        - a settlement is due on the last day of its window;
        - outcomes are paid by their prices (`std.rate_card`). Thresholds, shares of savings and the other ways to pay are
          `[[tariff]]`s: `utfall new --list` shows one contract of each.

        """
    }
}
