-- The sums are calculated from this price and this cap, which are those of contract.toml.
local soc = require "soc"

local price, cap = soc.money "{{price}}", soc.money "{{cap}}"
-- A unit more than the cap pays.
local too_many = (cap / price):round(0, "down") + 1

local function delivered(units, day, state)
  return {
    subject = "contract", indicator = "units", day = day or "{{starts}}",
    value = units, state = state or "verified",
  }
end

local function case(name, units)
  local total = price * units
  return {
    name = name, measurements = { delivered(units) }, caps = { contract = total + price },
    expect = { total = total, lines = { units = total } },
  }
end

return {
  case("nothing delivered, nothing paid", 0),
  case("one unit", 1),
  case("many units", 1001),
  {
    name = "a unit less than the cap leaves room for", measurements = { delivered(9) },
    caps = { contract = price * 10 }, expect = { total = price * 9 },
  },
  {
    name = "as many units as the cap pays", measurements = { delivered(10) },
    caps = { contract = price * 10 }, expect = { total = price * 10 },
  },
  {
    name = "the unit that goes above the cap is not paid", measurements = { delivered(11) },
    caps = { contract = price * 10 }, expect = { total = price * 10 },
  },
  {
    name = "the cap of the contract is the most that is paid", measurements = { delivered(too_many) },
    expect = { total = cap },
  },
  {
    name = "the example evidence", evidence = { "evidence/units.csv" }, caps = { contract = price * 1000 },
    expect = { total = price * 345, findings = {} },
  },
  {
    name = "what nobody has verified stops the settlement",
    measurements = { delivered(1, "{{starts}}", "reported") }, expect = { error = "not_verified" },
  },
  {
    name = "what is dated on the first and the last day is paid, and nothing is asked",
    measurements = { delivered(1, "{{starts}}"), delivered(1, "{{ends}}") },
    caps = { contract = price * 10 }, expect = { total = price * 2, findings = {} },
  },
  {
    name = "what is dated a day before or after the contract is asked about, and not paid",
    measurements = {
      delivered(1, "{{starts - 1 day}}"), delivered(1, "{{starts}}"), delivered(1, "{{ends + 1 day}}"),
    },
    caps = { contract = price * 10 },
    expect = {
      total = price,
      findings = {
        "{{starts - 1 day}} is outside the contract", "{{ends + 1 day}} is outside the contract",
      },
    },
  },
}
