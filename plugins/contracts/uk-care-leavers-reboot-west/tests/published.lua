-- The published figures: INDIGO-POJ-0121, GO Lab, export of May 2025.
local function reported_as(state)
  return {
    subject = "contract", indicator = "outcomemetric1", day = "2022-12-31", value = 231, state = state,
  }
end

return {
  {
    name = "the published claims pay the published sum",
    evidence = { "evidence/claims.csv" },
    expect = {
      total = "1871540.00",
      lines = {
        outcomemetric1 = "115940.00",
        outcomemetric10 = "156090.00",
        outcomemetric20 = "313500.00",
        outcomemetric23 = "112750.00",
      },
      claims = { outcomemetric1 = 527, outcomemetric9 = 43 },
      findings = {},
    },
  },
  {
    name = "persons are not what is paid: price times persons would be 1,617,330.00",
    evidence = { "evidence/claims.csv", "evidence/persons.csv" },
    expect = { total = "1871540.00", claims = { outcomemetric1 = 527 } },
  },
  {
    name = "231 claims of one outcome, as many as there are persons, pay their price and nothing else",
    measurements = { reported_as("verified") },
    expect = { total = "50820.00", lines = { outcomemetric1 = "50820.00" } },
  },
  {
    name = "claims that nobody has verified stop the settlement",
    measurements = { reported_as("reported") },
    expect = { error = "not_verified" },
  },
}
