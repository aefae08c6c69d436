-- Prices and cap are published: INDIGO-POJ-0139. The cases are derived.
local function person(id, outcome, value, state)
  return {
    subject = id, indicator = outcome, day = "2013-06-30", value = value or 1, state = state or "verified",
  }
end

local function case(name, achieved, total, claims)
  local measurements = {}
  for i, outcome in ipairs(achieved) do measurements[i] = person("y-1", outcome) end
  return {
    name = name,
    participants = { { subject = "y-1", group = "young_people", entry = "2012-09-01" } },
    measurements = measurements,
    expect = { total = total, claims = claims },
  }
end

return {
  case("12,200 is cut to the cap", { "behaviour", "attendance", "level_1", "level_2", "level_3" }, "11700.00",
    { behaviour = 1, attendance = 1, level_1 = 1, level_2 = 1, level_3 = 1 }),
  case("5,300 is below the cap", { "attitude", "level_1", "job_13_weeks" }, "5300.00"),
  case("11,600, a step of the card below the cap",
    { "attendance", "entry_level", "basic_skills", "level_2", "level_3" }, "11600.00"),
  case("11,700, at the cap", { "behaviour", "entry_level", "level_1", "level_2", "level_3" }, "11700.00"),
  case("11,800, a step above the cap",
    { "attendance", "entry_level", "basic_skills", "level_3", "job_13_weeks" }, "11700.00"),
  case("20,200, all of the card", {
    "attitude", "behaviour", "attendance", "entry_level", "basic_skills", "level_1", "level_2", "level_3",
    "job_13_weeks", "job_26_weeks",
  }, "11700.00"),
  case("one outcome", { "attitude" }, "700.00"),
  {
    name = "nothing achieved",
    participants = { { subject = "y-1", group = "young_people", entry = "2012-09-01" } },
    measurements = { person("y-1", "attitude", 0) },
    expect = { total = "0.00", claims = { attitude = 0 } },
  },
  {
    name = "the cap is of each person: one above it does not cut the other",
    participants = {
      { subject = "y-1", group = "young_people", entry = "2012-09-01" },
      { subject = "y-2", group = "young_people", entry = "2012-09-01" },
    },
    measurements = {
      person("y-1", "level_2"), person("y-1", "level_3"), person("y-1", "job_13_weeks"),
      person("y-2", "level_3"),
    },
    expect = { total = "16800.00", lines = { level_3 = "10200.00", job_13_weeks = "3300.00" } },
  },
  {
    name = "an outcome that is achieved twice is paid once",
    participants = { { subject = "y-1", group = "young_people", entry = "2012-09-01" } },
    measurements = { person("y-1", "attitude", 2) },
    expect = {
      total = "700.00", claims = { attitude = 1 },
      findings = { "attitude has the value 2, and is paid once" },
    },
  },
  {
    name = "what was achieved before the entry is asked about",
    participants = { { subject = "y-1", group = "young_people", entry = "2013-07-01" } },
    measurements = { person("y-1", "attitude") },
    expect = { total = "700.00", findings = { "attitude on 2013-06-30 is before the entry on 2013-07-01" } },
  },
  {
    name = "what was achieved on the day of entry is not",
    participants = { { subject = "y-1", group = "young_people", entry = "2013-06-30" } },
    measurements = { person("y-1", "attitude") },
    expect = { total = "700.00", findings = {} },
  },
  {
    name = "an achievement that nobody has verified holds that person alone",
    participants = {
      { subject = "y-1", group = "young_people", entry = "2012-09-01" },
      { subject = "y-2", group = "young_people", entry = "2012-09-01" },
    },
    measurements = { person("y-1", "level_3", 1, "reported"), person("y-2", "attitude") },
    expect = { total = "700.00", held = 1 },
  },
}
