--- What assessments have in common: answers with their evidence, and figures by group with what they say.
local soc = require "soc"

local assessment = {}

--- The evidence of a question, or a dash where none is named.
local function evidence(question)
  if question == nil or question.evidence == nil or #question.evidence == 0 then return "–" end
  return table.concat(question.evidence, "; ")
end
assessment.evidence = evidence

--- What was answered, in words of the report's language or of each; what was not says so.
function assessment.shown(question)
  if question == nil then return { en = "not asked", sv = "inte ställd" } end
  return question.shown or { en = "not answered", sv = "inte besvarad" }
end

--- Writes the questions of a section that are about no topic, each with its answer and what that rests on.
function assessment.answers(a, section, level)
  for _, question in ipairs(section.questions) do
    if question.topic == nil then
      a:heading(question.text, level or 2)
      if question.shown == nil then
        a:text { en = "Not answered.", sv = "Inte besvarad." }
      else
        a:text(question.shown)
        local named = evidence(question)
        local basis = named == "–" and { en = "No evidence named", sv = "Inget underlag angivet" }
          or { en = ("Evidence: %s"):format(named), sv = ("Underlag: %s"):format(named) }
        local day = tostring(question.day)
        a:text {
          en = ("%s. Answered by %s, %s."):format(basis.en, question.by, day),
          sv = ("%s. Besvarad av %s, %s."):format(basis.sv, question.by, day),
        }
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

--- A figure with its unit in one language, and with its interval.
local function with_unit(estimate, unit)
  local text = estimate.text
  if unit ~= nil then text = ("%s %s"):format(text, unit) end
  if estimate.interval == nil then return text end
  return ("%s (%s)"):format(text, estimate.interval)
end

--- A figure with its interval, or why there is none: "12.3 % (4.5 to 20.1)". The unit is a text, or one for
--- each language.
local function figure(estimate, unit)
  if estimate == nil then return "–" end
  if estimate.figure == nil then
    if estimate.why == nil then return { en = "none: not known", sv = "saknas: inte känt" } end
    return { en = ("none: %s"):format(estimate.why), sv = ("saknas: %s"):format(estimate.why) }
  end
  if soc.is_missing(estimate.figure) then return estimate.figure end
  if type(unit) ~= "table" then return with_unit(estimate, unit) end
  return { en = with_unit(estimate, unit.en), sv = with_unit(estimate, unit.sv) }
end
assessment.figure = figure

--- The bounds of a figure as a cell of a table, or its interval as it is worded; nil where it has none.
function assessment.interval(estimate)
  if estimate.lower == nil or estimate.upper == nil then return estimate.interval end
  return { lower = estimate.lower, upper = estimate.upper }
end

--- A figure with its bounds as a cell of a table, where it has any, or why there is none; in percent, where
--- the unit is "%".
function assessment.cell(estimate, unit)
  if estimate.lower == nil or estimate.upper == nil then return figure(estimate, unit) end
  local function in_unit(value) return unit == "%" and { percent = value } or value end
  return {
    figure = in_unit(estimate.figure), lower = in_unit(estimate.lower), upper = in_unit(estimate.upper),
  }
end

--- Says of a difference what its interval allows to say, and no more.
local function says(estimate, first, second, better)
  if estimate.lower == nil then return nil end
  if estimate.lower <= 0 and estimate.upper >= 0 then
    return {
      en = ("%s and %s cannot be told apart by these figures: the interval holds 0."):format(first, second),
      sv = ("%s och %s går inte att skilja åt med dessa värden: intervallet omfattar 0."):format(
        first, second),
    }
  end
  local is_higher = estimate.lower > 0
  if better == "neither" then
    local word = is_higher and { en = "higher", sv = "högre" } or { en = "lower", sv = "lägre" }
    return {
      en = ("%s is %s than %s."):format(first, word.en, second),
      sv = ("%s är %s än %s."):format(first, word.sv, second),
    }
  end
  local word = is_higher == (better == "higher") and { en = "better", sv = "bättre" }
    or { en = "worse", sv = "sämre" }
  return {
    en = ("%s does %s than %s."):format(first, word.en, second),
    sv = ("Det går %s för %s än för %s."):format(word.sv, first, second),
  }
end

--- The indexes over ordered groups, each as a fact; one fact where all of them lack for the same reason.
local function indexes(result, points)
  local slope, relative, concentration = result.slope, result.relative_index, result.concentration
  if slope.why ~= nil and slope.why == relative.why and slope.why == concentration.why then
    return {
      {
        { en = "Slope, relative, concentration index", sv = "Lutnings-, relativt och koncentrationsindex" },
        figure(slope),
      },
    }
  end
  return {
    { { en = "Slope index of inequality", sv = "Lutningsindex för ojämlikhet" }, figure(slope, points) },
    { { en = "Relative index of inequality", sv = "Relativt index för ojämlikhet" }, figure(relative) },
    { { en = "Concentration index", sv = "Koncentrationsindex" }, figure(concentration) },
  }
end

--- Writes the indexes of a result that has them.
function assessment.indexes(a, result, points)
  a:facts(indexes(result, points))
end

local function gap(a, result, points)
  local found = result.gap
  if found.why ~= nil then
    a:text {
      en = ("No gap can be shown: %s."):format(found.why),
      sv = ("Inget gap kan visas: %s."):format(found.why),
    }
    return
  end
  local facts = {
    {
      {
        en = ("Gap, %s less %s"):format(found.first, found.second),
        sv = ("Gap, %s minus %s"):format(found.first, found.second),
      },
      figure(found.absolute, points),
    },
    {
      {
        en = ("Ratio, %s to %s"):format(found.first, found.second),
        sv = ("Kvot, %s genom %s"):format(found.first, found.second),
      },
      figure(found.relative),
    },
  }
  for _, fact in ipairs(indexes(result, points)) do facts[#facts + 1] = fact end
  a:facts(facts)
  local sentence = says(found.absolute, found.first, found.second, result.better)
  if sentence == nil then return end
  if found.chosen then
    sentence = {
      en = sentence.en .. " They are the furthest apart of several groups; the interval is widened for that.",
      sv = sentence.sv .. " De ligger längst isär av flera grupper; intervallet är vidgat för det.",
    }
  end
  a:text(sentence)
end

--- Writes figures by group: a table, and below it the gap and the indexes.
function assessment.inequality(a, result, title)
  a:heading(title or result.title, 3)
  if result.why ~= nil then
    a:text {
      en = ("There are no figures: %s."):format(result.why),
      sv = ("Det finns inga värden: %s."):format(result.why),
    }
    return
  end
  local unit = result.unit
  local kind = result.is_share and { en = "Share", sv = "Andel" } or { en = "Mean", sv = "Medelvärde" }
  local level = tostring(result.level)
  local columns = {
    result.by, { en = "People", sv = "Personer" }, { en = "With a figure", sv = "Med ett värde" },
    { en = ("%s, %s"):format(kind.en, unit), sv = ("%s, %s"):format(kind.sv, unit) },
    { en = ("%s %% interval"):format(level), sv = ("Intervall på %s %%"):format(level) },
  }
  local function row(group)
    local bounds = assessment.interval(group) or "–"
    return { group.title, group.people, group.counted, group.figure or "–", bounds }
  end
  local rows = {}
  for i, group in ipairs(result.rows) do rows[i] = row(group) end
  a:table {
    caption = ("%s, %s"):format(result.title, result.window), columns = columns, rows = rows,
    totals = row(result.all),
  }
  gap(a, result, result.is_share and { en = "percentage points", sv = "procentenheter" } or unit)
end

return assessment
