--- Reach, completion, outcome and payment by group, from whatever evidence there is: real, or simulated on a
--- draft.
local assessment = require "std.assessment"

local figures = {}

local people = { en = "People", sv = "Personer" }
local share = { en = "Share, %", sv = "Andel, %" }
local interval = { en = "95 % interval", sv = "Intervall på 95 %" }

--- How many could be reached of each value, where anybody answered it; nil where nobody did.
local function eligible(a, attribute)
  local found
  for _, value in ipairs(attribute.values) do
    local count = a:answer(("eligible.%s.%s"):format(attribute.id, value))
    if count ~= nil then
      found = found or {}
      found[value] = count
    end
  end
  return found
end

local function order(a, attribute)
  return a:answer("ordered." .. attribute.id) == true or nil
end

--- Those who are reached, of those who could be.
local function coverage(a, result, attribute)
  local rows = {}
  for i, row in ipairs(result.rows) do
    local rate = row.rate
    local bounds = assessment.interval(rate) or rate.why or "–"
    rows[i] = { row.title, row.people, row.eligible, rate.figure or "–", bounds }
  end
  a:table {
    caption = { en = "Reached, of those who could be", sv = "Nådda, av dem som kunde nås" },
    columns = {
      attribute.title, { en = "Reached", sv = "Nådda" }, { en = "Could be", sv = "Kunde nås" },
      { en = "Rate, %", sv = "Andel, %" }, interval,
    },
    rows = rows,
  }
  assessment.indexes(a, result, { en = "percentage points", sv = "procentenheter" })
end

--- Who they are, beside another group.
local function likeness(a, result, attribute, comparison)
  local rows = {}
  for i, row in ipairs(result.rows) do
    rows[i] = {
      row.title, row.people, row.share.figure, row.others, row.other.figure, row.difference.figure,
      assessment.interval(row.difference) or "–",
    }
  end
  a:table {
    caption = {
      en = ("Who they are, beside %s"):format(comparison.title),
      sv = ("Vilka de är, jämfört med %s"):format(comparison.title),
    },
    columns = {
      attribute.title, people, share, { en = "There", sv = "Där" }, { en = "There, %", sv = "Där, %" },
      { en = "Points more", sv = "Enheter mer" }, interval,
    },
    rows = rows,
  }
  a:text {
    en = "How many could be reached was not answered: this says whether two groups are alike, and not whom "
      .. "nobody reached.",
    sv = "Hur många som kunde nås besvarades inte: detta säger om två grupper liknar varandra, och inte "
      .. "vilka som ingen nådde.",
  }
end

local function reach(a, arm, attribute, comparison)
  local known = eligible(a, attribute)
  local against = known == nil and comparison and comparison.id or nil
  local result = a:reach {
    by = attribute.id, among = arm.id, eligible = known, order = order(a, attribute), against = against,
  }
  a:heading({ en = "Reach", sv = "Vilka som nås" }, 3)
  if result.why ~= nil then
    a:text {
      en = ("There are no figures: %s."):format(result.why),
      sv = ("Det finns inga värden: %s."):format(result.why),
    }
  elseif known ~= nil then
    coverage(a, result, attribute)
  elseif against ~= nil then
    likeness(a, result, attribute, comparison)
  else
    local rows = {}
    for i, row in ipairs(result.rows) do
      rows[i] = { row.title, row.people, row.share.figure, assessment.interval(row.share) or "–" }
    end
    local columns = { attribute.title, people, share, interval }
    a:table { caption = { en = "Who they are", sv = "Vilka de är" }, columns = columns, rows = rows }
  end
end

local function outcome_title(name)
  return { en = ("Outcome: %s"):format(name), sv = ("Utfall: %s"):format(name) }
end

--- What can be compared by group: completion, each indicator of people, each outcome of people, payment.
local function measures(a)
  local found = { { title = { en = "Completion", sv = "Fullföljande" }, measure = "completion" } }
  for _, indicator in ipairs(a.indicators) do
    local is_once = indicator.every == "once" or indicator.every == "event"
    if indicator.subject == "participant" and indicator.is_money then
      found[#found + 1] = {
        title = outcome_title(indicator.title), measure = "sum", indicator = indicator.id,
      }
    elseif indicator.subject == "participant" and indicator.better ~= "neither" and not is_once then
      found[#found + 1] = {
        title = {
          en = ("Outcome: %s, who improved"):format(indicator.title),
          sv = ("Utfall: %s, vilka som förbättrades"):format(indicator.title),
        },
        measure = "improved", indicator = indicator.id,
      }
      found[#found + 1] = {
        title = {
          en = ("Outcome: %s, by how much"):format(indicator.title),
          sv = ("Utfall: %s, hur mycket"):format(indicator.title),
        },
        measure = "change", indicator = indicator.id,
      }
    end
  end
  for _, outcome in ipairs(a.outcomes) do
    if outcome.subject == "participant" then
      found[#found + 1] = {
        title = outcome_title(outcome.title), measure = "achieved", outcome = outcome.id,
      }
    end
  end
  found[#found + 1] = { title = { en = "Payment", sv = "Betalning" }, measure = "paid" }
  return found
end

local everybody = { en = "All participants", sv = "Alla deltagare" }

--- The groups that take part, all people where the contract declares none; and the group beside them.
local function arms(a)
  local treated, comparison = {}, nil
  for _, arm in ipairs(a.arms) do
    if arm.role == "treatment" then treated[#treated + 1] = arm else comparison = comparison or arm end
  end
  if #treated == 0 then treated[1] = { title = everybody[a.language] } end
  return treated, comparison
end

--- Writes all tables, or says why there are none.
function figures.write(a)
  a:heading { en = "In figures", sv = "I siffror" }
  if a.why_nobody ~= nil then
    a:callout("warning", {
      en = ("Nothing can be shown by group: %s. Evidence that is simulated on a draft gives all tables "
        .. "before anything is signed."):format(a.why_nobody),
      sv = ("Inget kan visas per grupp: %s. Underlag som simuleras för ett utkast ger alla tabeller "
        .. "innan något undertecknas."):format(a.why_nobody),
    })
    return
  end
  if #a.attributes == 0 then
    a:callout("warning", {
      en = "The contract declares no attribute of people: nothing can be shown by group, now or later.",
      sv = "Avtalet anger inga egenskaper hos personer: inget kan visas per grupp, varken nu eller senare.",
    })
    return
  end
  a:text {
    en = "Gaps are of the worst off and the best off where the groups have an order, otherwise of the two "
      .. "that are furthest apart. Figures of few people are hidden. Many comparisons are made: one in "
      .. "twenty intervals misses even where nothing differs.",
    sv = "Gapen gäller de sämst och de bäst ställda där grupperna har en ordning, annars de två som ligger "
      .. "längst isär. Värden för få personer döljs. Många jämförelser görs: ett intervall av tjugo "
      .. "missar även där inget skiljer.",
  }
  local treated, comparison = arms(a)
  for _, arm in ipairs(treated) do
    for _, attribute in ipairs(a.attributes) do
      local attribute_title = attribute.title:lower()
      a:heading({
        en = ("%s, by %s"):format(arm.title, attribute_title),
        sv = ("%s, efter %s"):format(arm.title, attribute_title),
      }, 2)
      reach(a, arm, attribute, comparison)
      for _, measure in ipairs(measures(a)) do
        local result = a:inequality {
          measure = measure.measure, indicator = measure.indicator, outcome = measure.outcome,
          by = attribute.id, among = arm.id, order = order(a, attribute),
        }
        assessment.inequality(a, result, measure.title)
      end
    end
  end
end

return figures
