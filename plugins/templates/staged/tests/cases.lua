-- The price, the first share and the cap are those of contract.toml.
local soc = require "soc"

local price, share, cap = soc.money "{{price}}", soc.decimal "{{first_share}}", soc.money "{{cap}}"
local nothing = price - price

local function person(subject)
  return { subject = subject, group = "participants", entry = "{{starts}}" }
end

local function begun(count, day, subject)
  return {
    subject = subject or "p-1", indicator = "begun", day = day or "{{starts}}", value = count,
    state = "verified",
  }
end

local function lasting(count, day, subject)
  return {
    subject = subject or "p-1", indicator = "lasting", day = day or "{{ends}}", value = count,
    state = "verified",
  }
end

local function case(name, jobs_begun, jobs_lasting, total)
  return {
    name = name, participants = { person "p-1" },
    measurements = { begun(jobs_begun), lasting(jobs_lasting) }, caps = { contract = price * 2 },
    expect = { total = total, lines = { jobs = total }, findings = {} },
  }
end

--- So many people whose jobs last that the cap of the contract is reached, or 500 where more would be needed.
local function crowd()
  local participants, measurements = {}, {}
  local needed = (cap / price):round(0, "down") + 1
  local count = 0
  while count < 500 and count < needed do
    count = count + 1
    local subject = ("p-%d"):format(count)
    participants[count] = person(subject)
    table.insert(measurements, begun(1, "{{starts}}", subject))
    table.insert(measurements, lasting(1, "{{ends}}", subject))
  end
  return {
    name = "the cap of the contract is the most that is paid for all people together",
    participants = participants, measurements = measurements,
    expect = { total = (price * count):at_most(cap) },
  }
end

return {
  case("nothing begun, nothing paid", 0, 0, nothing),
  case("begun: the first share", 1, 0, price * share),
  case("begun and lasting: the whole price", 1, 1, price),
  case("a second job of the same person is above the limit", 2, 0, price * share),
  case("a job that lasts and never began is not paid", 0, 1, nothing),
  {
    name = "a cap below the price is the most that is paid", participants = { person "p-1" },
    measurements = { begun(1), lasting(1) }, caps = { contract = (price / 2):round() },
    expect = { total = (price / 2):round() },
  },
  crowd(),
  {
    name = "the example evidence: three begun, two lasting",
    evidence = { "evidence/participants.csv", "evidence/jobs.csv" }, caps = { contract = price * 4 },
    expect = { total = price * share * 3 + price * (1 - share) * 2, findings = {} },
  },
  {
    name = "what is dated on the first and the last day is paid, and nothing is asked",
    participants = { person "p-1", person "p-2" },
    measurements = { begun(1, "{{starts}}", "p-1"), begun(1, "{{ends}}", "p-2") },
    caps = { contract = price * 2 }, expect = { total = price * share * 2, findings = {} },
  },
  {
    name = "what is dated a day before or after the contract is asked about, and not paid",
    participants = { person "p-1", person "p-2" },
    measurements = { begun(1, "{{starts - 1 day}}", "p-1"), begun(1, "{{ends + 1 day}}", "p-2") },
    caps = { contract = price * 2 },
    expect = {
      total = nothing,
      findings = {
        "{{starts - 1 day}} is outside the contract", "{{ends + 1 day}} is outside the contract",
      },
    },
  },
}
