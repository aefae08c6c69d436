-- The price, the days and the shares are those of contract.toml.
local soc = require "soc"

local price, base = soc.money "{{price}}", soc.money "{{base}}"
local ended, late_from = soc.day "{{ended}}", soc.day "{{late_from}}"
local share = ended < late_from and soc.decimal "{{early_share}}" or soc.decimal "{{late_share}}"
local compensation = (base * share):round()
local most = price * 1000 + base

local function delivered(units)
  return {
    {
      subject = "contract", indicator = "units", day = "{{starts}}",
      value = units, state = "verified",
    },
  }
end

local function case(name, units)
  return {
    name = name, measurements = delivered(units), caps = { contract = most },
    expect = {
      total = price * units + compensation, lines = { units = price * units, compensation = compensation },
    },
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
  case("nothing delivered: the compensation alone", 0),
  case("what was delivered until the end", 1),
  case("more of it", 100),
  {
    name = "no base, no compensation", terms = { base = "0" }, measurements = delivered(1),
    caps = { contract = most }, expect = { total = price },
  },
  {
    name = "the cap cuts the compensation first: it is asked for last", measurements = delivered(1),
    caps = { contract = price }, expect = { total = price },
  },
  {
    name = "the example evidence", evidence = { "evidence/units.csv" }, caps = { contract = most },
    expect = { total = price * 200 + compensation, findings = {} },
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
