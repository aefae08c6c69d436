--- What is paid here and by the whole contract, and what investors have above what they put in.
local function rows_of(settlement)
  local rows = {}
  for i, line in ipairs(settlement.lines) do rows[i] = { line.title, line.amount } end
  return rows
end

local function show(r, settlement)
  r:heading(settlement.title)
  r:table {
    columns = { "Payment", "Amount" },
    rows = rows_of(settlement),
    totals = { "Total", settlement.total },
  }
end

local function report(r)
  r:title "Denver: what is paid, and what comes on top"
  if r.settlement.pays then show(r, r.settlement) end
  for _, settlement in ipairs(r.settlements) do
    if settlement.id == "whole_contract" then
      local on_top = settlement.total - r.terms.investment
      show(r, settlement)
      r:facts {
        { "Put in by the investors", r.terms.investment },
        { "On top", on_top },
        { "In percent", (on_top / r.terms.investment * 100):round(2) },
      }
    end
  end
end

return report
