-- The price, the loan, the parts and the cap are those of contract.toml.
local soc = require "soc"

local price, loan, cent = soc.money "{{price}}", soc.money "{{loan}}", soc.money "{{minor_unit}}"
local parts = { investor = soc.decimal "{{investor_parts}}", provider = soc.decimal "{{provider_parts}}" }
local cap = soc.money "{{cap}}"

local function delivered(count, day)
  return {
    subject = "contract", indicator = "units", day = day or "{{ends}}", value = count, state = "verified",
  }
end

--- As many units as a receipt of this size needs, and one more.
local function too_many(receipt) return (receipt / price):round(0, "down") + 1 end

--- What an investor who receives so much keeps as its capital, and what the provider gets of the rest.
local function shared(receipt)
  local rest = (receipt - loan):at_least(0)
  return { capital = receipt:at_most(loan), provider = soc.share(rest, parts).provider }
end

--- The cap makes the receipt what the case needs.
local function case(name, receipt)
  return {
    name = name, measurements = { delivered(too_many(receipt)) }, caps = { contract = receipt },
    expect = { total = receipt, shares = shared(receipt) },
  }
end

return {
  {
    name = "nothing delivered, nothing received", measurements = { delivered(0) },
    caps = { contract = loan }, expect = { total = loan * 0, lines = { units = loan * 0 } },
  },
  {
    name = "a unit is paid to the investor", measurements = { delivered(1) },
    caps = { contract = price * 10 },
    expect = { total = price, lines = { units = price }, shares = shared(price) },
  },
  case("just less than was paid in: all of it is capital", loan - cent),
  case("as much as was paid in", loan),
  case("more than was paid in: the rest is shared", loan + cent * 1000),
  {
    name = "the cap of the contract is the most that is received",
    measurements = { delivered(too_many(cap)) }, expect = { total = cap, shares = shared(cap) },
  },
  {
    name = "the example evidence", evidence = { "evidence/units.csv" }, caps = { contract = price * 100 },
    expect = { total = price * 100, findings = {} },
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
