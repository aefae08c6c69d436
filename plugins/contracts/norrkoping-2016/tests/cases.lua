-- The nine cases of the contract: terms published, cases derived from them.
local function case(name, saving, improved, total)
  return {
    name = name,
    estimates = {
      placement_cost = { saving = saving },
      school_results = { improved = improved },
    },
    expect = { total = total, lines = { activity_guarantee = "4000000.00" } },
  }
end

return {
  case("no saving, better school results: the guarantee alone", "0", true, "4000000.00"),
  case("no saving, no better school results: the guarantee alone", "0", false, "4000000.00"),
  case("a quarter of the loan is saved", "2500000.00", true, "5500000.00"),
  case("half of the loan is saved; school results do not matter yet", "5000000.00", false, "7000000.00"),
  case("break-even", "10000000.00", true, "10000000.00"),
  case("above break-even with better school results", "11000000.00", true, "11000000.00"),
  case("above break-even without them: no return", "11000000.00", false, "10000000.00"),
  case("the return at its cap", "12000000.00", true, "12000000.00"),
  case("the return above its cap", "15000000.00", true, "12000000.00"),
  {
    name = "a loss is no negative saving",
    estimates = { placement_cost = { saving = "-2113920.90" }, school_results = { improved = true } },
    expect = { total = "4000000.00", lines = { savings_share = "0.00" } },
  },
  {
    name = "a loan that is drawn by half",
    terms = { drawn_loan = "5000000.00" },
    estimates = { placement_cost = { saving = "5000000.00" }, school_results = { improved = false } },
    expect = {
      total = "5000000.00",
      lines = { activity_guarantee = "2000000.00", savings_share = "3000000.00" },
    },
  },
}
