--- The rate card of the library, a claim for measured wellbeing, and a fee of thirds.
local soc = require "soc"
local card = require "std.rate_card".rules()

local rules = {}

function rules.participant(p)
  card.participant(p)
  if p:claimed "better_wellbeing" > 0 then return end
  local first, last = p.wellbeing:first(), p.wellbeing:last()
  if soc.is_missing(first) then return end
  if last - first >= p.terms.wellbeing_gain then p:claim "better_wellbeing" end
end

function rules.settle(s)
  card.settle(s)
  local starts = s:claims("work"):where("site", "north").count
  s:pay("coaching_fee", s.terms.fee_per_start * starts / 3)
end

function rules.distribute(d)
  if d.party == "fund" then d:give("senior", d.received * d.terms.senior_share) end
end

return rules
