--- Who the children are, what their placements cost over time, and how school goes, by sex and age.
local function report(r)
  local window = r.windows.extended
  local cost = r:measurements("placement_cost")
  local subjects = r:measurements("school_results")

  r:title "Norrköping 2016: children, costs and school"
  r:heading "Who they are"
  r:table(r:people():by("age_band", "sex"):count())
  r:table(r:people():by("entry_quarter", "group"):count())

  r:heading "What placement and support cost"
  r:text "The mean of a month for each child, over 36 months from entry."
  r:table(cost:by("group"):mean(window))
  r:table(cost:where("group", "children_2016"):by("age_band", "sex"):mean(window))
  r:table(cost:where("group", "children_2016"):by("quarter", "sex"):mean(window))

  r:heading "Subjects passed"
  r:table(subjects:by("year", "sex"):mean(window))
  r:facts {
    { "Median of the children", subjects:where("group", "children_2016"):median(window) },
    { "One in ten passed at least", subjects:where("group", "children_2016"):percentile(90, window) },
  }
end

return report
