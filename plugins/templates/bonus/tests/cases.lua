-- The condition and the sum are those of contract.toml.
local soc = require "soc"

local at, amount = soc.decimal "{{at}}", soc.money "{{amount}}"
-- The least that the indicator can tell apart.
local step = soc.decimal "0.01"

local function reached(percent)
  return {
    {
      subject = "contract", indicator = "reach", day = "{{ends}}",
      value = percent, state = "verified",
    },
  }
end

local function case(name, percent, total)
  return {
    name = name, measurements = reached(percent), caps = { contract = amount },
    expect = { total = total, lines = { bonus = total } },
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
  case("just below: nothing at all", at - step, amount * 0),
  case("at it: all of it", at, amount),
  case("just above: no more than that", at + step, amount),
  {
    name = "the cap is the most that is paid", measurements = reached(at),
    caps = { contract = (amount / 2):round() }, expect = { total = (amount / 2):round() },
  },
  {
    name = "the example evidence", evidence = { "evidence/reach.csv" }, caps = { contract = amount },
    expect = { total = amount, findings = {} },
  },
  {
    name = "of what is dated on the first and the last day nothing is asked",
    measurements = also_on({ "{{starts}}" }, reached(at)),
    expect = { findings = {} },
  },
  {
    name = "what is dated a day before or after the contract is asked about",
    measurements = also_on({ "{{starts - 1 day}}", "{{ends + 1 day}}" }, reached(at)),
    expect = {
      findings = {
        "{{starts - 1 day}} is outside the contract", "{{ends + 1 day}} is outside the contract",
      },
    },
  },
}
