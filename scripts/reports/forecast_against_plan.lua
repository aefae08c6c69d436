-- Time passed, use of caps, claims at the pace of the days known, and effects against what was hoped for.
--   utfall run scripts/reports/forecast_against_plan.lua PACK… --on 2026-06-30 -o forecast.html
local soc = require "soc"
local function shown(figure) return figure and not soc.is_missing(figure) and figure:round(2) or figure end
return function(portfolio)
  local sv, rows, targets = portfolio.language == "sv", {}, {}
  portfolio:title((sv and "Prognos mot plan " or "Forecast against plan on ") .. tostring(portfolio.day))
  for _, contract in ipairs(portfolio.contracts) do
    local whole, sum = contract.ends - contract.starts + 1, soc.money("0", contract.currency)
    local function passed(day) return day and (day - contract.starts + 1):at_least(0):at_most(whole) or 0 end
    local claimed, seen, share, due, cap = sum, contract.starts, soc.decimal("-1"), nil, nil
    for _, line in ipairs(contract.lines) do
      sum = sum + line.amount
      if line.outcome then claimed, due = claimed + line.amount, line.due end
    end
    for _, one in ipairs(contract.evidence) do
      if one.latest and one.latest > seen then seen = one.latest end
    end
    for _, one in ipairs(contract.cap_use) do
      local used = (one.paid + one.draft) / one.amount * 100
      if used > share then cap, share = one.amount, used end
    end
    local known = due and (seen < due and seen or due)
    rows[#rows + 1] = {contract.title, (passed(portfolio.day) / whole * 100):round(1), sum, cap,
      cap and share:round(1), known, passed(known) > 0 and (claimed * (whole / passed(known))):round() or nil}
    for _, evaluation in ipairs(contract.evaluations) do
      local estimate = not evaluation.why and contract:evaluate(evaluation.id) or nil
      local stands = estimate and estimate:statistics() or {}
      targets[#targets + 1] = {contract.title, evaluation.title, evaluation.unit, evaluation.target,
        estimate and shown(estimate.difference), shown(stands.lower), shown(stands.upper), evaluation.why}
    end
  end
  portfolio:table {rows = rows, columns = sv
    and {"Avtal", "Tid, %", "Bokfört och utkast", "Tak", "Av taket, %", "Känt till", "Anspråk i denna takt"}
    or {"Contract", "Time, %", "Posted and draft", "Cap", "Of cap, %", "Known until", "Claims at this pace"}}
  portfolio:table {rows = targets, caption = sv and "Effekter" or "Effects", columns = sv
    and {"Avtal", "Utvärdering", "Enhet", "Mål", "Skillnad", "Från", "Till", "Utan siffra"}
    or {"Contract", "Evaluation", "Unit", "Hoped for", "Difference", "From", "To", "No figure"}}
end
