-- The prices, the referrals that were promised and the cap are those of contract.toml.
local soc = require "soc"

local price, shortfall_price = soc.money "{{price}}", soc.money "{{shortfall_price}}"
local expected, cap = soc.decimal "{{expected}}", soc.money "{{cap}}"
local most = (price + shortfall_price) * (expected + 1000)
-- One more than the cap of the contract pays.
local too_many = (cap / price):round(0, "down") + 1

local function served(people, day)
  return {
    subject = "contract", indicator = "served", day = day or "{{starts}}", value = people, state = "verified",
  }
end

local function referred(people, day)
  return {
    subject = "contract", indicator = "referrals", day = day or "{{starts}}", value = people,
    state = "verified",
  }
end

local function case(name, people, referrals, shortfall)
  return {
    name = name, measurements = { served(people), referred(referrals) }, caps = { contract = most },
    expect = {
      total = price * people + shortfall, lines = { served = price * people, shortfall = shortfall },
    },
  }
end

return {
  case("nobody came", 0, 0, shortfall_price * expected),
  case("a referral less than promised", 10, expected - 1, shortfall_price),
  case("as many referrals as promised", 10, expected, shortfall_price * 0),
  case("a referral more is worth nothing", 11, expected + 1, shortfall_price * 0),
  {
    name = "a cap below the sum is the most that is paid", measurements = { served(10), referred(0) },
    caps = { contract = price }, expect = { total = price },
  },
  {
    name = "the cap of the contract is the most that is paid",
    measurements = { served(too_many), referred(expected) }, expect = { total = cap },
  },
  {
    name = "the example evidence: one referral did not come", evidence = { "evidence/people.csv" },
    caps = { contract = most },
    expect = { total = price * 25 + shortfall_price, findings = {} },
  },
  {
    name = "what is dated on the first and the last day counts, and nothing is asked",
    measurements = {
      served(1, "{{starts}}"), referred(expected - 1, "{{starts}}"),
      served(1, "{{ends}}"), referred(1, "{{ends}}"),
    },
    caps = { contract = most },
    expect = { lines = { served = price * 2, shortfall = price * 0 }, findings = {} },
  },
  {
    name = "what is dated a day before or after the contract is asked about, and does not count",
    measurements = {
      served(1, "{{starts - 1 day}}"), referred(1, "{{starts - 1 day}}"),
      served(1), referred(expected - 1),
      served(1, "{{ends + 1 day}}"), referred(1, "{{ends + 1 day}}"),
    },
    caps = { contract = most },
    expect = {
      lines = { served = price, shortfall = shortfall_price },
      findings = {
        "{{starts - 1 day}} is outside the contract", "{{ends + 1 day}} is outside the contract",
      },
    },
  },
}
