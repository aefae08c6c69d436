--- System strengthening: the level of each driver over time, what each pathway came to, what to measure next.
local assessment = require "std.assessment"

-- A driver whose evidence is older than this is to be looked at again.
local months_until_stale = 12
-- From this level on, a driver is in place.
local in_place = 3

local day_title, evidence_title = { en = "Day", sv = "Dag" }, { en = "Evidence", sv = "Underlag" }
local driver_title, how_far = { en = "Driver", sv = "Drivkraft" }, { en = "How far", sv = "Hur långt" }

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

local function of(count, all)
  return { en = ("%d of %d"):format(count, all), sv = ("%d av %d"):format(count, all) }
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
    characteristic.title, of(answered, #drivers), of(placed, #drivers), ("%d / %d"):format(better, worse),
    least and ("%s: %s"):format(least.topic_title, least.shown) or "–",
  }
end

local function summary(a)
  local rows = {}
  for i, characteristic in ipairs(assessment.topics(a, "characteristic")) do
    rows[i] = standing(a, characteristic)
  end
  a:table {
    columns = {
      { en = "Characteristic", sv = "Egenskap" }, { en = "Answered", sv = "Besvarade" },
      { en = "In place", sv = "På plats" }, { en = "Better / worse", sv = "Bättre / sämre" },
      { en = "Furthest behind", sv = "Längst efter" },
    },
    rows = rows,
  }
  rows = {}
  for i, pathway in ipairs(assessment.topics(a, "pathway")) do
    local question = a:question("pathway." .. pathway.id)
    rows[i] = { pathway.title, assessment.shown(question), change(question) }
  end
  a:table {
    columns = {
      { en = "Pathway", sv = "Väg" }, how_far, { en = "Since the first answer", sv = "Sedan första svaret" },
    },
    rows = rows,
  }
  a:text {
    en = "Levels are an order and no amounts: they are not added up, and one step is not as long as "
      .. "another. A characteristic is as strong as the driver that is furthest behind.",
    sv = "Nivåerna är en ordning och inga mängder: de läggs inte ihop, och ett steg är inte lika långt "
      .. "som ett annat. En egenskap är så stark som den drivkraft som ligger längst efter.",
  }
end

