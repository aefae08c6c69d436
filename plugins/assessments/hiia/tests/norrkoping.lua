-- On a contract with evidence, on the same as a draft, and with answers that lack what they must have.
local contract = "../../contracts/norrkoping-2016"

local function row(question, answer, evidence)
  return { question = question, answer = answer, evidence = evidence or "", by = "test", day = "2026-01-31" }
end

return {
  {
    name = "a draft has no figures, and every question is open",
    contract = contract,
    expect = {
      says = { "Nothing can be shown by group: there is no evidence yet" },
      findings = {
        "How each group is affected: 22 of 33 not answered", "Human rights: 6 of 11 not answered",
      },
    },
  },
  {
    name = "with evidence, reach, completion and outcomes are shown by sex and age",
    contract = contract,
    evidence = "example",
    expect = {
      says = {
        "| girl | 30 | 50 | 23 | 37.7 | 12.3 | -5.3 to 28.8 |",
        "| girl | 30 | 28 | 67.9 | 49.3 to 82.1 |",
        "| boy | 30 | 30 | 53.3 | 36.1 to 69.8 |",
        -- Fewer than five of the youngest did not improve: their share is hidden, and one that would tell it.
        "| 10-12 | 15 | 14 | withheld | – |",
        "the contract pays for no outcome of single people",
      },
    },
  },
  {
    name = "how many could be reached gives rates, and an order gives indexes",
    contract = contract,
    evidence = "example",
    answers = {
      row("eligible.sex.girl", 100, "register"), row("eligible.sex.boy", 60, "register"),
      row("ordered.sex", "yes"), row("ordered.age_band", "no"),
    },
    expect = {
      says = {
        "| girl | 30 | 100 | 30 | 21.9 to 39.6 |", "| boy | 30 | 60 | 50 | 37.7 to 62.3 |",
        "40.0 percentage points", "Relative index of inequality",
      },
    },
  },
  {
    name = "an effect that is not known asks for an action",
    contract = contract,
    answers = { row("effect.race", "not known", "nobody recorded it"), row("effect.sex", "the same") },
    expect = {
      findings = {
        "Race: the answer is 'not known', and no action is named",
        "How each group is affected: 1 of 33 answered without evidence: effect.sex",
      },
    },
  },
  {
    name = "a question that is not asked is a finding",
    contract = contract,
    answers = { row("effect.sexx", "the same") },
    expect = { findings = { "the question, 'effect.sexx', is none that is asked of this contract" } },
  },
}
