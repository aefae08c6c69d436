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
}
