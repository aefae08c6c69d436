-- Half of what participants came to: as published, nothing, a loss, and sums that must be rounded.
local function row(indicator, value, state, day)
  return {
    subject = "contract", indicator = indicator, day = day or "2019-12-31", value = value,
    state = state or "verified",
  }
end

local function case(name, participants, extra_tax, lower_transfers, total)
  return {
    name = name,
    measurements = {
      row("participants", participants), row("extra_tax", extra_tax), row("lower_transfers", lower_transfers),
    },
    expect = { total = total, lines = { benefit_share = total }, findings = {} },
  }
end

return {
  {
    name = "2,636 people at 1,330 and 1,340 each: half of 7,038,120",
    evidence = { "evidence/evaluation.csv" },
    expect = { total = "3519060.00", lines = { benefit_share = "3519060.00" }, findings = {} },
  },
  case("no difference", "2636", "0", "0", "0.00"),
  case("a loss is worth nothing", "2636", "-1330", "1329.99", "0.00"),
  case("more taxes make up for more transfers", "2636", "1340", "-1330", "13180.00"),
  case("a cent a head: 13.18 is paid as 13", "2636", "0.01", "0", "13.00"),
  case("a tie goes to the even euro: half of 5 is 2.50", "1", "5", "0", "2.00"),
  case("nobody took part", "0", "1330", "1340", "0.00"),
  {
    -- Half of 2,636 × (1,330 + 1,340), the last values; by any first one it would be another sum.
    name = "of figures that were found again, the last count",
    measurements = {
      row("participants", "2000", "verified", "2018-12-31"), row("participants", "2636"),
      row("extra_tax", "1000", "verified", "2018-12-31"), row("extra_tax", "1330"),
      row("lower_transfers", "1200", "verified", "2018-12-31"), row("lower_transfers", "1340"),
    },
    expect = { total = "3519060.00", findings = {} },
  },
  {
    name = "fewer than no participants are no evidence",
    measurements = { row("participants", "-1"), row("extra_tax", "1330"), row("lower_transfers", "1340") },
    expect = { error = "there is no value of participants", findings = { "is below 0" } },
  },
  {
    name = "without the transfers there is no benefit",
    measurements = { row("participants", "2636"), row("extra_tax", "1330") },
    expect = { error = "there is no value of lower_transfers" },
  },
  {
    name = "a difference that nobody has verified stops the settlement",
    measurements = {
      row("participants", "2636"), row("extra_tax", "1330"), row("lower_transfers", "1340", "reported"),
    },
    expect = { error = "not_verified" },
  },
}
