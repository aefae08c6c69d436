local soc = require "soc"
local rules = {}

function rules.participant(p)
  local gain = p.wellbeing:mean(p.windows.last_quarter) - p.wellbeing:mean(p.windows.first_quarter)
  if gain >= 15 then
    p:claim "large_gain"
  elseif gain >= 10 then
    p:claim "medium_gain"
  elseif gain >= 5 then
    p:claim "small_gain"
  end
end

-- What a contract's cohorts earned, within the cap of the contract.
local function capped(earned, cap)
  local sum = soc.money(0)
  for _, amount in pairs(earned) do sum = sum + amount end
  return sum > cap and soc.share(cap, earned) or earned
end

function rules.settle(s)
  local totals = {}
  for _, earned in pairs(s:claims():amount_by("contract", "cohort")) do
    for cohort, amount in pairs(capped(earned, s.terms.contract_cap)) do
      totals[cohort] = (totals[cohort] or soc.money(0)) + amount
    end
  end
  for cohort, amount in pairs(totals) do s:pay(cohort:lower(), amount) end
end

return rules
