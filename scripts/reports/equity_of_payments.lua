-- Who is paid for: what outcomes come to for a person, by each attribute, or the one that is set, with gap
-- and interval. With --set ordered=yes, from the worst off to the best off, also the concentration index:
-- below zero, more is paid for the worse off. Where few, or all but few, are paid for, no figure is shown.
--   utfall run scripts/reports/equity_of_payments.lua PACK… --set by=cohort --set ordered=yes -o equity.html
return function(portfolio)
  local ordered, by = portfolio:setting("ordered", "no") == "yes", portfolio:setting("by", "")
  local sv, silent = portfolio.language == "sv", {}
  portfolio:title {en = "Equity of payments", sv = "Hur betalningarna fördelas"}
  for _, contract in ipairs(portfolio.contracts) do
    local why = sv and "det skiljer inte människor åt" or "it does not tell people apart"
    for _, attribute in ipairs(contract.attributes) do
      local found = contract:inequality {measure = "paid", by = attribute.id, order = ordered or nil}
      why = found.why
      if not why and (by == "" or by == attribute.id) then
        local rows, gap, index = {}, found.gap.absolute or {}, found.concentration
        found.all.title = sv and "Alla" or "All"
        table.insert(found.rows, found.all)
        for _, row in ipairs(found.rows) do
          local interval = row.interval and {lower = row.lower, upper = row.upper}
          if row.people ~= 0 then rows[#rows + 1] = {row.title, row.people, row.figure, interval} end
        end
        local columns = {attribute.title, sv and "Personer" or "People",
          found.unit .. (sv and " per person" or " for a person"), sv and "95 % intervall" or "95 % interval"}
        portfolio:table {caption = contract.title, columns = columns, rows = rows}
        if gap.interval then
          portfolio:text(("%s %s %s: %s %s (%s)."):format(found.gap.first, sv and "mot" or "against",
            found.gap.second, gap.text, found.unit, gap.interval))
        end
        if index.interval then
          portfolio:text((sv and "Koncentrationsindex" or "Concentration index") ..
            (" %s (%s)."):format(index.text, index.interval))
        end
      end
    end
    if why then silent[#silent + 1] = contract.title .. ": " .. why end
  end
  if #silent > 0 then portfolio:heading {en = "Without figures", sv = "Utan siffror"} end
  portfolio:list(silent)
end
