-- How well the contract's own outcomes are measured: its designs, its evidence, and who judges. In the day
-- clinic are ten people, on the waiting list twenty.
local clinic = "tests/contracts/clinic"
local methods = "tests/contracts/methods"

local function files(names)
  local all = { "evidence/people.csv" }
  for _, name in ipairs(names) do all[#all + 1] = ("evidence/%s.csv"):format(name) end
  return all
end

local nine = { "day-1-to-5", "day-6-to-7", "day-8-to-9", "waiting-1-to-15", "waiting-16-to-19" }

return {
  {
    name = "each method of an evaluation has its level",
    contract = methods,
    expect = {
      says = {
        "| Contract: Nothing beside | Design | 0 of 4 | no effect is estimated |",
        "| Contract: Before and after | Design | 1 of 4 | level 2: the same people before and after, with "
          .. "nobody to compare with |",
        "| Contract: Another group | Design | 1 of 4 | level 2: another group whose likeness is not shown |",
        "| Contract: Changes of two groups | Design | 2 of 4 | level 3: before and after, with a "
          .. "comparison |",
        "| Contract: A series | Design | 2 of 4 | between levels 2 and 3: many points before and after, no "
          .. "comparison |",
        "| Contract: Pairs | Design | 3 of 4 | level 4: a matched comparison |",
        "| Contract: Weights | Design | 3 of 4 | level 4: an adjusted comparison |",
        "| Contract: By lot | Design | 4 of 4 | level 5: chance decides who takes part |",
        -- Of a draft nothing is known but its design.
        "| Contract: By lot | Attrition | 0 of 4 | not known |", "| Contract: By lot | Together | 4 of 16 "
          .. "| |",
      },
      lacks = {
        -- What is made of other evaluations has no row, nor has what is of no single people.
        "Contract: Made of others", "Contract: Admissions", "Admissions became better",
      },
    },
  },
  {
    name = "attrition, verification and follow-up are read from the evidence",
    contract = clinic,
    evidence = files(nine),
    expect = {
      says = {
        -- One of ten; one of twenty on the list, 5 points less, which is not more than 5. From January to
        -- December.
        "| Contract: Wellbeing | Attrition | 3 of 4 | 10 % have no figure, at most 10 |\n"
          .. "| Contract: Wellbeing | Verification | 4 of 4 | 100 % are verified, at least 99 |\n"
          .. "| Contract: Wellbeing | Follow-up | 2 of 4 | 11 months after entry, at least 6 |\n"
          .. "| Contract: Wellbeing | Together | 10 of 16 | |\n",
        -- Without another group there is nothing to differ from. An outcome has no score.
        "| Contract: Sleep | Attrition | 0 of 4 | 100 % have no figure, more than 35 |\n",
      },
      lacks = { "one less", "Contract: A job" },
    },
  },
  {
    name = "values that are reported and not verified are counted as such",
    contract = clinic,
    -- Two of nine people's values, 4 of 18: 77.8 % are verified.
    evidence = files { "day-1-to-5", "day-6-to-7", "reported", "waiting-1-to-15", "waiting-16-to-19" },
    expect = {
      says = { "| Contract: Wellbeing | Verification | 2 of 4 | 77.8 % are verified, at least 50 |" },
    },
  },
  {
    name = "attrition has one point less where more people are lost from those who take part",
    contract = clinic,
    -- One of ten and none of twenty.
    evidence = files {
      "day-1-to-5", "day-6-to-7", "day-8-to-9", "waiting-1-to-15", "waiting-16-to-19", "waiting-20",
    },
    expect = {
      says = {
        "| Contract: Wellbeing | Attrition | 2 of 4 | 10 % have no figure, at most 10; one less, since the "
          .. "groups differ by 10 points |",
        "| Contract: Wellbeing | Together | 9 of 16 | |",
      },
    },
  },
  {
    name = "a difference of little more than 5 points takes a point as well",
    contract = clinic,
    -- One of ten and one of twenty-five: 10 and 4 %.
    evidence = files {
      "five-more", "day-1-to-5", "day-6-to-7", "day-8-to-9", "waiting-1-to-15", "waiting-16-to-19",
      "waiting-20", "waiting-21-to-24",
    },
    expect = {
      says = {
        "| Contract: Wellbeing | Attrition | 2 of 4 | 10 % have no figure, at most 10; one less, since the "
          .. "groups differ by 6 points |",
      },
    },
  },
  {
    name = "attrition has one point less where more people are lost from those beside them",
    contract = clinic,
    -- One of ten and five of twenty.
    evidence = files { "day-1-to-5", "day-6-to-7", "day-8-to-9", "waiting-1-to-15" },
    expect = {
      says = {
        "| Contract: Wellbeing | Attrition | 2 of 4 | 10 % have no figure, at most 10; one less, since the "
          .. "groups differ by 15 points |",
      },
    },
  },
  {
    name = "groups that lose as many people, or nearly, lose no point",
    contract = clinic,
    -- Three of ten and five of twenty: 30 and 25 %, within 5.
    evidence = files { "day-1-to-5", "day-6-to-7", "waiting-1-to-15" },
    expect = {
      says = { "| Contract: Wellbeing | Attrition | 1 of 4 | 30 % have no figure, at most 35 |" },
    },
  },
  {
    name = "one point of attrition less leaves none",
    contract = clinic,
    -- Three of ten and one of twenty.
    evidence = files { "day-1-to-5", "day-6-to-7", "waiting-1-to-15", "waiting-16-to-19" },
    expect = {
      says = {
        "| Contract: Wellbeing | Attrition | 0 of 4 | 30 % have no figure, at most 35; one less, since the "
          .. "groups differ by 25 points |",
      },
    },
  },
  {
    name = "attrition that has no point loses none",
    contract = clinic,
    -- Half of ten and one of twenty.
    evidence = files { "day-1-to-5", "waiting-1-to-15", "waiting-16-to-19" },
    expect = {
      says = { "| Contract: Wellbeing | Attrition | 0 of 4 | 50 % have no figure, more than 35 |" },
      lacks = { "one less" },
    },
  },
  {
    name = "an evaluator who gains nothing is named, the first of several",
    contract = clinic,
    expect = {
      -- The charity judges as well, and delivers.
      says = { "\nCollege judges outcomes under the contract, and gains nothing by them.\n" },
      lacks = { "Charity judges", "Institute judges", "nobody judges outcomes" },
    },
  },
  {
    name = "a verifier judges as well",
    contract = "tests/contracts/counts",
    expect = { says = { "\nAuditor judges outcomes under the contract, and gains nothing by them.\n" } },
  },
  {
    name = "where each who judges delivers, pays, lends or guarantees as well, the report warns",
    contract = methods,
    expect = {
      says = { "\n> **Warning:** Under the contract nobody judges outcomes who gains nothing by them.\n" },
      lacks = { " judges outcomes under the contract" },
    },
  },
}
