--- Who was at risk, what was saved, and how far what is paid lies from the published sum.
local function report(r)
  local at_risk = r:series("at_risk"):last()
  local used = r:series("used_special_education"):last()
  r:title "Utah High Quality Preschool, cohort 1"
  r:facts {
    { "Children", r.terms.children },
    { "At risk of special education", at_risk },
    { "Of these, used it", used },
    { "Of these, did not", at_risk - used },
  }
  r:heading "What is paid"
  r:facts {
    { "Savings, published as about", r:series("savings"):last() },
    { "95 percent of them, paid here", r.total },
    { "Published as paid, about", r.terms.published },
    { "Published less paid here", r.terms.published - r.total },
  }
  r:text "The published figures are rounded to thousands; the difference comes from that."
end

return report
