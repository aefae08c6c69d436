-- Who achieved, in the contract and in the other programme. Of ten in the day clinic nine have two values of
-- wellbeing, and six of these are better; four of ten got a diploma, which is a job.
local clinic = "tests/contracts/clinic"
local sites = "tests/contracts/sites"
local counts = "tests/contracts/counts"
local wellbeing = {
  "evidence/people.csv", "evidence/day-1-to-5.csv", "evidence/day-6-to-7.csv", "evidence/day-8-to-9.csv",
  "evidence/waiting-1-to-15.csv", "evidence/waiting-16-to-19.csv",
}

local function and_also(files, more)
  local all = {}
  for _, file in ipairs(files) do all[#all + 1] = file end
  for _, file in ipairs(more) do all[#all + 1] = file end
  return all
end

local function row(question, answer)
  return { question = question, answer = answer, evidence = "report", by = "test", day = "2026-01-31" }
end

return {
  {
    name = "those who became better and those who achieved are set beside the other programme's",
    contract = clinic,
    evidence = and_also(wellbeing, { "evidence/jobs.csv" }),
    answers = {
      row("people.wellbeing", 20), row("achieved.wellbeing", 10),
      row("outcome_people.job", 20), row("outcome_achieved.job", 4),
    },
    expect = {
      says = {
        "\n**Who achieved, contract and other programme**\n\n"
          .. "| Outcome | Contract | Share (95 %) | Other | Difference (95 %) |\n",
        -- 6 of 9 by Wilson, less 10 of 20 by Newcombe.
        "| Wellbeing became better | 6 of 9 | 66.7 % (35.4 to 87.9 %) | 10 of 20 | 16.7 points (-20.5 to "
          .. "45.9) |\n",
        -- 4 of 10 less 4 of 20.
        "| A job | 4 of 10 | 40.0 % (16.8 to 68.7 %) | 4 of 20 | 20.0 points (-11.7 to 51.1) |\n",
        "\nThe difference of two programmes is not the effect of how they are paid for: people, years and "
          .. "places differ as well. It is as good as the likeness that is described above.\n",
      },
      -- Nothing of weight is better, and a course is of no single people.
      lacks = { "Weight became better", "| A course held |" },
    },
  },
  {
    name = "of the other programme both counts must be answered, for a share and for a difference",
    contract = clinic,
    evidence = and_also(wellbeing, { "evidence/jobs.csv" }),
    answers = { row("people.wellbeing", 20), row("outcome_achieved.job", 4) },
    expect = {
      says = {
        "| Wellbeing became better | 6 of 9 | 66.7 % (35.4 to 87.9 %) | – | none: how many achieve is not "
          .. "known |",
        "| A job | 4 of 10 | 40.0 % (16.8 to 68.7 %) | – | none: of how many people is not known |",
      },
    },
  },
  {
    name = "where nobody of the contract has a figure, there is no share and no difference",
    contract = clinic,
    evidence = and_also(wellbeing, { "evidence/jobs.csv" }),
    answers = { row("people.sleep", 20), row("achieved.sleep", 10) },
    expect = {
      says = { "| Sleep became better | – | – | 10 of 20 | none: nobody has a figure |" },
      lacks = { "0 of 0" },
    },
  },
  {
    name = "a share of few people is hidden, and so is all that would tell of them",
    contract = clinic,
    -- Of seven with two values six are better: one is not, and one is fewer than three.
    evidence = {
      "evidence/people.csv", "evidence/day-1-to-5.csv", "evidence/day-6-to-7.csv",
      "evidence/waiting-1-to-15.csv",
    },
    answers = { row("people.wellbeing", 20), row("achieved.wellbeing", 10), row("contract_delivery", 600) },
    expect = {
      says = {
        "| Wellbeing became better | withheld | withheld | 10 of 20 | none: figures of few people are "
          .. "hidden |",
        "| Wellbeing became better | none: figures of few people are hidden | none: the cost is not known |",
      },
      lacks = { "6 of 7" },
    },
  },
  {
    name = "a draft gives the reason for which the contract has no figure, and the other programme's share",
    contract = clinic,
    answers = { row("people.wellbeing", 20), row("achieved.wellbeing", 10) },
    expect = {
      says = {
        "> **Warning:** Figures of the contract are lacking below: there is no evidence yet.\n",
        "| Wellbeing became better | – | – | 10 of 20 | none: there is no evidence yet |",
        "| A job | – | – | – | none: there is no evidence yet |",
      },
      lacks = { "could not be settled" },
    },
  },
  {
    name = "what cannot be settled is said, and what each person came to is shown all the same",
    contract = clinic,
    evidence = { "evidence/people.csv", "evidence/jobs.csv", "evidence/costs.csv" },
    expect = {
      says = {
        "\n- **Conclusion:** not answered\n\n> **Warning:** The contract could not be settled: evaluation "
          .. "'wellbeing': nobody is left in 'day': all 10 are excluded.\n",
        "| A job | – | – | – | none: the contract could not be settled |",
      },
      lacks = { "Figures of the contract are lacking below" },
    },
  },
  {
    name = "where every group takes part, an outcome is of all people",
    contract = sites,
    evidence = { "evidence/people.csv", "evidence/jobs.csv" },
    expect = {
      says = {
        -- Three of five in the north and one of four in the south, by Wilson.
        "| A job | 4 of 9 | 44.4 % (18.9 to 73.3 %) | – | none: how many achieve is not known, and of how "
          .. "many people is not known |",
      },
      lacks = { "> **Warning:** Figures of the contract", "> **Warning:** The contract could not" },
    },
  },
  {
    name = "a contract that counts nothing of single people says that there is nothing to set side by side",
    contract = counts,
    evidence = { "evidence/courses.csv" },
    expect = {
      says = {
        "> **Warning:** Figures of the contract are lacking below: the evidence is not of single people.\n",
        "\nThe contract measures nothing of single people that could be set side by side.\n\n"
          .. "### How much of each",
      },
      lacks = {
        "Who achieved, contract and other programme", "What the contract's evaluations found",
        "Cost of one outcome", "What one unit of an effect costs",
      },
    },
  },
  {
    name = "one outcome is enough for a table",
    contract = sites,
    expect = {
      says = { "| A job | – | – | – | none: there is no evidence yet |", "\n**Cost of one outcome, EUR," },
      lacks = { "measures nothing of single people" },
    },
  },
}
