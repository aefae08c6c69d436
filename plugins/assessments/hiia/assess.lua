--- Health inequalities impact assessment: what was answered, group by group, and what the evidence shows.
local assessment = require "std.assessment"
local figures = require "figures"

--- The characteristics whose answer is one of these, as "Age, Sex".
local function with_effect(a, wanted)
  local found = {}
  for _, topic in ipairs(assessment.topics(a, "characteristic")) do
    local effect = a:answer("effect." .. topic.id)
    for _, word in ipairs(wanted) do
      if effect == word then found[#found + 1] = topic.title end
    end
  end
  return found
end

local function listed(names)
  return #names == 0 and "none" or table.concat(names, ", ")
end

local function summary(a)
  local unanswered = {}
  for _, topic in ipairs(assessment.topics(a, "characteristic")) do
    if a:answer("effect." .. topic.id) == nil then unanswered[#unanswered + 1] = topic.title end
  end
  local less = with_effect(a, { "less", "both" })
  a:facts {
    { "Decision", assessment.shown(a:question "decision") },
    { "Stage", assessment.shown(a:question "stage") },
    { "Gain less, wholly or in part", listed(less) },
    { "Gain more", listed(with_effect(a, { "more" })) },
    { "The same", listed(with_effect(a, { "the same" })) },
    { "Not known", listed(with_effect(a, { "not known" })) },
    { "Not answered", listed(unanswered) },
  }
  for _, topic in ipairs(assessment.topics(a, "characteristic")) do
    local effect = a:answer("effect." .. topic.id)
    local asks = effect == "less" or effect == "both" or effect == "not known"
    if asks and a:answer("action." .. topic.id) == nil then
      a:warn(("%s: the answer is '%s', and no action is named"):format(topic.title, effect),
        ("answer action.%s"):format(topic.id))
    end
  end
end

local function groups(a)
  local rows = {}
  for i, topic in ipairs(assessment.topics(a, "characteristic")) do
    local effect = a:question("effect." .. topic.id)
    rows[i] = {
      topic.title, assessment.shown(effect), assessment.shown(a:question("how." .. topic.id)),
      assessment.evidence(effect),
    }
  end
  a:table { columns = { "Characteristic", "They gain", "Who, and by what", "Evidence" }, rows = rows }
  local actions = {}
  for _, topic in ipairs(assessment.topics(a, "characteristic")) do
    local action = a:question("action." .. topic.id)
    if action.shown ~= nil then actions[#actions + 1] = { topic.title, action.shown } end
  end
  if #actions > 0 then
    a:table { columns = { "Characteristic", "What is done about it" }, rows = actions }
  end
end

local function principles(a)
  local rows = {}
  for i, topic in ipairs(assessment.topics(a, "principle")) do
    local how = a:question("principle_how." .. topic.id)
    rows[i] = { topic.title, assessment.shown(a:question("principle." .. topic.id)), how.shown or "–" }
  end
  a:table { columns = { "Principle", "The contract", "By what" }, rows = rows }
end

return function(a)
  a:title(("Health inequalities impact assessment: %s"):format(a.contract))
  a:heading "In short"
  summary(a)
  for _, section in ipairs(a.sections) do
    a:heading(section.title)
    if section.text ~= nil then a:text(section.text) end
    assessment.answers(a, section)
    if section.id == "groups" then
      groups(a)
      figures.write(a)
    elseif section.id == "rights" then
      principles(a)
    end
  end
end
