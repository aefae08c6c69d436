--- The floor is due whatever came of it. What outcomes add is assumed: a settlement that never pays shows it.
-- Behind the payment the bond gives the investors their shares, by what each has invested.
local soc = require "soc"
local activity_guarantee = require "std.activity_guarantee"

local rules = {}

function rules.settle(s)
  activity_guarantee.settle(s)
  if s.id == "with_outcomes" then
    s:split("payers", s:tariff("above_floor"):breakdown(s:series("income_generating"):last()))
  end
end

function rules.distribute(d)
  local shares = soc.share(d.received, { dfc = d.terms.invested_dfc, ferd = d.terms.invested_ferd })
  d:give("dfc", shares.dfc)
  d:give("ferd", shares.ferd)
end

return rules
