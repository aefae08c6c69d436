-- The price, the days, the shares and the cap are those of contract.toml.
local soc = require "soc"

local price, base, cap = soc.money "{{price}}", soc.money "{{base}}", soc.money "{{cap}}"
local ended, late_from = soc.day "{{ended}}", soc.day "{{late_from}}"
local share = ended < late_from and soc.decimal "{{early_share}}" or soc.decimal "{{late_share}}"
local compensation = (base * share):round()
local most = price * 1000 + base
-- A unit more than the cap of the contract pays.
local too_many = (cap / price):round(0, "down") + 1

local function delivered(units, day)
  return {
    subject = "contract", indicator = "units", day = day or "{{starts}}", value = units, state = "verified",
  }
end

local function case(name, units)
  return {
    name = name, measurements = { delivered(units) }, caps = { contract = most },
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
    name = "no base, no compensation", terms = { base = "0" }, measurements = { delivered(1) },
    caps = { contract = most }, expect = { total = price },
  },
  {
    name = "the cap cuts the compensation first: it is asked for last", measurements = { delivered(1) },
    caps = { contract = price }, expect = { total = price },
  },
  {
    name = "the cap of the contract is the most that is paid", measurements = { delivered(too_many) },
    expect = { total = cap },
  },
  {
    name = "the example evidence", evidence = { "evidence/units.csv" }, caps = { contract = most },
    expect = { total = price * 200 + compensation, findings = {} },
  },
  {
    name = "the day on which it ended is the last of which units are paid",
    measurements = { delivered(1, "{{ended}}"), delivered(1, "{{ended + 1 day}}") },
    caps = { contract = most }, expect = { lines = { units = price } },
  },
  {
    name = "the first day counts, and of what is dated on the last day of the contract nothing is asked",
    measurements = { delivered(1, "{{starts}}"), delivered(0, "{{ends}}") },
    caps = { contract = most }, expect = { lines = { units = price }, findings = {} },
  },
  {
    name = "what is dated a day before or after the contract is asked about, and not paid",
    measurements = {
      delivered(1, "{{starts - 1 day}}"), delivered(1, "{{starts}}"), delivered(1, "{{ends + 1 day}}"),
    },
    caps = { contract = most },
    expect = {
      lines = { units = price },
      findings = {
        "{{starts - 1 day}} is outside the contract", "{{ends + 1 day}} is outside the contract",
      },
    },
  },
}
