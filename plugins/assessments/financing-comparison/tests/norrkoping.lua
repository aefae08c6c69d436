-- The contract's figures from its evidence, the other programme's from answers.
local contract = "../../contracts/norrkoping-2016"

local function row(question, answer)
  return { question = question, answer = answer, evidence = "report", by = "test", day = "2026-01-31" }
end

return {
  {
    name = "a draft can be set beside another programme, without figures of its own",
    contract = contract,
    answers = { row("people.school_results", 60), row("achieved.school_results", 20) },
    expect = {
      says = {
        "Figures of the contract are lacking below: there is no evidence yet.", "20 of 60",
        "none: there is no evidence yet",
      },
    },
  },
  {
    name = "effectiveness, cost of an outcome and their ratio",
    contract = contract,
    evidence = "example",
    answers = {
      row("people.school_results", 60), row("achieved.school_results", 20),
      row("contract_delivery", 10000000), row("other_delivery", 6000000),
    },
    expect = {
      says = {
        -- 35 of 58 against 20 of 60.
        "| School subjects passed became better | 35 of 58 | 60.3 % (47.5 to 71.9 %) | 20 of 60 |",
        "27.0 points (9.0 to 42.7)",
        -- 10,000,000 / 35 and 6,000,000 / 20, and their ratio.
        "285,714 (239,759 to 363,028)", "300,000", "0.95 (0.63 to 1.44)",
      },
    },
  },
  {
    name = "where delivery is not answered, the payments stand for it, and the report says so",
    contract = contract,
    evidence = "example",
    expect = { says = { "the outcome payments of this settlement stand", "| 4,000,000 SEK |" } },
  },
  {
    name = "each point of quality has its reason",
    contract = contract,
    evidence = "example",
    answers = {
      row("other_design", "at random"), row("other_left_out", 25), row("other_verified", 60),
      row("other_follow_up", 6),
    },
    expect = {
      says = {
        "| Contract: School subjects passed | Attrition | 4 of 4 | 3.3 % have no figure, at most 5 |",
        "| Contract: Cost of placement and support | Together | 12 of 16 |",
        "| Other programme | Design | 4 of 4 | level 5: chance decides who takes part |",
        "| Other programme | Attrition | 1 of 4 | 25 % have no figure, at most 35 |",
        "| Other programme | Verification | 2 of 4 | 60 % are verified, at least 50 |",
        "| Other programme | Together | 9 of 16 |",
      },
    },
  },
  {
    name = "what is above its range is a finding",
    contract = contract,
    answers = { row("other_left_out", 125) },
    expect = { findings = { "the answer to other_left_out, '125', is not a number of % from 0 to 100" } },
  },
}
