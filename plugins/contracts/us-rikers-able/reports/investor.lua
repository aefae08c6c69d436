--- What the investor lent, got back and lost.
local function report(r)
  local drawn = r.terms.drawn_loan
  r:title "NYC ABLE: what the investor lent and got back"
  local rows = {}
  for i, line in ipairs(r.lines) do rows[i] = { line.title, line.from, line.amount } end
  r:table { columns = { "Payment", "From", "Amount" }, rows = rows, totals = { "Got back", "", r.total } }
  r:facts {
    { "Reduction, percent", r:series("reduction"):last() },
    { "Drawn loan", drawn },
    { "Got back", r.total },
    { "Loss", (drawn - r.total):at_least(0) },
    { "Gain", (r.total - drawn):at_least(0) },
  }
end

return report
