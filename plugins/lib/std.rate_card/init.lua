--- Pays each claim of each [[outcome]] its price.
--
-- What is achieved is counted by the outcome's indicator, in the settlement's window: one value may
-- stand for one achievement (1) or for several. A participant claims at most the outcome's limit; an
-- outcome whose indicator is about the contract or a group is a count without persons, and has no limit.
-- What [[limit]]s and milestones (`after`) take off is not paid.
local soc = require "soc"

local rate_card = {}

local function claim_for(p, outcome)
  local achieved = p:series(outcome.indicator):sum()
  if soc.is_missing(achieved) or achieved < 1 then return end
  p:claim(outcome.id, soc.min(achieved, outcome.limit))
end

local function claim_count(s, outcome, group)
  local achieved = s:series(outcome.indicator, group):sum()
  if soc.is_missing(achieved) or achieved < 1 then return end
  s:claim(outcome.id, achieved, group)
end

--- Claims for a participant whatever was achieved.
function rate_card.participant(p)
  for _, outcome in ipairs(p.outcomes) do
    if outcome.subject == "participant" then claim_for(p, outcome) end
  end
end

--- Claims what is counted without persons.
function rate_card.claim_counts(s)
  for _, outcome in ipairs(s.outcomes) do
    if outcome.subject == "contract" then claim_count(s, outcome) end
    if outcome.subject == "group" then
      for _, group in ipairs(s.groups) do claim_count(s, outcome, group) end
    end
  end
end

--- Claims what is counted without persons, and pays each outcome that is claimed.
function rate_card.settle(s)
  rate_card.claim_counts(s)
  for _, outcome in ipairs(s.outcomes) do
    if s:claims(outcome.id).count > 0 then
      s:pay(outcome.payment, s:price(outcome.id), { outcome = outcome.id })
    end
  end
end

--- Returns the rules of a rate card: `return require "std.rate_card".rules()`.
function rate_card.rules()
  return { participant = rate_card.participant, settle = rate_card.settle }
end

return rate_card
