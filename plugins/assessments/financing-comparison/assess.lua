--- A social outcomes contract beside a traditionally financed programme.
local soc = require "soc"
local assessment = require "std.assessment"
local quality = require "quality"

local function money(a, id)
  local answer = a:answer(id)
  return answer ~= nil and soc.money(answer, a.currency) or nil
end

--- A sum of what is known; nil where nothing is.
local function added(first, second)
  if first ~= nil and second ~= nil then return first + second end
  return first or second
end

--- What the contract's groups that take part came to by a measure; all people where it declares no groups.
local function treated(a)
  for _, arm in ipairs(a.arms) do
    if arm.role == "treatment" then return arm.id end
  end
  return nil
end

--- What can be set side by side: each evaluation whose indicator can become better, each outcome of people.
local function compared(a)
  local found = {}
  for _, plan in ipairs(a.evaluations) do
    local indicator
    for _, one in ipairs(a.indicators) do
      if one.id == plan.indicator then indicator = one end
    end
    if indicator.subject == "participant" and indicator.better ~= "neither" then
      found[#found + 1] = {
        title = ("%s became better"):format(indicator.title), plan = plan,
        own = { measure = "improved", indicator = indicator.id, among = plan.treatment },
        people = a:answer("people." .. plan.id), achieved = a:answer("achieved." .. plan.id),
      }
    end
  end
  for _, outcome in ipairs(a.outcomes) do
    if outcome.subject == "participant" then
      found[#found + 1] = {
        title = outcome.title,
        own = { measure = "achieved", outcome = outcome.id, among = treated(a) },
        people = a:answer("outcome_people." .. outcome.id),
        achieved = a:answer("outcome_achieved." .. outcome.id),
      }
    end
  end
  return found
end

--- The share of the other programme, as a text; an interval would be that of the difference.
local function of(achieved, people)
  if achieved == nil or people == nil then return "–" end
  return ("%s of %s"):format(tostring(achieved), tostring(people))
end

local function own_of(own)
  if own.why ~= nil then return "–" end
  if soc.is_missing(own.achieved) then return own.achieved end
  return of(own.achieved, own.counted)
end

local function effectiveness(a, all)
  local rows = {}
  for i, one in ipairs(all) do
    local own = a:figures(one.own)
    one.figures = own
    local difference
    if own.why ~= nil then
      difference = { why = own.why }
    else
      difference = a:compare {
        first = { achieved = own.achieved, people = own.counted },
        second = { achieved = one.achieved, people = one.people },
      }.difference
    end
    rows[i] = { one.title, own_of(own), own.why == nil and assessment.figure(own, "%") or "–",
      of(one.achieved, one.people), assessment.figure(difference, "points") }
  end
  if #rows == 0 then
    a:text "The contract measures nothing of single people that could be set side by side."
    return
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

--- What the contract's own evaluations found, which the other programme has nothing of.
local function effects(a)
  local rows = {}
  for i, plan in ipairs(a.evaluations) do
    if plan.why ~= nil then
      rows[i] = { plan.title, words(plan.method), ("none: %s"):format(plan.why), "–" }
    else
      local estimate = a:evaluate(plan.id)
      local shown = estimate.difference or "–"
      if soc.type(shown) == "exact" then shown = shown:round(2) end
      local direction = estimate.improved == nil and "–" or estimate.improved and "better" or "not better"
      rows[i] = { plan.title, words(plan.method), shown, direction }
    end
  end
  if #rows > 0 then
    a:table {
      caption = "What the contract's evaluations found",
      columns = { "Indicator", "Method", "Difference", "Direction" }, rows = rows,
    }
  end
  for _, plan in ipairs(a.evaluations) do
    if plan.why == nil then
      local conclusion = a:evaluate(plan.id):conclusion()
      if conclusion ~= "" then a:text(("%s: %s"):format(plan.title, conclusion)) end
    end
  end
end

local function costs(a)
  local paid = a.settlement ~= nil and a.total or nil
  local own = {
    delivery = money(a, "contract_delivery"), transaction = money(a, "contract_transaction"),
  }
  local other = { delivery = money(a, "other_delivery"), transaction = money(a, "other_transaction") }
  own.all = added(own.delivery, own.transaction) or paid
  other.all = added(other.delivery, other.transaction)
  a:table {
    caption = "What each cost", columns = { "Cost", "Contract", "Other programme" },
    rows = {
      { "Outcome payments of this settlement", paid or "–", "–" },
      { "Delivery", own.delivery or "–", other.delivery or "–" },
      { "Design, procurement, measuring, governing", own.transaction or "–", other.transaction or "–" },
    },
    totals = { "Counted below", own.all or "–", other.all or "–" },
  }
  if own.delivery == nil and paid ~= nil then
    a:text("What delivery cost under the contract was not answered: the outcome payments of this "
      .. "settlement stand for it, which is what the payer paid and not what the work cost.")
  end
  return own.all, other.all
