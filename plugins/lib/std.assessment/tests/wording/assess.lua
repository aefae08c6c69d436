--- Writes what the library says of answers, and of figures that this file makes up: one for each way in which
--- an interval may lie. All is written in English, and below it in Swedish.
local soc = require "soc"
local assessment = require "std.assessment"

--- Something to write to that writes each text twice.
local function in_both_languages(a)
  local function swedish(text) return type(text) == "table" and text.sv or text end
  return {
    heading = function(_, text, level) a:heading(text, level) end,
    text = function(_, text)
      a:text(text)
      a:text(swedish(text))
    end,
    facts = function(_, facts)
      local second = {}
      for i, fact in ipairs(facts) do second[i] = { swedish(fact[1]), swedish(fact[2]) } end
      a:facts(facts)
      a:facts(second)
    end,
    table = function(_, table) a:table(table) end,
  }
end

local function estimate(text, lower, upper)
  return {
    figure = soc.decimal(text), text = text, interval = ("%s to %s"):format(lower, upper),
    lower = soc.decimal(lower), upper = soc.decimal(upper),
  }
end

local none = { why = "there is no order" }

local function result(gap, better)
  local group = { title = "North", people = 20, counted = 18, figure = "7", interval = "5 to 9" }
  return {
    title = "Wellbeing", by = "Site", unit = "points", level = "95", window = "the year", better = better,
    rows = { group, { title = "South", people = 4, counted = 4 } }, all = group,
    gap = gap, slope = none, relative_index = none, concentration = none,
  }
end

local function between(first, lower, upper, chosen)
  return {
    first = first, second = "South", absolute = estimate("1.5", lower, upper),
    relative = { figure = soc.decimal "2", text = "2" }, chosen = chosen,
  }
end

--- Of each site how it lies beside the South, which way is better, and whether it was chosen among several.
local gaps = {
  { "North", "-2", "0.5", "higher" }, { "Harbour", "0", "3", "higher" }, { "Hill", "-3", "0", "higher" },
  { "Mill", "0.5", "3", "higher" }, { "Park", "-3", "-0.5", "higher" }, { "Lake", "0.5", "3", "lower" },
  { "Wood", "-3", "-0.5", "lower" }, { "Field", "0.5", "3", "neither" }, { "Dale", "-3", "-0.5", "neither" },
  { "Shore", "0.5", "3", "higher", true },
}

local function figures(a)
  a:facts {
    { "No estimate", assessment.figure(nil) },
    { "No figure, no reason", assessment.figure {} },
    { "No figure, a reason", assessment.figure { why = "nobody was asked" } },
    { "Not measured", assessment.figure { figure = soc.missing "not_measured" } },
    { "A unit in one word", assessment.figure(estimate("4", "3", "5"), "%") },
    {
      "A unit in each language",
      assessment.figure(estimate("4", "3", "5"), { en = "people", sv = "personer" }),
    },
    { "Without an interval", assessment.figure({ figure = soc.decimal "4", text = "4" }, "%") },
  }
end

return function(a)
  local both = in_both_languages(a)
  a:facts {
    { "Not asked", assessment.shown(nil) }, { "Not answered", assessment.shown(a:question "why") },
    { "Evidence of none", assessment.evidence(nil) },
    { "Characteristics", #assessment.topics(a, "characteristic") },
  }
  assessment.answers(both, assessment.section(a, "asked"))
  assessment.answers(both, assessment.section(a, "asked"), 3)
  figures(both)
  for _, gap in ipairs(gaps) do
    local site, lower, upper, better, chosen = gap[1], gap[2], gap[3], gap[4], gap[5]
    assessment.inequality(both, result(between(site, lower, upper, chosen), better), site .. " and South")
  end
  assessment.inequality(both, result { why = "one group alone has figures" })
  assessment.inequality(both, { title = "Nothing", why = "nobody was measured" })
  local indexes = result(between("North", "0.5", "3"), "higher")
  indexes.slope, indexes.relative_index = estimate("6", "4", "8"), estimate("1.2", "1.1", "1.3")
  assessment.indexes(both, indexes, "points")
  if a:answer "why" == "another section" then assessment.section(a, "elsewhere") end
end
