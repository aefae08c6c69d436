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
}
