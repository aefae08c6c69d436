--- A social outcomes contract beside a traditionally financed programme.
local soc = require "soc"
local assessment = require "std.assessment"
local costs = require "costs"
local programmes = require "programmes"
local quality = require "quality"

--- The share of the other programme, as a text; an interval would be that of the difference.
local function of(achieved, people)
  if achieved == nil or people == nil then return "–" end
  local part, whole = tostring(achieved), tostring(people)
  return { en = ("%s of %s"):format(part, whole), sv = ("%s av %s"):format(part, whole) }
end

local function own_of(own)
  if own.figure == nil then return "–" end
  if soc.is_missing(own.achieved) then return own.achieved end
  return of(own.achieved, own.counted)
end

local points = { en = "points", sv = "enheter" }

local function effectiveness(a, all)
  if #all == 0 then
    a:text {
      en = "The contract measures nothing of single people that could be set side by side.",
      sv = "Avtalet mäter inget om enskilda personer som kan ställas bredvid varandra.",
    }
    return
  end
  local rows = {}
  for i, one in ipairs(all) do
    rows[i] = { one.title, own_of(one.own), one.own.figure ~= nil and assessment.cell(one.own, "%") or "–",
      of(one.achieved, one.people), assessment.figure(programmes.beside(a, one).difference, points) }
  end
  a:table {
    caption = {
      en = "Who achieved, contract and other programme",
      sv = "Vilka som nådde utfallet, avtalet och den andra insatsen",
    },
    columns = {
      { en = "Outcome", sv = "Utfall" }, { en = "Contract", sv = "Avtalet" },
      { en = "Share (95 %)", sv = "Andel (95 %)" }, { en = "Other", sv = "Den andra" },
      { en = "Difference (95 %)", sv = "Skillnad (95 %)" },
    },
    rows = rows,
  }
  a:text {
    en = "The difference of two programmes is not the effect of how they are paid for: people, years and "
      .. "places differ as well. It is as good as the likeness that is described above.",
    sv = "Skillnaden mellan två insatser är inte effekten av hur de betalas: även personer, år och platser "
      .. "skiljer. Den är så god som den likhet som beskrivs ovan.",
  }
end

--- What people call the methods of an [[evaluation]].
local method_words = {
  none = { en = "none", sv = "ingen" },
  before_and_after = { en = "before and after", sv = "före och efter" },
  comparison_group = { en = "comparison group", sv = "jämförelsegrupp" },
  matched = { en = "matched", sv = "matchad" }, weighted = { en = "weighted", sv = "vägd" },
  randomised = { en = "randomised", sv = "randomiserad" },
  difference_in_differences = { en = "difference in differences", sv = "skillnad i skillnader" },
  interrupted_series = { en = "interrupted series", sv = "avbruten tidsserie" },
  pooled = { en = "pooled", sv = "sammanvägd" }, combined = { en = "combined", sv = "hopräknad" },
}

local function difference(estimate)
  local found = estimate.difference or "–"
  return soc.type(found) == "exact" and found:round(2) or found
end

--- Which way a difference goes; of one that is hidden, or of what has no better, it goes none.
local function direction(a, plan, estimate)
  local is_known = estimate.improved ~= nil and not soc.is_missing(estimate.difference)
  if not is_known or programmes.indicator(a, plan).better == "neither" then return "–" end
  return estimate.improved and { en = "better", sv = "bättre" }
    or { en = "not better", sv = "inte bättre" }
end

