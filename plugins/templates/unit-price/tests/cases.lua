-- The sums are calculated from this price, which is that of contract.toml.
local soc = require "soc"

local price = soc.money "{{price}}"

local function delivered(units, state)
  return {
    {
      subject = "contract", indicator = "units", day = "{{starts}}",
      value = units, state = state or "verified",
    },
  }
end

local function case(name, units)
  local total = price * units
  return {
    name = name, measurements = delivered(units), caps = { contract = total + price },
    expect = { total = total, lines = { units = total } },
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
  case("nothing delivered, nothing paid", 0),
  case("one unit", 1),
  case("many units", 1001),
  {
    name = "a unit less than the cap leaves room for", measurements = delivered(9),
    caps = { contract = price * 10 }, expect = { total = price * 9 },
  },
  {
    name = "as many units as the cap pays", measurements = delivered(10),
    caps = { contract = price * 10 }, expect = { total = price * 10 },
  },
  {
    name = "the unit that goes above the cap is not paid", measurements = delivered(11),
    caps = { contract = price * 10 }, expect = { total = price * 10 },
  },
  {
    name = "the example evidence", evidence = { "evidence/units.csv" }, caps = { contract = price * 1000 },
    expect = { total = price * 345, findings = {} },
  },
  {
    name = "what nobody has verified stops the settlement", measurements = delivered(1, "reported"),
    expect = { error = "not_verified" },
  },
  {
    name = "of what is dated on the first and the last day nothing is asked",
    measurements = also_on({ "{{ends}}" }, delivered(1)),
    expect = { findings = {} },
  },
  {
    name = "what is dated a day before or after the contract is asked about",
    measurements = also_on({ "{{starts - 1 day}}", "{{ends + 1 day}}" }, delivered(1)),
    expect = {
      findings = {
        "{{starts - 1 day}} is outside the contract", "{{ends + 1 day}} is outside the contract",
      },
    },
  },
}
