local soc = require "soc"
local rate_card = require "std.rate_cart"  -- mistake: unknown-module
local rules = {}

local function gain_of(person)
  return person.wellbeng:sum()  -- mistake: unknown-field
end

function rules.participant(p)
  local jobs = p.job:sum()
  if jobs == 1 then  -- mistake: never-equal
    p:claim "jobb"  -- mistake: unknown-id
  elseif #p.job:values() > 1 then  -- mistake: wrong-hook
    p:claim("job")
  end
  if gain_of(p) > 3 then last_gain = jobs end  -- mistake: global-assignment
end

function rules.setle(s)  -- mistake: unknown-hook
  local terms = s.terms
  local floor = soc.mony "10.00"  -- mistake: unknown-field
  local today = os.date()  -- mistake: not-in-sandbox
  s:pay("outcome_payments", 5)  -- mistake: wrong-call
  s.pay("outcome_payments", terms.bonus)  -- mistake: wrong-call
  if s:evalute("wellbeing").improved then  -- mistake: unknown-field
    s:pay("wellbeing_bonus", terms.bonsu + flor)  -- mistake: unknown-field -- mistake: unknown-global
  end
  local flags = s.due.year | 1  -- mistake: bitwise-operator
  error("nothing for " .. s.due .. flags .. tostring(floor) .. today)  -- mistake: wrong-operator
end

return rules
