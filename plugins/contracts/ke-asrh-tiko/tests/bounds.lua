-- What the funders committed, and what is no count.
local function counted(indicator, value)
  local day = "2024-12-31"
  return { subject = "contract", indicator = indicator, day = day, value = value, state = "verified" }
end

-- Without the caps of the metrics, which together keep below what the funders committed.
local no_metric_caps = { family_planning_cap = "100000000.00", hiv_cap = "100000000.00" }

return {
  {
    -- 812,807 × 12.18 = 9,899,989.26, half of it 4,949,994.63.
    name = "without the caps of the metrics: the last whole unit below what the funders committed",
    limits = no_metric_caps,
    measurements = { counted("family_planning", 812807) },
    expect = {
      total = "9899989.26", lines = { first_funder = "4949994.63", second_funder = "4949994.63" },
    },
  },
  {
    -- 812,808 × 12.18 = 9,900,001.44, half of it 4,950,000.72.
    name = "a unit more: each funder pays what it committed, and no cent more",
    limits = no_metric_caps,
    measurements = { counted("family_planning", 812808) },
    expect = {
      total = "9900000.00", lines = { first_funder = "4950000.00", second_funder = "4950000.00" },
    },
  },
  {
    name = "a count of 0 is evidence",
    measurements = { counted("family_planning", 0), counted("hiv", 0) },
    expect = { total = "0.00", claims = { family_planning = 0, hiv = 0 }, findings = {} },
  },
  {
    name = "a count below 0 is none: it takes nothing off the other",
    measurements = { counted("family_planning", -1), counted("hiv", 1) },
    expect = { total = "12.18", findings = { "below 0, the minimum of family_planning" } },
  },
  {
    name = "nor does one of HIV",
    measurements = { counted("family_planning", 1), counted("hiv", -1) },
    expect = { total = "12.18", findings = { "below 0, the minimum of hiv" } },
  },
}
