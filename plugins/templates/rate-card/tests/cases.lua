-- The sums are calculated from these prices, which are those of contract.toml.
local soc = require "soc"

local price_started = soc.money "{{price_started}}"
local price_kept = soc.money "{{price_kept}}"
local most = (price_started + price_kept) * 100

local function achieved(started, kept)
  return {
    { subject = "p-1", indicator = "job_started", day = "{{starts}}", value = started, state = "verified" },
    { subject = "p-1", indicator = "job_kept", day = "{{ends}}", value = kept, state = "verified" },
  }
end

local function case(name, started, kept, total)
  return {
    name = name,
    participants = { { subject = "p-1", group = "participants", entry = "{{starts}}" } },
    measurements = achieved(started, kept), caps = { contract = most },
    expect = { total = total, lines = { outcomes = total } },
  }
end

local nothing = price_started - price_started

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
    name = "a person who achieved nothing",
    participants = { { subject = "p-1", group = "participants", entry = "{{starts}}" } },
    measurements = achieved(0, 0), caps = { contract = most },
    expect = { total = nothing, claims = { job_started = 0, job_kept = 0 } },
  },
  case("a job that is started", 1, 0, price_started),
  case("a job that is started and kept", 1, 1, price_started + price_kept),
  case("a second job of the same person is above the limit", 2, 0, price_started),
  {
    name = "a job that is kept and was never started is not paid",
    participants = { { subject = "p-1", group = "participants", entry = "{{starts}}" } },
    measurements = achieved(0, 1), caps = { contract = most }, expect = { total = nothing },
  },
  {
    name = "the cap is the most that is paid",
    participants = { { subject = "p-1", group = "participants", entry = "{{starts}}" } },
    measurements = achieved(1, 1), caps = { contract = price_kept }, expect = { total = price_kept },
  },
  {
    name = "the example evidence: three jobs started, two of them kept",
    evidence = { "evidence/participants.csv", "evidence/jobs.csv" }, caps = { contract = most },
    expect = {
      total = price_started * 3 + price_kept * 2, claims = { job_started = 3, job_kept = 2 }, findings = {},
    },
  },
  {
    name = "of what is dated on the first and the last day nothing is asked",
    participants = { { subject = "p-1", group = "participants", entry = "{{starts}}" } },
    measurements = also_on({ "{{ends}}" }, achieved(1, 1)),
    expect = { findings = {} },
  },
  {
    name = "what is dated a day before or after the contract is asked about",
    participants = { { subject = "p-1", group = "participants", entry = "{{starts}}" } },
    measurements = also_on({ "{{starts - 1 day}}", "{{ends + 1 day}}" }, achieved(1, 1)),
    expect = {
      findings = {
        "{{starts - 1 day}} is outside the contract", "{{ends + 1 day}} is outside the contract",
      },
    },
  },
}
