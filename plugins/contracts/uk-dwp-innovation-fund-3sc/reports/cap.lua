--- What each outcome would come to at its price, and what the cap per person takes off.
local soc = require "soc"

local function report(r)
  r:title "The rate card and the cap per person"
  local rows, gross = {}, soc.money "0.00"
  for i, line in ipairs(r.lines) do
    local at_price = line.price * line.quantity
    gross = gross + at_price
    rows[i] = { line.title, line.quantity, line.price, at_price, line.amount, at_price - line.amount }
  end
  r:table {
    columns = { "Outcome", "Claims", "Price", "At price", "Paid", "Cut" },
    rows = rows,
    totals = { "Total", "", "", gross, r.total, gross - r.total },
  }
  r:text "Of each person the outcomes that come last in the rate card are cut first."
end

return report
