-- What may be counted of a person, and what is asked about. The ten outcomes together are worth 20,200.
local outcomes = {
  "attitude", "behaviour", "attendance", "entry_level", "basic_skills", "level_1", "level_2", "level_3",
  "job_13_weeks", "job_26_weeks",
}

local somebody = { { subject = "y-1", group = "young_people", entry = "2012-09-01" } }

local function achieved(outcome, value, missing)
  return {
    subject = "y-1", indicator = outcome, day = "2013-06-30", value = value, missing = missing,
    state = "verified",
  }
end

local function all(value)
  local rows = {}
  for number, outcome in ipairs(outcomes) do rows[number] = achieved(outcome, value) end
  return rows
end

local below_none = {}
for number, outcome in ipairs(outcomes) do
  below_none[number] = ("'-1', is below 0, the minimum of %s"):format(outcome)
end

return {
  {
    name = "who has achieved nothing is counted with 0, and paid nothing for",
    participants = somebody,
    measurements = all(0),
    expect = { total = "0.00", findings = {} },
  },
  {
    name = "who has achieved each outcome once is paid for up to the cap, and nothing is asked",
    participants = somebody,
    measurements = all(1),
    expect = { total = "11700.00", findings = {} },
  },
  {
    name = "without the cap all outcomes of a person are paid",
    participants = somebody,
    limits = { per_person = "20200.00" },
    measurements = all(1),
    expect = { total = "20200.00" },
  },
  {
    name = "a pound less than that is cut",
    participants = somebody,
    limits = { per_person = "20199.00" },
    measurements = all(1),
    expect = { total = "20199.00" },
  },
  {
    name = "a count below 0 is no evidence",
    participants = somebody,
    measurements = all(-1),
    expect = { total = "0.00", findings = below_none },
  },
  {
    name = "what was withdrawn is not asked about: it holds the person, for whom no figure is stated",
    participants = somebody,
    measurements = { achieved("attitude", 1), achieved("level_3", nil, "withdrawn") },
    expect = { total = "0.00", held = 1, findings = {} },
  },
  {
    name = "nothing is asked about somebody who is not known yet, and nothing is paid",
    measurements = { achieved("attitude", 1) },
    expect = { total = "0.00", findings = {} },
  },
}
