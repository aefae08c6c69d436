-- Both thresholds, a unit below, at and above. Reconvictions are per 100 people, cohort and matched group.
local function measured(subject, indicator, day, value)
  return { subject = subject, indicator = indicator, day = day, value = value, state = "verified" }
end

local function cohort(treated, control)
  return {
    measured("group:cohort_1", "reconvictions", "2014-06-30", treated),
    measured("group:matched_1", "reconvictions", "2014-06-30", control),
  }
end

--- Rates of both groups a year before, and now.
local function found_again(treated_before, control_before, treated, control)
  local rows = cohort(treated, control)
  table.insert(rows, measured("group:cohort_1", "reconvictions", "2013-06-30", treated_before))
  table.insert(rows, measured("group:matched_1", "reconvictions", "2013-06-30", control_before))
  return rows
end

local tests = {
  {
    name = "cohort 1 as published, 142 against 155: 8.387 percent pay nothing",
    settlement = "cohort_1",
    evidence = { "evidence/rates.csv" },
    expect = { total = "0.00", lines = { cohort = "0.00" }, findings = {} },
  },
  {
    name = "cohort 1 as published, rounded to 8.4 first: nothing either",
    settlement = "cohort_1_rounded",
    evidence = { "evidence/rates.csv" },
    expect = { total = "0.00", lines = { cohort = "0.00" }, findings = {} },
  },
  {
    name = "all cohorts as published, 9.0 against 7.5: principal and return are paid",
    settlement = "final",
    evidence = { "evidence/rates.csv" },
    expect = {
      total = "1210000.00",
      lines = { principal = "1000000.00", investor_return = "210000.00" },
      findings = {},
    },
  },
  {
    name = "whatever the principal, it is repaid with 3 percent of it for each year",
    settlement = "final",
    terms = { principal = "500000.00", years = "6" },
    measurements = { measured("contract", "overall_reduction", "2016-12-31", "9.0") },
    expect = { total = "590000.00", lines = { principal = "500000.00", investor_return = "90000.00" } },
  },
  {
    name = "a rate that nobody has verified stops the settlement",
    settlement = "final",
    measurements = {
      { subject = "contract", indicator = "overall_reduction", day = "2016-12-31", value = "9.0" },
    },
    expect = { error = "not_verified" },
  },
  {
    name = "without the matched group there is no reduction",
    settlement = "cohort_1",
    measurements = { cohort("142", "155")[1] },
    expect = { error = "there is no value of reconvictions" },
  },
  {
    name = "a matched group without reconvictions is rejected",
    settlement = "cohort_1",
    measurements = cohort("142", "0"),
    expect = { error = "missing (rejected)", findings = { "the matched group has a rate of 0" } },
  },
  {
    -- (0.5 - 0.4) / 0.5 is 20 percent.
    name = "a matched group with one reconviction per 200 people is none without",
    settlement = "cohort_1",
    measurements = cohort("0.4", "0.5"),
    expect = { total = "100000.00", findings = {} },
  },
  {
    -- 10 percent by the last rates of both; 142 against 155 are 8.387, 139.5 against 154.9 are 9.942.
    name = "rates that were found again: the last of both count",
    settlement = "cohort_1",
    measurements = found_again("142", "154.9", "139.5", "155"),
    expect = { total = "100000.00", findings = {} },
  },
  {
    -- 139.6 against 155 are 9.935 percent; 139.5 against 155, and 139.6 against 155.2, 10 and 10.05.
    name = "and not the first, by which more would be paid",
    settlement = "cohort_1",
    measurements = found_again("139.5", "155.2", "139.6", "155"),
    expect = { total = "0.00", findings = {} },
  },
  {
    name = "the last reduction over all cohorts counts: 7.5 percent after 7.4",
    settlement = "final",
    measurements = {
      measured("contract", "overall_reduction", "2015-12-31", "7.4"),
      measured("contract", "overall_reduction", "2016-12-31", "7.5"),
    },
    expect = { total = "1210000.00", findings = {} },
  },
  {
    name = "nobody in all cohorts is reconvicted: 100 percent",
    settlement = "final",
    measurements = { measured("contract", "overall_reduction", "2016-12-31", "100") },
    expect = { total = "1210000.00", findings = {} },
  },
  {
    name = "no more than all can be spared: 100.001 percent are no evidence",
    settlement = "final",
    measurements = { measured("contract", "overall_reduction", "2016-12-31", "100.001") },
    expect = { error = "there is no value of overall_reduction", findings = { "is above 100.000" } },
  },
  {
    name = "a rate below 0 is no evidence",
    settlement = "cohort_1",
    measurements = cohort("-0.1", "155"),
    expect = { error = "there is no value of reconvictions", findings = { "is below 0.0" } },
  },
}

-- What 10 percent pay, compared exactly and compared rounded.
local cohort_rows = {
  { "139.6", "155", "0.00", "0.00", "9.935 percent, a unit of the rate below" },
  { "139.5", "155", "100000.00", "100000.00", "10 percent, at the threshold" },
  { "139.4", "155", "100000.00", "100000.00", "10.065 percent, above it" },
  { "139.7", "155.2", "0.00", "100000.00", "9.987 percent: only rounded has it reached 10" },
  { "180.1", "200", "0.00", "100000.00", "9.95 percent, a tie: it is rounded up" },
  { "180.2", "200", "0.00", "0.00", "9.9 percent" },
  { "155", "155", "0.00", "0.00", "no reduction" },
  { "170", "155", "0.00", "0.00", "more than the matched group" },
  { "0", "155", "100000.00", "100000.00", "nobody was reconvicted" },
}
for _, row in ipairs(cohort_rows) do
  for place, settlement in ipairs { "cohort_1", "cohort_1_rounded" } do
    table.insert(tests, {
      name = settlement .. ": " .. row[5],
      settlement = settlement,
      measurements = cohort(row[1], row[2]),
      expect = { total = row[2 + place] },
    })
  end
end

local overall_rows = {
  { "-1", "0.00" }, { "0", "0.00" }, { "7.499", "0.00" }, { "7.5", "1210000.00" }, { "7.501", "1210000.00" },
}
for _, row in ipairs(overall_rows) do
  table.insert(tests, {
    name = ("all cohorts: %s percent"):format(row[1]),
    settlement = "final",
    measurements = { measured("contract", "overall_reduction", "2016-12-31", row[1]) },
    expect = { total = row[2] },
  })
end

return tests
