-- The threshold, the sums and the share are those of contract.toml.
local soc = require "soc"

local at, amount = soc.decimal "{{at}}", soc.money "{{amount}}"
local loan, share = soc.money "{{loan}}", soc.decimal "{{guaranteed_share}}"
local nothing = amount - amount
-- The least that the indicator can tell apart.
local step = soc.decimal "0.01"
local cent = soc.money "{{minor_unit}}"

local function reduced_by(percent)
  return {
    {
      subject = "contract", indicator = "reduction", day = "{{ends}}",
      value = percent, state = "verified",
    },
  }
end

--- What the guarantor owes of a loan, where the investor has received a sum.
local function lacking(sum, received) return (sum * share - received):at_least(0):round() end

local function case(name, percent, success)
  local guaranteed = lacking(loan, success)
  return {
    name = name, measurements = reduced_by(percent), caps = { contract = amount + loan },
    expect = { total = success + guaranteed, lines = { success = success, guarantee = guaranteed } },
  }
end

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
  case("just below the threshold: the guarantee alone", at - step, nothing),
  case("at the threshold: success, and what is lacking of the guarantee", at, amount),
  case("just above the threshold", at + step, amount),
  {
    name = "a loan of which success leaves no guarantee",
    terms = { loan = "0" }, measurements = reduced_by(at), caps = { contract = amount + loan },
    expect = { total = amount, lines = { guarantee = nothing } },
  },
  {
    name = "the cap is the most that is paid, whoever pays it", measurements = reduced_by(at),
    caps = { contract = cent }, expect = { total = cent },
  },
  {
    name = "the example evidence: no success", evidence = { "evidence/reduction.csv" },
    caps = { contract = amount + loan },
    expect = { total = lacking(loan, nothing), lines = { success = nothing }, findings = {} },
  },
  {
    name = "of what is dated on the first and the last day nothing is asked",
    measurements = also_on({ "{{starts}}" }, reduced_by(at)),
    expect = { findings = {} },
  },
  {
    name = "what is dated a day before or after the contract is asked about",
    measurements = also_on({ "{{starts - 1 day}}", "{{ends + 1 day}}" }, reduced_by(at)),
    expect = {
      findings = {
        "{{starts - 1 day}} is outside the contract", "{{ends + 1 day}} is outside the contract",
      },
    },
  },
}
