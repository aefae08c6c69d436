--- What the rate card comes to, line by line, and what of it was not paid.
local function report(r)
  local published = r.terms.published_paid
  local difference = r.total - published
  r:title "The rate card and what was published as paid"
  r:facts {
    { "Price × quantity", r.total },
    { "Published as paid", published },
    { "Difference, not explained", difference },
    { "In percent of what was paid", (difference / published * 100):round(2) },
  }
  for _, finding in ipairs(r.findings) do
    if finding.severity == "question" then
      r:callout(finding.answer and "note" or "warning", finding.answer or finding.message)
    end
  end

  r:heading "What the rate card comes to"
  local rows = {}
  for i, outcome in ipairs(r.outcomes) do
    local quantity = r:series(outcome.indicator):sum()
    rows[i] = { outcome.title, quantity, outcome.price, outcome.price * quantity }
  end
  r:table {
    columns = { "Outcome", "Quantity", "Price", "Value" },
    rows = rows,
    totals = { "Total", "", "", r.total },
  }
end

return report
