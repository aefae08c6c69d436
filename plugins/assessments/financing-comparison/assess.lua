--- A social outcomes contract beside a traditionally financed programme.
local soc = require "soc"
local assessment = require "std.assessment"
local costs = require "costs"
local programmes = require "programmes"
local quality = require "quality"

--- The share of the other programme, as a text; an interval would be that of the difference.
local function of(achieved, people)
  if achieved == nil or people == nil then return "–" end
  return ("%s of %s"):format(tostring(achieved), tostring(people))
end

local function own_of(own)
  if own.figure == nil then return "–" end
  if soc.is_missing(own.achieved) then return own.achieved end
  return of(own.achieved, own.counted)
end

local function effectiveness(a, all)
  if #all == 0 then
    a:text "The contract measures nothing of single people that could be set side by side."
    return
  end
  local rows = {}
  for i, one in ipairs(all) do
    rows[i] = { one.title, own_of(one.own), one.own.figure ~= nil and assessment.figure(one.own, "%") or "–",
      of(one.achieved, one.people), assessment.figure(programmes.beside(a, one).difference, "points") }
  end
  a:table { caption = "Who achieved, contract and other programme",
    columns = { "Outcome", "Contract", "Share (95 %)", "Other", "Difference (95 %)" }, rows = rows }
  a:text("The difference of two programmes is not the effect of how they are paid for: people, years and "
    .. "places differ as well. It is as good as the likeness that is described above.")
end

--- "before and after" for before_and_after.
local function words(name)
  return (name:gsub("_", " "))
end

local function difference(estimate)
  local found = estimate.difference or "–"
  return soc.type(found) == "exact" and found:round(2) or found
end

--- Which way a difference goes; of one that is hidden, or of what has no better, it goes none.
local function direction(a, plan, estimate)
  local is_known = estimate.improved ~= nil and not soc.is_missing(estimate.difference)
  if not is_known or programmes.indicator(a, plan).better == "neither" then return "–" end
  return estimate.improved and "better" or "not better"
end

--- What the contract's own evaluations found, which the other programme has nothing of.
local function effects(a)
  local rows, conclusions = {}, {}
  for i, plan in ipairs(a.evaluations) do
    local method = words(plan.method)
    if plan.why ~= nil then
      rows[i] = { plan.title, method, ("none: %s"):format(plan.why), "–" }
    else
      local estimate = a:evaluate(plan.id)
      rows[i] = { plan.title, method, difference(estimate), direction(a, plan, estimate) }
      local conclusion = estimate:conclusion()
      if conclusion ~= "" then
        conclusions[#conclusions + 1] = ("%s: %s"):format(plan.title, conclusion)
      end
    end
  end
  if #rows == 0 then return end
  a:table {
    caption = "What the contract's evaluations found",
    columns = { "Indicator", "Method", "Difference", "Direction" }, rows = rows,
  }
  for _, conclusion in ipairs(conclusions) do a:text(conclusion) end
end

local function value(a)
  local rows = {}
  for i, topic in ipairs(assessment.topics(a, "value")) do
    local question = a:question("value." .. topic.id)
    local why = a:question("value_why." .. topic.id)
    rows[i] = { topic.title, assessment.shown(question), why.shown or "–", assessment.evidence(question) }
  end
  a:table { columns = { "Added value", "More in", "How it shows", "Evidence" }, rows = rows }
end

-- What is made of other evaluations is as good as these, which have their own rows.
local made_of_others = { pooled = true, combined = true }

--- What is known of how well an evaluation's indicator is measured.
local function known_of(a, plan)
  if not a.has_evidence then return { method = plan.method } end
  local own = a:coverage { indicator = plan.indicator, among = plan.treatment }
  local there
  if plan.comparison ~= nil then
    there = a:coverage { indicator = plan.indicator, among = plan.comparison }.missing_share
  end
  return {
    method = plan.method, left_out = own.missing_share, left_out_there = there,
    verified = own.verified_share, months = own.months,
  }
end

local function has_role(party, roles)
  for _, role in ipairs(party.roles) do
    if roles[role] then return true end
  end
  return false
end

-- Who says what was achieved, and who gains or pays by it.
local judges = { evaluator = true, verifier = true }
local interested = {
  provider = true, investor = true, guarantor = true, outcome_payer = true, outcomes_fund = true,
  commissioner = true,
}

local function independent_judge(a)
  for _, party in ipairs(a.parties) do
    if has_role(party, judges) and not has_role(party, interested) then return party end
  end
  return nil
end

local function measured(a, all)
  local rows, columns = {}, { "Outcome", "Part", "Points", "Why" }
  local function write(title, score)
    for _, part in ipairs(score.parts) do
      rows[#rows + 1] = { title, part.name, ("%d of 4"):format(part.points), part.reason }
    end
    rows[#rows + 1] = { title, "Together", ("%d of %d"):format(score.total, score.most), "" }
  end
  for _, one in ipairs(all) do
    if one.plan ~= nil and not made_of_others[one.plan.method] then
      write(("Contract: %s"):format(one.plan.title), quality.score(known_of(a, one.plan)))
    end
  end
  write("Other programme", quality.score {
    method = a:answer "other_design", left_out = a:answer "other_left_out",
    verified = a:answer "other_verified", months = a:answer "other_follow_up",
  })
  a:table { caption = "Quality of the outcome measurement", columns = columns, rows = rows }
  local judge = independent_judge(a)
  if judge ~= nil then
    a:text(("%s judges outcomes under the contract, and gains nothing by them."):format(judge.name))
  else
    a:callout("warning", "Under the contract nobody judges outcomes who gains nothing by them.")
  end
end

local titles = { outcomes = "Effectiveness: what each achieved", costs = "Efficiency: what each cost" }

return function(a)
  a:title(("%s beside a traditionally financed programme"):format(a.contract))
  local all = programmes.compared(a)
  a:heading "In short"
  a:facts {
    { "Compared with", assessment.shown(a:question "title") },
    { "Which is financed by", assessment.shown(a:question "form") },
    { "Chosen as", assessment.shown(a:question "matched") },
    { "Conclusion", assessment.shown(a:question "conclusion") },
  }
  if a.why_nobody ~= nil then
    a:callout("warning", ("Figures of the contract are lacking below: %s."):format(a.why_nobody))
  elseif a.why_unsettled ~= nil then
    a:callout("warning", ("The contract could not be settled: %s."):format(a.why_unsettled))
  end
  for _, section in ipairs(a.sections) do
    a:heading(titles[section.id] or section.title)
    if section.text ~= nil then a:text(section.text) end
    if section.id == "outcomes" then
      effectiveness(a, all)
      effects(a)
      assessment.answers(a, section)
    elseif section.id == "costs" then
      costs.write(a, all)
      a:text(("Costs of the same years: %s."):format(assessment.shown(a:question "same_prices")))
    elseif section.id == "value" then
      value(a)
    elseif section.id == "quality" then
      measured(a, all)
    else
      assessment.answers(a, section)
    end
  end
end
