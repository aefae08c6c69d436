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
  {
    name = "rows of its own",
    caps = { al = "10.00" },  -- mistake: unknown-id
    participants = { { subject = "p:1", group = "yuoth" } },  -- mistake: unknown-id
    measurements = {
      { subject = "p:1", indicator = "wellbeeing", day = "2018-10-01", value = "40.0" },  -- mistake: unknown-id
    },
    expect = { total = "0.00" },
  },
}
