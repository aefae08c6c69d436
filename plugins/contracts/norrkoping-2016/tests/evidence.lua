-- The example evidence, which was made up to fit what is published.
local files = { "evidence/participants.csv", "evidence/placement_costs.csv", "evidence/school_results.csv" }

return {
  {
    name = "over 24 months nothing is saved: the guarantee alone is paid",
    evidence = files,
    expect = {
      total = "4000000.00",
      lines = { activity_guarantee = "4000000.00", savings_share = "0.00", investor_return = "0.00" },
      findings = { "the cost of a month is 168,000.00 SEK", "the cost of a month is 170,500.00 SEK" },
    },
  },
  {
    name = "over 36 months there would have been a saving, and a share of it",
    settlement = "extended_follow_up",
    evidence = files,
    expect = {
      total = "5858086.00",
      lines = { activity_guarantee = "4000000.00", savings_share = "1858086.00" },
    },
  },
  {
    name = "a month without a cost gives no figure, and no payment",
    participants = {
      { subject = "c-1", group = "children_2016", entry = "2016-09-01" },
      { subject = "r-1", group = "reference_2013", entry = "2013-09-01" },
    },
    measurements = {
      { subject = "c-1", indicator = "placement_cost", day = "2016-09-01", value = 1000, state = "verified" },
    },
    expect = { error = "placement_cost of c-1 is missing (not_measured)" },
  },
}
