-- The price and the first share are those of contract.toml.
local soc = require "soc"

local price, share = soc.money "{{price}}", soc.decimal "{{first_share}}"

local function case(name, begun, lasting, total)
  return {
    name = name,
    participants = { { subject = "p-1", group = "participants", entry = "{{starts}}" } },
    measurements = {
      { subject = "p-1", indicator = "begun", day = "{{starts}}", value = begun, state = "verified" },
      { subject = "p-1", indicator = "lasting", day = "{{ends}}", value = lasting, state = "verified" },
    },
    caps = { contract = price * 2 },
    expect = { total = total, lines = { jobs = total } },
  }
end

local capped = case("the cap is the most that is paid", 1, 1, (price / 2):round())
capped.caps = { contract = (price / 2):round() }

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
  case("nothing begun, nothing paid", 0, 0, price * 0),
  case("begun: the first share", 1, 0, price * share),
  case("begun and lasting: the whole price", 1, 1, price),
  case("a second job of the same person is above the limit", 2, 0, price * share),
  case("what lasts and was never begun is not claimed before it is", 0, 0, price * 0),
  capped,
  {
    name = "the example evidence: three begun, two lasting",
    evidence = { "evidence/participants.csv", "evidence/jobs.csv" }, caps = { contract = price * 4 },
    expect = { total = price * share * 3 + price * (1 - share) * 2, findings = {} },
  },
  {
    name = "of what is dated on the first and the last day nothing is asked",
    participants = { { subject = "p-1", group = "participants", entry = "{{starts}}" } },
    measurements = also_on({ "{{ends}}" }, {
      { subject = "p-1", indicator = "begun", day = "{{starts}}", value = 1, state = "verified" },
    }),
    expect = { findings = {} },
  },
  {
    name = "what is dated a day before or after the contract is asked about",
    participants = { { subject = "p-1", group = "participants", entry = "{{starts}}" } },
    measurements = also_on({ "{{starts - 1 day}}", "{{ends + 1 day}}" }, {
      { subject = "p-1", indicator = "begun", day = "{{starts}}", value = 1, state = "verified" },
    }),
    expect = {
      findings = {
        "{{starts - 1 day}} is outside the contract", "{{ends + 1 day}} is outside the contract",
      },
    },
  },
}
