--- What comes back to the bond, what that leaves each investor, and who pays it.
local function row(name, invested, share)
  local back = invested * share
  return { name, invested, back, (invested - back):at_least(0), (back - invested):at_least(0) }
end

local function report(r)
  local terms = r.terms
  local share = r.total / terms.invested
  r:title "Refugee Impact Bond: who pays, and who gets what back"
  r:table {
    columns = { "Investor", "Invested", "Back", "Loss", "Gain" },
    rows = { row("DFC", terms.invested_dfc, share), row("Ferd", terms.invested_ferd, share) },
    totals = row("Together", terms.invested, share),
  }
  r:heading "Who pays"
  r:table(r:payments():by("from"):amount())
  r:facts {
    { "In income-generating activity, percent", r:series("income_generating"):last() },
    { "Best return, by our reading", terms.invested * terms.best_return },
  }
end

return report
