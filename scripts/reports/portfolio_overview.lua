-- One row for each contract: what stands posted, what would be paid now, how much of the cap that is, how many people
-- there are, and which settlement comes next; below it the sums by currency.
--   utfall run scripts/reports/portfolio_overview.lua PACK… -o portfolio.html
local soc = require "soc"

return function(portfolio)
  portfolio:title("The portfolio on " .. tostring(portfolio.day))
  local rows, sums = {}, {}
  for _, contract in ipairs(portfolio.contracts) do
    local next_due
    for _, settlement in ipairs(contract.settlements) do
      if settlement.pays and settlement.state == "open" and not next_due then next_due = settlement.due end
    end
    local cap = #contract.cap_use == 1 and contract.cap_use[1] or nil
    local share = cap and (cap.paid / cap.amount * 100):round(1)
    rows[#rows + 1] = {
      contract.title, contract.paid, contract.draft, cap and cap.amount, share,
      contract.has_evidence and contract.participants or nil, next_due,
    }
    sums[#sums + 1] = {
      currency = contract.currency, paid = contract.paid, draft = contract.draft or soc.money("0", contract.currency),
    }
  end
  portfolio:table {
    columns = {"Contract", "Posted", "Would be paid now", "Cap", "Posted, % of cap", "People", "Next due"},
    rows = rows,
  }
  local totals = {}
  for _, sum in ipairs(portfolio:group(sums, "currency", {"paid", "draft"})) do
    totals[#totals + 1] = {sum.currency, sum.count, sum.paid, sum.draft}
  end
  portfolio:table {
    caption = "By currency", columns = {"Currency", "Contracts", "Posted", "Would be paid now"}, rows = totals,
  }
end
