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
local function shown(question)
  if question == nil then return "not asked" end
  return question.shown or "not answered"
end
assessment.shown = shown

--- Writes the questions of a section that are about no topic, each with its answer and what that rests on.
function assessment.answers(a, section, level)
  for _, question in ipairs(section.questions) do
    if question.topic == nil then
      a:heading(question.text, level or 3)
      if question.shown == nil then
        a:text "Not answered."
      else
        a:text(question.shown)
        a:text(("Evidence: %s. %s, %s."):format(evidence(question), question.by, tostring(question.day)))
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

--- A figure with its interval, or why there is none: "12.3 (4.5 to 20.1)".
local function figure(estimate, unit)
  if estimate == nil then return "–" end
  if estimate.figure == nil then return ("none: %s"):format(estimate.why or "not known") end
  local text = tostring(estimate.figure)
  if not soc.is_missing(estimate.figure) and unit ~= nil then text = ("%s %s"):format(text, unit) end
  if estimate.interval == nil then return text end
  return ("%s (%s)"):format(text, estimate.interval)
end
assessment.figure = figure

--- Says of a difference what its interval allows to say, and no more.
local function says(estimate, first, second, better)
  if estimate == nil or estimate.lower == nil then return nil end
  if estimate.lower <= 0 and estimate.upper >= 0 then
    return ("%s and %s cannot be told apart by these figures: the interval holds 0."):format(first, second)
  end
  local isHigher = estimate.lower > 0
  local isBetter = better == "neither" and "another level" or ((isHigher == (better == "higher")) and "better" or "worse")
  return ("%s has %s figures than %s."):format(first, isBetter, second)
end

--- Writes figures by group: a table, and below it the gap and the indexes.
function assessment.inequality(a, result, title)
  a:heading(title or result.title, 3)
  if result.why ~= nil then
    a:text(("There are no figures: %s."):format(result.why))
    return
  end
  local unit = result.unit
  local points = result.is_share and "percentage points" or unit
  local columns = { result.by, "People", "With a figure", ("%s, %s"):format(result.is_share and "Share" or "Mean", unit),
    ("%s %% interval"):format(tostring(result.level)) }
  local function row(group)
    return { group.title, group.people, group.counted, group.figure or "–", group.interval or "–" }
  end
  local rows = {}
  for i, group in ipairs(result.rows) do rows[i] = row(group) end
  a:table { caption = ("%s, %s"):format(result.title, result.window), columns = columns, rows = rows,
    totals = row(result.all) }

  local gap = result.gap
  if gap.why ~= nil then
    a:text(("No gap can be shown: %s."):format(gap.why))
  else
    a:facts {
      { ("Gap, %s less %s"):format(gap.first, gap.second), figure(gap.absolute, points) },
      { ("Ratio, %s to %s"):format(gap.first, gap.second), figure(gap.relative) },
      { "Slope index of inequality", figure(result.slope, points) },
      { "Relative index of inequality", figure(result.relative_index) },
      { "Concentration index", figure(result.concentration) },
    }
    local sentence = says(gap.absolute, gap.first, gap.second, result.better)
    if sentence ~= nil then
      if gap.chosen then
        sentence = ("%s These two are the furthest apart of several; the interval is widened for that."):format(sentence)
      end
      a:text(sentence)
    end
  end
end

return assessment
