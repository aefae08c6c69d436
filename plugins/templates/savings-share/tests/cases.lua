-- The share, the most that is paid and the cap are those of contract.toml.
local soc = require "soc"

local share, most, cap = soc.decimal "{{share}}", soc.money "{{most}}", soc.money "{{cap}}"
local nothing = most - most
-- A saving of which the share is above what is paid at most.
local too_much = "100000000000000"

local function shared(saving) return (soc.money(saving) * share):at_most(most) end

--- The cap of these cases is above the most that is paid for savings: it hides no sum that is too high.
local function case(name, saving, total)
  return {
    name = name, estimates = { cost = { saving = saving } }, caps = { contract = most * 2 },
    expect = { total = total, lines = { savings_share = total } },
  }
end

--- Two participants, and two people of the comparison group.
local people = {
  { subject = "p-1", group = "participants", entry = "{{starts}}" },
  { subject = "p-2", group = "participants", entry = "{{starts}}" },
  { subject = "c-1", group = "comparison", entry = "{{starts}}" },
  { subject = "c-2", group = "comparison", entry = "{{starts}}" },
}

local function cost(subject, day, value)
  return { subject = subject, indicator = "cost", day = day, value = value, state = "verified" }
end

return {
  case("a loss is no negative saving", "-1000", nothing),
  case("nothing saved, nothing paid", "0", nothing),
  case("a small saving is shared", "1", shared "1"),
  case("a saving is shared", "1000", shared "1000"),
  case("far more saved than is paid for", too_much, shared(too_much)),
  {
    name = "a cap below the share is the most that is paid", estimates = { cost = { saving = too_much } },
    caps = { contract = (most / 2):round() },
    expect = { total = shared(too_much):at_most((most / 2):round()) },
  },
  {
    name = "no more is paid than the cap of the contract", estimates = { cost = { saving = too_much } },
    expect = { total = shared(too_much):at_most(cap) },
  },
  {
    name = "the example evidence: 3 people, each 5,000 cheaper than the comparison group",
    evidence = { "evidence/participants.csv", "evidence/costs.csv" }, caps = { contract = most },
    expect = { total = shared "15000", findings = {} },
  },
  {
    name = "costs of the first and the last day count, also where they are 0, and nothing is asked",
    participants = people,
    -- 50 and 60 less than 0: two people, each 55 cheaper.
    measurements = {
      cost("p-1", "{{starts}}", 0), cost("p-2", "{{ends}}", 0),
      cost("c-1", "{{starts}}", 50), cost("c-2", "{{ends}}", 60),
    },
    caps = { contract = most }, expect = { total = shared "110", findings = {} },
  },
  {
    name = "costs of a day before or after the contract are asked about, and do not count",
    participants = people,
    measurements = {
      cost("p-1", "{{starts}}", 0), cost("p-2", "{{starts}}", 0),
      cost("c-1", "{{starts}}", 50), cost("c-2", "{{starts}}", 60),
      cost("c-1", "{{starts - 1 day}}", 1000), cost("c-2", "{{ends + 1 day}}", 2000),
    },
    caps = { contract = most },
    expect = {
      total = shared "110",
      findings = {
        "{{starts - 1 day}} is outside the contract", "{{ends + 1 day}} is outside the contract",
      },
    },
  },
  {
    name = "a cost of somebody whose first day nobody has told is not asked about",
    measurements = { cost("p-1", "{{starts}}", 1) }, estimates = { cost = { saving = "0" } },
    expect = { findings = {} },
  },
  {
    name = "a cost of a person's first day is not asked about",
    participants = { { subject = "p-1", group = "participants", entry = "{{ends}}" } },
    measurements = { cost("p-1", "{{ends}}", 1) }, estimates = { cost = { saving = "0" } },
    expect = { findings = {} },
  },
  {
    name = "a cost of the day before a person's first day is asked about",
    participants = { { subject = "p-1", group = "participants", entry = "{{ends}}" } },
    measurements = { cost("p-1", "{{ends - 1 day}}", 1) }, estimates = { cost = { saving = "0" } },
    expect = { findings = { "{{ends - 1 day}} is before this person's first day" } },
  },
}
