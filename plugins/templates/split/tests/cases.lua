-- The price and the parts are those of contract.toml.
local soc = require "soc"

local price = soc.money "{{price}}"
local parts = { first_part = soc.decimal "{{first_parts}}", second_part = soc.decimal "{{second_parts}}" }

local function counted(outcomes)
  return {
    {
      subject = "contract", indicator = "achieved", day = "{{starts}}",
      value = outcomes, state = "verified",
    },
  }
end

local function case(name, outcomes)
  local total = price * outcomes
  -- Whole minor units, by largest remainder: the parts add up to the sum.
  return {
    name = name, measurements = counted(outcomes), caps = { contract = total + price },
    expect = { total = total, lines = soc.share(total, parts) },
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
  case("no outcome", 0),
  case("one outcome", 1),
  case("outcomes that do not divide into the parts", 101),
  {
    name = "as much as the cap pays", measurements = counted(10), caps = { contract = price * 10 },
    expect = { total = price * 10 },
  },
  {
    name = "an outcome more is above the cap", measurements = counted(11), caps = { contract = price * 10 },
    expect = { total = price * 10 },
  },
  {
    name = "the example evidence", evidence = { "evidence/outcomes.csv" }, caps = { contract = price * 100 },
    expect = { total = price * 34, lines = soc.share(price * 34, parts), findings = {} },
  },
  {
    name = "of what is dated on the first and the last day nothing is asked",
    measurements = also_on({ "{{ends}}" }, counted(1)),
    expect = { findings = {} },
  },
  {
    name = "what is dated a day before or after the contract is asked about",
    measurements = also_on({ "{{starts - 1 day}}", "{{ends + 1 day}}" }, counted(1)),
    expect = {
      findings = {
        "{{starts - 1 day}} is outside the contract", "{{ends + 1 day}} is outside the contract",
      },
    },
  },
}
