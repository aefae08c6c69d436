--- Reach, completion, outcome and payment by group, from whatever evidence there is: real, or simulated on a
--- draft.
local assessment = require "std.assessment"

local figures = {}

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
    rows[i] = { row.title, row.people, row.eligible, rate.figure or "–", rate.interval or rate.why or "–" }
  end
  a:table {
    caption = "Reached, of those who could be",
    columns = { attribute.title, "Reached", "Could be", "Rate, %", "95 % interval" }, rows = rows,
  }
  assessment.indexes(a, result, "percentage points")
end

--- Who they are, beside another group.
local function likeness(a, result, attribute, comparison)
  local rows = {}
  for i, row in ipairs(result.rows) do
    rows[i] = {
      row.title, row.people, row.share.figure, row.others, row.other.figure, row.difference.figure,
      row.difference.interval or "–",
    }
  end
  a:table {
    caption = ("Who they are, beside %s"):format(comparison.title),
    columns = { attribute.title, "People", "Share, %", "There", "There, %", "Points more", "95 % interval" },
    rows = rows,
  }
  a:text("How many could be reached was not answered: this says whether two groups are alike, and not whom "
    .. "nobody reached.")
end

local function reach(a, arm, attribute, comparison)
  local known = eligible(a, attribute)
  local against = known == nil and comparison and comparison.id or nil
  local result = a:reach {
    by = attribute.id, among = arm.id, eligible = known, order = order(a, attribute), against = against,
  }
  a:heading("Reach", 3)
  if result.why ~= nil then
    a:text(("There are no figures: %s."):format(result.why))
  elseif known ~= nil then
    coverage(a, result, attribute)
  elseif against ~= nil then
    likeness(a, result, attribute, comparison)
  else
    local rows = {}
    for i, row in ipairs(result.rows) do
      rows[i] = { row.title, row.people, row.share.figure, row.share.interval or "–" }
    end
    local columns = { attribute.title, "People", "Share, %", "95 % interval" }
    a:table { caption = "Who they are", columns = columns, rows = rows }
  end
end

--- What can be compared by group: completion, each indicator of people, each outcome of people, payment.
local function measures(a)
  local found = { { title = "Completion", measure = "completion" } }
  for _, indicator in ipairs(a.indicators) do
    local is_once = indicator.every == "once" or indicator.every == "event"
    if indicator.subject == "participant" and indicator.is_money then
      found[#found + 1] = {
        title = ("Outcome: %s"):format(indicator.title), measure = "sum", indicator = indicator.id,
      }
    elseif indicator.subject == "participant" and indicator.better ~= "neither" and not is_once then
      found[#found + 1] = {
        title = ("Outcome: %s, who improved"):format(indicator.title), measure = "improved",
        indicator = indicator.id,
      }
      found[#found + 1] = {
        title = ("Outcome: %s, by how much"):format(indicator.title), measure = "change",
        indicator = indicator.id,
      }
    end
  end
  for _, outcome in ipairs(a.outcomes) do
    if outcome.subject == "participant" then
      found[#found + 1] = {
        title = ("Outcome: %s"):format(outcome.title), measure = "achieved", outcome = outcome.id,
      }
    end
  end
  found[#found + 1] = { title = "Payment", measure = "paid" }
  return found
end

--- The groups that take part, all people where the contract declares none; and the group beside them.
local function arms(a)
  local treated, comparison = {}, nil
  for _, arm in ipairs(a.arms) do
    if arm.role == "treatment" then treated[#treated + 1] = arm else comparison = comparison or arm end
  end
  if #treated == 0 then treated[1] = { title = "All participants" } end
  return treated, comparison
end

--- Writes all tables, or says why there are none.
function figures.write(a)
  a:heading "In figures"
  if a.why_nobody ~= nil then
    local advice = "Evidence that is simulated on a draft gives all tables before anything is signed."
    a:callout("warning", ("Nothing can be shown by group: %s. %s"):format(a.why_nobody, advice))
    return
  end
  if #a.attributes == 0 then
    a:callout("warning", "The contract declares no attribute of people: nothing can be shown by group, now "
      .. "or later.")
    return
  end
  a:text("Gaps are of the worst off and the best off where the groups have an order, otherwise of the two "
    .. "that are furthest apart. Figures of few people are hidden. Many comparisons are made: one in "
    .. "twenty intervals misses even where nothing differs.")
  local treated, comparison = arms(a)
  for _, arm in ipairs(treated) do
    for _, attribute in ipairs(a.attributes) do
      a:heading(("%s, by %s"):format(arm.title, attribute.title:lower()), 2)
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
