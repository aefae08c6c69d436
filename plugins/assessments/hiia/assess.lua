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
  return #names == 0 and { en = "none", sv = "ingen" } or table.concat(names, ", ")
end

local function summary(a)
  local unanswered = {}
  for _, topic in ipairs(assessment.topics(a, "characteristic")) do
    if a:answer("effect." .. topic.id) == nil then unanswered[#unanswered + 1] = topic.title end
  end
  local less = with_effect(a, { "less", "both" })
  a:facts {
    { { en = "Decision", sv = "Beslut" }, assessment.shown(a:question "decision") },
    { { en = "Stage", sv = "Skede" }, assessment.shown(a:question "stage") },
    { { en = "Gain less, wholly or in part", sv = "Vinner mindre, helt eller delvis" }, listed(less) },
    { { en = "Gain more", sv = "Vinner mer" }, listed(with_effect(a, { "more" })) },
    { { en = "The same", sv = "Detsamma" }, listed(with_effect(a, { "the same" })) },
    { { en = "Not known", sv = "Inte känt" }, listed(with_effect(a, { "not known" })) },
    { { en = "Not answered", sv = "Inte besvarat" }, listed(unanswered) },
  }
  for _, topic in ipairs(assessment.topics(a, "characteristic")) do
    local effect = a:answer("effect." .. topic.id)
    local asks = effect == "less" or effect == "both" or effect == "not known"
    if asks and a:answer("action." .. topic.id) == nil then
      local what = {
        en = ("%s: the answer is '%s', and no action is named"):format(topic.title, effect),
        sv = ("%s: svaret är '%s', och ingen åtgärd anges"):format(topic.title, effect),
      }
      local remedy = {
        en = ("answer action.%s"):format(topic.id), sv = ("besvara action.%s"):format(topic.id),
      }
      a:warn(what[a.language], remedy[a.language])
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
  local characteristic = { en = "Characteristic", sv = "Egenskap" }
  a:table {
    columns = {
      characteristic, { en = "They gain", sv = "De vinner" },
      { en = "Who, and by what", sv = "Vilka, och genom vad" }, { en = "Evidence", sv = "Underlag" },
    },
    rows = rows,
  }
  local actions = {}
  for _, topic in ipairs(assessment.topics(a, "characteristic")) do
    local action = a:question("action." .. topic.id)
    if action.shown ~= nil then actions[#actions + 1] = { topic.title, action.shown } end
  end
  if #actions > 0 then
    a:table {
      columns = { characteristic, { en = "What is done about it", sv = "Vad som görs åt det" } },
      rows = actions,
    }
  end
end

local function principles(a)
  local rows = {}
  for i, topic in ipairs(assessment.topics(a, "principle")) do
    local how = a:question("principle_how." .. topic.id)
    rows[i] = { topic.title, assessment.shown(a:question("principle." .. topic.id)), how.shown or "–" }
  end
  a:table {
    columns = {
      { en = "Principle", sv = "Princip" }, { en = "The contract", sv = "Avtalet" },
      { en = "By what", sv = "Genom vad" },
    },
    rows = rows,
  }
end

return function(a)
  a:title {
    en = ("Health inequalities impact assessment: %s"):format(a.contract),
    sv = ("Konsekvensbedömning för jämlik hälsa: %s"):format(a.contract),
  }
  a:heading { en = "In short", sv = "I korthet" }
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
