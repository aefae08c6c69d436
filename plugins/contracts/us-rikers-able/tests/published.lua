-- What came of it, as published, and what the guarantee makes of each of its sides.
local function reduced_by(percent, state, source)
  return {
    {
      subject = "contract", indicator = "reduction", day = "2015-12-31", value = percent,
      state = state or "verified", source = source or "evaluator",
    },
  }
end

return {
  {
    name = "no reduction: the city pays nothing, the guarantor 6,000,000 of 7,200,000",
    evidence = { "evidence/reduction.csv" },
    expect = { total = "6000000.00", lines = { success = "0.00", guarantee = "6000000.00" }, findings = {} },
  },
  {
    name = "more people came back: nothing is paid for it",
    measurements = reduced_by "-5",
    expect = { total = "6000000.00", lines = { success = "0.00", guarantee = "6000000.00" } },
  },
  {
    name = "the first threshold repays 4,800,000: the guarantor makes up the rest of the loan",
    measurements = reduced_by "8.5",
    expect = { total = "7200000.00", lines = { success = "4800000.00", guarantee = "2400000.00" } },
  },
  {
    name = "at 10 percent the city pays more than was drawn, and the guarantor nothing",
    measurements = reduced_by "10",
    expect = { total = "9600000.00", lines = { success = "9600000.00", guarantee = "0.00" } },
  },
  {
    name = "the most that the city pays",
    measurements = reduced_by "100",
    expect = { total = "11712000.00", lines = { success = "11712000.00", guarantee = "0.00" } },
  },
  {
    name = "a loan of as much as is guaranteed loses nothing",
    terms = { drawn_loan = "6000000.00" },
    measurements = reduced_by "0",
    expect = { total = "6000000.00", lines = { guarantee = "6000000.00" } },
  },
  {
    name = "a dollar more than is guaranteed is lost",
    terms = { drawn_loan = "6000001.00" },
    measurements = reduced_by "0",
    expect = { total = "6000000.00", lines = { guarantee = "6000000.00" } },
  },
  {
    name = "a reduction that nobody has verified stops the settlement",
    measurements = reduced_by("20", "reported"),
    expect = { error = "not_verified" },
  },
  {
    name = "without a value nobody pays anything, the guarantor neither",
    expect = { error = "there is no value of reduction" },
  },
  {
    name = "the last reduction decides: an earlier one adds nothing to it",
    measurements = {
      {
        subject = "contract", indicator = "reduction", day = "2014-12-31", value = "9", state = "verified",
        source = "evaluator",
      },
      reduced_by("0")[1],
    },
    expect = { total = "6000000.00", lines = { success = "0.00" } },
  },
  {
    name = "no more than all can be spared: 100.01 percent are no evidence",
    measurements = reduced_by "100.01",
    expect = { error = "there is no value of reduction", findings = { "is above 100.00" } },
  },
  {
    name = "a reduction that nobody is named for is asked about",
    measurements = reduced_by("10", "verified", ""),
    expect = { findings = { "does not say who found it" } },
  },
}
