-- What a count may be, and what is asked about the sum that was published as paid.
local function counts(value)
  local rows = {}
  for number = 1, 21 do
    rows[number] = {
      subject = "contract", indicator = "outcomemetric" .. number, day = "2017-12-31", value = value,
      state = "verified",
    }
  end
  return rows
end

local below_none = {}
for number = 1, 21 do
  below_none[number] = ("'-1', is below 0, the minimum of outcomemetric%d"):format(number)
end

-- As if what was paid were what the rate card comes to: nothing is left to ask.
local explained = { published_paid = "1692700.00" }

local function question(name, terms, finding)
  return { name = name, terms = terms, expect = { total = "0.00", findings = { finding } } }
end

return {
  {
    name = "nobody achieves anything: counts of 0 are evidence, and pay nothing",
    terms = explained,
    measurements = counts(0),
    expect = { total = "0.00", findings = {} },
  },
  {
    -- Assessments, moving in 3 × 500 + 200; accommodation 4 × 1,500; education 500 + 1,500 + 2,500 + 3,500;
    -- employment 500 + 3,000 + 2,000 + 4,500 + 3,500, volunteering 2 × 500 + 2 × 250.
    name = "one of each outcome pays each price once",
    terms = explained,
    measurements = counts(1),
    expect = { total = "30700.00", findings = {} },
  },
  {
    name = "counts below 0 are no evidence",
    terms = explained,
    measurements = counts(-1),
    expect = { total = "0.00", findings = below_none },
  },
  question("what the card comes to and what was paid differ by 38,360: that is asked about", nil,
    "the rate card comes to 1,692,700.00 GBP, and 1,654,340.00 GBP was published as paid; "
      .. "38,360.00 GBP is unexplained"),
  question("a penny less than the card is asked about", { published_paid = "1692699.99" },
    "paid; 0.01 GBP is unexplained"),
  question("and so is a penny more", { published_paid = "1692700.01" }, "paid; -0.01 GBP is unexplained"),
}
