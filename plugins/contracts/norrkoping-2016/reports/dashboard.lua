--- The page for the steering group: what was saved, in both windows, and what it pays.
local function row(settlement)
  return { settlement.title, settlement.total, settlement.pays and "yes" or "for information" }
end

local function report(r)
  local cost = r:evaluate("placement_cost")
  local school = r:evaluate("school_results")

  r:title "Norrköping 2016: what came of it"
  r:facts {
    { "Children", cost.treatment_count },
    { "Reference group of 2013", cost.comparison_count },
    { "Cost per child", cost.treatment_mean:round() },
    { "Cost per child, reference group", cost.comparison_mean:round() },
    { "Saving", cost.saving:round() },
    { "Subjects passed, before", school.comparison_mean:round(2) },
    { "Subjects passed, after", school.treatment_mean:round(2) },
  }

  r:heading "What each window pays"
  local rows = {}
  for i, settlement in ipairs(r.settlements) do rows[i] = row(settlement) end
  r:table { columns = { "Settlement", "Total", "Paid" }, rows = rows }

  r:heading "Payment lines"
  rows = {}
  for i, line in ipairs(r.lines) do rows[i] = { line.title, line.clause, line.amount } end
  r:table { columns = { "Payment", "Clause", "Amount" }, rows = rows, totals = { "Total", "", r.total } }
end

return report
