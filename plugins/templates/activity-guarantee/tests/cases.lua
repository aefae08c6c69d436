-- The threshold, the sums, the share and the cap are those of contract.toml.
local soc = require "soc"

local at, amount = soc.decimal "{{at}}", soc.money "{{amount}}"
local loan, share = soc.money "{{loan}}", soc.decimal "{{share}}"
local nothing, cap = amount - amount, soc.money "{{cap}}"
local activity = (loan * share):round()
-- The least that the indicator can tell apart.
local step = soc.decimal "0.01"

-- A loan of which the part that is due on activity alone is above the cap of the contract.
local loan_above_cap = (soc.decimal "{{cap}}" / share * 2):round(0, "up")

local function reduced_by(percent, day)
  return {
    {
      subject = "contract", indicator = "reduction", day = day or "{{ends}}",
      value = percent, state = "verified",
    },
  }
end

local function case(name, percent, success)
  return {
    name = name, measurements = reduced_by(percent), caps = { contract = amount + loan },
    expect = { total = activity + success, lines = { activity = activity, success = success } },
  }
end

return {
  case("just below the threshold: what is due on activity", at - step, nothing),
  case("at the threshold", at, amount),
  case("just above the threshold", at + step, amount),
  {
    name = "nothing was paid in, nothing is repaid on activity", terms = { loan = "0" },
    measurements = reduced_by(at), caps = { contract = amount + loan },
    expect = { total = amount, lines = { activity = nothing } },
  },
  {
    name = "the cap cuts success first: it is asked for last", measurements = reduced_by(at),
    caps = { contract = activity }, expect = { total = activity, lines = { success = nothing } },
  },
  {
    name = "the cap of the contract is the most that is paid, however large the loan",
    terms = { loan = loan_above_cap }, measurements = reduced_by(at - step), expect = { total = cap },
  },
  {
    name = "the example evidence", evidence = { "evidence/reduction.csv" },
    caps = { contract = amount + loan },
    expect = { total = activity + amount, findings = {} },
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
