--- What assessments have in common: answers with their evidence, and figures by group with what they say.
local soc = require "soc"

local assessment = {}

--- The evidence of a question, or a dash where none is named.
local function evidence(question)
  if question == nil or question.evidence == nil or #question.evidence == 0 then return "–" end
  return table.concat(question.evidence, "; ")
end
assessment.evidence = evidence

--- What was answered, in words; what was not says so.
function assessment.shown(question)
  if question == nil then return "not asked" end
  return question.shown or "not answered"
end

--- Writes the questions of a section that are about no topic, each with its answer and what that rests on.
function assessment.answers(a, section, level)
  for _, question in ipairs(section.questions) do
    if question.topic == nil then
      a:heading(question.text, level or 2)
      if question.shown == nil then
        a:text "Not answered."
      else
        a:text(question.shown)
        local named = evidence(question)
        local basis = named == "–" and "No evidence named" or ("Evidence: %s"):format(named)
        a:text(("%s. Answered by %s, %s."):format(basis, question.by, tostring(question.day)))
      end
    end
  end
end

--- The section with an id.
function assessment.section(a, id)
  for _, section in ipairs(a.sections) do
    if section.id == id then return section end
  end
  error(("there is no section '%s'"):format(id))
end

--- The topics of a kind, in the order of the pack.
function assessment.topics(a, kind)
  local found = {}
  for _, topic in ipairs(a.topics) do
    if topic.kind == kind then found[#found + 1] = topic end
  end
  return found
end

--- A figure with its interval, or why there is none: "12.3 % (4.5 to 20.1)".
local function figure(estimate, unit)
  if estimate == nil then return "–" end
  if estimate.figure == nil then return ("none: %s"):format(estimate.why or "not known") end
  if soc.is_missing(estimate.figure) then return tostring(estimate.figure) end
  local text = estimate.text
  if unit ~= nil then text = ("%s %s"):format(text, unit) end
  if estimate.interval == nil then return text end
  return ("%s (%s)"):format(text, estimate.interval)
end
assessment.figure = figure

--- Says of a difference what its interval allows to say, and no more.
local function says(estimate, first, second, better)
  if estimate.lower == nil then return nil end
  if estimate.lower <= 0 and estimate.upper >= 0 then
    return ("%s and %s cannot be told apart by these figures: the interval holds 0."):format(first, second)
  end
  local is_higher = estimate.lower > 0
  if better == "neither" then
    return ("%s is %s than %s."):format(first, is_higher and "higher" or "lower", second)
  end
  local word = is_higher == (better == "higher") and "better" or "worse"
  return ("%s does %s than %s."):format(first, word, second)
end

--- The indexes over ordered groups, each as a fact; one fact where all of them lack for the same reason.
local function indexes(result, points)
  local slope, relative, concentration = result.slope, result.relative_index, result.concentration
  if slope.why ~= nil and slope.why == relative.why and slope.why == concentration.why then
    return { { "Slope, relative, concentration index", ("none: %s"):format(slope.why) } }
  end
  return {
    { "Slope index of inequality", figure(slope, points) },
    { "Relative index of inequality", figure(relative) },
    { "Concentration index", figure(concentration) },
  }
end

--- Writes the indexes of a result that has them.
function assessment.indexes(a, result, points)
  a:facts(indexes(result, points))
end

local function gap(a, result, points)
  local found = result.gap
  if found.why ~= nil then
    a:text(("No gap can be shown: %s."):format(found.why))
    return
  end
  local facts = {
    { ("Gap, %s less %s"):format(found.first, found.second), figure(found.absolute, points) },
    { ("Ratio, %s to %s"):format(found.first, found.second), figure(found.relative) },
  }
  for _, fact in ipairs(indexes(result, points)) do facts[#facts + 1] = fact end
  a:facts(facts)
  local sentence = says(found.absolute, found.first, found.second, result.better)
  if sentence == nil then return end
  if found.chosen then
    sentence = sentence .. " They are the furthest apart of several groups; the interval is widened for that."
  end
  a:text(sentence)
end

--- Writes figures by group: a table, and below it the gap and the indexes.
function assessment.inequality(a, result, title)
  a:heading(title or result.title, 3)
  if result.why ~= nil then
    a:text(("There are no figures: %s."):format(result.why))
    return
  end
  local unit = result.unit
  local columns = {
    result.by, "People", "With a figure", ("%s, %s"):format(result.is_share and "Share" or "Mean", unit),
    ("%s %% interval"):format(tostring(result.level)),
  }
  local function row(group)
    return { group.title, group.people, group.counted, group.figure or "–", group.interval or "–" }
  end
  local rows = {}
  for i, group in ipairs(result.rows) do rows[i] = row(group) end
  a:table {
    caption = ("%s, %s"):format(result.title, result.window), columns = columns, rows = rows,
    totals = row(result.all),
  }
  gap(a, result, result.is_share and "percentage points" or unit)
end

return assessment
