local soc = require "soc"

local checks = {}

function checks.measurement(m)
  if m.entry and m.day < m.entry then
    m:reject("the day is before the person's entry")
  elseif m.indicator == "wellbeing" and not soc.is_missing(m.value) and m.value > soc.decimal "9.5" then
    m:ask(("a wellbeing of %s is rare"):format(m.value), "look at the questionnaire")
  end
end

function checks.batch(b)
  if b.kind == "participants" and b:count "reference" < 2 then
    b:warn "the reference group is one person"
  end
end

function checks.contract(c)
  if c:participants "coached" ~= 7 then c:reject "seven people must be coached" end
end

return checks
