-- What an achieved outcome costs at its price, by site: claims, people, and cost per claim and per person.
-- Figures of few people are hidden, and with them those that would tell them; claims whose evidence is a
-- count of no persons are shown however few they are. The attribute is site unless it is set.
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
  portfolio:title {en = "Cost per outcome by " .. by, sv = "Kostnad per utfall efter " .. by}
  for _, contract in ipairs(portfolio.contracts) do
    local known = {group = #contract.groups > 0}
    for _, attribute in ipairs(contract.attributes) do known[attribute.id] = true end
    local claims = contract:claims():by(contract.participants ~= 0 and known[by] and by or "outcome")
    local counts, people, amounts = claims:count(), claims:people(), claims:amount()
    local rows = {}
    for i, row in ipairs(counts.rows) do
      local claimed, amount = people.rows[i][2], amounts.rows[i][2]
      claimed = claimed ~= 0 and claimed or nil
      rows[i] = {row[1], row[2], claimed, amount, per(amount, row[2]), claimed and per(amount, claimed)}
    end
    local columns = {counts.columns[1], {en = "Claims", sv = "Anspråk"}, {en = "People", sv = "Personer"},
      {en = "Amount", sv = "Belopp"}, {en = "Per claim", sv = "Per anspråk"},
      {en = "Per person", sv = "Per person"}}
    if #contract.outcomes > 0 then
      portfolio:table {caption = contract.title, columns = columns, rows = rows}
    end
  end
  portfolio:footnote {en = "A contract that does not tell people apart by " .. by .. " is shown by outcome.",
    sv = "Ett avtal som inte skiljer människor åt efter " .. by .. " visas efter utfall."}
end
