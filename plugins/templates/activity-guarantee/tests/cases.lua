-- The threshold, the sums and the share are those of contract.toml.
local soc = require "soc"

local at, amount = soc.decimal "{{at}}", soc.money "{{amount}}"
local loan, share = soc.money "{{loan}}", soc.decimal "{{share}}"
local nothing = amount - amount
local activity = (loan * share):round()
-- The least that the indicator can tell apart.
local step = soc.decimal "0.01"

local function reduced_by(percent)
  return {
    {
      subject = "contract", indicator = "reduction", day = "{{ends}}",
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
    name = "the example evidence", evidence = { "evidence/reduction.csv" },
    caps = { contract = amount + loan },
    expect = { total = activity + amount, findings = {} },
  },
}
