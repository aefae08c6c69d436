--- What is paid, payment by payment, each with the clause that says so.
local function report(r)
  r:title "What is paid"
  r:facts { { "Contract", r.contract }, { "Total", r.total } }
  local rows = {}
  for i, line in ipairs(r.lines) do rows[i] = { line.title, line.clause, line.amount } end
  r:table { columns = { "Payment", "Clause", "Amount" }, rows = rows, totals = { "Total", "", r.total } }
end

return report
