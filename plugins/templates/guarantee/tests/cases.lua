-- The threshold, the sums, the share and the cap are those of contract.toml.
local soc = require "soc"

local at, amount = soc.decimal "{{at}}", soc.money "{{amount}}"
local loan, share = soc.money "{{loan}}", soc.decimal "{{guaranteed_share}}"
local nothing, cap = amount - amount, soc.money "{{cap}}"
-- The least that the indicator can tell apart.
local step = soc.decimal "0.01"
local cent = soc.money "{{minor_unit}}"

-- A loan of which the guarantee alone is above the cap of the contract.
local loan_above_cap = (soc.decimal "{{cap}}" / share * 2):round(0, "up")

local function reduced_by(percent, day)
  return {
    {
      subject = "contract", indicator = "reduction", day = day or "{{ends}}",
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
    name = "the cap of the contract is the most that is paid, however large the loan",
    terms = { loan = loan_above_cap }, measurements = reduced_by(at - step), expect = { total = cap },
  },
  {
    name = "the example evidence: no success", evidence = { "evidence/reduction.csv" },
    caps = { contract = amount + loan },
    expect = { total = lacking(loan, nothing), lines = { success = nothing }, findings = {} },
  },
  {
    name = "a result of the first day counts, and nothing is asked",
    measurements = reduced_by(at, "{{starts}}"), caps = { contract = amount + loan },
    expect = { lines = { success = amount }, findings = {} },
  },
  {
    name = "a result of the last day counts, and nothing is asked",
    measurements = reduced_by(at, "{{ends}}"), caps = { contract = amount + loan },
    expect = { lines = { success = amount }, findings = {} },
  },
  {
    name = "a result of the day before the contract is asked about, and does not count",
    measurements = reduced_by(at, "{{starts - 1 day}}"),
    expect = {
      error = "no value of reduction counts", findings = { "{{starts - 1 day}} is outside the contract" },
    },
  },
  {
    name = "a result of the day after the contract is asked about, and does not count",
    measurements = reduced_by(at, "{{ends + 1 day}}"),
    expect = {
      error = "no value of reduction counts", findings = { "{{ends + 1 day}} is outside the contract" },
    },
  },
}
