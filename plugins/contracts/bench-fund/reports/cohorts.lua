--- How wellbeing went in each cohort over the year, and what each has claimed.
local function report(r)
  local wellbeing = r:measurements("wellbeing")

  r:title "Cohorts over the year"
  r:table(r:people():by("cohort"):count())

  r:heading "Wellbeing"
  r:table(wellbeing:by("quarter", "cohort"):mean())
  r:table(wellbeing:by("cohort"):median(r.windows.last_quarter))

  r:heading "Claims"
  r:table(r:claims():by("outcome", "cohort"):count())
  r:table(r:payments():by("payment"):amount())
end

return report
