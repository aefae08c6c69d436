--- Counts over the whole contract come once: a second row would be added to the first, and be paid.
local checks = {}

local metrics = 23

function checks.batch(b)
  for number = 1, metrics do
    for _, indicator in ipairs { "outcomemetric" .. number, "outcomemetric" .. number .. "_persons" } do
      local came = b:count(indicator)
      if came > 1 then
        b:ask(("%s has %d rows, which are added up"):format(indicator, came),
          "say that these are parts of the count; otherwise keep the row of the whole contract alone")
      end
    end
  end
end

return checks
