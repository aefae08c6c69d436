-- The condition, the sum and the cap are those of contract.toml.
local soc = require "soc"

local at, amount = soc.decimal "{{at}}", soc.money "{{amount}}"
local nothing, cap = amount - amount, soc.money "{{cap}}"
-- The least that the indicator can tell apart.
local step = soc.decimal "0.01"

local function reached(percent, day)
  return {
    {
      subject = "contract", indicator = "reach", day = day or "{{ends}}",
      value = percent, state = "verified",
    },
  }
end

--- The cap of these cases is above the bonus, so that it hides no bonus that is too high.
local function case(name, percent, total)
  return {
    name = name, measurements = reached(percent), caps = { contract = amount * 2 },
    expect = { total = total, lines = { bonus = total } },
  }
end

local cases = {
  case("at it: all of it", at, amount),
  case("all participants: no more than that", 100, amount),
  case("no participant at all", 0, at > 0 and nothing or amount),
  {
    name = "a share above 100 percent is no share, and is refused", measurements = reached(100 + step),
    expect = { error = "no value of reach counts", findings = { "is above 100" } },
  },
  {
    name = "a cap below the bonus is the most that is paid", measurements = reached(at),
    caps = { contract = (amount / 2):round() }, expect = { total = (amount / 2):round() },
  },
  {
    name = "no more is paid than the cap of the contract", measurements = reached(at),
    expect = { total = amount:at_most(cap) },
  },
  {
    name = "the example evidence", evidence = { "evidence/reach.csv" }, caps = { contract = amount },
    expect = { total = amount, findings = {} },
  },
  {
    name = "a share of the first day counts, and nothing is asked",
    measurements = reached(at, "{{starts}}"), caps = { contract = amount },
    expect = { total = amount, findings = {} },
  },
  {
    name = "a share of the last day counts, and nothing is asked",
    measurements = reached(at, "{{ends}}"), caps = { contract = amount },
    expect = { total = amount, findings = {} },
  },
  {
    name = "a share of the day before the contract is asked about, and does not count",
    measurements = reached(at, "{{starts - 1 day}}"),
    expect = {
      error = "no value of reach counts", findings = { "{{starts - 1 day}} is outside the contract" },
    },
  },
  {
    name = "a share of the day after the contract is asked about, and does not count",
    measurements = reached(at, "{{ends + 1 day}}"),
    expect = {
      error = "no value of reach counts", findings = { "{{ends + 1 day}} is outside the contract" },
    },
  },
}

-- No share is below 0 or above 100, so that these are not there where the condition is one of the two.
if at > 0 then cases[#cases + 1] = case("just below: nothing at all", at - step, nothing) end
if at < 100 then cases[#cases + 1] = case("just above: no more than all of it", at + step, amount) end

return cases
