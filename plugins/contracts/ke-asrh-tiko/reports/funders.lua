--- What was counted, what of it the caps leave, and what each funder pays.
local soc = require "soc"

local function report(r)
  r:title "What was counted, and who pays for it"
  local rows, counted = {}, soc.money "0.00"
  for i, outcome in ipairs(r.outcomes) do
    local units = r:series(outcome.indicator):sum()
    counted = counted + outcome.price * units
    rows[i] = { outcome.title, units, outcome.price, outcome.price * units }
  end
  r:table {
    columns = { "Outcome", "Units", "Price", "Units × price" },
    rows = rows,
    totals = { "Total", "", "", counted },
  }

  r:heading "Who pays"
  rows = {}
  for i, line in ipairs(r.lines) do rows[i] = { line.title, line.amount } end
  r:table { columns = { "Payment", "Amount" }, rows = rows, totals = { "Total", r.total } }
  if counted > r.total then
    r:callout("note", ("Caps leave %s unpaid."):format(counted - r.total))
  end
end

return report