end

local function efficiency(a, all)
  local own_cost, other_cost = costs(a)
  local rows = {}
  for i, one in ipairs(all) do
    local figures = one.figures
    local own = figures.why ~= nil and { why = figures.why }
      or a:cost_per_outcome { cost = own_cost, achieved = figures.achieved, people = figures.counted }
    local other = a:cost_per_outcome { cost = other_cost, achieved = one.achieved, people = one.people }
    local ratio = figures.why ~= nil and { why = figures.why } or a:compare {
      first = { achieved = figures.achieved, people = figures.counted, cost = own_cost },
      second = { achieved = one.achieved, people = one.people, cost = other_cost },
    }.cost_ratio
    rows[i] = { one.title, assessment.figure(own), assessment.figure(other), assessment.figure(ratio) }
  end
  if #rows > 0 then
    a:table { caption = ("Cost of one outcome, %s, with 95 %% intervals"):format(a.currency),
      columns = { "Outcome", "Contract", "Other", "Contract to other" }, rows = rows }
    a:text("Each programme's whole cost is set against each outcome by itself. The interval is of how many "
      .. "achieve, by Wilson, and of the ratio by Katz; the sums are taken as certain.")
  end
  local effect_rows = {}
  for _, indicator in ipairs(a.indicators) do
    if indicator.subject == "participant" and indicator.is_money then
      for _, one in ipairs(all) do
        if one.plan ~= nil and one.plan.indicator ~= indicator.id then
          local cost = a:cost_per_effect {
            cost = indicator.id, measure = "change", indicator = one.plan.indicator,
            among = one.plan.treatment,
          }
          effect_rows[#effect_rows + 1] = { indicator.title, cost.effect, assessment.figure(cost, cost.unit) }
        end
      end
    end
  end
  if #effect_rows > 0 then
    a:table { caption = "What one unit of an effect costs, person by person (Fieller's interval)",
      columns = { "Cost of a person", "Effect", "Cost of one unit" }, rows = effect_rows }
    a:text("A mean over a mean of the same people. Where an effect cannot be told from nothing, no "
      .. "interval has an end, and none is given.")
  end
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

local function arm_shares(a, plan)
  local own = a:coverage { indicator = plan.indicator, among = plan.treatment }
  if plan.comparison == nil then return own, nil end
  return own, a:coverage { indicator = plan.indicator, among = plan.comparison }
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
    local known = {}
    -- What is made of other evaluations is as good as these, which have their own rows.
    local is_made = one.plan ~= nil and (one.plan.method == "pooled" or one.plan.method == "combined")
    if one.plan ~= nil and not is_made then
      known.method = one.plan.method
      if a.has_evidence then
        local own, there = arm_shares(a, one.plan)
        known.left_out, known.verified, known.months = own.missing_share, own.verified_share, own.months
        known.left_out_there = there and there.missing_share
      end
      write(("Contract: %s"):format(one.plan.title), quality.score(known))
    end
  end
  write("Other programme", quality.score {
    method = a:answer "other_design", left_out = a:answer "other_left_out",
    verified = a:answer "other_verified", months = a:answer "other_follow_up",
  })
  a:table { caption = "Quality of the outcome measurement", columns = columns, rows = rows }
  local independent
  for _, party in ipairs(a.parties) do
    local judges, gains = false, false
    for _, role in ipairs(party.roles) do
      if role == "evaluator" or role == "verifier" then judges = true end
      if role == "provider" or role == "investor" or role == "outcome_payer" then gains = true end
    end
    if judges and not gains then independent = independent or party.name end
  end
  if independent ~= nil then
    a:text(("%s judges outcomes under the contract, and gains nothing by them."):format(independent))
  else
    a:callout("warning", "Under the contract nobody judges outcomes who gains nothing by them.")
  end
end

local titles = { outcomes = "Effectiveness: what each achieved", costs = "Efficiency: what each cost" }

return function(a)
  a:title(("%s beside a traditionally financed programme"):format(a.contract))
  local all = compared(a)
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
      efficiency(a, all)
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
