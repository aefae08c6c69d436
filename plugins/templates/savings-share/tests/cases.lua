-- The share and the most that is paid are those of contract.toml.
local soc = require "soc"

local share, most = soc.decimal "{{share}}", soc.money "{{most}}"
local nothing = most - most

local function case(name, saving, total)
  return {
    name = name, estimates = { cost = { saving = saving } }, caps = { contract = most },
    expect = { total = total, lines = { savings_share = total } },
  }
end

local function shared(saving) return (soc.money(saving) * share):at_most(most) end

--- Rows, and the first of them once more on each of other days.
local function also_on(days, rows)
  for _, day in ipairs(days) do
    local again = {}
    for key, value in pairs(rows[1]) do again[key] = value end
    again.day = day
    rows[#rows + 1] = again
  end
  return rows
end

return {
  case("a loss is no negative saving", "-1000", nothing),
  case("nothing saved, nothing paid", "0", nothing),
  case("a small saving is shared", "1", shared "1"),
  case("a saving is shared", "1000", shared "1000"),
  case("far more saved than is paid for", "100000000000000", shared "100000000000000"),
  {
    name = "the cap of the contract holds as well", estimates = { cost = { saving = "100000000000000" } },
    caps = { contract = (most / 2):round() },
    expect = { total = (shared "100000000000000"):at_most((most / 2):round()) },
  },
  {
    name = "the example evidence: 3 people, each 5,000 cheaper than the comparison group",
    evidence = { "evidence/participants.csv", "evidence/costs.csv" }, caps = { contract = most },
    expect = { total = shared "15000", findings = {} },
  },
  {
    name = "of what is dated on the first and the last day nothing is asked",
    participants = { { subject = "p-1", group = "participants", entry = "{{starts}}" } },
    estimates = { cost = { saving = "0" } },
    measurements = also_on({ "{{ends}}" }, {
      { subject = "p-1", indicator = "cost", day = "{{starts}}", value = "1", state = "verified" },
    }),
    expect = { findings = {} },
  },
  {
    name = "what is dated a day before or after the contract is asked about",
    participants = { { subject = "p-1", group = "participants", entry = "{{starts}}" } },
    estimates = { cost = { saving = "0" } },
    measurements = also_on({ "{{starts - 1 day}}", "{{ends + 1 day}}" }, {
      { subject = "p-1", indicator = "cost", day = "{{starts}}", value = "1", state = "verified" },
    }),
    expect = {
      findings = {
        "{{starts - 1 day}} is outside the contract", "{{ends + 1 day}} is outside the contract",
      },
    },
  },
}
