-- What an achieved outcome costs at its price, by site: claims, people and cost per person who claimed. Figures of few
-- people are hidden, and with them those that would tell them. The attribute is site unless it is set.
--   utfall run scripts/reports/cost_per_outcome.lua PACK… --set by=cohort -o cost.html
local soc = require "soc"

local function per(amount, people)
  if soc.is_missing(amount) then return amount end
  if soc.is_missing(people) then return people end
  if people == 0 then return nil end
  return (amount / people):round()
end

return function(portfolio)
  local by = portfolio:setting("by", "site")
  portfolio:title("Cost per outcome by " .. by)
  for _, contract in ipairs(portfolio.contracts) do
    local has = by == "group" and #contract.groups > 0
    for _, attribute in ipairs(contract.attributes) do has = has or attribute.id == by end
    local claims = contract:claims()
    portfolio:heading(contract.title)
    if not (has and contract.has_evidence) then
      claims = claims:by("outcome")
      portfolio:text("The contract does not tell people apart by " .. by .. ": here is each outcome.")
    else
      claims = claims:by(by)
    end
    local counts, people, amounts = claims:count(), claims:people(), claims:amount()
    local rows = {}
    for i, row in ipairs(counts.rows) do
      local claimed, amount = people.rows[i][2], amounts.rows[i][2]
      rows[i] = {row[1], row[2], claimed, amount, per(amount, row[2]), per(amount, claimed)}
    end
    local columns = {counts.columns[1], "Claims", "People", "Amount", "Per claim", "Per person"}
    portfolio:table {columns = columns, rows = rows}
  end
end
