-- One row for each contract: what stands posted, what would be paid now, how much of the cap is used, how
-- many people there are, and which settlement comes next; below it the sums by currency.
--   utfall run scripts/reports/portfolio_overview.lua PACK… -o portfolio.html
local soc = require "soc"

return function(portfolio)
  local sv, day = portfolio.language == "sv", tostring(portfolio.day)
  portfolio:title {en = "The portfolio on " .. day, sv = "Portföljen " .. day}
  local rows, sums = {}, {}
  for _, contract in ipairs(portfolio.contracts) do
    local next_due, cap, share
    for _, settlement in ipairs(contract.settlements) do
      if settlement.pays and settlement.state == "open" then next_due = next_due or settlement.due end
    end
    for _, one in ipairs(contract.cap_use) do
      local used = one.paid / one.amount * 100
      if not share or used > share then cap, share = one.amount, used end
    end
    rows[#rows + 1] = {contract.title, contract.paid, contract.draft, cap, share and share:round(1),
      contract.participants ~= 0 and contract.participants or nil, next_due}
    local draft = contract.draft or soc.money("0", contract.currency)
    sums[#sums + 1] = {currency = contract.currency, paid = contract.paid, draft = draft}
  end
  portfolio:table {rows = rows, columns = sv
    and {"Avtal", "Bokfört", "Skulle betalas nu", "Tak", "Bokfört, % av taket", "Personer", "Nästa förfaller"}
    or {"Contract", "Posted", "Would be paid now", "Cap", "Posted, % of cap", "People", "Next due"}}
  local totals = {}
  for _, sum in ipairs(portfolio:group(sums, "currency", {"paid", "draft"})) do
    totals[#totals + 1] = {sum.currency, sum.count, sum.paid, sum.draft}
  end
  portfolio:table {rows = totals, caption = {en = "By currency", sv = "Efter valuta"},
    columns = sv and {"Valuta", "Avtal", "Bokfört", "Skulle betalas nu"}
      or {"Currency", "Contracts", "Posted", "Would be paid now"}}
end
