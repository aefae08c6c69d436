--- What was achieved before somebody came, or more than once, is asked about.
local soc = require "soc"

local checks = {}

function checks.measurement(m)
  if m.entry and m.day < m.entry then
    m:ask(("%s on %s is before the entry on %s"):format(m.indicator, m.day, m.entry),
      "correct one of the two days, or say why it counts")
  end
  if not soc.is_missing(m.value) and m.value > 1 then
    m:ask(("%s has the value %s, and is paid once"):format(m.indicator, m.value),
      "say what was achieved more than once")
  end
end

return checks
