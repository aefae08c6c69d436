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
