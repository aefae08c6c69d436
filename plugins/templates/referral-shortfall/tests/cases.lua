-- The prices and the referrals that were promised are those of contract.toml.
local soc = require "soc"

local price, shortfall_price = soc.money "{{price}}", soc.money "{{shortfall_price}}"
local expected = soc.decimal "{{expected}}"
local most = (price + shortfall_price) * (expected + 1000)

local function counted(served, referrals)
  return {
    {
      subject = "contract", indicator = "served", day = "{{starts}}",
      value = served, state = "verified",
    },
    {
      subject = "contract", indicator = "referrals", day = "{{starts}}",
      value = referrals, state = "verified",
    },
  }
end

local function case(name, served, referrals, shortfall)
  return {
    name = name, measurements = counted(served, referrals), caps = { contract = most },
    expect = {
      total = price * served + shortfall, lines = { served = price * served, shortfall = shortfall },
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
  case("nobody came", 0, 0, shortfall_price * expected),
  case("a referral less than promised", 10, expected - 1, shortfall_price),
  case("as many referrals as promised", 10, expected, shortfall_price * 0),
  case("a referral more is worth nothing", 11, expected + 1, shortfall_price * 0),
  {
    name = "the cap is the most that is paid", measurements = counted(10, 0), caps = { contract = price },
    expect = { total = price },
  },
  {
    name = "the example evidence: one referral did not come", evidence = { "evidence/people.csv" },
    caps = { contract = most },
    expect = { total = price * 25 + shortfall_price, findings = {} },
  },
  {
    name = "of what is dated on the first and the last day nothing is asked",
    measurements = also_on({ "{{ends}}" }, counted(1, 1)),
    expect = { findings = {} },
  },
  {
    name = "what is dated a day before or after the contract is asked about",
    measurements = also_on({ "{{starts - 1 day}}", "{{ends + 1 day}}" }, counted(1, 1)),
    expect = {
      findings = {
        "{{starts - 1 day}} is outside the contract", "{{ends + 1 day}} is outside the contract",
      },
    },
  },
}