local function drivers(a)
  for _, characteristic in ipairs(assessment.topics(a, "characteristic")) do
    a:heading(characteristic.title, 2)
    text(a, characteristic.text)
    local rows = {}
    for _, driver in ipairs(drivers_of(a, characteristic)) do
      local question = a:question("level." .. driver.id)
      if #question.history == 0 then
        rows[#rows + 1] = { driver.title, nil, assessment.shown(question), nil, "–" }
      end
      for i, answer in ipairs(question.history) do
        local is_last = i == #question.history
        rows[#rows + 1] = {
          driver.title, answer.day, answer.shown, is_last and change(question) or "",
          assessment.evidence(answer),
        }
      end
    end
    a:table {
      caption = { en = "Evidence per driver over time", sv = "Underlag per drivkraft över tid" },
      columns = {
        driver_title, day_title, { en = "Level", sv = "Nivå" }, { en = "Change", sv = "Ändring" },
        evidence_title,
      },
      rows = rows,
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
    if #rows > 0 then a:table { columns = { day_title, how_far, evidence_title }, rows = rows } end
    a:text(assessment.shown(a:question("pathway_what." .. pathway.id)))
    local otherwise = a:question("pathway_otherwise." .. pathway.id)
    if otherwise.shown ~= nil then
      a:text {
        en = ("What else could explain it: %s"):format(otherwise.shown),
        sv = ("Vad annat kan förklara det: %s"):format(otherwise.shown),
      }
    end
  end
end

--- Why a driver is to be measured next, or nil where it is not.
local function why_next(a, driver)
  local question = a:question("level." .. driver.id)
  if question.answer == nil then return { en = "never answered", sv = "aldrig besvarad" } end
  if #question.evidence == 0 then
    return { en = "answered without evidence", sv = "besvarad utan underlag" }
  end
  if question.day:add_months(months_until_stale) < a.day then
    local day = tostring(question.day)
    return { en = ("last seen on %s"):format(day), sv = ("senast sedd %s"):format(day) }
  end
  local first, last = first_and_last(question)
  if last.answer < first.answer then return { en = "it went back", sv = "den gick tillbaka" } end
  if #question.history < 2 then
    return { en = "answered once: no course yet", sv = "besvarad en gång: ingen utveckling än" }
  end
  if question.answer < in_place then return { en = "not in place", sv = "inte på plats" } end
  return nil
end

local nothing_planned = { en = "nothing planned", sv = "inget planerat" }

local function next_steps(a)
  a:heading({ en = "What to measure next", sv = "Vad som ska mätas härnäst" }, 2)
  local rows = {}
  for _, driver in ipairs(assessment.topics(a, "driver")) do
    local why = why_next(a, driver)
    local planned = a:question("next." .. driver.id)
    if why ~= nil then
      rows[#rows + 1] = { driver.title, why, planned.shown or nothing_planned }
      if planned.shown == nil and a:question("level." .. driver.id).answer ~= nil then
        local what = {
          en = ("%s: %s, and nothing is planned to be measured"):format(driver.title, why.en),
          sv = ("%s: %s, och inget planeras bli mätt"):format(driver.title, why.sv),
        }
        local remedy = {
          en = ("answer next.%s"):format(driver.id), sv = ("besvara next.%s"):format(driver.id),
        }
        a:warn(what[a.language], remedy[a.language])
      end
    end
  end
  if #rows == 0 then
    a:text {
      en = "Every driver is in place, with evidence of the last twelve months.",
      sv = "Varje drivkraft är på plats, med underlag från de senaste tolv månaderna.",
    }
  else
    a:table {
      columns = {
        driver_title, { en = "Why", sv = "Varför" }, { en = "What is planned", sv = "Vad som planeras" },
      },
      rows = rows,
    }
  end
end

local subjects = {
  group = { en = "of the group", sv = "om gruppen" },
  contract = { en = "of the contract", sv = "om avtalet" },
}

--- Of how many people an indicator has a figure, or why it has none of people.
local function measured(a, indicator)
  if indicator.subject ~= "participant" then return subjects[indicator.subject] end
  if not a.has_evidence then return a.why_nobody end
  local coverage = a:coverage { indicator = indicator.id }
  local counted, people = tostring(coverage.counted), tostring(coverage.people)
  return {
    en = ("%s of %s people"):format(counted, people), sv = ("%s av %s personer"):format(counted, people),
  }
end

local sector_words = {
  public = { en = "public", sv = "offentlig" }, private = { en = "private", sv = "privat" },
  nonprofit = { en = "nonprofit", sv = "idéburen" }, academic = { en = "academic", sv = "akademisk" },
}
local role_words = {
  outcome_payer = { en = "outcome payer", sv = "utfallsbetalare" },
  commissioner = { en = "commissioner", sv = "beställare" },
  outcomes_fund = { en = "outcomes fund", sv = "utfallsfond" },
  investor = { en = "investor", sv = "investerare" }, guarantor = { en = "guarantor", sv = "garant" },
  provider = { en = "provider", sv = "utförare" },
  intermediary = { en = "intermediary", sv = "mellanhand" },
  evaluator = { en = "evaluator", sv = "utvärderare" }, verifier = { en = "verifier", sv = "granskare" },
}
local every_words = {
  month = { en = "month", sv = "månad" }, quarter = { en = "quarter", sv = "kvartal" },
  year = { en = "year", sv = "år" }, once = { en = "once", sv = "en gång" },
  event = { en = "event", sv = "händelse" },
}

--- What the contract itself says of who works with whom, and of who decides.
local function contract(a)
  a:heading({ en = "What the contract itself shows", sv = "Vad avtalet självt visar" }, 2)
  local rows = {}
  for i, party in ipairs(a.parties) do
    local roles = {}
    for j, role in ipairs(party.roles) do roles[j] = role_words[role][a.language] end
    rows[i] = { party.name, sector_words[party.sector], table.concat(roles, ", ") }
  end
  a:table {
    columns = {
      { en = "Party", sv = "Part" }, { en = "Sector", sv = "Sektor" }, { en = "Roles", sv = "Roller" },
    },
    rows = rows,
  }
  local counted = {}
  for i, indicator in ipairs(a.indicators) do
    counted[i] = { indicator.title, every_words[indicator.every], measured(a, indicator) }
  end
  a:table {
    caption = { en = "What is measured", sv = "Vad som mäts" },
    columns = {
      { en = "Indicator", sv = "Indikator" }, { en = "Every", sv = "Hur ofta" },
      { en = "With a figure", sv = "Med ett värde" },
    },
    rows = counted,
  }
end

return function(a)
  a:title {
    en = ("System strengthening: %s"):format(a.contract),
    sv = ("Stärkande av systemet: %s"):format(a.contract),
  }
  a:heading { en = "In short", sv = "I korthet" }
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
