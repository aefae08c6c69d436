local accounts = require "accounts"

return function(portfolio)
  portfolio:title "What is paid, by cost centre"
  local rows = {}
  for i, contract in ipairs(portfolio.contracts) do
    local centre = accounts.cost_centre(contract.id)
    rows[i] = { centre, contract.title, contract.paid, contract.draft or "nothing" }
  end
  portfolio:table { columns = { "Cost centre", "Contract", "Posted", "Draft" }, rows = rows }
end
