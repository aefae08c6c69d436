-- What should have come by the day of the report and did not: values that are due regularly, settlements
-- that are due and not posted, and when the latest evidence of each indicator was. A day may be given.
--   utfall run scripts/reports/overdue_evidence.lua PACK… --on 2026-06-30
return function(portfolio)
  portfolio:title("Overdue evidence on " .. tostring(portfolio.day))
  local values, settlements, silent = {}, {}, {}
  for _, contract in ipairs(portfolio.contracts) do
    if not contract.has_evidence then silent[#silent + 1] = contract.title end
    for _, indicator in ipairs(contract.evidence) do
      if indicator.overdue and indicator.overdue ~= 0 then
        values[#values + 1] = {
          contract.title, indicator.title, indicator.latest, indicator.due, indicator.overdue,
          indicator.people, indicator.since,
        }
      end
    end
    for _, settlement in ipairs(contract.settlements) do
      if settlement.pays and settlement.is_due and settlement.state == "open" then
        settlements[#settlements + 1] = {
          contract.title, settlement.title, settlement.due, portfolio.day - settlement.due,
          contract.why_unsettled or contract.open_questions > 0 and "once questions are answered" or "now",
        }
      end
    end
  end
  if #silent > 0 then
    portfolio:callout("warning", "Nothing is recorded of " .. table.concat(silent, ", "))
  end
  portfolio:table {
    caption = "Values that are due", rows = values,
    columns = {"Contract", "Indicator", "Latest", "Due", "Overdue", "Of people", "Since"},
  }
  portfolio:table {
    caption = "Settlements that are due and not posted", rows = settlements,
    columns = {"Contract", "Settlement", "Due", "Days ago", "Can be posted"},
  }
end
