--- What the contract and the other programme can be compared by, and the two side by side.
local programmes = {}

--- The indicator that an evaluation is about; the host has checked that there is one.
function programmes.indicator(a, plan)
  for _, indicator in ipairs(a.indicators) do
    if indicator.id == plan.indicator then return indicator end
  end
end

--- The group that takes part, where the contract has another beside it; nil for all people.
local function treated(a)
  local first, has_other
  for _, arm in ipairs(a.arms) do
    if arm.role == "comparison" then has_other = true else first = first or arm.id end
  end
  return has_other and first or nil
end

--- What can be set side by side: each evaluation whose indicator can become better, each outcome of people.
function programmes.compared(a)
  local found = {}
  for _, plan in ipairs(a.evaluations) do
    local indicator = programmes.indicator(a, plan)
    if indicator.subject == "participant" and indicator.better ~= "neither" then
      found[#found + 1] = {
        title = {
          en = ("%s became better"):format(indicator.title), sv = ("%s blev bättre"):format(indicator.title),
        },
        plan = plan,
        own = a:figures { measure = "improved", indicator = indicator.id, among = plan.treatment },
        people = a:answer("people." .. plan.id), achieved = a:answer("achieved." .. plan.id),
      }
    end
  end
  for _, outcome in ipairs(a.outcomes) do
    if outcome.subject == "participant" then
      found[#found + 1] = {
        title = outcome.title,
        own = a:figures { measure = "achieved", outcome = outcome.id, among = treated(a) },
        people = a:answer("outcome_people." .. outcome.id),
        achieved = a:answer("outcome_achieved." .. outcome.id),
      }
    end
  end
  return found
end

--- Both programmes side by side; where the contract has no figure, the reason stands for each.
function programmes.beside(a, one, own_cost, other_cost)
  if one.own.figure == nil then return { difference = one.own, cost_ratio = one.own } end
  return a:compare {
    first = { achieved = one.own.achieved, people = one.own.counted, cost = own_cost },
    second = { achieved = one.achieved, people = one.people, cost = other_cost },
  }
end

return programmes
