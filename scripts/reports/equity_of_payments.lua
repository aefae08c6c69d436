-- Who is paid for: what outcomes come to for a person, by each attribute that the contract declares, with the gap and
-- an interval. Where --set ordered=yes says that an attribute's values go from the worst off to the best off, the
-- concentration index is shown as well: below zero, more is paid for those who are worse off.
--   utfall run scripts/reports/equity_of_payments.lua PACK… --set ordered=yes -o equity.html
return function(portfolio)
  local ordered = portfolio:setting("ordered", "no") == "yes"
  portfolio:title "Equity of payments"
  for _, contract in ipairs(portfolio.contracts) do
    portfolio:heading(contract.title)
    local why
    for _, attribute in ipairs(contract.attributes) do
      local found = contract:inequality {measure = "paid", by = attribute.id, order = ordered}
      why = found.why
      if found.why then break end
      local rows = {}
      for _, row in ipairs(found.rows) do rows[#rows + 1] = {row.title, row.people, row.figure, row.interval} end
      rows[#rows + 1] = {"All", found.all.people, found.all.figure, found.all.interval}
      portfolio:table {
        caption = found.title .. ", by " .. attribute.title, rows = rows,
        columns = {attribute.title, "People", found.unit .. " for a person", "95 % interval"},
      }
      local gap, index = found.gap, found.concentration
      if gap.absolute and gap.absolute.text then
        portfolio:text(("%s against %s: %s %s (%s)."):format(gap.first, gap.second, gap.absolute.text, found.unit,
          gap.absolute.interval or "no interval"))
      end
      if ordered and index.text then
        portfolio:text(("Concentration index %s (%s)."):format(index.text, index.interval or "no interval"))
      end
    end
    if #contract.attributes == 0 then why = "the contract declares no attribute of people" end
    if why then portfolio:text("No figures: " .. why .. ".") end
  end
end
