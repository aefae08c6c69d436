--- System strengthening: the level of each driver over time, what each pathway came to, what to measure next.
local assessment = require "std.assessment"

-- A driver whose evidence is older than this is to be looked at again.
local months_until_stale = 12
-- From this level on, a driver is in place.
local in_place = 3

--- Writes a text of the pack's questions; a topic or a section need not have one.
local function text(a, words)
  if words ~= nil then a:text(words) end
end

local function first_and_last(question)
  local history = question.history
  return history[1], history[#history]
end

--- "+2", "-1", "0"; a dash where it was answered once.
local function change(question)
  local first, last = first_and_last(question)
  if #question.history < 2 then return "–" end
  local difference = last.answer - first.answer
  return difference > 0 and ("+%d"):format(difference) or ("%d"):format(difference)
end

local function drivers_of(a, characteristic)
  local found = {}
  for _, topic in ipairs(assessment.topics(a, "driver")) do
    if topic.under == characteristic.id then found[#found + 1] = topic end
  end
  return found
end

--- How many drivers of a characteristic are answered, in place, and moved, and the least of them.
local function standing(a, characteristic)
  local answered, placed, better, worse, least = 0, 0, 0, 0, nil
  local drivers = drivers_of(a, characteristic)
  for _, driver in ipairs(drivers) do
    local question = a:question("level." .. driver.id)
    if question.answer ~= nil then
      answered = answered + 1
      if question.answer >= in_place then placed = placed + 1 end
      if least == nil or question.answer < least.answer then least = question end
      local first, last = first_and_last(question)
      if last.answer > first.answer then better = better + 1 end
      if last.answer < first.answer then worse = worse + 1 end
    end
  end
  return {
    characteristic.title, ("%d of %d"):format(answered, #drivers), ("%d of %d"):format(placed, #drivers),
    ("%d / %d"):format(better, worse), least and ("%s: %s"):format(least.topic_title, least.shown) or "–",
  }
end

local function summary(a)
  local rows = {}
  for i, characteristic in ipairs(assessment.topics(a, "characteristic")) do
    rows[i] = standing(a, characteristic)
  end
  a:table {
    columns = { "Characteristic", "Answered", "In place", "Better / worse", "Furthest behind" }, rows = rows,
  }
  rows = {}
  for i, pathway in ipairs(assessment.topics(a, "pathway")) do
    local question = a:question("pathway." .. pathway.id)
    rows[i] = { pathway.title, assessment.shown(question), change(question) }
  end
  a:table { columns = { "Pathway", "How far", "Since the first answer" }, rows = rows }
  a:text("Levels are an order and no amounts: they are not added up, and one step is not as long as "
    .. "another. A characteristic is as strong as the driver that is furthest behind.")
end

local function drivers(a)
  for _, characteristic in ipairs(assessment.topics(a, "characteristic")) do
    a:heading(characteristic.title, 2)
    text(a, characteristic.text)
    local rows = {}
    for _, driver in ipairs(drivers_of(a, characteristic)) do
      local question = a:question("level." .. driver.id)
      if #question.history == 0 then rows[#rows + 1] = { driver.title, nil, "not answered", nil, "–" } end
      for i, answer in ipairs(question.history) do
        local is_last = i == #question.history
        rows[#rows + 1] = {
          driver.title, answer.day, answer.shown, is_last and change(question) or "",
          assessment.evidence(answer),
        }
      end
    end
    a:table {
      caption = "Evidence per driver over time",
      columns = { "Driver", "Day", "Level", "Change", "Evidence" }, rows = rows,
    }
    for _, driver in ipairs(drivers_of(a, characteristic)) do
      a:heading(driver.title, 3)
      text(a, driver.text)
      a:text(assessment.shown(a:question("seen." .. driver.id)))
    end
  end
end

local function pathways(a)
  for _, pathway in ipairs(assessment.topics(a, "pathway")) do
    a:heading(pathway.title, 2)
    text(a, pathway.text)
    local rows = {}
    for i, answer in ipairs(a:question("pathway." .. pathway.id).history) do
      rows[i] = { answer.day, answer.shown, assessment.evidence(answer) }
    end
    if #rows > 0 then a:table { columns = { "Day", "How far", "Evidence" }, rows = rows } end
    a:text(assessment.shown(a:question("pathway_what." .. pathway.id)))
    local otherwise = a:question("pathway_otherwise." .. pathway.id)
    if otherwise.shown ~= nil then a:text(("What else could explain it: %s"):format(otherwise.shown)) end
  end
end

--- Why a driver is to be measured next, or nil where it is not.
local function why_next(a, driver)
  local question = a:question("level." .. driver.id)
  if question.answer == nil then return "never answered" end
  if #question.evidence == 0 then return "answered without evidence" end
  if question.day:add_months(months_until_stale) < a.day then
    return ("last seen on %s"):format(tostring(question.day))
  end
  local first, last = first_and_last(question)
  if last.answer < first.answer then return "it went back" end
  if #question.history < 2 then return "answered once: no course yet" end
  if question.answer < in_place then return "not in place" end
  return nil
end

local function next_steps(a)
  a:heading("What to measure next", 2)
  local rows = {}
  for _, driver in ipairs(assessment.topics(a, "driver")) do
    local why = why_next(a, driver)
    local planned = a:question("next." .. driver.id)
    if why ~= nil then
      rows[#rows + 1] = { driver.title, why, planned.shown or "nothing planned" }
      if planned.shown == nil and a:question("level." .. driver.id).answer ~= nil then
        a:warn(("%s: %s, and nothing is planned to be measured"):format(driver.title, why),
          ("answer next.%s"):format(driver.id))
      end
    end
  end
  if #rows == 0 then
    a:text "Every driver is in place, with evidence of the last twelve months."
  else
    a:table { columns = { "Driver", "Why", "What is planned" }, rows = rows }
  end
end

--- Of how many people an indicator has a figure, or why it has none of people.
local function measured(a, indicator)
  if indicator.subject ~= "participant" then return ("of the %s"):format(indicator.subject) end
  if not a.has_evidence then return a.why_nobody end
  local coverage = a:coverage { indicator = indicator.id }
  return ("%s of %s people"):format(tostring(coverage.counted), tostring(coverage.people))
end

--- What the contract itself says of who works with whom, and of who decides.
local function contract(a)
  a:heading("What the contract itself shows", 2)
  local rows = {}
  for i, party in ipairs(a.parties) do
    local roles = {}
    for j, role in ipairs(party.roles) do roles[j] = (role:gsub("_", " ")) end
    rows[i] = { party.name, party.sector, table.concat(roles, ", ") }
  end
  a:table { columns = { "Party", "Sector", "Roles" }, rows = rows }
  local counted = {}
  for i, indicator in ipairs(a.indicators) do
    counted[i] = { indicator.title, indicator.every, measured(a, indicator) }
  end
  a:table {
    caption = "What is measured", columns = { "Indicator", "Every", "With a figure" }, rows = counted,
  }
end

return function(a)
  a:title(("System strengthening: %s"):format(a.contract))
  a:heading "In short"
  summary(a)
  for _, section in ipairs(a.sections) do
    a:heading(section.title)
    text(a, section.text)
    assessment.answers(a, section)
    if section.id == "system" then contract(a) end
    if section.id == "drivers" then drivers(a) end
    if section.id == "pathways" then pathways(a) end
    if section.id == "ahead" then next_steps(a) end
  end
end