--- What the contract's own evaluations found, which the other programme has nothing of.
local function effects(a)
  local rows, conclusions = {}, {}
  for i, plan in ipairs(a.evaluations) do
    local method = method_words[plan.method]
    if plan.why ~= nil then
      rows[i] = { plan.title, method, assessment.figure(plan), "–" }
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
    caption = { en = "What the contract's evaluations found", sv = "Vad avtalets utvärderingar visade" },
    columns = {
      { en = "Indicator", sv = "Indikator" }, { en = "Method", sv = "Metod" },
      { en = "Difference", sv = "Skillnad" }, { en = "Direction", sv = "Riktning" },
    },
    rows = rows,
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
  a:table {
    columns = {
      { en = "Added value", sv = "Mervärde" }, { en = "More in", sv = "Mer i" },
      { en = "How it shows", sv = "Hur det syns" }, { en = "Evidence", sv = "Underlag" },
    },
    rows = rows,
  }
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
  local rows = {}
  local function write(title, score)
    for _, part in ipairs(score.parts) do
      rows[#rows + 1] = { title, part.name, of(part.points, 4), part.reason }
    end
    rows[#rows + 1] = { title, { en = "Together", sv = "Tillsammans" }, of(score.total, score.most), "" }
  end
  for _, one in ipairs(all) do
    if one.plan ~= nil and not made_of_others[one.plan.method] then
      local title = {
        en = ("Contract: %s"):format(one.plan.title), sv = ("Avtalet: %s"):format(one.plan.title),
      }
      write(title, quality.score(known_of(a, one.plan)))
    end
  end
  write({ en = "Other programme", sv = "Den andra insatsen" }, quality.score {
    method = a:answer "other_design", left_out = a:answer "other_left_out",
    verified = a:answer "other_verified", months = a:answer "other_follow_up",
  })
  a:table {
    caption = { en = "Quality of the outcome measurement", sv = "Hur väl utfallen mäts" },
    columns = {
      { en = "Outcome", sv = "Utfall" }, { en = "Part", sv = "Del" }, { en = "Points", sv = "Poäng" },
      { en = "Why", sv = "Varför" },
    },
    rows = rows,
  }
  local judge = independent_judge(a)
  if judge ~= nil then
    a:text {
      en = ("%s judges outcomes under the contract, and gains nothing by them."):format(judge.name),
      sv = ("%s bedömer utfallen enligt avtalet, och tjänar inget på dem."):format(judge.name),
    }
  else
    a:callout("warning", {
      en = "Under the contract nobody judges outcomes who gains nothing by them.",
      sv = "Enligt avtalet bedöms utfallen inte av någon som inte tjänar på dem.",
    })
  end
end

local titles = {
  outcomes = { en = "Effectiveness: what each achieved", sv = "Måluppfyllelse: vad var och en nådde" },
  costs = { en = "Efficiency: what each cost", sv = "Effektivitet: vad var och en kostade" },
}

return function(a)
  a:title {
    en = ("%s beside a traditionally financed programme"):format(a.contract),
    sv = ("%s bredvid en traditionellt finansierad insats"):format(a.contract),
  }
  local all = programmes.compared(a)
  a:heading { en = "In short", sv = "I korthet" }
  a:facts {
    { { en = "Compared with", sv = "Jämfört med" }, assessment.shown(a:question "title") },
    { { en = "Which is financed by", sv = "Som finansieras genom" }, assessment.shown(a:question "form") },
    { { en = "Chosen as", sv = "Vald som" }, assessment.shown(a:question "matched") },
    { { en = "Conclusion", sv = "Slutsats" }, assessment.shown(a:question "conclusion") },
  }
  if a.why_nobody ~= nil then
    a:callout("warning", {
      en = ("Figures of the contract are lacking below: %s."):format(a.why_nobody),
      sv = ("Avtalets värden saknas nedan: %s."):format(a.why_nobody),
    })
  elseif a.why_unsettled ~= nil then
    a:callout("warning", {
      en = ("The contract could not be settled: %s."):format(a.why_unsettled),
      sv = ("Avtalet kunde inte avräknas: %s."):format(a.why_unsettled),
    })
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
      local same = a:question("same_prices").shown
      a:text {
        en = ("Costs of the same years: %s."):format(same or "not answered"),
        sv = ("Kostnader för samma år: %s."):format(same or "inte besvarat"),
      }
    elseif section.id == "value" then
      value(a)
    elseif section.id == "quality" then
      measured(a, all)
    else
      assessment.answers(a, section)
    end
  end
end
