-- What a count may be: of claims, which are paid, and of persons, which are not.
local function counts(value)
  local rows = {}
  for number = 1, 23 do
    for _, indicator in ipairs { "outcomemetric" .. number, "outcomemetric" .. number .. "_persons" } do
      table.insert(rows, {
        subject = "contract", indicator = indicator, day = "2022-12-31", value = value, state = "verified",
      })
    end
  end
  return rows
end

-- One finding for each of the 46 counts.
local below_none = {}
for _, row in ipairs(counts(-1)) do
  table.insert(below_none, ("'-1', is below 0, the minimum of %s"):format(row.indicator))
end

return {
  {
    name = "nobody claims anything: counts of 0 are evidence, and pay nothing",
    measurements = counts(0),
    expect = { total = "0.00", findings = {} },
  },
  {
    -- Prices: 8 × 220 + 1,760 + 2 × 4,730 + 660 + 2 × 2,750 + 4,730 + 110 + 220 + 330 + 660 + 4 × 2,750.
    name = "one claim of each outcome, of one person each, pays each price once",
    measurements = counts(1),
    expect = { total = "36190.00", findings = {} },
  },
  {
    name = "counts below 0 are no evidence",
    measurements = counts(-1),
    expect = { total = "0.00", findings = below_none },
  },
}
