-- The price, the loan and the parts are those of contract.toml. Caps make the receipt what each case needs.
local soc = require "soc"

local price, loan, cent = soc.money "{{price}}", soc.money "{{loan}}", soc.money "{{minor_unit}}"
local parts = { investor = soc.decimal "{{investor_parts}}", provider = soc.decimal "{{provider_parts}}" }
-- More units than any of these receipts needs.
local units = ((loan + cent * 1000) / price):round(0, "up")

local function delivered(count)
  return {
    {
      subject = "contract", indicator = "units", day = "{{ends}}",
      value = count, state = "verified",
    },
  }
end

local function case(name, receipt)
  local rest = (receipt - loan):at_least(0)
  return {
    name = name, measurements = delivered(units), caps = { contract = receipt },
    expect = {
      total = receipt,
      shares = { capital = receipt:at_most(loan), provider = soc.share(rest, parts).provider },
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
  {
    name = "nothing delivered, nothing received", measurements = delivered(0), caps = { contract = loan },
    expect = { total = loan * 0, lines = { units = loan * 0 } },
  },
  case("just less than was paid in: all of it is capital", loan - cent),
  case("as much as was paid in", loan),
  case("more than was paid in: the rest is shared", loan + cent * 1000),
  {
    name = "the example evidence", evidence = { "evidence/units.csv" }, caps = { contract = price * 100 },
    expect = { total = price * 100, findings = {} },
  },
  {
    name = "of what is dated on the first and the last day nothing is asked",
    measurements = also_on({ "{{starts}}" }, delivered(1)),
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
