return {
  {
    name = "a job is paid",
    evidence = { "evidence/people.csv", "evidence/values.csv" },
    expct = { total = "2500.00" },  -- mistake: unknown-key
  },
  {
    name = "two jobs",
    settlement = "frist",  -- mistake: unknown-id
    expect = { claims = { jobs = 2 } },  -- mistake: unknown-id
  },
}
