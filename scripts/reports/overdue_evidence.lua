-- What should have come by the day of the report and did not: values that are due regularly, settlements
-- that are due and not posted, and when the latest evidence of each indicator was. A day may be given.
--   utfall run scripts/reports/overdue_evidence.lua PACK… --on 2026-06-30
return function(portfolio)
  local sv, day = portfolio.language == "sv", tostring(portfolio.day)
  portfolio:title {en = "Overdue evidence on " .. day, sv = "Underlag som saknas " .. day}
  local values, settlements, silent = {}, {}, {}
  for _, contract in ipairs(portfolio.contracts) do
    if not contract.has_evidence then silent[#silent + 1] = contract.title end
    for _, indicator in ipairs(contract.evidence) do
      if indicator.overdue and indicator.overdue ~= 0 then
        values[#values + 1] = {contract.title, indicator.title, indicator.latest, indicator.due,
          indicator.overdue, indicator.people, indicator.since}
      end
    end
    for _, settlement in ipairs(contract.settlements) do
      if settlement.pays and settlement.is_due and settlement.state == "open" then
        local now = contract.open_questions == 0 and (sv and "nu" or "now")
          or sv and "när frågorna är besvarade" or "once questions are answered"
        settlements[#settlements + 1] = {contract.title, settlement.title, settlement.due,
          portfolio.day - settlement.due, contract.why_unsettled or now}
      end
    end
  end
  local names = table.concat(silent, ", ")
  local callout = {en = "Nothing is recorded of " .. names, sv = "Inget är registrerat för " .. names}
  if #silent > 0 then portfolio:callout("warning", callout) end
  portfolio:table {rows = values, caption = {en = "Values that are due", sv = "Värden som skulle ha kommit"},
    columns = sv and {"Avtal", "Mått", "Senaste", "Väntat", "Saknas", "Av personer", "Sedan"}
      or {"Contract", "Indicator", "Latest", "Due", "Overdue", "Of people", "Since"}}
  portfolio:table {rows = settlements,
    caption = {en = "Settlements that are due and not posted", sv = "Avräkningar som borde vara bokförda"},
    columns = sv and {"Avtal", "Avräkning", "Förfallodag", "Dagar sedan", "Kan bokföras"}
      or {"Contract", "Settlement", "Due", "Days ago", "Can be posted"}}
end
