--- What was reduced, to how many decimals, beside the threshold that it had to reach.
local rates = require "rates"

local function verdict(reduction, threshold)
  return reduction >= threshold and "reached" or "not reached"
end

local function report(r)
  local cohort = rates.reduction(r, "cohort_1", "matched_1")
  local rows = {
    { "Cohort 1", cohort:round(3), 10, verdict(cohort, 10) },
    { "Cohort 1, rounded first", cohort:round(1), 10, verdict(cohort:round(1), 10) },
  }
  r:title "Peterborough: reductions and thresholds"
  r:table { columns = { "Reduction", "Percent", "Threshold", "Result" }, rows = rows }

  rows = {}
  for i, settlement in ipairs(r.settlements) do
    rows[i] = { settlement.title, settlement.total, settlement.pays and "yes" or "for information" }
  end
  r:heading "What it pays"
  r:table { columns = { "Settlement", "Total", "Paid" }, rows = rows }
  r:callout("note", "Thresholds and rates are published. Each sum of money is assumed: see README.md.")
end

return report
