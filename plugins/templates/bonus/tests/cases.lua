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
}
