-- The sums are calculated from these prices and this cap, which are those of contract.toml.
local soc = require "soc"

local price_started = soc.money "{{price_started}}"
local price_kept = soc.money "{{price_kept}}"
local nothing, cap = price_started - price_started, soc.money "{{cap}}"
local most = (price_started + price_kept) * 100

local function person(subject)
  return { subject = subject, group = "participants", entry = "{{starts}}" }
end

local function started(count, day, subject)
  return {
    subject = subject or "p-1", indicator = "job_started", day = day or "{{starts}}", value = count,
    state = "verified",
  }
end

local function kept(count, day, subject)
  return {
    subject = subject or "p-1", indicator = "job_kept", day = day or "{{ends}}", value = count,
    state = "verified",
  }
end

local function case(name, jobs_started, jobs_kept, total)
  return {
    name = name, participants = { person "p-1" },
    measurements = { started(jobs_started), kept(jobs_kept) }, caps = { contract = most },
    expect = { total = total, lines = { outcomes = total }, findings = {} },
  }
end

--- So many people who each keep a job that the cap is reached, or 500 where more would be needed.
local function crowd()
  local participants, measurements = {}, {}
  local needed = (cap / (price_started + price_kept)):round(0, "down") + 1
  local count = 0
  while count < 500 and count < needed do
    count = count + 1
    local subject = ("p-%d"):format(count)
    participants[count] = person(subject)
    table.insert(measurements, started(1, "{{starts}}", subject))
    table.insert(measurements, kept(1, "{{ends}}", subject))
  end
  return {
    name = "the cap of the contract is the most that is paid for all people together",
    participants = participants, measurements = measurements,
    expect = { total = ((price_started + price_kept) * count):at_most(cap) },
  }
end

return {
  {
    name = "a person who achieved nothing", participants = { person "p-1" },
    measurements = { started(0), kept(0) }, caps = { contract = most },
    expect = { total = nothing, claims = { job_started = 0, job_kept = 0 }, findings = {} },
  },
  case("a job that is started", 1, 0, price_started),
  case("a job that is started and kept", 1, 1, price_started + price_kept),
  case("a second job of the same person is above the limit", 2, 0, price_started),
  case("a second job that the same person keeps is above the limit", 1, 2, price_started + price_kept),
  case("a job that is kept and was never started is not paid", 0, 1, nothing),
  {
    name = "the cap is the most that is paid", participants = { person "p-1" },
    measurements = { started(1), kept(1) }, caps = { contract = price_kept }, expect = { total = price_kept },
  },
  crowd(),
  {
    name = "the example evidence: three jobs started, two of them kept",
    evidence = { "evidence/participants.csv", "evidence/jobs.csv" }, caps = { contract = most },
    expect = {
      total = price_started * 3 + price_kept * 2, claims = { job_started = 3, job_kept = 2 }, findings = {},
    },
  },
  {
    name = "what is dated on the first and the last day is paid, and nothing is asked",
    participants = { person "p-1", person "p-2" },
    measurements = { started(1, "{{starts}}", "p-1"), started(1, "{{ends}}", "p-2") },
    caps = { contract = most }, expect = { total = price_started * 2, findings = {} },
  },
  {
    name = "what is dated a day before or after the contract is asked about, and not paid",
    participants = { person "p-1", person "p-2" },
    measurements = { started(1, "{{starts - 1 day}}", "p-1"), started(1, "{{ends + 1 day}}", "p-2") },
    caps = { contract = most },
    expect = {
      total = nothing,
      findings = {
        "{{starts - 1 day}} is outside the contract", "{{ends + 1 day}} is outside the contract",
      },
    },
  },
}
