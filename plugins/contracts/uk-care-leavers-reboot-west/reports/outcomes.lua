--- What was claimed and reported of each outcome, and what is paid.
local function report(r)
  r:title(r.contract)
  r:table(r:claims():by("outcome"):amount())

  local rows = {}
  for i, outcome in ipairs(r.outcomes) do
    local claims = r:series(outcome.indicator):sum()
    local persons = r:series(outcome.indicator .. "_persons"):sum()
    rows[i] = { outcome.title, claims, persons }
  end
  r:heading "Claims and persons"
  r:table { columns = { "Outcome", "Claims", "Persons" }, rows = rows }
end

return report
