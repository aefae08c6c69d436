--- What would make the evidence of this contract doubtful.
local soc = require "soc"

local checks = {}

local starts, ends = soc.day "{{starts}}", soc.day "{{ends}}"

function checks.measurement(m)
  if m.day < starts or m.day > ends then
    m:ask(("%s is outside the contract, which runs from %s to %s"):format(m.day, starts, ends),
      "is the day right?")
  elseif m.entry ~= nil and m.day < m.entry then
    m:ask(("%s is before this person's first day, %s"):format(m.day, m.entry),
      "the window is the whole contract, so that it counts: shall it?")
  end
end

return checks
