--- Where the persons that were reported and the claims that are paid differ, and what that is in money.
local soc = require "soc"

local function report(r)
  r:title "Persons reported and claims paid"
  local rows, paid, by_persons = {}, soc.money "0.00", soc.money "0.00"
  for _, outcome in ipairs(r.outcomes) do
    local reported = r:series(outcome.indicator .. "_persons")
    if reported:count() < 1 then
      return r:callout("warning", ("No persons were reported for %s."):format(outcome.id))
    end
    local persons = reported:sum()
    local claims = r:series(outcome.indicator):sum()
    paid = paid + outcome.price * claims
    by_persons = by_persons + outcome.price * persons
    if claims < persons or claims > persons then
      rows[#rows + 1] = { outcome.title, persons, claims, outcome.price, outcome.price * (persons - claims) }
    end
  end

  r:facts {
    { "Price × claims", paid },
    { "Price × persons reported", by_persons },
    { "Reported above what is paid", by_persons - paid },
    { "Outcomes that differ", ("%d of %d"):format(#rows, #r.outcomes) },
  }
  r:heading "Outcomes that differ"
  r:table {
    columns = { "Outcome", "Persons", "Claims", "Price", "Difference" },
    rows = rows,
    totals = { "Total", "", "", "", by_persons - paid },
  }
end

return report
