-- Who is paid for: what outcomes come to for a person, by each attribute that the contract declares, or the
-- one that is set, with the gap and an interval. With --set ordered=yes, which says that values go from the
-- worst off to the best off, also the concentration index: below zero, more is paid for those who are worse
-- off. A group of which few, or all but few, are paid for is hidden: the people times the figure would tell.
--   utfall run scripts/reports/equity_of_payments.lua PACK… --set by=cohort --set ordered=yes -o equity.html
return function(portfolio)
  local ordered, by = portfolio:setting("ordered", "no") == "yes", portfolio:setting("by", "")
  local silent = {}
  portfolio:title "Equity of payments"
  for _, contract in ipairs(portfolio.contracts) do
    local why = "it does not tell people apart"
    for _, attribute in ipairs(contract.attributes) do
      local found = contract:inequality {measure = "paid", by = attribute.id, order = ordered or nil}
      why = found.why
      if not why and (by == "" or by == attribute.id) then
        local rows, gap, index = {}, found.gap.absolute or {}, found.concentration
        found.all.title = "All"
        table.insert(found.rows, found.all)
        for _, row in ipairs(found.rows) do
          if row.people ~= 0 then rows[#rows + 1] = {row.title, row.people, row.figure, row.interval} end
        end
        local columns = {attribute.title, "People", found.unit .. " for a person", "95 % interval"}
        portfolio:table {caption = contract.title, columns = columns, rows = rows}
        if gap.interval then
          portfolio:text(("%s against %s: %s %s (%s)."):format(
            found.gap.first, found.gap.second, gap.text, found.unit, gap.interval))
        end
        if index.interval then
          portfolio:text(("Concentration index %s (%s)."):format(index.text, index.interval))
        end
      end
    end
    if why then silent[#silent + 1] = contract.title .. ": " .. why end
  end
  if #silent > 0 then portfolio:heading "Without figures" end
  portfolio:list(silent)
end
